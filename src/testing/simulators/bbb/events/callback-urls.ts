/** Where a meeting wants to be heard of, as its `create` said. */
export interface CallbackUrls {
  /** `meta_endCallbackUrl` */
  readonly end: string | undefined
  /** `meetingEndedURL` */
  readonly ended: string | undefined
  /** `meta_bbb-recording-ready-url`, or one of its other names */
  readonly recordingReady: string | undefined
  /** `meta_analytics-callback-url`, which needs `meetingKeepEvents` */
  readonly analytics: string | undefined
}

const readyKeys = ['bbb-recording-ready-url', 'bn-recording-ready-url', 'canvas-recording-ready-url']

/**
 * The metadata has its keys in lower case. Undefined where nobody is to be called: breakout rooms tell nobody of their end.
 * Fact sheet section 5.1.
 */
export function callbackUrls(
  metadata: ReadonlyMap<string, string>,
  params: ReadonlyMap<string, string>,
  isBreakout: boolean,
): CallbackUrls | undefined {
  const keepsEvents = params.get('meetingKeepEvents')?.toLowerCase() === 'true'
  const urls: CallbackUrls = {
    end: isBreakout ? undefined : metadata.get('endcallbackurl') || undefined,
    ended: isBreakout ? undefined : params.get('meetingEndedURL') || undefined,
    recordingReady: readyKeys.map((key) => metadata.get(key)).find((url) => url !== undefined && url !== ''),
    analytics: keepsEvents ? metadata.get('analytics-callback-url') || undefined : undefined,
  }
  return Object.values(urls).some((url) => url !== undefined) ? urls : undefined
}
