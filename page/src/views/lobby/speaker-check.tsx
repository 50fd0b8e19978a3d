import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { useStore } from '../../base/use-store.js'
import type { LocalMedia } from '../../media/local-media.js'
import { playTestSound } from '../../media/test-sound.js'
import { Icon } from '../parts/icon.js'
import { useMessages } from '../parts/messages-context.js'

export function SpeakerCheck({ media }: { readonly media: LocalMedia }): JSX.Element {
  const { lobby } = useMessages()
  const speaker = useStore(media.state, (state) => state.chosen.speaker)
  const [playing, setPlaying] = useState(false)
  const play = (): void => {
    if (playing) return
    setPlaying(true)
    // Without a sound there is nothing to hear: that is the answer of the test.
    playTestSound(speaker)
      .catch(() => {})
      .finally(() => setPlaying(false))
  }
  return (
    <div class="speaker-check">
      <button type="button" class="quiet" onClick={play} aria-disabled={playing}>
        <Icon name="speaker" />
        {lobby.testSpeaker}
      </button>
      <span role="status">{playing ? lobby.soundPlays : ''}</span>
    </div>
  )
}
