import { randomBytes } from 'node:crypto'
import type { SimulatorAnswer } from '../../simulator-server.js'
import { failed, pageNotFound, redirect, refused, success } from '../answers.js'
import type { ApiRequest } from '../api-request.js'
import type { Meeting } from '../meeting.js'
import type { Participant } from '../participant.js'
import type { ServerState } from '../server-state.js'
import { isTrue } from '../values.js'
import type { Violation } from '../violation.js'
import { leaf } from '../xml.js'
import type { ApiCall } from './api-call.js'
import { type Admission, admit } from './join-admission.js'
import { joinViolations } from './join-rules.js'

export const joinCall: ApiCall = {
  methods: (release) => (release < 3.0 ? ['GET', 'POST'] : ['GET']),
  violations: joinViolations,
  answer,
  refuse: (state, request, violation) =>
    turnAway(state, request, violation, request.params.get('errorRedirectUrl')),
}

function answer(state: ServerState, request: ApiRequest): SimulatorAnswer {
  const meeting = state.meetings.find(request.params.get('meetingID'))
  if (meeting === undefined) throw new Error('join was answered although its rules found no meeting')
  const admission = admit(state.release, meeting, request.params)
  if ('key' in admission) return turnAway(state, request, admission)
  const participant = newParticipant(admission, request.params)
  meeting.register(participant)
  const replaced = meeting.participants.find(
    ({ sessionToken }) => sessionToken === request.params.get('replaceSessionToken'),
  )
  if (replaced !== undefined) meeting.leave(replaced.internalUserID, state.meetings.now())
  return welcome(state, request, meeting, participant)
}

function newParticipant(admission: Admission, params: ReadonlyMap<string, string>): Participant {
  const internalUserID = `w_${token(6)}`
  return {
    ...admission,
    internalUserID,
    userID: params.get('userID') || internalUserID,
    fullName: params.get('fullName') ?? '',
    authToken: token(6),
    sessionToken: token(8),
    cookie: token(16).toUpperCase(),
    customData: customDataOf(params),
    params,
    presence: 'not-entered',
    enteredAt: 0,
    leftAt: 0,
  }
}

function token(bytes: number): string {
  return randomBytes(bytes).toString('hex')
}

/** `userdata-*`; a key with a hyphen is dropped, any other odd character goes through and spoils the XML later. */
function customDataOf(params: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const customData = new Map<string, string>()
  for (const [name, value] of params) {
    const key = /^userdata-([^-]+)$/.exec(name)?.[1]
    if (key !== undefined) customData.set(key.toLowerCase(), value)
  }
  return customData
}

function welcome(
  state: ServerState,
  { params }: ApiRequest,
  { identity }: Meeting,
  participant: Participant,
): SimulatorAnswer {
  const clientPath = state.release < 3.0 ? '/html5client/join' : '/html5client/'
  const url = `${state.origin}${clientPath}?sessionToken=${participant.sessionToken}`
  // For all paths: here it is the client's page itself that asks for it, and a browser has to send it there.
  const cookie = { 'set-cookie': `JSESSIONID=${participant.cookie}; Path=/; HttpOnly` }
  if (redirects(params)) return redirect(url, cookie)
  const document = success(
    leaf('messageKey', 'successfullyJoined'),
    leaf('message', 'You have joined successfully.'),
    leaf('meeting_id', identity.internalMeetingID),
    leaf('user_id', participant.internalUserID),
    leaf('auth_token', participant.authToken),
    leaf('session_token', participant.sessionToken),
    leaf('guestStatus', participant.guestStatus),
    leaf('url', url),
  )
  return { ...document, headers: { ...document.headers, ...cookie } }
}

function redirects(params: ReadonlyMap<string, string>): boolean {
  const wish = params.get('redirect') ?? ''
  return wish === '' || isTrue(wish)
}

/**
 * An error of `join` is meant for a browser. Before 2.7 it redirects even where the caller asked it not to, and knows
 * no target but its logout page; since, it takes the caller's target for broken rules, not for what it decides after
 * them. b3scale knows its meetings itself and has a page for those that it does not.
 */
function turnAway(
  state: ServerState,
  { params }: ApiRequest,
  { key, message }: Violation,
  errorRedirectUrl = '',
): SimulatorAnswer {
  const isOld = state.release < 2.7
  if (state.balancer === 'b3scale') {
    if (key === 'checksumError') return refused(state, { key, message })
    if (state.meetings.find(params.get('meetingID')) === undefined) return pageNotFound()
  }
  if (!isOld && !redirects(params)) return failed({ key, message })
  const target = new URL(!isOld && URL.canParse(errorRedirectUrl) ? errorRedirectUrl : state.logoutUrl)
  target.searchParams.append('errors', JSON.stringify([{ message, key }]))
  return redirect(target.href)
}
