import { randomBytes } from 'node:crypto'
import type { MeetingHappening } from './events/meeting-happening.js'
import type { Participant } from './participant.js'

/** What the people in a meeting do: who shows, says and presents what. Repeating a thing changes nothing and tells nobody. */
export class Activity {
  readonly #tell: (happening: MeetingHappening) => void
  /** The camera's stream of everybody who has one on. */
  readonly #cameras = new Map<Participant, string>()
  /** Whether it is muted, of everybody who has one on. */
  readonly #microphones = new Map<Participant, boolean>()
  readonly #hands = new Set<Participant>()
  #presenter: Participant | undefined
  #screen: Participant | undefined

  constructor(tell: (happening: MeetingHappening) => void) {
    this.#tell = tell
  }

  get presenter(): Participant | undefined {
    return this.#presenter
  }

  hasCamera(participant: Participant): boolean {
    return this.#cameras.has(participant)
  }

  hasMicrophone(participant: Participant): boolean {
    return this.#microphones.has(participant)
  }

  /** The first moderator to come in presents. */
  entered(participant: Participant): void {
    if (this.#presenter === undefined && participant.role === 'MODERATOR') this.makePresenter(participant)
  }

  /** Whatever somebody who goes has on goes off. */
  leaving(participant: Participant): void {
    this.stopScreenShare(participant)
    this.stopCamera(participant)
    this.disconnectMicrophone(participant)
    this.#hands.delete(participant)
  }

  /** The presenter is gone: another moderator presents, if there is one. */
  left(participant: Participant, others: readonly Participant[]): void {
    if (this.#presenter !== participant) return
    this.#presenter = undefined
    const next = others.find(({ role }) => role === 'MODERATOR')
    if (next !== undefined) this.makePresenter(next)
  }

  startCamera(participant: Participant): void {
    if (this.#cameras.has(participant)) return
    const stream = `${participant.internalUserID}_${randomBytes(8).toString('hex')}`
    this.#cameras.set(participant, stream)
    this.#tellOf('user-cam-broadcast-start', participant, { stream })
  }

  stopCamera(participant: Participant): void {
    const stream = this.#cameras.get(participant)
    if (this.#cameras.delete(participant)) this.#tellOf('user-cam-broadcast-end', participant, { stream })
  }

  connectMicrophone(participant: Participant): void {
    if (this.#microphones.has(participant)) return
    this.#microphones.set(participant, false)
    this.#tellOf('user-audio-voice-enabled', participant, { muted: false })
  }

  disconnectMicrophone(participant: Participant): void {
    if (this.#microphones.delete(participant)) {
      this.#tellOf('user-audio-voice-disabled', participant, { muted: true })
    }
  }

  /** Only who has a microphone on can be muted. */
  setMuted(participant: Participant, muted: boolean): void {
    if ((this.#microphones.get(participant) ?? muted) === muted) return
    this.#microphones.set(participant, muted)
    this.#tellOf(muted ? 'user-audio-muted' : 'user-audio-unmuted', participant, { muted })
  }

  makePresenter(participant: Participant): void {
    const before = this.#presenter
    if (before === participant) return
    if (this.#screen !== undefined) this.stopScreenShare(this.#screen)
    if (before !== undefined) this.#tellOf('user-presenter-unassigned', before)
    this.#presenter = participant
    this.#tellOf('user-presenter-assigned', participant)
  }

  setHand(participant: Participant, isUp: boolean): void {
    if (this.#hands.has(participant) === isUp) return
    if (isUp) this.#hands.add(participant)
    else this.#hands.delete(participant)
    this.#tellOf('user-raise-hand-changed', participant, { 'raise-hand': isUp })
  }

  setEmoji(participant: Participant, emoji: string): void {
    this.#tellOf('user-emoji-changed', participant, { emoji })
  }

  /** Only the presenter can share a screen, so who shares becomes it. */
  shareScreen(participant: Participant): void {
    if (this.#screen === participant) return
    this.makePresenter(participant)
    this.#screen = participant
    this.#tell({ event: 'meeting-screenshare-started', participant })
  }

  stopScreenShare(participant: Participant): void {
    if (this.#screen !== participant) return
    this.#screen = undefined
    this.#tell({ event: 'meeting-screenshare-stopped', participant })
  }

  #tellOf(event: string, participant: Participant, user?: Readonly<Record<string, unknown>>): void {
    this.#tell({ event, participant, ...(user !== undefined && { attributes: { user } }) })
  }
}
