import type { Store } from '../base/store.js'
import type { MediaProblem } from '../media/media-problem.js'

/** What a short message is about; the view has the words. */
export type NoticeKind =
  | 'reconnected'
  | 'recording-started'
  | 'recording-stopped'
  | 'muted-by-moderator'
  | 'microphone-locked'
  | 'microphone-back'
  | 'microphone-problem'
  | 'camera-problem'
  | 'camera-taken'
  | 'camera-unavailable'
  | 'share-failed'
  | 'share-stopped'
  | 'action-failed'
  | 'action-denied'
  | 'action-too-often'

export interface Notice {
  readonly id: number
  readonly kind: NoticeKind
  /** Of a device. */
  readonly problem?: MediaProblem
}

/** What is no longer so when something else is said. */
const undone: Readonly<Partial<Record<NoticeKind, readonly NoticeKind[]>>> = {
  'recording-started': ['recording-stopped'],
  'recording-stopped': ['recording-started'],
  'muted-by-moderator': ['microphone-back'],
  'microphone-locked': ['microphone-back'],
  'microphone-back': ['muted-by-moderator', 'microphone-locked'],
}

/** The newest few; what is said takes the place of the same thing, and of its contrary. @internal */
export function noticeAdded(
  notices: readonly Notice[],
  kind: NoticeKind,
  problem?: MediaProblem,
): readonly Notice[] {
  const id = (notices.at(-1)?.id ?? 0) + 1
  const notice = { id, kind, ...(problem === undefined ? {} : { problem }) }
  const gone = [kind, ...(undone[kind] ?? [])]
  return [...notices.filter((known) => !gone.includes(known.kind)), notice].slice(-3)
}

/** Shows one. */
export function addNotice(
  state: Store<{ readonly notices: readonly Notice[] }>,
  kind: NoticeKind,
  problem?: MediaProblem,
): void {
  state.patch({ notices: noticeAdded(state.get().notices, kind, problem) })
}
