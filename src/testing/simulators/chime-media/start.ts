import { systemClock } from '../../../ports/clock.js'
import { SimulatorServer } from '../simulator-server.js'
import { TokenBucket } from '../token-bucket.js'
import { ChimeMediaSimulator } from './chime-media-simulator.js'
import { type ChimeMediaSimulatorOptions, defaultTimings } from './options.js'
import { pipelineRegions } from './pipeline-regions.js'
import { PipelineStore } from './pipelines/pipeline-store.js'
import { PipelinesService } from './pipelines/pipelines-service.js'
import { route } from './pipelines/routes.js'
import { BucketStore } from './s3/bucket-store.js'
import { routeS3 } from './s3/routes.js'
import { S3Service } from './s3/s3-service.js'

const fakeAccessKeyId = 'AKIDSIMULATEDCHIME00'

/**
 * Starts simulated media pipelines and S3, each on a free port of 127.0.0.1. Throws for a region in which the vendor has
 * no endpoint for media pipelines.
 */
export async function startChimeMediaSimulator(
  options: ChimeMediaSimulatorOptions,
): Promise<ChimeMediaSimulator> {
  const { meetings, clock = systemClock, region = 'us-east-1', accessKeyId = fakeAccessKeyId } = options
  if (!pipelineRegions.includes(region)) {
    throw new Error(`Amazon Chime has no media pipelines endpoint in region ${region}`)
  }
  const {
    rates = { perSecond: 10, burst: 10 },
    sinkPrefix = 'precedes',
    repeatedDelete = 'not-found',
  } = options
  const quota = rates === 'unlimited' ? undefined : new TokenBucket(rates, clock)
  const buckets = new BucketStore(options.buckets)
  const pipelines = new PipelineStore(options.concurrentPipelines ?? (region === 'us-east-1' ? 100 : 10))
  const timings = { ...defaultTimings, ...options.timings }
  const denials = new Set<string>()
  const denied = (action: string): boolean => denials.has(action)
  const world = { clock, region, meetings, buckets, timings, sinkPrefix }
  const pipelinesService = new PipelinesService({
    accessKeyId,
    quota,
    context: { world, pipelines, repeatedDelete, denied },
  })
  const s3Service = new S3Service({
    accessKeyId,
    context: { clock, buckets, denied },
    catchUp: () => pipelines.catchUp(clock.now()),
  })
  const pipelinesServer = await SimulatorServer.start({
    clock,
    nameCall: (method, target) => route(method, target)?.call ?? 'Unknown',
    answer: (request) => pipelinesService.answer(request),
  })
  const s3Server = await SimulatorServer.start({
    clock,
    nameCall: (method, target) => routeS3(method, target)?.call ?? 'Unknown',
    answer: (request) => s3Service.answer(request),
  })
  const unsubscribe = meetings.onMeetingEnded((meetingId) => pipelines.stopMeeting(meetingId, clock.now()))
  return new ChimeMediaSimulator({
    clock,
    pipelinesServer,
    s3Server,
    pipelines,
    buckets,
    quota,
    denials,
    region,
    accessKeyId,
    unsubscribe,
  })
}
