import type { SimulatorAnswer } from '../../simulator-server.js'
import { failed, failedAsErrorsList, internalServerError, success } from '../answers.js'
import type { ApiRequest } from '../api-request.js'
import type { Meeting } from '../meeting.js'
import type { ServerState } from '../server-state.js'
import { javaDateText } from '../values.js'
import { leaf } from '../xml.js'
import type { ApiCall } from './api-call.js'
import { createViolations } from './create-rules.js'
import { meetingSettings } from './meeting-settings.js'
import { slidesOf } from './slides.js'

export const createCall: ApiCall = { violations: createViolations, answer }

function answer(state: ServerState, request: ApiRequest): SimulatorAnswer {
  const settings = meetingSettings(state, request)
  if (settings === undefined) return internalServerError()
  const existing = state.meetings.findLive(settings.meetingID)
  if (existing !== undefined) return answerExisting(request, existing)
  if (state.meetings.findByVoiceBridge(settings.voiceBridge) !== undefined) {
    return failedAsErrorsList(state, {
      key: 'nonUniqueVoiceBridge',
      message: 'The selected voice bridge is already in use.',
    })
  }
  const slides = slidesOf(state, request)
  if (slides.problem !== undefined) return failed({ key: 'malformedXml', message: slides.problem })
  const meeting = state.meetings.add(settings)
  meeting.documents = slides.documents
  return success(...createdFields(meeting), leaf('messageKey', ''), leaf('message', ''))
}

/** A repeated `create` changes nothing; whether it counts as a repetition is up to the passwords alone. */
function answerExisting({ params }: ApiRequest, existing: Meeting): SimulatorAnswer {
  const { attendeePW, moderatorPW } = existing.settings
  const attendee = params.get('attendeePW') || undefined
  const moderator = params.get('moderatorPW') || undefined
  const bothGiven = attendee !== undefined && moderator !== undefined
  const noneGiven = attendee === undefined && moderator === undefined
  if ((bothGiven || noneGiven) && attendee === attendeePW && moderator === moderatorPW) {
    return success(
      ...createdFields(existing),
      leaf('messageKey', 'duplicateWarning'),
      leaf('message', 'This conference was already in existence and may currently be in progress.'),
    )
  }
  return failed({
    key: 'idNotUnique',
    message: 'A meeting already exists with that meeting ID. Please use a different meeting ID.',
  })
}

function createdFields(meeting: Meeting): string[] {
  const { settings, identity } = meeting
  return [
    leaf('meetingID', settings.meetingID),
    leaf('internalMeetingID', identity.internalMeetingID),
    leaf('parentMeetingID', settings.breakout?.parentInternalID ?? 'bbb-none'),
    ...(settings.attendeePW === undefined ? [] : [leaf('attendeePW', settings.attendeePW)]),
    ...(settings.moderatorPW === undefined ? [] : [leaf('moderatorPW', settings.moderatorPW)]),
    leaf('createTime', identity.createTime),
    leaf('voiceBridge', settings.voiceBridge),
    leaf('dialNumber', settings.dialNumber),
    leaf('createDate', javaDateText(identity.createTime)),
    leaf('hasUserJoined', meeting.hasUserJoined),
    leaf('duration', settings.durationMinutes),
    leaf('hasBeenForciblyEnded', meeting.ended),
  ]
}
