import type { CallParts } from './call-parts.js'
import { chatAdded, chatFailed } from './chat-log.js'
import { decodeChat, encodeChat } from './chat-message.js'
import { decodeHand, encodeHand, handMoved } from './hands.js'
import type { IncomingMessage, MessageChannel } from './message-channel.js'

/** The longest that the vendor keeps a message for those who join later. */
const KEPT_MS = 300_000
/** A raised hand is said again before it is forgotten. */
const HAND_AGAIN_MS = 240_000

const CHAT = 'chat'
const HAND = 'hand'
/** Says nothing but that the server has news. */
const REFRESH = 'refresh'

/**
 * Chat, raised hands, and the hint that the server has news. Anybody in a meeting can send anything here, so nothing that
 * arrives gives anybody a right: who sent it is what the vendor says, and what holds is what the server says.
 */
export class DataMessages {
  readonly #channel: MessageChannel
  readonly #parts: Pick<CallParts, 'state' | 'entry' | 'timers' | 'tell'>
  #handAgain: () => void = () => {}

  /** `refresh` is called when somebody says that the server has news. `raisedAt`: the hand was up before a reload. */
  constructor(
    channel: MessageChannel,
    parts: Pick<CallParts, 'state' | 'entry' | 'timers' | 'tell'>,
    refresh: () => void,
    raisedAt?: number,
  ) {
    this.#channel = channel
    this.#parts = parts
    const { state, entry } = parts
    if (raisedAt !== undefined)
      state.patch({ hands: handMoved(state.get().hands, entry.me.seat, true, raisedAt) })
    channel.realtimeSubscribeToReceiveDataMessage(CHAT, (message) => this.#chatArrived(message))
    channel.realtimeSubscribeToReceiveDataMessage(HAND, (message) => this.#handArrived(message))
    channel.realtimeSubscribeToReceiveDataMessage(REFRESH, refresh)
  }

  sendChat(text: string): void {
    const { state, entry, timers } = this.#parts
    const message = { id: crypto.randomUUID(), text }
    const mine = { ...message, seat: entry.me.seat, at: timers.now(), mine: true, failed: false }
    state.patch({ chat: chatAdded(state.get().chat, mine) })
    this.#send(CHAT, encodeChat(message), KEPT_MS)
  }

  setHand(up: boolean): void {
    const { state, entry, timers } = this.#parts
    state.patch({ hands: handMoved(state.get().hands, entry.me.seat, up, timers.now()) })
    this.#sayHand()
  }

  sayRefresh(): void {
    this.#send(REFRESH, '{}', undefined)
  }

  /** When this person raised the hand that is still up. */
  get raisedAt(): number | undefined {
    const { state, entry } = this.#parts
    return state.get().hands.get(entry.me.seat)
  }

  /** The session has started, or started again: who forgot a raised hand meanwhile learns of it. */
  started(): void {
    if (this.raisedAt !== undefined) this.#sayHand()
  }

  /** This person leaves: nobody who comes later is told of a hand that is not there. */
  stop(): void {
    this.#handAgain()
    if (this.raisedAt !== undefined) this.setHand(false)
  }

  #sayHand(): void {
    this.#handAgain()
    const { timers } = this.#parts
    this.#send(HAND, encodeHand(this.raisedAt, timers.now()), KEPT_MS)
    if (this.raisedAt !== undefined) this.#handAgain = timers.after(HAND_AGAIN_MS, () => this.#sayHand())
  }

  #send(topic: string, data: string, lifetimeMs: number | undefined): void {
    this.#channel.realtimeSendDataMessage(topic, data, lifetimeMs)
  }

  #chatArrived(message: IncomingMessage): void {
    const { state, tell } = this.#parts
    const decoded = decodeChat(message.text())
    if (decoded === undefined) return
    const { chat, unread } = state.get()
    const seat = message.senderExternalUserId
    if (message.throttled) {
      state.patch({ chat: chatFailed(chat, seat, decoded.id) })
      return
    }
    const longer = chatAdded(chat, { ...decoded, seat, at: message.timestampMs, mine: false, failed: false })
    if (longer === chat) return
    state.patch({ chat: longer, unread: unread + 1 })
    tell({ kind: 'chat', seat, text: decoded.text })
  }

  #handArrived(message: IncomingMessage): void {
    const { state, tell, entry } = this.#parts
    const hand = decodeHand(message.text())
    const seat = message.senderExternalUserId
    if (hand === undefined || message.throttled) return
    if (seat === entry.me.seat) {
      // What was kept of an earlier visit, which ended without a word.
      if (hand.up && this.raisedAt === undefined) this.#sayHand()
      return
    }
    const { hands } = state.get()
    const moved = handMoved(hands, seat, hand.up, message.timestampMs - hand.sinceMs)
    state.patch({ hands: moved })
    if (moved !== hands && hand.up) tell({ kind: 'hand', seat })
  }
}
