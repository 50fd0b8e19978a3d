import type { ApiCall } from './calls/api-call.js'
import { createCall } from './calls/create.js'
import { endCall } from './calls/end.js'
import { getMeetingInfoCall } from './calls/get-meeting-info.js'
import { getMeetingsCall } from './calls/get-meetings.js'
import { isMeetingRunningCall } from './calls/is-meeting-running.js'
import { joinCall } from './calls/join.js'

/** The calls that the simulator offers, by the name that stands in the path and in the checksum. */
export const apiCalls: ReadonlyMap<string, ApiCall> = new Map([
  ['create', createCall],
  ['join', joinCall],
  ['isMeetingRunning', isMeetingRunningCall],
  ['end', endCall],
  ['getMeetingInfo', getMeetingInfoCall],
  ['getMeetings', getMeetingsCall],
])
