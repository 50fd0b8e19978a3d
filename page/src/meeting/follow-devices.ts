import type { Readable } from '../base/store.js'
import type { LocalMediaState } from '../media/local-media-state.js'
import type { CallParts } from './call-parts.js'
import { addNotice } from './notices.js'

/** A device that takes longer to start waits for somebody's answer. */
const ASKING_MS = 2_000

/**
 * Says in the meeting when a device fails there, and when the browser seems to wait for an answer, until the answered function is
 * called. What had failed before is known from the device check.
 */
export function followDevices(
  media: { readonly state: Readable<LocalMediaState> },
  { state, timers }: Pick<CallParts, 'state' | 'timers'>,
): () => void {
  let before = media.state.get()
  let callOff: (() => void) | undefined
  const follow = (): void => {
    const now = media.state.get()
    const { cameraProblem, microphoneProblem } = now
    if (cameraProblem !== undefined && cameraProblem !== before.cameraProblem)
      addNotice(state, 'camera-problem', cameraProblem)
    if (microphoneProblem !== undefined && microphoneProblem !== before.microphoneProblem)
      addNotice(state, 'microphone-problem', microphoneProblem)
    before = now
    if (starts(now)) callOff ??= timers.after(ASKING_MS, () => state.patch({ browserAsks: true }))
    else {
      callOff?.()
      callOff = undefined
      state.patch({ browserAsks: false })
    }
  }
  follow()
  const unsubscribe = media.state.subscribe(follow)
  return () => {
    unsubscribe()
    callOff?.()
  }
}

function starts({ camera, microphone }: LocalMediaState): boolean {
  return camera === 'starting' || microphone === 'starting'
}
