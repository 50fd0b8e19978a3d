import type { JSX } from 'preact'
import { Icon } from './icon.js'
import type { IconName } from './icons.js'

interface ControlButtonProps {
  readonly icon: IconName
  readonly label: string
  readonly onClick: () => void
  /** `off`: what it is about is off. `danger`: it ends something. */
  readonly tone?: 'plain' | 'off' | 'on' | 'danger'
  readonly disabled?: boolean
  /** The id of the panel that it opens, and whether that is open. */
  readonly controls?: string
  readonly expanded?: boolean
  /** A small count, and what it says. */
  readonly badge?: { readonly text: string; readonly label: string } | undefined
}

/** One of the round buttons: a picture, with its name below, which is only read out where there is no room. */
export function ControlButton(props: ControlButtonProps): JSX.Element {
  const { icon, label, onClick, tone = 'plain', disabled = false, controls, expanded, badge } = props
  return (
    <button
      type="button"
      class={`control ${tone}`}
      title={label}
      disabled={disabled}
      onClick={onClick}
      {...(controls === undefined ? {} : { 'aria-expanded': expanded ?? false, 'data-panel': controls })}
    >
      <Icon name={icon} />
      <span class="control-label">{label}</span>
      {badge === undefined ? null : (
        <>
          <span class="unseen">, {badge.label}</span>
          <span class="badge" aria-hidden="true">
            {badge.text}
          </span>
        </>
      )}
    </button>
  )
}
