import { describe, expect, it } from 'vitest'
import { MeetingError } from '../../../../src/errors/meeting-error.js'
import type { ChimeMediaSimulator } from '../../../../src/testing/simulators/chime-media/index.js'
import { calling, failure, querying, studio, until } from './support.js'

type Call = Parameters<ChimeMediaSimulator['throwNext']>[0]

describe('errors of the media pipelines', () => {
  it.each([
    ['BadRequestException', 'invalid-request', 'none', false],
    ['ForbiddenException', 'forbidden', 'none', false],
    ['UnauthorizedClientException', 'unauthenticated', 'none', false],
    ['ThrottledClientException', 'rate-limited', 'none', true],
    ['ResourceLimitExceededException', 'quota', 'none', false],
    ['ServiceFailureException', 'unavailable', 'unknown', true],
    ['ServiceUnavailableException', 'unavailable', 'none', true],
    ['ConflictException', 'conflict', 'none', false],
    ['UnrecognizedClientException', 'unauthenticated', 'none', false],
    ['ExpiredTokenException', 'unauthenticated', 'none', false],
    ['ValidationException', 'invalid-request', 'none', false],
  ])('%s of a start is %s', async (name, code, effect, retryable) => {
    const { recordings, media, meeting, run, list } = await studio()
    const session = await meeting()
    media.throwNext('CreateMediaCapturePipeline', name, { times: 2 })
    const error = await failure(run(recordings.start(session, calling())))
    expect(error).toMatchObject({ code, effect, retryable, vendorCode: name })
    expect(error.message).toContain('CreateMediaCapturePipeline')
    expect(await list()).toEqual([])
    media.heal()
    expect(await run(recordings.start(session, calling()))).toHaveProperty('id')
  })

  it('has no effect where it was a question', async () => {
    const { recordings, media, meeting, run } = await studio()
    const { id } = await run(recordings.start(await meeting(), calling()))
    media.throwNext('GetMediaCapturePipeline', 'ServiceFailureException', { times: 2 })
    const error = await failure(run(recordings.get(id, calling())))
    expect(error).toMatchObject({ code: 'unavailable', effect: 'none' })
    expect(await run(recordings.get(id, calling()))).toMatchObject({ state: 'processing' })
  })

  it('is repeated once where it passes', async () => {
    const { recordings, media, meeting, run } = await studio()
    media.throwNext('CreateMediaCapturePipeline', 'ServiceUnavailableException')
    media.throwNext('CreateMediaConcatenationPipeline', 'ThrottledClientException')
    expect(await run(recordings.start(await meeting(), calling()))).toMatchObject({ outcome: 'requested' })
    expect(media.pipelines()).toHaveLength(2)
  })

  it('says which permission is missing, and what the bucket needs', async () => {
    const { recordings, media, meeting, run } = await studio()
    const session = await meeting()
    media.denyAction('chime:CreateMediaCapturePipeline')
    const denied = await failure(run(recordings.start(session, calling())))
    expect(denied).toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('the IAM policy lacks chime:CreateMediaCapturePipeline'),
    })
    media.heal()
    media.denyAction('s3:GetBucketPolicy')
    const policy = await failure(run(recordings.start(session, calling())))
    expect(policy).toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('s3:GetBucketPolicy'),
    })
    expect(policy.message).toContain('mediapipelines.chime.amazonaws.com')
  })

  it('does not spoil info, which says what was asked for', async () => {
    const { recordings, media, meeting, run } = await studio()
    const session = await meeting()
    await run(recordings.start(session, calling()))
    media.denyAction('chime:GetMediaCapturePipeline')
    expect(await run(recordings.stateOf(session, calling()))).toBe('requested')
  })

  it('gives up when the caller does', async () => {
    const { recordings, media, meeting, run, clock } = await studio()
    const session = await meeting()
    const { id } = await run(recordings.start(session, calling()))
    for (const ask of [
      (signal: AbortSignal) => recordings.get(id, calling({ signal, abortable: true })),
      (signal: AbortSignal) => recordings.stateOf(session, calling({ signal, abortable: true })),
    ]) {
      const before = media.callsTo('GetMediaCapturePipeline')
      media.stage({ kind: 'hang', when: 'GetMediaCapturePipeline' })
      const leaving = new AbortController()
      const work = failure(ask(leaving.signal))
      await until(() => media.callsTo('GetMediaCapturePipeline') > before)
      leaving.abort()
      expect(await work).toMatchObject({ code: 'aborted', effect: 'none' })
    }
    expect(clock.pending).toBe(0)
  })

  it('keeps to ten calls a second for all operations together', async () => {
    const limited = { rates: { perSecond: 10, burst: 10 } }
    const config = { rateLimit: { perSecond: 10, burst: 20 } }
    const { recordings, media, meeting, run, clock } = await studio({ config }, limited)
    const from = clock.now()
    for (let number = 0; number < 15; number += 1) {
      const session = await meeting({ id: `class-${number}`, key: `class-${number}` })
      await run(recordings.start(session, calling()))
    }
    expect(media.pipelines()).toHaveLength(30)
    expect(media.callsTo('CreateMediaCapturePipeline')).toBe(15)
    expect(clock.now() - from).toBeGreaterThanOrEqual(2_000)
  })
})

describe('errors of S3', () => {
  it.each([
    ['NoSuchBucket', 'not-configured', 'a bucket that does not exist'],
    ['AccessDenied', 'forbidden', 'the IAM policy lacks s3:ListBucket'],
    ['PermanentRedirect', 'not-configured', 'another region'],
    ['AuthorizationHeaderMalformed', 'not-configured', 'another region'],
    ['InvalidAccessKeyId', 'unauthenticated', 'InvalidAccessKeyId'],
    ['SignatureDoesNotMatch', 'unauthenticated', 'SignatureDoesNotMatch'],
    ['ExpiredToken', 'unauthenticated', 'ExpiredToken'],
    ['SlowDown', 'rate-limited', 'SlowDown'],
    ['ServiceUnavailable', 'unavailable', 'ServiceUnavailable'],
    ['InternalError', 'unavailable', 'InternalError'],
  ])('%s is %s', async (name, code, message) => {
    const { recordings, media, run } = await studio()
    const status = name === 'PermanentRedirect' ? { status: 301 } : {}
    media.throwNext('ListObjectsV2', name, { times: 2, ...status })
    const error = await failure(run(recordings.probe.run(calling())))
    expect(error).toMatchObject({ code, effect: 'none', vendorCode: name })
    expect(error.message).toContain(message)
  })

  it('never holds an address that was signed, nor a key', async () => {
    const { recordings, recorded, meeting, media, run } = await studio()
    const id = await recorded(await meeting())
    await run(recordings.get(id, calling()))
    const detail = `AWSAccessKeyId=${media.accessKeyId}&X-Amz-Signature=0123456789abcdef&X-Amz-Credential=abc`
    media.throwNext('ListObjectsV2', 'SignatureDoesNotMatch', { message: `no match: ${detail}` })
    const error = await failure(run(recordings.delete(id, calling())))
    const text = `${JSON.stringify(error)} ${error.stack} ${String(error.cause)}`
    expect(text).toContain('no match')
    for (const secret of ['0123456789abcdef', 'X-Amz-Credential=abc']) expect(text).not.toContain(secret)
  })

  it('is an error that the answer breaks off or never ends', async () => {
    const { recordings, media, run, recorded, meeting } = await studio()
    media.stage({ kind: 'truncate', when: 'ListObjectsV2', times: 2 })
    expect(await failure(run(recordings.probe.run(calling())))).toMatchObject({
      code: 'unavailable',
      effect: 'none',
    })
    media.stage({
      kind: 'answer',
      when: 'ListObjectsV2',
      status: 200,
      body: `<ListBucketResult>${' '.repeat(9_000_000)}</ListBucketResult>`,
    })
    expect(await failure(run(recordings.probe.run(calling())))).toMatchObject({
      code: 'invalid-response',
      vendorCode: 'AnswerTooLongError',
    })
    const page = '<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>'
    media.stage({ kind: 'answer', when: 'ListObjectsV2', status: 200, body: page })
    const id = await recorded(await meeting())
    expect(await failure(run(recordings.delete(id, calling())))).toMatchObject({
      code: 'invalid-response',
      message: expect.stringContaining('NextContinuationToken'),
    })
  })
})

describe('what recordings need', () => {
  it('is there where pipelines and every bucket can be asked', async () => {
    const { recordings, media, run } = await studio({
      recording: { bucket: { 'us-east-1': 'virginia', 'eu-west-1': 'dublin' } },
    })
    expect(recordings.probe.name).toBe('recording')
    await run(recordings.probe.run(calling()))
    expect(media.callsTo('ListObjectsV2')).toBe(2)
    expect(media.pipelines()).toEqual([])
  })

  it.each([
    ['GetMediaCapturePipeline', 'chime:GetMediaCapturePipeline'],
    ['ListObjectsV2', 's3:ListBucket'],
  ] as const)('is missing where %s is denied', async (_call, action) => {
    const { recordings, media, run } = await studio()
    media.denyAction(action)
    const error = await failure(run(recordings.probe.run(calling())))
    expect(error).toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining(`the IAM policy lacks ${action}`),
    })
  })

  it('is missing where a bucket does not exist, is elsewhere, or something else answers', async () => {
    const absent = await studio({}, { buckets: {} })
    expect(await failure(absent.run(absent.recordings.probe.run(calling())))).toMatchObject({
      code: 'not-configured',
      vendorCode: 'NoSuchBucket',
    })
    const elsewhere = await studio({}, { buckets: { 'all-recordings': 'eu-west-1' } })
    expect(await failure(elsewhere.run(elsewhere.recordings.probe.run(calling())))).toMatchObject({
      code: 'not-configured',
      message: expect.stringContaining('another region'),
    })
    const odd = await studio()
    const body = JSON.stringify({ MediaCapturePipeline: {} })
    odd.media.stage({ kind: 'answer', when: 'GetMediaCapturePipeline', status: 200, body })
    expect(await failure(odd.run(odd.recordings.probe.run(calling())))).toMatchObject({
      code: 'invalid-response',
    })
  })

  it('is refused after the end, and whoever waits is told', async () => {
    const { another, meeting, media } = await studio()
    const recordings = another()
    const session = await meeting()
    const refusal = await failure(Promise.reject(closing()))
    recordings.close(refusal)
    recordings.close(refusal)
    for (const call of [() => recordings.start(session, calling()), () => recordings.probe.run(calling())])
      expect(await failure(call())).toMatchObject({ code: 'not-configured', message: 'closed' })
    expect(media.requests).toHaveLength(0)
  })

  it('answers with nothing but what was asked for', async () => {
    const { recordings, media, meeting, run } = await studio()
    const calls: readonly Call[] = ['CreateMediaCapturePipeline', 'CreateMediaConcatenationPipeline']
    for (const when of calls) {
      media.stage({ kind: 'answer', when, status: 201, body: '{}' })
      const error = await failure(
        run(recordings.start(await meeting({ id: `${when}-1`, key: when }), calling())),
      )
      expect(error).toMatchObject({ code: 'invalid-response', effect: 'unknown' })
      expect(error.message).toContain(when)
    }
    expect((await run(recordings.list(querying(), calling()))).recordings).toEqual([])
  })
})

function closing(): Error {
  return new MeetingError({ code: 'not-configured', message: 'closed' })
}
