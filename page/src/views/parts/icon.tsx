import type { JSX } from 'preact'
import { type IconName, icons } from './icons.js'

/** A picture beside words, or of a control that has a name: nothing to be read out. */
export function Icon({ name }: { readonly name: IconName }): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={icons[name]} />
    </svg>
  )
}
