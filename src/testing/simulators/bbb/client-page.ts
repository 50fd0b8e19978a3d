import type { SimulatorAnswer, SimulatorRequest } from '../simulator-server.js'
import { htmlPage } from './answers.js'
import type { ServerState } from './server-state.js'

/**
 * The page to which `join` sends a browser. Opening it is what makes a person present, and only in the browser that
 * got the cookie, unless the meeting allows requests without a session.
 */
export function clientPage(state: ServerState, { target, headers }: SimulatorRequest): SimulatorAnswer {
  const sessionToken = new URL(target, state.origin).searchParams.get('sessionToken') ?? ''
  const found = state.meetings.findBySession(sessionToken)
  if (found === undefined) return htmlPage(401, '401 Unauthorized')
  const { meeting, participant } = found
  const hasCookie = headers['cookie']?.toString().includes(`JSESSIONID=${participant.cookie}`) ?? false
  if (!hasCookie && !meeting.settings.allowRequestsWithoutSession) return htmlPage(401, '401 Unauthorized')
  // On 3.0 a userID over 50 characters does not fit its column: the page loads and nobody ever gets in.
  const isStuck = state.release >= 3.0 && participant.userID.length > 50
  if (participant.guestStatus === 'WAIT') participant.presence = 'waiting'
  else if (!isStuck) meeting.enter(participant, state.meetings.now())
  return htmlPage(200, 'BigBlueButton')
}
