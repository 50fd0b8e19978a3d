import type { ActAnswer, HereAnswer, PageAction, StatusAnswer } from '../../../src/join-page/page-api.js'
import type { CallParts } from './call-parts.js'
import { addNotice } from './notices.js'
import { Poll } from './poll.js'

/** When the server does not answer, or says that it was too often. */
const LATER_MS = 10_000

/** Keeps what the server says: who people are, who waits, the recording, what holds for whom. */
export class ServerWatch {
  readonly #parts: CallParts
  readonly #changed: () => void
  readonly #poll: Poll
  #revision: string | undefined
  #heardBefore = false

  /** `changed` is called after each answer that has news. */
  constructor(parts: CallParts, changed: () => void) {
    this.#parts = parts
    this.#changed = changed
    this.#poll = new Poll(parts.timers, async () => {
      const { server, pass } = parts
      return this.#answered(await server.status(pass(), this.#revision))
    })
  }

  /** Asks now, or as soon as is decent. */
  hurry(): void {
    this.#poll.hurry()
  }

  stop(): void {
    this.#poll.stop()
  }

  /** Does what moderators do. True if it is so now. */
  async act(action: PageAction): Promise<boolean> {
    const { server, pass, state } = this.#parts
    const answer = await server.act(pass(), action)
    if (answer.state === 'refused') addNotice(state, noticeOf(answer))
    this.hurry()
    return answer.state === 'done'
  }

  #answered(answer: StatusAnswer): number | undefined {
    if (answer.state === 'unchanged') return answer.pollMs
    if (answer.state === 'here') {
      this.#heard(answer)
      return answer.pollMs
    }
    switch (answer.reason) {
      case 'ended':
        this.#parts.finish('ended')
        return undefined
      case 'denied':
        this.#parts.finish('removed')
        return undefined
      case 'unavailable':
      case 'rate-limited':
      case 'not-started':
        return answer.retryAfterMs ?? LATER_MS
      default:
        // The pass is no longer good. Voice and pictures go on without the server.
        return undefined
    }
  }

  #heard({ revision, people, waiting, recording, locks }: HereAnswer): void {
    const { state, tell, entry } = this.#parts
    const before = state.get()
    this.#revision = revision
    state.patch({ people, waiting, locks, recording: recording === 'running' })
    for (const person of waiting)
      if (!before.waiting.some(({ participantId }) => participantId === person.participantId))
        tell({ kind: 'waiting', name: person.name })
    if (recording === 'running' && !before.recording) addNotice(state, 'recording-started')
    if (recording === 'off' && before.recording) addNotice(state, 'recording-stopped')
    const taken = people.find(({ seat }) => seat === entry.me.seat)?.muted ?? false
    const takenBefore = before.people.find(({ seat }) => seat === entry.me.seat)?.muted ?? false
    if (this.#heardBefore && taken && !takenBefore) addNotice(state, 'muted-by-moderator')
    if (this.#heardBefore && !taken && takenBefore) addNotice(state, 'microphone-back')
    this.#heardBefore = true
    this.#changed()
  }
}

function noticeOf(
  answer: Extract<ActAnswer, { state: 'refused' }>,
): 'action-denied' | 'action-too-often' | 'action-failed' {
  if (answer.reason === 'denied') return 'action-denied'
  return answer.reason === 'rate-limited' ? 'action-too-often' : 'action-failed'
}
