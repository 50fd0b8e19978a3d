import type { ComponentChildren, JSX } from 'preact'
import { useId, useLayoutEffect, useRef } from 'preact/hooks'

interface DialogProps {
  readonly heading: string
  readonly text: string
  readonly onClose: () => void
  readonly children: ComponentChildren
}

/** A question that has to be answered first. The browser holds the focus inside, and gives it back after. */
export function Dialog({ heading, text, onClose, children }: DialogProps): JSX.Element {
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      aria-labelledby={`${id}-heading`}
      aria-describedby={`${id}-text`}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onKeyDown={(event) => {
        // Not a matter of the panel that it was opened from.
        if (event.key === 'Escape') event.stopPropagation()
      }}
    >
      <h2 id={`${id}-heading`}>{heading}</h2>
      <p id={`${id}-text`} class="dialog-text">
        {text}
      </p>
      <div class="actions">{children}</div>
    </dialog>
  )
}
