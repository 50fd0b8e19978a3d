import type { JSX } from 'preact'
import type { MediaProblem } from '../../media/media-problem.js'
import { Icon } from './icon.js'
import { useMessages } from './messages-context.js'

interface DeviceProblemProps {
  readonly kind: 'camera' | 'microphone'
  readonly problem: MediaProblem
  readonly onRetry: () => void
}

/** Why a device does not work, what to do about it, and another try. */
export function DeviceProblem({ kind, problem, onRetry }: DeviceProblemProps): JSX.Element {
  const { devices, tryAgain } = useMessages()
  return (
    <div class="problem" role="status" data-problem={`${kind}-${problem}`}>
      <Icon name="warning" />
      <p>{devices.problem[kind][problem]}</p>
      {problem === 'unsupported' ? null : (
        <button type="button" class="quiet" aria-label={`${tryAgain}: ${devices[kind]}`} onClick={onRetry}>
          {tryAgain}
        </button>
      )}
    </div>
  )
}
