import type { ComponentChildren, JSX } from 'preact'
import { useId, useLayoutEffect, useRef } from 'preact/hooks'
import { Icon } from '../parts/icon.js'
import { useMessages } from '../parts/messages-context.js'

interface PanelProps {
  readonly name: string
  readonly heading: string
  readonly onClose: () => void
  readonly children: ComponentChildren
}

/** A panel beside the stage, on a phone over it. It takes the focus as it opens; Escape closes it. */
export function Panel({ name, heading, onClose, children }: PanelProps): JSX.Element {
  const { close } = useMessages()
  const id = useId()
  const panel = useRef<HTMLElement>(null)
  const head = useRef<HTMLHeadingElement>(null)
  const focused = useRef<EventTarget | null>(null)
  useLayoutEffect(() => {
    const first = panel.current?.querySelector<HTMLElement>('textarea') ?? head.current
    first?.focus()
  }, [])
  useLayoutEffect(() => {
    // What was pressed may be gone by that (somebody was let in, or removed): the next key must not start at the page's top.
    const gone = focused.current instanceof HTMLElement && !focused.current.isConnected
    if (gone && document.activeElement === document.body) head.current?.focus()
  })
  return (
    <aside
      ref={panel}
      class={`panel panel-${name}`}
      aria-labelledby={id}
      onFocusIn={(event) => {
        focused.current = event.target
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose()
      }}
    >
      <div class="panel-head">
        <h2 ref={head} id={id} tabIndex={-1}>
          {heading}
        </h2>
        <button type="button" class="small" aria-label={close} title={close} onClick={onClose}>
          <Icon name="close" />
        </button>
      </div>
      <div class="panel-body">{children}</div>
    </aside>
  )
}
