import type { JSX } from 'preact'
import type { ChatEntry } from '../../meeting/chat-log.js'
import { useLanguage } from '../parts/messages-context.js'
import { useCall, useMeeting } from './call-context.js'

/** Digits as in the page's sentences, whatever is usual where the person is. */
const clock = { hour: '2-digit', minute: '2-digit', numberingSystem: 'latn' } as const

export function ChatMessageItem({ entry }: { readonly entry: ChatEntry }): JSX.Element {
  const call = useCall()
  const { messages, locale } = useLanguage()
  const { people, chat } = messages
  const name = useMeeting((state) => state.people.find(({ seat }) => seat === entry.seat)?.name)
  const mine = entry.seat === call.entry.me.seat
  const at = new Date(entry.at)
  return (
    <article class={`message ${mine ? 'mine' : ''}`}>
      <p class="message-head">
        <bdi>{mine ? chat.me : (name ?? people.someone)}</bdi>{' '}
        <time dateTime={at.toISOString()}>{at.toLocaleTimeString(locale, clock)}</time>
        {entry.failed ? <strong class="failed">{chat.notSent}</strong> : null}
      </p>
      <p class="message-text" dir="auto">
        {entry.text}
      </p>
    </article>
  )
}
