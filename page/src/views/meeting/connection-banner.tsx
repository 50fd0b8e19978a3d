import type { JSX } from 'preact'
import { useStore } from '../../base/use-store.js'
import { useMessages } from '../parts/messages-context.js'
import { useCall, useMeeting } from './call-context.js'

/** How the connection is, when there is something to say about it. */
export function ConnectionBanner(): JSX.Element {
  const call = useCall()
  const { meeting } = useMessages()
  const connection = useMeeting((state) => state.connection)
  const quality = useMeeting((state) => state.quality)
  const soundBlocked = useMeeting((state) => state.soundBlocked)
  const browserAsks = useMeeting((state) => state.browserAsks)
  const sharing = useMeeting((state) => state.sharing)
  const alone = useMeeting((state) => state.connection === 'connected' && state.seats.size === 1)
  const camera = useStore(call.media.state, (state) => state.camera)
  const text =
    connection === 'connecting'
      ? meeting.connecting
      : connection === 'reconnecting'
        ? meeting.reconnecting
        : quality === 'good'
          ? undefined
          : quality === 'suggest-stop-video' && camera === 'on'
            ? meeting.suggestStopVideo
            : meeting.poorConnection
  return (
    <div class="banners">
      <div role="status">
        {text === undefined ? null : (
          <p class={`connection ${connection}`} data-connection={connection}>
            {text}
          </p>
        )}
        {browserAsks ? <p class="aside">{meeting.browserAsks}</p> : null}
        {alone ? <p class="aside">{meeting.alone}</p> : null}
        {sharing ? <p class="aside">{meeting.youShare}</p> : null}
      </div>
      {soundBlocked ? (
        <p class="connection" role="alert">
          {meeting.soundBlocked}{' '}
          <button type="button" class="quiet" onClick={() => void call.playSound()}>
            {meeting.turnSoundOn}
          </button>
        </p>
      ) : null}
    </div>
  )
}
