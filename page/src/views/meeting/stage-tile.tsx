import type { JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { isolate } from '../../i18n/isolate.js'
import type { StageItem } from '../../meeting/stage.js'
import { Icon } from '../parts/icon.js'
import { useMessages } from '../parts/messages-context.js'
import { Avatar } from './avatar.js'
import { useCall, useMeeting } from './call-context.js'

interface StageTileProps {
  readonly item: StageItem
  readonly size: { readonly width: number; readonly height: number }
}

/** One place on the stage. */
export function StageTile({ item, size }: StageTileProps): JSX.Element {
  const call = useCall()
  const { people, meeting } = useMessages()
  const { tileId, attendeeId, kind, seat, me } = item
  const person = useMeeting((state) => state.people.find((known) => known.seat === seat))
  const { name = people.someone, avatarUrl } = person ?? {}
  const muted = useMeeting(({ seats }) => seats.get(attendeeId)?.muted ?? false)
  const weak = useMeeting(({ seats }) => seats.get(attendeeId)?.weak ?? false)
  const speaking = useMeeting(({ speakers }) => speakers.includes(attendeeId))
  const hand = useMeeting(({ hands }) => hands.has(seat))
  const video = useRef<HTMLVideoElement>(null)
  useEffect(() => {
    const element = video.current
    if (tileId === undefined || element === null) return undefined
    call.bindPicture(tileId, element)
    return () => call.unbindPicture(tileId, element)
  }, [call, tileId])
  const content = kind === 'content'
  const signs = [
    ...(muted && !content ? [people.microphoneOff] : []),
    ...(weak ? [people.weakConnection] : []),
    ...(hand && !content ? [people.handRaised] : []),
  ]
  return (
    <li
      class={`tile tile-${kind} ${speaking && !muted && !content ? 'speaking' : ''}`}
      style={{ width: `${size.width}px`, height: `${size.height}px` }}
      data-seat={seat}
      data-kind={kind}
      data-picture={tileId !== undefined}
    >
      {tileId === undefined ? (
        <Avatar name={name} url={avatarUrl} />
      ) : (
        <video ref={video} autoplay muted playsInline tabIndex={-1} aria-hidden="true" />
      )}
      <span class="tile-name">
        {muted && !content ? <Icon name="microphone-off" /> : null}
        {weak ? <Icon name="weak" /> : null}
        <bdi>{content ? meeting.shares(isolate(name)) : name}</bdi>
        {me && !content ? <span> ({people.you})</span> : null}
        {signs.length === 0 ? null : <span class="unseen">, {signs.join(', ')}</span>}
      </span>
      {hand && !content ? (
        <span class="tile-hand" aria-hidden="true">
          <Icon name="hand" />
        </span>
      ) : null}
    </li>
  )
}
