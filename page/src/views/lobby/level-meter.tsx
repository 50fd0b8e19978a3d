import type { JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { useStore } from '../../base/use-store.js'
import type { LocalMedia } from '../../media/local-media.js'
import { watchMicrophone } from '../../media/microphone-level.js'
import { useMessages } from '../parts/messages-context.js'

/** Moves when the microphone hears something. Drawn past the framework: ten times a second is its own business. */
export function LevelMeter({ media }: { readonly media: LocalMedia }): JSX.Element {
  const { lobby } = useMessages()
  const turn = useStore(media.state, (state) => state.microphoneTurn)
  const meter = useRef<HTMLMeterElement>(null)
  useEffect(
    () =>
      watchMicrophone(media.controller, (level) => {
        if (meter.current !== null) meter.current.value = level
      }),
    [media, turn],
  )
  return (
    <meter ref={meter} class="level-meter" min={0} max={1} value={0} aria-label={lobby.microphoneLevel} />
  )
}
