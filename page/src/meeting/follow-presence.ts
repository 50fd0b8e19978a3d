import { DefaultActiveSpeakerPolicy } from '../chime/sdk.js'
import { isPerson, seatHeard, seatLeft, seatTaken } from './seats.js'
import type { SessionParts } from './session-parts.js'

/** Who was inside before is not announced: the library reports them one by one in the first moments. */
const SETTLING_MS = 3_000

/**
 * Keeps the state's seats and speakers, until the answered function is called. `stranger` is called when somebody comes whom the
 * server has not named yet.
 */
export function followPresence(parts: SessionParts, stranger: () => void): () => void {
  const { audioVideo, state, timers, tell, entry } = parts
  let startedAt = Number.POSITIVE_INFINITY

  audioVideo.addObserver({
    audioVideoDidStart() {
      startedAt = Math.min(startedAt, timers.now())
    },
  })

  audioVideo.realtimeSubscribeToAttendeeIdPresence((attendeeId, present, externalUserId) => {
    const known = state.get().seats.get(attendeeId)
    const seat = externalUserId ?? known?.seat ?? ''
    if (!isPerson(attendeeId, seat)) return
    if (!present) {
      audioVideo.realtimeUnsubscribeFromVolumeIndicator(attendeeId)
      const { seats, hands } = state.get()
      const fewerHands = new Map(hands)
      fewerHands.delete(seat)
      state.patch({ seats: seatLeft(seats, attendeeId), hands: hands.has(seat) ? fewerHands : hands })
      if (known !== undefined) tell({ kind: 'left', seat })
      return
    }
    if (known !== undefined) return
    state.patch({ seats: seatTaken(state.get().seats, attendeeId, seat) })
    if (!state.get().people.some((person) => person.seat === seat)) stranger()
    if (timers.now() - startedAt > SETTLING_MS && seat !== entry.me.seat) tell({ kind: 'joined', seat })
    audioVideo.realtimeSubscribeToVolumeIndicator(attendeeId, (_, _volume, muted, signal) => {
      state.patch({ seats: seatHeard(state.get().seats, attendeeId, { muted, signal }) })
    })
  })

  const heard = (speakers: string[]): void => {
    const before = state.get().speakers
    const same = before.length === speakers.length && before.every((id, index) => id === speakers[index])
    if (!same) state.patch({ speakers: [...speakers] })
  }
  audioVideo.subscribeToActiveSpeakerDetector(new DefaultActiveSpeakerPolicy(), heard)
  return () => audioVideo.unsubscribeFromActiveSpeakerDetector(heard)
}
