import { systemClock } from '../../../ports/clock.js'
import { SimulatorServer } from '../simulator-server.js'
import { ChimeService } from './chime-service.js'
import { ChimeSimulator } from './chime-simulator.js'
import { Clients } from './clients.js'
import { DeniedActions } from './denied-actions.js'
import { EventLog } from './events/event-log.js'
import { mediaRegionsOf } from './media-regions.js'
import { MeetingStore } from './meeting-store.js'
import type { ChimeSimulatorOptions } from './options.js'
import { PipelineHook } from './pipeline-hook.js'
import { RateQuotas } from './rate-quotas.js'
import { route } from './routes.js'
import { StagedAttendeeFailures } from './staged-attendee-failures.js'

const fakeAccessKeyId = 'AKIDSIMULATEDCHIME00'

/**
 * Starts a simulated Chime control region on a free port of 127.0.0.1. Throws for a region in which the vendor has no
 * API endpoint.
 */
export async function startChimeSimulator(options: ChimeSimulatorOptions = {}): Promise<ChimeSimulator> {
  const { region = 'us-east-1', clock = systemClock, accessKeyId = fakeAccessKeyId } = options
  const reachable = mediaRegionsOf(region)
  if (reachable === undefined) throw new Error(`Amazon Chime has no meetings endpoint in region ${region}`)
  const events = new EventLog(region)
  const meetings = new MeetingStore({
    clock,
    region,
    events,
    concurrentMeetings: options.concurrentMeetings ?? 250,
    replicasPerPrimary: options.replicasPerPrimary ?? 4,
    mediaRegions: options.mediaRegions ?? reachable,
    reusedToken: options.reusedToken ?? 'dead-meeting',
    botsKeepMeetings: options.botsKeepMeetings ?? false,
  })
  const failures = new StagedAttendeeFailures()
  const denied = new DeniedActions(region)
  const quotas = new RateQuotas({
    clock,
    rates: options.rates ?? { perSecond: 10, burst: 20 },
    accountRates: options.accountRates ?? 'unlimited',
  })
  const { repeatedUser = 'new-attendee', botsListed = true, retryAfterSeconds, signalingUrl } = options
  const context = { region, meetings, failures, repeatedUser, botsListed, signalingUrl }
  const service = new ChimeService({ accessKeyId, denied, quotas, retryAfterSeconds, context })
  const server = await SimulatorServer.start({
    clock,
    nameCall: (method, target) => route(method, target)?.call ?? 'Unknown',
    answer: (request) => service.answer(request),
  })
  const clients = new Clients(meetings)
  const pipelines = new PipelineHook(meetings, events)
  const parts = { region, accessKeyId, meetings, clients, pipelines, events, failures, denied, quotas }
  return new ChimeSimulator(server, parts)
}
