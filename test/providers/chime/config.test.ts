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
    const value = { ...config, client: undefined, recording: undefined }
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
