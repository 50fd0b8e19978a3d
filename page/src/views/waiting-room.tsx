import type { JSX } from 'preact'
import { useEffect } from 'preact/hooks'
import type { PageMeeting } from '../../../src/join-page/page-api.js'
import { keepAwake } from '../media/keep-awake.js'
import { useMessages } from './parts/messages-context.js'
import { ViewHeading } from './parts/view-heading.js'

interface WaitingRoomProps {
  readonly meeting: PageMeeting
  readonly onLeave: () => void
}

/** The page asks the server by itself; there is nothing to do here but wait. */
export function WaitingRoom({ meeting, onLeave }: WaitingRoomProps): JSX.Element {
  const { waiting } = useMessages()
  useEffect(() => keepAwake(), [])
  return (
    <main class="card">
      <div class="spinner" aria-hidden="true" />
      <ViewHeading title={`${waiting.heading} – ${meeting.title}`}>{waiting.heading}</ViewHeading>
      <p class="meeting-title" dir="auto">
        {meeting.title}
      </p>
      <p>{waiting.text}</p>
      <button type="button" class="quiet" onClick={onLeave}>
        {waiting.stopWaiting}
      </button>
    </main>
  )
}
