import * as v from 'valibot'
import { lazySchema } from '../../src/config/lazy-schema.js'
import { type Parsed, parse } from '../../src/config/parsed.js'
import type { RateLimit } from '../../src/resilience/token-bucket.js'
import type { ChimeClient, ChimeCredentials, ChimeCredentialsProvider } from './client.js'
import { endpointRule, isEndpoint } from './endpoint.js'
import {
  arnProblems,
  type ChimeEventsConfig,
  eventsSchema,
  type ResolvedChimeEventsConfig,
  resolveEvents,
} from './events-config.js'
import {
  type ChimeRecordingConfig,
  type ResolvedChimeRecordingConfig,
  recordingSchema,
  resolveRecording,
} from './recording-config.js'
import { controlRegions, mediaRegionsOf, pipelineRegions } from './regions.js'

/** An instance of the Amazon Chime SDK provider: one AWS account in one control region, with one AWS client. */
export interface ChimeConfig {
  readonly type: 'chime'
  /**
   * The control region: where the API is called. A meeting can be joined, read and ended only through the region that
   * made it, so changing this strands running meetings; configure a second instance instead.
   */
  readonly region: string
  /** Where the media of meetings run that name no region of their own. Default: `region`. */
  readonly mediaRegion?: string
  /** Another address than AWS's own, for example of a simulator. Default: the AWS environment and profile, else AWS's. */
  readonly endpoint?: string
  /** Default: what the AWS packages find (environment, profile, web identity, container or instance role). */
  readonly credentials?: ChimeCredentials | ChimeCredentialsProvider
  /**
   * A ready `ChimeSDKMeetingsClient`, for everything that cannot be configured here (proxies, FIPS, tracing). It must be
   * of the same `region`; its own retries (three attempts by default, hard quotas included) come on top of ours; it is
   * never destroyed. Excludes `endpoint`, `credentials`, `requestTimeoutMs` and `maxSockets`, which belong to the client.
   */
  readonly client?: ChimeClient
  /**
   * The rate at which each API operation is called at most; further calls wait their turn. AWS counts per account and
   * region, this counts per instance: several processes on one account should share the quota among them; where they do not,
   * each slows down when AWS throttles it, and calls that no longer fit their time limit fail with `rate-limited`.
   * Each number up to 10,000. Default: `{ perSecond: 10, burst: 20 }`, the quota of a new account.
   */
  readonly rateLimit?: RateLimit | 'unlimited'
  /** Longest time for one request to AWS, 100 to 300,000 ms; a connection has to be made within 3,000 ms of it. Default: 10,000. */
  readonly requestTimeoutMs?: number
  /** Most connections to AWS at once, 1 to 10,000. Default: 50. */
  readonly maxSockets?: number
  /**
   * How long a seat is kept for somebody who left (told by `leave`, or by an event), 0 to 3,600,000 ms: who comes back in time
   * has the same one. After it `sweep`, or a join that finds the meeting full, gives the seat free. By events, a lost connection counts
   * as leaving: with them, make it longer than your clients try to reconnect by themselves. Default: 60,000.
   */
  readonly seatGraceMs?: number
  /**
   * How many replica meetings may be made for one meeting once its 250 seats are taken, 0 to 100 (a new account is allowed
   * 4). People in a replica see and hear the meeting and are not seen or heard, until they are promoted. Default: 0.
   */
  readonly replicas?: number
  /** With `replicas`: seats of the meeting itself that attendees do not get, for moderators and the promoted, 0 to 249. Default: 10. */
  readonly reservedSeats?: number
  /** Where recordings go. Default: meetings cannot be recorded. */
  readonly recording?: ChimeRecordingConfig
  /** How events come, beside EventBridge and what is given to `receiveTrusted`. Default: meetings are made without notifications. */
  readonly events?: ChimeEventsConfig
}

/** The same with its defaults filled in. */
export interface ResolvedChimeConfig {
  readonly type: 'chime'
  readonly region: string
  readonly mediaRegion: string
  readonly endpoint: string | undefined
  readonly credentials: ChimeCredentials | ChimeCredentialsProvider | undefined
  readonly client: ChimeClient | undefined
  readonly rateLimit: RateLimit | 'unlimited'
  readonly requestTimeoutMs: number
  readonly maxSockets: number
  readonly seatGraceMs: number
  readonly replicas: number
  readonly reservedSeats: number
  readonly recording: ResolvedChimeRecordingConfig | undefined
  readonly events: ResolvedChimeEventsConfig
}

const schema = lazySchema(() => {
  const regionRule = `must be a control region of the Amazon Chime SDK: ${controlRegions.join(', ')}`
  const region = v.pipe(
    v.string(regionRule),
    v.check((value) => controlRegions.includes(value), regionRule),
  )

  const key = v.pipe(v.string('must be a string'), v.nonEmpty('must not be empty'))

  const credentials = v.union(
    [
      v.custom<ChimeCredentialsProvider>((value) => typeof value === 'function'),
      v.pipe(
        v.strictObject({
          accessKeyId: key,
          secretAccessKey: key,
          sessionToken: v.optional(key),
          expiration: v.optional(v.date()),
        }),
        v.transform(
          ({ sessionToken, expiration, ...keys }): ChimeCredentials => ({
            ...keys,
            ...(sessionToken !== undefined && { sessionToken }),
            ...(expiration !== undefined && { expiration }),
          }),
        ),
      ),
    ],
    'must be { accessKeyId, secretAccessKey, sessionToken? } of non-empty strings, or an AWS credential provider function',
  )

  const client = v.custom<ChimeClient>(
    (value) =>
      typeof value === 'object' && value !== null && 'send' in value && typeof value.send === 'function',
    'must be a ChimeSDKMeetingsClient, or have its method send',
  )

  const rateRule = 'must be a number from 0.1 to 10,000'
  const perSecond = v.pipe(v.number(rateRule), v.minValue(0.1, rateRule), v.maxValue(10_000, rateRule))
  const rateLimit = v.union(
    [v.literal('unlimited'), v.strictObject({ perSecond, burst: whole(1, 10_000) })],
    "must be 'unlimited' or { perSecond, burst } of numbers",
  )

  function whole(min: number, max: number): v.GenericSchema<number, number> {
    const rule = `must be a whole number from ${min} to ${max}`
    const fits = (value: number): boolean => Number.isInteger(value) && value >= min && value <= max
    return v.pipe(v.number(rule), v.check(fits, rule))
  }

  const endpoint = v.pipe(v.string(endpointRule), v.check(isEndpoint, endpointRule))

  const ofTheClient = ['endpoint', 'credentials', 'requestTimeoutMs', 'maxSockets'] as const

  return v.pipe(
    v.strictObject(
      {
        type: v.literal('chime', "must be 'chime'"),
        region,
        mediaRegion: v.optional(v.string('must be a string')),
        endpoint: v.optional(endpoint),
        credentials: v.optional(credentials),
        client: v.optional(client),
        rateLimit: v.optional(rateLimit),
        requestTimeoutMs: v.optional(whole(100, 300_000)),
        maxSockets: v.optional(whole(1, 10_000)),
        seatGraceMs: v.optional(whole(0, 3_600_000)),
        replicas: v.optional(whole(0, 100)),
        reservedSeats: v.optional(whole(0, 249)),
        recording: v.optional(recordingSchema),
        events: v.optional(eventsSchema),
      },
      'must be an object',
    ),
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed) return
      const config = dataset.value
      const issue = (field: keyof typeof config, message: string, ...within: (string | number)[]): void => {
        const item = (key: string, value: unknown): v.ObjectPathItem => ({
          type: 'object',
          origin: 'value',
          input: config,
          key,
          value,
        })
        // Only its keys are told of a path.
        const rest = within.map((key) => item(String(key), undefined))
        addIssue({ message, path: [item(field, config[field]), ...rest] })
      }
      if (config.recording !== undefined && !pipelineRegions.includes(config.region))
        issue('recording', `needs one of the control regions that record: ${pipelineRegions.join(', ')}`)
      const allowed = mediaRegionsOf(config.region)
      if (config.mediaRegion !== undefined && !allowed.includes(config.mediaRegion))
        issue('mediaRegion', `must be one of the media regions of ${config.region}: ${allowed.join(', ')}`)
      const buckets = (config.recording as ChimeRecordingConfig | undefined)?.bucket
      const elsewhere = Object.keys(typeof buckets === 'object' ? buckets : {}).filter(
        (region) => !allowed.includes(region),
      )
      if (elsewhere.length > 0)
        issue(
          'recording',
          `must have buckets by media regions of ${config.region} only, not ${elsewhere.join(', ')}`,
        )
      for (const { path, rule } of arnProblems(config.events ?? {}, config.region))
        issue('events', rule, ...path)
      if (config.client === undefined) return
      for (const field of ofTheClient)
        if (config[field] !== undefined)
          issue(field, 'cannot be given together with client, which has its own')
    }),
  )
})

/** Checks a configuration and fills in its defaults. Asks nobody and loads nothing. */
export function parseChimeConfig(input: unknown): Parsed<ResolvedChimeConfig> {
  const parsed = parse(schema, input)
  if (!parsed.ok) return parsed
  const { value } = parsed
  return {
    ok: true,
    value: {
      type: 'chime',
      region: value.region,
      mediaRegion: value.mediaRegion ?? value.region,
      endpoint: value.endpoint,
      credentials: value.credentials,
      client: value.client,
      rateLimit: value.rateLimit ?? { perSecond: 10, burst: 20 },
      requestTimeoutMs: value.requestTimeoutMs ?? 10_000,
      maxSockets: value.maxSockets ?? 50,
      seatGraceMs: value.seatGraceMs ?? 60_000,
      replicas: value.replicas ?? 0,
      reservedSeats: value.reservedSeats ?? 10,
      recording:
        value.recording === undefined
          ? undefined
          : resolveRecording(value.recording as ChimeRecordingConfig, value.mediaRegion ?? value.region),
      events: resolveEvents(value.events as ChimeEventsConfig | undefined),
    },
  }
}
