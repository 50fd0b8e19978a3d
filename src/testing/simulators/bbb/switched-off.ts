import type { SimulatorAnswer } from '../simulator-server.js'
import { failed } from './answers.js'
import { noMeetings } from './calls/get-meetings.js'
import { noRecordings } from './recordings/no-recordings.js'
import type { ServerState } from './server-state.js'

const recordingCalls = ['getRecordings', 'publishRecordings', 'deleteRecordings', 'updateRecordings']

/**
 * What a server says to a call that its operator has switched off; undefined when it is on. A load balancer acts as if
 * there were nothing; BigBlueButton says so, and sends the call's own answer behind it in the same body.
 */
export function switchedOff(
  { settings, balancer }: ServerState,
  call: string,
  answer: () => SimulatorAnswer,
): SimulatorAnswer | undefined {
  const isOff =
    (call === 'getMeetings' && !settings.meetingsApiEnabled) ||
    (recordingCalls.includes(call) && !settings.recordingsApiEnabled)
  if (!isOff) return undefined
  if (balancer === undefined) {
    const refusal = failed({ key: 'apiNotEnabled', message: 'This part of the API is switched off' })
    return { ...refusal, body: `${refusal.body}\n${answer().body}` }
  }
  if (call === 'getMeetings') return noMeetings()
  if (call === 'getRecordings') return noRecordings()
  return failed({ key: 'notFound', message: 'There are no recordings on this server' })
}
