import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { startChimeMediaSimulator } from '../../../../src/testing/simulators/chime-media/index.js'
import { bucket, keysIn, refusal, StubMeetings, s3Of, startBench } from './support.js'

describe('listing a bucket of the simulator', () => {
  it('gives keys in the order of their bytes, with size, time and tag', async () => {
    const bench = await startBench()
    const { s3, simulator, clock } = bench
    for (const key of ['b', 'a/2', '\u{1f600}', '\uffee', 'a/1']) simulator.putObject(bucket, key, 'größe')
    const { Contents, ...rest } = await s3.listObjectsV2({ Bucket: bucket })
    expect(Contents?.map(({ Key }) => Key)).toEqual(['a/1', 'a/2', 'b', '\uffee', '\u{1f600}'])
    expect(Contents?.[0]).toMatchObject({
      Size: 7,
      LastModified: new Date(clock.now()),
      ETag: expect.stringMatching(/^"[0-9a-f]{32}"$/),
      StorageClass: 'STANDARD',
    })
    expect(rest).toMatchObject({ Name: bucket, KeyCount: 5, MaxKeys: 1_000, IsTruncated: false })
    expect(rest.NextContinuationToken).toBeUndefined()
  })

  it('gives an empty bucket without contents', async () => {
    const { s3 } = await startBench()
    const { KeyCount, Contents, IsTruncated } = await s3.listObjectsV2({ Bucket: bucket })
    expect([KeyCount, Contents, IsTruncated]).toEqual([0, undefined, false])
  })

  it('keeps to a prefix, and groups what follows a delimiter', async () => {
    const { s3, simulator } = await startBench()
    const keys = ['films/1/audio/x.mp4', 'films/1/video/x.mp4', 'films/2/audio/y.mp4', 'films/note', 'raw/1']
    for (const key of keys) simulator.putObject(bucket, key, 'x')
    const below = await s3.listObjectsV2({ Bucket: bucket, Prefix: 'films/1' })
    expect(below.Contents?.map(({ Key }) => Key)).toEqual(keys.slice(0, 2))
    const grouped = await s3.listObjectsV2({ Bucket: bucket, Prefix: 'films/', Delimiter: '/' })
    expect(grouped.CommonPrefixes).toEqual([{ Prefix: 'films/1/' }, { Prefix: 'films/2/' }])
    expect(grouped.Contents?.map(({ Key }) => Key)).toEqual(['films/note'])
    expect(grouped.KeyCount).toBe(3)
    const after = await s3.listObjectsV2({ Bucket: bucket, StartAfter: 'films/2' })
    expect(after.Contents?.map(({ Key }) => Key)).toEqual(keys.slice(2))
  })

  it('gives every key exactly once, whatever the size of the pages', async () => {
    const { s3, simulator } = await startBench()
    const key = fc.stringMatching(/^[a-z&<'" é/]{1,8}$/)
    const check = async (keys: readonly string[], MaxKeys: number, Delimiter: string | undefined) => {
      simulator.reset()
      for (const name of keys) simulator.putObject(bucket, name, 'x')
      const listed: (string | undefined)[] = []
      let ContinuationToken: string | undefined
      do {
        const page = await s3.listObjectsV2({
          Bucket: bucket,
          MaxKeys,
          ...(Delimiter !== undefined && { Delimiter }),
          ...(ContinuationToken !== undefined && { ContinuationToken }),
        })
        expect(page.KeyCount).toBeLessThanOrEqual(MaxKeys)
        listed.push(...(page.Contents ?? []).map(({ Key }) => Key))
        listed.push(...(page.CommonPrefixes ?? []).map(({ Prefix }) => Prefix))
        ContinuationToken = page.NextContinuationToken
      } while (ContinuationToken !== undefined)
      const expected = keys.map((name) =>
        Delimiter === undefined || !name.includes('/') ? name : name.slice(0, name.indexOf('/') + 1),
      )
      expect(new Set(listed)).toEqual(new Set(expected))
      expect(listed).toHaveLength(new Set(expected).size)
    }
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(key, { maxLength: 12 }),
        fc.integer({ min: 1, max: 5 }),
        fc.constantFrom(undefined, '/'),
        check,
      ),
      { numRuns: 40 },
    )
  })

  it('gives at most a thousand keys a page, and refuses a token that it did not give', async () => {
    const { s3, simulator } = await startBench()
    for (let index = 0; index < 1_001; index += 1) simulator.putObject(bucket, `chunk-${index}`, 'x')
    const first = await s3.listObjectsV2({ Bucket: bucket, MaxKeys: 5_000 })
    expect([first.Contents?.length, first.IsTruncated, first.MaxKeys]).toEqual([1_000, true, 1_000])
    const token = first.NextContinuationToken ?? ''
    const rest = await s3.listObjectsV2({ Bucket: bucket, ContinuationToken: token })
    expect([rest.Contents?.length, rest.IsTruncated]).toEqual([1, false])
    const odd = s3.listObjectsV2({ Bucket: bucket, ContinuationToken: 'no token' })
    expect(await refusal(odd)).toMatchObject({ name: 'InvalidArgument', status: 400 })
  })
})

describe('an object of the simulator', () => {
  it('comes back as it was put, over the wire or by the test', async () => {
    const { s3, simulator } = await startBench()
    await s3.putObject({ Bucket: bucket, Key: 'films/a b&c.txt', Body: 'Grüße\n' })
    const object = await s3.getObject({ Bucket: bucket, Key: 'films/a b&c.txt' })
    expect(await object.Body?.transformToString()).toBe('Grüße\n')
    const head = await s3.headObject({ Bucket: bucket, Key: 'films/a b&c.txt' })
    expect([head.ContentLength, head.ETag]).toEqual([8, object.ETag])
    simulator.putObject(bucket, 'bytes', new TextEncoder().encode('as bytes'))
    const bytes = await s3.getObject({ Bucket: bucket, Key: 'bytes' })
    expect(await bytes.Body?.transformToString()).toBe('as bytes')
  })

  it('is refused where it is not text, instead of being spoilt', async () => {
    const { s3, simulator } = await startBench()
    const bytes = new Uint8Array([0xff, 0xfe, 0x00])
    const put = s3.putObject({ Bucket: bucket, Key: 'film.mp4', Body: bytes })
    expect(await refusal(put)).toMatchObject({ name: 'NotImplemented', status: 501 })
    expect(() => simulator.putObject(bucket, 'film.mp4', bytes)).toThrow()
    expect(simulator.objects(bucket)).toEqual([])
  })

  it('is missed by its key', async () => {
    const { s3, simulator } = await startBench()
    expect(await refusal(s3.getObject({ Bucket: bucket, Key: 'gone' }))).toMatchObject({
      name: 'NoSuchKey',
      status: 404,
    })
    expect(await refusal(s3.headObject({ Bucket: bucket, Key: 'gone' }))).toMatchObject({ status: 404 })
    simulator.denyAction('s3:ListBucket')
    expect(await refusal(s3.getObject({ Bucket: bucket, Key: 'gone' }))).toMatchObject({
      name: 'AccessDenied',
      status: 403,
    })
  })

  it('is deleted once, and deleting it again is no error', async () => {
    const bench = await startBench()
    bench.simulator.putObject(bucket, 'films/a.mp4', 'x')
    await bench.s3.deleteObject({ Bucket: bucket, Key: 'films/a.mp4' })
    await bench.s3.deleteObject({ Bucket: bucket, Key: 'films/a.mp4' })
    expect(keysIn(bench)).toEqual([])
  })
})

describe('deleting many objects', () => {
  const named = (keys: readonly string[]) => keys.map((Key) => ({ Key }))

  it('names what was deleted, or in quiet mode nothing', async () => {
    const bench = await startBench()
    const { s3, simulator } = bench
    for (const key of ['a', 'b<&>\'"', 'c', 'd']) simulator.putObject(bucket, key, 'x')
    const loud = await s3.deleteObjects({
      Bucket: bucket,
      Delete: { Objects: named(['b<&>\'"', 'never there']) },
    })
    expect(loud.Deleted).toEqual(named(['b<&>\'"', 'never there']))
    const quiet = await s3.deleteObjects({
      Bucket: bucket,
      Delete: { Objects: named(['a', 'c']), Quiet: true },
    })
    expect([quiet.Deleted, quiet.Errors]).toEqual([undefined, undefined])
    expect(keysIn(bench)).toEqual(['d'])
  })

  it('takes a thousand at once and no more, and needs one', async () => {
    const bench = await startBench()
    const keys = Array.from({ length: 1_001 }, (_, index) => `chunk-${index}`)
    for (const key of keys) bench.simulator.putObject(bucket, key, 'x')
    const deleting = (some: readonly string[]) =>
      bench.s3.deleteObjects({ Bucket: bucket, Delete: { Objects: named(some) } })
    expect(await refusal(deleting(keys))).toMatchObject({ name: 'MalformedXML', status: 400 })
    expect(await refusal(deleting([]))).toMatchObject({ name: 'MalformedXML' })
    await deleting(keys.slice(1))
    expect(keysIn(bench)).toEqual(['chunk-0'])
  })

  it('answers 200 with an error a key, where it is not allowed', async () => {
    const bench = await startBench()
    bench.simulator.putObject(bucket, 'a', 'x')
    bench.simulator.denyAction('s3:DeleteObject')
    const answer = await bench.s3.deleteObjects({
      Bucket: bucket,
      Delete: { Objects: named(['a', 'b']), Quiet: true },
    })
    expect(answer.Errors).toEqual([
      { Key: 'a', Code: 'AccessDenied', Message: 'Access Denied' },
      { Key: 'b', Code: 'AccessDenied', Message: 'Access Denied' },
    ])
    expect(keysIn(bench)).toEqual(['a'])
  })
})

describe('a bucket of the simulator', () => {
  it('exists, by default, wherever it is looked for', async () => {
    const { simulator } = await startBench()
    for (const region of ['eu-central-1', 'us-east-1'])
      await s3Of(simulator, { region }).headBucket({ Bucket: bucket })
  })

  it('is, where buckets are named, missing or in one region', async () => {
    const { s3, simulator } = await startBench({ buckets: { [bucket]: 'eu-central-1' } })
    const { BucketRegion } = await s3.headBucket({ Bucket: bucket })
    expect(BucketRegion).toBe('eu-central-1')
    expect(await refusal(s3.listObjectsV2({ Bucket: 'nowhere' }))).toMatchObject({
      name: 'NoSuchBucket',
      status: 404,
    })
    expect(await refusal(s3.headBucket({ Bucket: 'nowhere' }))).toMatchObject({ status: 404 })
    const elsewhere = s3Of(simulator, { region: 'us-east-1' })
    expect(await refusal(elsewhere.listObjectsV2({ Bucket: bucket }))).toMatchObject({
      name: 'AuthorizationHeaderMalformed',
      status: 400,
      message: expect.stringContaining("the region 'us-east-1' is wrong; expecting 'eu-central-1'"),
    })
    expect(() => simulator.putObject('nowhere', 'a', 'x')).toThrow('no bucket')
  })

  it('has what the pipelines have written by now', async () => {
    const bench = await startBench()
    await bench.client.createMediaCapturePipeline({
      SourceType: 'ChimeSdkMeeting',
      SourceArn: bench.meetingArn,
      SinkType: 'S3Bucket',
      SinkArn: `arn:aws:s3:::${bucket}`,
    })
    await bench.clock.advance(7_000)
    const { KeyCount } = await bench.s3.listObjectsV2({ Bucket: bucket })
    expect(KeyCount).toBe(2)
  })
})

describe('access to the simulated S3', () => {
  it('is for the known key, and for calls that a policy allows', async () => {
    const { s3, simulator } = await startBench()
    const stranger = s3Of(simulator, { accessKeyId: 'AKIDSTRANGER' })
    expect(await refusal(stranger.listObjectsV2({ Bucket: bucket }))).toMatchObject({
      name: 'InvalidAccessKeyId',
      status: 403,
    })
    simulator.denyAction('s3:ListBucket')
    expect(await refusal(s3.listObjectsV2({ Bucket: bucket }))).toMatchObject({
      name: 'AccessDenied',
      status: 403,
      message: `User: arn:aws:iam::111122223333:user/anymeet is not authorized to perform: s3:ListBucket on resource: "arn:aws:s3:::${bucket}" because no identity-based policy allows the s3:ListBucket action`,
    })
    simulator.denyAction('s3:PutObject')
    expect(await refusal(s3.putObject({ Bucket: bucket, Key: 'a/b', Body: 'x' }))).toMatchObject({
      message: expect.stringContaining(`s3:PutObject on resource: "arn:aws:s3:::${bucket}/a/b"`),
    })
    simulator.heal()
    await s3.putObject({ Bucket: bucket, Key: 'a/b', Body: 'x' })
  })

  it('is refused without a signature, with half of one, and with one for another service', async () => {
    const { simulator } = await startBench()
    const get = (headers: Record<string, string>) =>
      send(`${simulator.s3Endpoint}/${bucket}/key`, { headers })
    const signed = (service: string, signedHeaders?: string) =>
      signedFor(simulator.accessKeyId, service, signedHeaders)
    expect(await get({})).toEqual([403, 'AccessDenied'])
    expect(await get({ authorization: 'Basic abc' })).toEqual([400, 'AuthorizationHeaderMalformed'])
    expect(await get(signed('chime'))).toEqual([400, 'AuthorizationHeaderMalformed'])
    expect(await get(signed('s3', 'x-amz-date'))).toEqual([403, 'AccessDenied'])
    expect(await get(signed('s3'))).toEqual([404, 'NoSuchKey'])
  })

  it('is refused for what no client sends', async () => {
    const { simulator } = await startBench()
    const headers = signedFor(simulator.accessKeyId)
    const at = `${simulator.s3Endpoint}/${bucket}`
    expect(await send(`${at}?acl`, { headers })).toEqual([501, 'NotImplemented'])
    expect(await send(`${at}/%zz`, { headers })).toEqual([501, 'NotImplemented'])
    expect(await send(`${at}?list-type=2&max-keys=-1`, { headers })).toEqual([400, 'InvalidArgument'])
    const body = '<Delete><Object><Key>a</Key></Object></Delete>'
    expect(await send(`${at}?delete`, { method: 'POST', headers, body })).toEqual([400, 'InvalidRequest'])
    const checked = { ...headers, 'content-md5': 'x' }
    expect(await send(`${at}?delete`, { method: 'POST', headers: checked, body: '{}' })).toEqual([
      400,
      'MalformedXML',
    ])
    expect(await send(`${at}?delete`, { method: 'POST', headers: checked, body })).toEqual([200, undefined])
  })

  it('fails as staged, with the usual status of the code', async () => {
    const { s3, simulator } = await startBench()
    simulator.throwNext('ListObjectsV2', 'SlowDown', { message: 'Please reduce your request rate.' })
    expect(await refusal(s3.listObjectsV2({ Bucket: bucket }))).toMatchObject({
      name: 'SlowDown',
      status: 503,
      message: 'Please reduce your request rate.',
    })
    await s3.listObjectsV2({ Bucket: bucket })
    expect(simulator.callsTo('ListObjectsV2')).toBe(2)
  })

  it('passes with the machine clock, too', async () => {
    const simulator = await startChimeMediaSimulator({ meetings: new StubMeetings() })
    try {
      simulator.putObject(bucket, 'a', 'x')
      const { KeyCount } = await s3Of(simulator).listObjectsV2({ Bucket: bucket })
      expect(KeyCount).toBe(1)
    } finally {
      await simulator.close()
    }
  })
})

/** Status of the answer, and the code of an error. */
async function send(url: string, init: RequestInit): Promise<[number, string | undefined]> {
  const response = await fetch(url, init)
  return [response.status, /<Code>(\w+)<\/Code>/.exec(await response.text())?.[1]]
}

function signedFor(accessKeyId: string, service = 's3', signedHeaders = 'host;x-amz-date') {
  const credential = `${accessKeyId}/20260105/eu-central-1/${service}/aws4_request`
  return {
    'x-amz-date': '20260105T090000Z',
    authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${signedHeaders}, Signature=${'0'.repeat(64)}`,
  }
}
