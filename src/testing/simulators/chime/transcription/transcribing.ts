import type { Meeting } from '../meeting.js'
import { invalidCombination } from './invalid-combination.js'
import type { SimulatedChimeTranscription } from './transcription.js'
import { configurationView, type TranscriptionConfiguration } from './transcription-configuration.js'
import { transcriptionRegion } from './transcription-region.js'

/** Starts transcribing, or replaces the settings; an event tells whether that worked. */
export function startTranscribing(meeting: Meeting, configuration: TranscriptionConfiguration): void {
  const { mediaRegion } = meeting.input
  const region = transcriptionRegion(configuration, mediaRegion)
  const unavailable = region === undefined ? 'Amazon Transcribe is not available in the region' : undefined
  const { standard } = configuration
  const reason = meeting.transcriptionFailure ?? unavailable ?? (standard && invalidCombination(standard))
  const transcription = { region: region ?? mediaRegion, configuration: configurationView(configuration) }
  meeting.transcriptionFailure = undefined
  meeting.transcription = transcription
  if (reason === undefined) meeting.report('chime:TranscriptionStarted', fieldsOf(transcription))
  else failTranscribing(meeting, transcription, reason)
}

/** Stops transcribing; false if nothing was being transcribed. */
export function stopTranscribing(meeting: Meeting): boolean {
  const { transcription } = meeting
  if (transcription === undefined) return false
  meeting.transcription = undefined
  meeting.report('chime:TranscriptionStopped', fieldsOf(transcription))
  return true
}

export function failTranscribing(
  meeting: Meeting,
  transcription: SimulatedChimeTranscription,
  message: string,
): void {
  meeting.transcription = undefined
  meeting.report('chime:TranscriptionFailed', { ...fieldsOf(transcription), message })
}

function fieldsOf({ region, configuration }: SimulatedChimeTranscription): {
  readonly transcriptionRegion: string
  readonly transcriptionConfiguration: string
} {
  return { transcriptionRegion: region, transcriptionConfiguration: JSON.stringify(configuration) }
}
