import type { JoinedAnswer } from '../../../src/join-page/page-api.js'
import type { PageServer } from '../api/page-server.js'
import type { Ending } from '../base/ending.js'
import type { Store } from '../base/store.js'
import type { Timers } from '../base/timers.js'
import type { MeetingState } from './meeting-state.js'
import type { News } from './news.js'

/** What the parts of a running meeting share. */
export interface CallParts {
  readonly state: Store<MeetingState>
  readonly server: PageServer
  readonly timers: Timers
  readonly entry: JoinedAnswer
  /** Of the latest answer of the server. */
  readonly pass: () => string
  readonly tell: (news: News) => void
  /** The meeting is over for this person. */
  readonly finish: (ending: Ending) => void
}
