import type { Clients } from './clients.js'
import type { DeniedActions } from './denied-actions.js'
import type { EventLog } from './events/event-log.js'
import type { MeetingStore } from './meeting-store.js'
import type { PipelineHook } from './pipeline-hook.js'
import type { RateQuotas } from './rate-quotas.js'
import type { StagedAttendeeFailures } from './staged-attendee-failures.js'

/** What a simulated region is made of, behind its server. */
export interface RegionParts {
  readonly region: string
  readonly accessKeyId: string
  readonly meetings: MeetingStore
  readonly clients: Clients
  readonly pipelines: PipelineHook
  readonly events: EventLog
  readonly failures: StagedAttendeeFailures
  readonly denied: DeniedActions
  readonly quotas: RateQuotas
}
