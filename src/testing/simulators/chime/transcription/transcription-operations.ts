import { type Operation, readInput } from '../operation.js'
import { ChimeServiceError } from '../service-error.js'
import { startTranscribing, stopTranscribing } from './transcribing.js'
import {
  checkTranscriptionConfiguration,
  readTranscriptionConfiguration,
} from './transcription-configuration.js'

/** Answers before anything runs: an event tells the outcome. */
export const startMeetingTranscription: Operation = (context, input) => {
  const { meetingId, read } = readInput(input, (constraints) =>
    readTranscriptionConfiguration(constraints, input.body['TranscriptionConfiguration']),
  )
  const meeting = context.meetings.find(meetingId)
  checkTranscriptionConfiguration(read)
  startTranscribing(meeting, read)
  return {}
}

/**
 * What the service answers where nothing is being transcribed is not documented. Its model lists
 * `UnprocessableEntityException`, and a caller who repeats a call has to cope with that.
 */
export const stopMeetingTranscription: Operation = (context, input) => {
  const { meetingId } = readInput(input, () => undefined)
  if (!stopTranscribing(context.meetings.find(meetingId))) {
    throw new ChimeServiceError('UnprocessableEntityException', 'The meeting is not being transcribed')
  }
  return {}
}
