import { describe, expect, it } from 'vitest'
import { type ChimeConfig, parseChimeConfig } from '../../../providers/chime/config.js'
import { chime } from '../../../providers/chime/index.js'
import { controlRegions, mediaRegionsOf } from '../../../providers/chime/regions.js'
import { MeetingError, type Problem } from '../../../src/errors/meeting-error.js'

function problems(input: unknown): readonly Problem[] {
  const parsed = parseChimeConfig(input)
  return parsed.ok ? [] : parsed.problems
}

const base = { type: 'chime', region: 'us-east-1' } as const
const credentials = async () => ({ accessKeyId: 'a', secretAccessKey: 'b' })
const client = { send: async () => ({}) }
const noEvents = {
  sqsQueueArn: undefined,
  snsTopicArn: undefined,
  lambdaFunctionArn: undefined,
  topicArns: [],
  apiKeys: [],
  apiKeyHeader: 'x-api-key',
  account: undefined,
}

const arn = (service: string, name: string, region = 'us-east-1'): string =>
  `arn:aws:${service}:${region}:111122223333:${name}`
const withEvents = (events: unknown): object => ({ ...base, events })

describe('the configuration of Chime', () => {
  it('needs a region and fills in the rest', () => {
    expect(parseChimeConfig({ type: 'chime', region: 'eu-central-1' })).toEqual({
      ok: true,
      value: {
        type: 'chime',
        region: 'eu-central-1',
        mediaRegion: 'eu-central-1',
        endpoint: undefined,
        credentials: undefined,
        client: undefined,
        rateLimit: { perSecond: 10, burst: 20 },
        requestTimeoutMs: 10_000,
        maxSockets: 50,
        seatGraceMs: 60_000,
        replicas: 0,
        reservedSeats: 10,
        recording: undefined,
        events: noEvents,
      },
    })
  })

  it('takes one bucket for the region in which meetings run, or one for each', () => {
    const buckets = (recording: object): unknown => {
      const parsed = parseChimeConfig({ ...base, mediaRegion: 'sa-east-1', recording })
      return parsed.ok && parsed.value.recording
    }
    expect(buckets({ bucket: 'ours' })).toEqual({
      buckets: { 'sa-east-1': 'ours' },
      prefix: 'anymeet',
      layout: 'composited',
      urlTtlMinutes: 60,
      endpoints: {},
    })
    const given = { 'sa-east-1': 'ours.south', 'us-east-1': 'ours.north' }
    expect(buckets({ bucket: given, prefix: 'a/b', layout: 'audio', urlTtlMinutes: 10_080 })).toMatchObject({
      buckets: given,
      prefix: 'a/b',
      layout: 'audio',
      urlTtlMinutes: 10_080,
    })
  })

  it('takes where events come from', () => {
    const eventsOf = (events: unknown, region = 'us-east-1'): unknown => {
      const parsed = parseChimeConfig({ ...base, region, events })
      return parsed.ok && parsed.value.events
    }
    const sqsQueueArn = arn('sqs', 'chime-events')
    const snsTopicArn = arn('sns', 'chime-events')
    const lambdaFunctionArn = arn('lambda', 'function:on-event:live')
    expect(eventsOf({ sqsQueueArn, snsTopicArn, lambdaFunctionArn, account: '111122223333' })).toEqual({
      ...noEvents,
      sqsQueueArn,
      snsTopicArn,
      lambdaFunctionArn,
      topicArns: [snsTopicArn],
      account: '111122223333',
    })
    const rule = arn('sns', 'of-a-rule')
    expect(eventsOf({ snsTopicArn, topicArns: [rule, snsTopicArn] })).toMatchObject({
      topicArns: [snsTopicArn, rule],
    })
    const key = 'k'.repeat(16)
    expect(eventsOf({ apiKey: key, apiKeyHeader: 'X-Our-Key' })).toMatchObject({
      apiKeys: [key],
      apiKeyHeader: 'x-our-key',
    })
    expect(eventsOf({ apiKey: [key, 'Basic aGVsbG86d29ybGQ='] })).toMatchObject({
      apiKeys: [key, 'Basic aGVsbG86d29ybGQ='],
    })
    const government = 'arn:aws-us-gov:sqs:us-gov-west-1:111122223333:q'
    expect(eventsOf({ sqsQueueArn: government }, 'us-gov-west-1')).toMatchObject({ sqsQueueArn: government })
    expect(eventsOf({})).toEqual(noEvents)
  })

  it('says why events do not come out of FIFO queues, and out of other regions', () => {
    const [fifo] = problems(withEvents({ sqsQueueArn: arn('sqs', 'q.fifo') }))
    expect(fifo).toMatchObject({ path: 'events.sqsQueueArn', rule: expect.stringContaining('FIFO') })
    const [elsewhere] = problems(withEvents({ topicArns: [arn('sns', 't'), arn('sns', 't', 'eu-west-1')] }))
    expect(elsewhere).toMatchObject({
      path: 'events.topicArns.1',
      rule: expect.stringContaining('us-east-1'),
    })
  })

  it('keeps what is given', () => {
    const config: ChimeConfig = {
      ...base,
      mediaRegion: 'sa-east-1',
      endpoint: 'http://127.0.0.1:8080',
      credentials,
      rateLimit: 'unlimited',
      requestTimeoutMs: 100,
      maxSockets: 1,
      seatGraceMs: 0,
      replicas: 100,
      reservedSeats: 249,
    }
    const value = { ...config, client: undefined, recording: undefined, events: noEvents }
    expect(parseChimeConfig(config)).toEqual({ ok: true, value })
    const parsed = parseChimeConfig({ ...base, client })
    expect(parsed.ok && parsed.value.client).toBe(client)
    const keys = parseChimeConfig({
      ...base,
      credentials: { accessKeyId: 'a', secretAccessKey: 'b', sessionToken: undefined },
    })
    expect(keys.ok && keys.value.credentials).toEqual({ accessKeyId: 'a', secretAccessKey: 'b' })
  })

  it.each<[string, unknown, string]>([
    ['no object', 'chime', ''],
    ['another type', { ...base, type: 'bbb' }, 'type'],
    ['no region', { type: 'chime' }, 'region'],
    ['a region without an endpoint', { type: 'chime', region: 'eu-west-1' }, 'region'],
    ['a media region that is none', { ...base, mediaRegion: 'moon-1' }, 'mediaRegion'],
    ['media of GovCloud outside it', { ...base, mediaRegion: 'us-gov-west-1' }, 'mediaRegion'],
    ['an endpoint that is no URL', { ...base, endpoint: 'localhost' }, 'endpoint'],
    ['an endpoint of another protocol', { ...base, endpoint: 'ftp://host' }, 'endpoint'],
    ['an endpoint with a password', { ...base, endpoint: 'https://user:hush@host' }, 'endpoint'],
    ['an endpoint with a query', { ...base, endpoint: 'https://host/?a=1' }, 'endpoint'],
    ['half of the keys', { ...base, credentials: { accessKeyId: 'hush' } }, 'credentials'],
    ['an empty key', { ...base, credentials: { accessKeyId: 'hush', secretAccessKey: '' } }, 'credentials'],
    ['a client that is none', { ...base, client: { sendIt: true } }, 'client'],
    ['a client and an endpoint for it', { ...base, client, endpoint: 'https://host' }, 'endpoint'],
    ['a client and keys for it', { ...base, client, credentials: async () => ({}) }, 'credentials'],
    ['a client and a time limit for it', { ...base, client, requestTimeoutMs: 1_000 }, 'requestTimeoutMs'],
    ['a client and sockets for it', { ...base, client, maxSockets: 5 }, 'maxSockets'],
    ['a rate of nothing', { ...base, rateLimit: { perSecond: 0, burst: 1 } }, 'rateLimit.perSecond'],
    ['half a token', { ...base, rateLimit: { perSecond: 1, burst: 0.5 } }, 'rateLimit.burst'],
    ['a rate in words', { ...base, rateLimit: 'fast' }, 'rateLimit'],
    ['no time at all', { ...base, requestTimeoutMs: 99 }, 'requestTimeoutMs'],
    ['too much time', { ...base, requestTimeoutMs: 300_001 }, 'requestTimeoutMs'],
    ['no socket', { ...base, maxSockets: 0 }, 'maxSockets'],
    ['a grace of more than an hour', { ...base, seatGraceMs: 3_600_001 }, 'seatGraceMs'],
    ['a part of a replica', { ...base, replicas: 0.5 }, 'replicas'],
    ['more replicas than anybody is granted', { ...base, replicas: 101 }, 'replicas'],
    ['every seat reserved', { ...base, reservedSeats: 250 }, 'reservedSeats'],
    ['a recording without a bucket', { ...base, recording: {} }, 'recording.bucket'],
    ['a bucket that is an address', { ...base, recording: { bucket: 's3://hush' } }, 'recording.bucket'],
    ['no bucket at all', { ...base, recording: { bucket: {} } }, 'recording.bucket'],
    ['a bucket on the moon', { ...base, recording: { bucket: { 'moon-1': 'ours' } } }, 'recording'],
    ['a folder that is rooted', { ...base, recording: { bucket: 'ours', prefix: '/a' } }, 'recording.prefix'],
    ['another layout', { ...base, recording: { bucket: 'ours', layout: 'tiles' } }, 'recording.layout'],
    [
      'URLs for longer than S3 signs',
      { ...base, recording: { bucket: 'ours', urlTtlMinutes: 10_081 } },
      'recording.urlTtlMinutes',
    ],
    [
      'an S3 with a password',
      { ...base, recording: { bucket: 'ours', endpoints: { s3: 'https://user:hush@host' } } },
      'recording.endpoints.s3',
    ],
    [
      'recording where Chime has no pipelines',
      { ...base, region: 'us-gov-west-1', recording: { bucket: 'ours' } },
      'recording',
    ],
    ['events in words', withEvents('all'), 'events'],
    ['a queue that is no ARN', withEvents({ sqsQueueArn: 'hush' }), 'events.sqsQueueArn'],
    ['a topic for a queue', withEvents({ sqsQueueArn: arn('sns', 'hush') }), 'events.sqsQueueArn'],
    ['a queue elsewhere', withEvents({ sqsQueueArn: arn('sqs', 'q', 'eu-west-1') }), 'events.sqsQueueArn'],
    ['a FIFO topic', withEvents({ snsTopicArn: arn('sns', 't.fifo') }), 'events.snsTopicArn'],
    ['a subscription for a topic', withEvents({ snsTopicArn: arn('sns', 't:1') }), 'events.snsTopicArn'],
    [
      'a function without its kind',
      withEvents({ lambdaFunctionArn: arn('lambda', 'f') }),
      'events.lambdaFunctionArn',
    ],
    ['topics in words', withEvents({ topicArns: 'all' }), 'events.topicArns'],
    ['a topic that is no text', withEvents({ topicArns: [5] }), 'events.topicArns.0'],
    [
      'more topics than anybody has',
      withEvents({ topicArns: Array.from({ length: 101 }, (_, i) => arn('sns', `t${i}`)) }),
      'events.topicArns',
    ],
    ['a short key', withEvents({ apiKey: 'hush-hush-hush!' }), 'events.apiKey'],
    ['a key that no header can hold', withEvents({ apiKey: 'hush-hush-hush-hüsh' }), 'events.apiKey'],
    ['a key that ends in a blank', withEvents({ apiKey: 'hush-hush-hush-hush ' }), 'events.apiKey'],
    ['no key at all', withEvents({ apiKey: [] }), 'events.apiKey'],
    ['a header with a colon', withEvents({ apiKeyHeader: 'x-key: hush' }), 'events.apiKeyHeader'],
    ['an account of eleven digits', withEvents({ account: '11112222333' }), 'events.account'],
    ['an unknown way', withEvents({ webhook: 'hush' }), 'events.webhook'],
    ['an unknown key', { ...base, secret: 'hush' }, 'secret'],
  ])('refuses %s, naming the key and not its value', (_what, input, path) => {
    const found = problems(input)
    expect(found.map((problem) => problem.path)).toContain(path)
    expect(JSON.stringify(found)).not.toContain('hush')
  })

  it('reports every problem at once', () => {
    const found = problems({ type: 'chime', region: 'x', endpoint: 'y', maxSockets: -1, typo: 1 })
    expect(found.map(({ path }) => path).toSorted()).toEqual(['endpoint', 'maxSockets', 'region', 'typo'])
  })

  it('is refused at once where the provider is made by hand', () => {
    expect(() => chime({ type: 'chime', region: 'mars-1' })).toThrowError(MeetingError)
    try {
      chime({ type: 'chime', region: 'mars-1' })
    } catch (error) {
      expect(error).toMatchObject({ code: 'not-configured', problems: [{ path: 'region' }] })
    }
  })
})

describe('the regions of Chime', () => {
  it('let a control region have its media in itself, and commercial ones almost anywhere', () => {
    expect(controlRegions).toHaveLength(14)
    for (const region of controlRegions) expect(mediaRegionsOf(region)).toContain(region)
    expect(mediaRegionsOf('us-east-1')).toHaveLength(19)
    expect(mediaRegionsOf('eu-central-1')).toContain('af-south-1')
  })

  it('keep GovCloud and the secluded opt-in regions to themselves', () => {
    expect(mediaRegionsOf('us-gov-east-1')).toEqual(['us-gov-east-1', 'us-gov-west-1'])
    expect(mediaRegionsOf('af-south-1')).toEqual(['af-south-1'])
    expect(mediaRegionsOf('il-central-1')).toEqual(['il-central-1'])
    expect(mediaRegionsOf('eu-west-1')).toEqual([])
  })
})
