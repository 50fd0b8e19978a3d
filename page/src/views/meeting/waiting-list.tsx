import type { JSX } from 'preact'
import type { WaitingPerson } from '../../../../src/join-page/page-api.js'
import { isolate } from '../../i18n/isolate.js'
import { useMessages } from '../parts/messages-context.js'
import { useCall } from './call-context.js'

/** Those who want to come in. */
export function WaitingList({ waiting }: { readonly waiting: readonly WaitingPerson[] }): JSX.Element | null {
  const call = useCall()
  const { people } = useMessages()
  if (waiting.length === 0) return null
  return (
    <section class="waiting-list">
      <h3>{people.waitingHeading(waiting.length)}</h3>
      <ul>
        {waiting.map(({ participantId, name }) => (
          <li key={participantId}>
            <bdi>{name}</bdi>
            <span class="actions">
              <button
                type="button"
                class="main-action"
                aria-label={people.admit(isolate(name))}
                onClick={() => void call.act({ action: 'admit', participantId })}
              >
                {people.admitShort}
              </button>
              <button
                type="button"
                class="quiet"
                aria-label={people.refuse(isolate(name))}
                onClick={() => void call.act({ action: 'refuse', participantId })}
              >
                {people.refuseShort}
              </button>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
