export type {
  BbbEvent,
  BbbEventName,
} from '../../simulators/bbb/events/bbb-event.js'
export type { BbbHookSignature } from '../../simulators/bbb/events/hook-message.js'
export type { BbbTokenAlgorithm } from '../../simulators/bbb/events/json-web-token.js'
export {
  type BbbEventAbout,
  type BbbEventUser,
  bbbEvent,
} from '../../simulators/bbb/events/make-event.js'
export { type BbbAnalyticsSigning, bbbAnalyticsRequest } from './analytics-request.js'
export { type BbbEndCallbackInput, bbbEndCallbackRequest } from './end-callback-request.js'
export { type BbbHookSigning, bbbHookRequest } from './hook-request.js'
export { type BbbRecordingReadySigning, bbbRecordingReadyRequest } from './recording-ready-request.js'
