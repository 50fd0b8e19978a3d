/**
 * The little that is used of `ChimeSDKMeetingsClient` of `@aws-sdk/client-chime-sdk-meetings`. By structure, so that no
 * type of this package needs the AWS packages to be installed.
 */
export interface ChimeClient {
  send(command: object, options?: { readonly abortSignal?: AbortSignal }): Promise<object>
}

/** AWS keys, as the AWS packages spell them. */
export interface ChimeCredentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  /** Only with temporary keys. */
  readonly sessionToken?: string
  readonly expiration?: Date
}

/** Any credential provider of the AWS packages (`fromIni()`, `fromTemporaryCredentials(…)`), or your own function. */
export type ChimeCredentialsProvider = (properties?: Record<string, unknown>) => Promise<ChimeCredentials>
