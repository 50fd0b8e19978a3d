import type { JSX } from 'preact'
import { useMessages } from '../parts/messages-context.js'
import { useCall, useMeeting } from './call-context.js'

const lockable = ['microphone', 'camera', 'screenShare'] as const

/** What moderators do about everybody. */
export function ModeratorTools(): JSX.Element {
  const call = useCall()
  const { moderation } = useMessages()
  const locks = useMeeting((state) => state.locks)
  const recording = useMeeting((state) => state.recording)
  const { can, meeting } = call.entry
  const absent = { microphone: false, camera: meeting.noCamera, screenShare: meeting.noScreenShare }
  return (
    <section class="moderation">
      <h3>{moderation.heading}</h3>
      {can.muteAll ? (
        <div class="actions">
          <button type="button" class="quiet" onClick={() => void call.act({ action: 'mute' })}>
            {moderation.muteAll}
          </button>
          <button type="button" class="quiet" onClick={() => void call.act({ action: 'unmute' })}>
            {moderation.unmuteAll}
          </button>
        </div>
      ) : null}
      {can.record ? (
        <button
          type="button"
          class="quiet"
          onClick={() => void call.act({ action: recording ? 'stop-recording' : 'start-recording' })}
        >
          {recording ? moderation.stopRecording : moderation.startRecording}
        </button>
      ) : null}
      {can.lock ? (
        <fieldset>
          <legend>{moderation.attendeesMayUse}</legend>
          {lockable
            .filter((what) => !absent[what])
            .map((what) => (
              <label key={what} class="check">
                <input
                  type="checkbox"
                  checked={!locks[what]}
                  onChange={(event) => {
                    const locked = !event.currentTarget.checked
                    // It shows what holds: the server's next answer moves it.
                    event.currentTarget.checked = !locks[what]
                    void call.act({ action: 'lock', locks: { [what]: locked } })
                  }}
                />
                {moderation[what]}
              </label>
            ))}
        </fieldset>
      ) : null}
    </section>
  )
}
