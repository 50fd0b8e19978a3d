import type { JSX } from 'preact'
import type { FinishedPhase } from '../app/phase.js'
import { canTryAgain, comesBack, type Ending } from '../base/ending.js'
import { Icon } from './parts/icon.js'
import type { IconName } from './parts/icons.js'
import { useMessages } from './parts/messages-context.js'
import { ViewHeading } from './parts/view-heading.js'

interface FinishedProps {
  readonly phase: FinishedPhase
  readonly onAgain: () => void
}

const pictures: Readonly<Partial<Record<Ending, IconName>>> = {
  left: 'done',
  ended: 'done',
  removed: 'remove',
  elsewhere: 'windows',
  expired: 'clock',
  'not-started': 'clock',
  full: 'people',
  'rate-limited': 'clock',
}

/** Why one is not in the meeting, in plain words, and where to go from here. */
export function Finished({ phase, onAgain }: FinishedProps): JSX.Element {
  const { finished, tryAgain } = useMessages()
  const { ending, logoutUrl, triesAgain } = phase
  const { heading, text } = finished[ending]
  const again = canTryAgain(ending)
  return (
    <main class="card" data-ending={ending}>
      <Icon name={pictures[ending] ?? 'warning'} />
      <ViewHeading title={heading}>{heading}</ViewHeading>
      <p>{text}</p>
      {triesAgain ? <p>{finished.triesAgain}</p> : null}
      <div class="actions">
        {again ? (
          <button type="button" class="main-action" onClick={onAgain}>
            {comesBack(ending) ? finished.rejoin : tryAgain}
          </button>
        ) : null}
        {logoutUrl === undefined ? null : (
          <a class={again ? 'quiet' : 'main-action'} href={logoutUrl}>
            {finished.goOn}
          </a>
        )}
      </div>
    </main>
  )
}
