import type { JSX } from 'preact'
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { chatOverflow } from '../../meeting/chat-message.js'
import { Icon } from '../parts/icon.js'
import { useMessages } from '../parts/messages-context.js'
import { useCall, useMeeting } from './call-context.js'
import { ChatMessageItem } from './chat-message-item.js'
import { Panel } from './panel.js'

/** As long as the ids that messages get. */
const SOME_ID = '00000000-0000-0000-0000-000000000000'

export function ChatPanel({ onClose }: { readonly onClose: () => void }): JSX.Element {
  const call = useCall()
  const { chat: words } = useMessages()
  const chat = useMeeting((state) => state.chat)
  const unread = useMeeting((state) => state.unread)
  const connected = useMeeting((state) => state.connection === 'connected')
  const [text, setText] = useState('')
  const id = useId()
  const end = useRef<HTMLDivElement>(null)
  useEffect(() => {
    call.chatRead()
    end.current?.scrollIntoView({ block: 'end' })
  }, [call, chat, unread])
  const overflow = chatOverflow({ id: SOME_ID, text: text.trim() })
  const ready = connected && overflow === 0 && text.trim() !== ''
  const send = (): void => {
    if (!ready) return
    call.sendChat(text.trim())
    setText('')
  }
  const { welcomeMessage } = call.entry.meeting
  return (
    <Panel name="chat" heading={words.heading} onClose={onClose}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable with the keyboard. */}
      <div class="chat-log" role="log" aria-live="off" aria-label={words.log} tabIndex={0}>
        {welcomeMessage === undefined ? null : (
          <p class="welcome" dir="auto">
            {welcomeMessage}
          </p>
        )}
        <p class="hint">{words.kept}</p>
        {chat.length === 0 ? <p>{words.empty}</p> : null}
        {chat.map((entry) => (
          <ChatMessageItem key={`${entry.seat} ${entry.id}`} entry={entry} />
        ))}
        <div ref={end} />
      </div>
      <form
        class="chat-form"
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <label for={id} class="unseen">
          {words.input}
        </label>
        <textarea
          id={id}
          rows={2}
          dir="auto"
          placeholder={words.input}
          value={text}
          aria-describedby={`${id}-limit`}
          aria-invalid={overflow > 0}
          onInput={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
            event.preventDefault()
            send()
          }}
        />
        <button
          type="submit"
          class="main-action"
          aria-disabled={!ready}
          aria-label={words.send}
          title={words.send}
        >
          <Icon name="send" />
        </button>
        <p id={`${id}-limit`} class="limit" role="status">
          {overflow > 0 ? words.tooLong(overflow) : ''}
        </p>
      </form>
    </Panel>
  )
}
