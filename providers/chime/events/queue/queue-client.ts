/** The little that is used of `SQSClient` of `@aws-sdk/client-sqs`, by structure. */
export interface QueueClient {
  send(command: object, options?: { readonly abortSignal?: AbortSignal }): Promise<object>
}
