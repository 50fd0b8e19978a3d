import type { VerifiedSessions } from '../identity/verified-sessions.js'
import type { MeetingsOptions } from '../meetings-options.js'

/** What a verb of the facade works with. */
export interface VerbDependencies extends MeetingsOptions {
  readonly verified: VerifiedSessions
}
