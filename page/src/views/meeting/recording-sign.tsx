import type { JSX } from 'preact'
import { useMessages } from '../parts/messages-context.js'
import { useMeeting } from './call-context.js'

/** Shown as long as the meeting is recorded. */
export function RecordingSign(): JSX.Element | null {
  const { meeting } = useMessages()
  const recording = useMeeting((state) => state.recording)
  return recording ? <p class="recording">{meeting.recording}</p> : null
}
