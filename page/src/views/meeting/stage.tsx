import type { JSX } from 'preact'
import { useEffect, useMemo, useRef } from 'preact/hooks'
import { gridOf, roomOf, stripOf, WORD } from '../../meeting/grid.js'
import { stageOf } from '../../meeting/stage.js'
import { wantedPictures } from '../../meeting/wanted-pictures.js'
import { useMessages } from '../parts/messages-context.js'
import { useCall, useMeeting } from './call-context.js'
import { StageTile } from './stage-tile.js'
import { useSize } from './use-size.js'

const GAP = 8
/** Smaller than this, a picture is not worth its place. */
const SMALLEST = 150

/** The pictures: everybody alike, or a shared screen with people in a strip beside it. */
export function Stage(): JSX.Element {
  const call = useCall()
  const { meeting } = useMessages()
  const area = useRef<HTMLDivElement>(null)
  const size = useSize(area)
  const seats = useMeeting((state) => state.seats)
  const tiles = useMeeting((state) => state.tiles)
  const speakers = useMeeting((state) => state.speakers)
  const sending = useMeeting((state) => state.sending)
  const shares = tiles.some(({ content }) => content)
  const strip = stripOf(size, GAP)
  const room = shares ? strip.room : roomOf(size, SMALLEST)
  const stage = useMemo(
    () => stageOf({ seats, tiles, speakers, sending }, call.entry.me.seat, room),
    [call, seats, tiles, speakers, sending, room],
  )
  useEffect(() => call.wantPictures(wantedPictures(stage, sending)), [call, stage, sending])
  const { content, people, hidden } = stage
  const large = gridOf(content.length, strip.rest, GAP)
  const word = hidden === 0 ? 0 : WORD
  const equal = gridOf(people.length, { width: size.width, height: size.height - word }, GAP)
  return (
    <div
      ref={area}
      class={`stage ${content.length === 0 ? '' : strip.beside ? 'split-beside' : 'split-below'}`}
    >
      {content.length === 0 ? null : (
        <ul class="stage-content" aria-label={meeting.sharedScreens}>
          {content.map((item) => (
            <StageTile key={item.key} item={item} size={large} />
          ))}
        </ul>
      )}
      <ul class="stage-people" aria-label={meeting.stage}>
        {people.map((item) => (
          <StageTile key={item.key} item={item} size={content.length === 0 ? equal : strip.place} />
        ))}
        {hidden === 0 ? null : <li class="stage-more">{meeting.more(hidden)}</li>}
      </ul>
    </div>
  )
}
