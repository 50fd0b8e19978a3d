import type { JSX } from 'preact'
import { useMessages } from './parts/messages-context.js'
import { ViewHeading } from './parts/view-heading.js'

export function Opening(): JSX.Element {
  const { opening } = useMessages()
  return (
    <main class="card">
      <div class="spinner" aria-hidden="true" />
      <ViewHeading title={opening}>{opening}</ViewHeading>
    </main>
  )
}
