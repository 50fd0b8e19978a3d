import { describe, expect, it } from 'vitest'
import type { ProviderMeeting } from '../../../../src/spec/provider.js'
import { brittleStore } from './brittle-store.js'
import { alive, bucket, calling, failure, studio, until } from './support.js'

describe('starting a recording on Chime', () => {
  it('makes one capture and its film, however many machines start at the same moment', async () => {
    const made = await studio()
    const session = await made.meeting()
    const machines = [made.recordings, made.another(), made.another(), made.recordings]
    const starts = await made.run(Promise.all(machines.map((machine) => machine.start(session, calling()))))
    expect(new Set(starts.map(({ id }) => id)).size).toBe(1)
    expect(starts.filter(({ outcome }) => outcome === 'requested')).toHaveLength(1)
    expect(alive(made)).toEqual(['capture', 'concatenation'])
    expect(await made.list()).toMatchObject([{ id: starts[0]?.id, state: 'processing' }])
  })

  it('finds the recording that goes on, on another machine and after hours', async () => {
    const { recordings, another, run, clock, meeting, media } = await studio()
    const session = await meeting()
    const { id } = await run(recordings.start(session, calling()))
    await clock.advance(200_000)
    const again = await run(another().start(session, calling()))
    expect(again).toEqual({ id, outcome: 'already-running' })
    expect(media.callsTo('CreateMediaCapturePipeline')).toBe(1)
  })

  it('goes on with a start of which the answer was lost', async () => {
    const made = await studio()
    const { recordings, run, meeting, media } = made
    const session = await meeting()
    media.stage({ kind: 'cut', when: 'CreateMediaCapturePipeline', processed: true })
    const error = await failure(run(recordings.start(session, calling())))
    expect(error).toMatchObject({ code: 'unavailable', effect: 'unknown' })
    expect(await run(recordings.stateOf(session, calling()))).toBe('requested')
    expect(await made.list()).toEqual([])

    const { id } = await run(recordings.start(session, calling()))
    expect(alive(made)).toEqual(['capture', 'concatenation'])
    expect(await made.list()).toMatchObject([{ id }])
  })

  it('takes the capture back where its film is refused, and can be repeated', async () => {
    const made = await studio()
    const { recordings, run, meeting, media } = made
    const session = await meeting()
    media.throwNext('CreateMediaConcatenationPipeline', 'ForbiddenException')
    const error = await failure(run(recordings.start(session, calling())))
    expect(error).toMatchObject({ code: 'forbidden', effect: 'none' })
    expect(alive(made)).toEqual([])
    expect(await made.list()).toEqual([])
    expect(await run(recordings.start(session, calling()))).toMatchObject({ outcome: 'requested' })
    expect(alive(made)).toEqual(['capture', 'concatenation'])
  })

  it('goes on with a capture that could not be taken back', async () => {
    const made = await studio()
    const { recordings, run, meeting, media } = made
    const session = await meeting()
    media.throwNext('CreateMediaConcatenationPipeline', 'ForbiddenException')
    media.throwNext('DeleteMediaCapturePipeline', 'ServiceFailureException')
    const error = await failure(run(recordings.start(session, calling())))
    expect(error).toMatchObject({ code: 'forbidden', effect: 'unknown' })
    expect(alive(made)).toEqual(['capture'])
    await run(recordings.start(session, calling()))
    expect(alive(made)).toEqual(['capture', 'concatenation'])
    expect(await made.list()).toHaveLength(1)
  })

  it('does not know what is left where the answer about the film was lost', async () => {
    const made = await studio()
    const session = await made.meeting()
    made.media.throwNext('CreateMediaConcatenationPipeline', 'ServiceFailureException', { processed: true })
    const error = await failure(made.run(made.recordings.start(session, calling())))
    expect(error).toMatchObject({ code: 'unavailable', effect: 'unknown' })
    expect(alive(made)).not.toContain('capture')
    expect(await made.list()).toEqual([])
  })

  it('leaves nothing half-made whichever write to the store fails', async () => {
    for (let calls = 0; ; calls += 1) {
      const store = brittleStore()
      const made = await studio({ store })
      const session = await made.meeting()
      store.breakAfter(calls)
      const outcome = await made.run(
        made.recordings.start(session, calling()).then(
          () => undefined,
          (error: unknown) => error,
        ),
      )
      store.mend()
      if (outcome === undefined) {
        expect(calls).toBeGreaterThan(6)
        return
      }
      expect(outcome).toMatchObject({ code: 'unavailable' })
      expect(alive(made)).toEqual([])
      const { id } = await made.run(made.recordings.start(session, calling()))
      expect(alive(made)).toEqual(['capture', 'concatenation'])
      expect(await made.list({ states: ['processing'] })).toMatchObject([{ id }])
    }
  })

  it('is refused without a call where it cannot be', async () => {
    const { recordings, media, meeting, run } = await studio()
    const here = await meeting()
    const elsewhere = await meeting({ mediaRegion: 'eu-west-1' })
    const { meetingId = '' } = here.vendor
    const foreign = { ...here, vendor: { meetingId, region: 'eu-central-1' } }
    const refusals: readonly [ProviderMeeting, string, string][] = [
      [elsewhere, 'not-configured', "recording.bucket['eu-west-1']"],
      [{ ...here, vendor: {} }, 'not-found', 'no meeting is recorded'],
      [foreign, 'not-configured', 'eu-central-1'],
    ]
    for (const [session, code, message] of refusals) {
      const error = await failure(run(recordings.start(session, calling())))
      expect(error).toMatchObject({ code, effect: 'none', message: expect.stringContaining(message) })
    }
    expect(media.requests).toHaveLength(0)
  })

  it('records a meeting that is known by its ref only', async () => {
    const { recordings, meeting, run } = await studio()
    const { settings: _settings, ...byRef } = await meeting()
    expect(await run(recordings.start(byRef, calling()))).toMatchObject({ outcome: 'requested' })
    expect(await run(recordings.stateOf(byRef, calling()))).toBe('requested')
    await run(recordings.stop(byRef, calling()))
    expect(await run(recordings.stateOf(byRef, calling()))).toBe('off')
  })

  it('goes to the bucket of the region of the media', async () => {
    const buckets = { 'us-east-1': 'virginia', 'eu-west-1': 'dublin' }
    const made = await studio(
      { recording: { bucket: { 'us-east-1': 'virginia', 'eu-west-1': 'dublin' }, prefix: 'school/one' } },
      { buckets: { virginia: 'us-east-1', dublin: 'eu-west-1' } },
    )
    for (const [mediaRegion, name] of Object.entries(buckets)) {
      const session = await made.meeting({ id: `class-${name}`, mediaRegion })
      const id = await made.recorded(session)
      const { state, playback } = await made.run(made.recordings.get(id, calling()))
      expect(state).toBe('published')
      for (const { url } of playback) expect((await fetch(url)).status).toBe(200)
      for (const { key } of made.media.objects(name)) expect(key).toContain(`school/one/class-${name}/${id}/`)
    }
  })

  it('asks Chime for the ARN of the meeting only where it was not noted', async () => {
    const { recordings, chime, meeting, run } = await studio()
    const session = await meeting()
    const arn = `arn:aws:chime:us-east-1:111122223333:meeting/${session.vendor['meetingId']}`
    await run(recordings.start({ ...session, notes: { arn } }, calling()))
    expect(chime.callsTo('GetMeeting')).toBe(0)
    await run(recordings.start(await meeting({ id: 'other' }), calling()))
    expect(chime.callsTo('GetMeeting')).toBe(1)
  })

  it('finds no meeting that has ended, whether its ARN was noted or not', async () => {
    const { recordings, chime, meeting, run, list } = await studio()
    const session = await meeting()
    const { meetingId = '' } = session.vendor
    chime.forget(meetingId)
    const arn = `arn:aws:chime:us-east-1:111122223333:meeting/${meetingId}`
    for (const notes of [{}, { arn }]) {
      const error = await failure(run(recordings.start({ ...session, notes }, calling())))
      expect(error).toMatchObject({ code: 'not-found', effect: 'none' })
    }
    expect(await list()).toEqual([])
  })

  it('tells of a quota at once, and leaves nothing', async () => {
    const { recordings, media, meeting, clock, list } = await studio({}, { concurrentPipelines: 0 })
    const session = await meeting()
    const error = await failure(recordings.start(session, calling()))
    expect(error).toMatchObject({
      code: 'quota',
      effect: 'none',
      vendorCode: 'ResourceLimitExceededException',
    })
    expect(clock.pending).toBe(0)
    expect(media.pipelines()).toEqual([])
    expect(await list()).toEqual([])
    expect(await recordings.stateOf(session, calling())).toBe('requested')
  })

  it('waits for the recording before it to stop, but not for ever', async () => {
    const made = await studio({}, { timings: { stopMs: 60_000 } })
    const { recordings, meeting, run, clock, list } = made
    const session = await meeting()
    await run(recordings.start(session, calling()))
    await clock.advance(8_000)
    await run(recordings.stop(session, calling()))
    const error = await failure(run(recordings.start(session, calling())))
    expect(error).toMatchObject({ code: 'conflict', retryable: true, effect: 'none' })
    expect(await list()).toHaveLength(1)
    await clock.advance(60_000)
    expect(await run(recordings.start(session, calling()))).toMatchObject({ outcome: 'requested' })
  })

  it('begins anew where what an earlier start made has ended meanwhile', async () => {
    const made = await studio()
    const { recordings, meeting, run, media, list } = made
    const session = await meeting()
    media.throwNext('CreateMediaCapturePipeline', 'ServiceFailureException', { processed: true })
    await failure(run(recordings.start(session, calling())))
    media.failPipeline(media.pipelines()[0]?.id ?? '')
    const started = await run(recordings.start(session, calling()))
    expect(started.outcome).toBe('requested')
    expect(alive(made)).toEqual(['capture', 'concatenation'])
    expect(await list()).toMatchObject([{ id: started.id }])
  })

  it('does not begin for somebody who has left before', async () => {
    const { recordings, media, meeting } = await studio()
    const session = await meeting()
    const error = await failure(
      recordings.start(session, calling({ signal: AbortSignal.abort(), abortable: true })),
    )
    expect(error).toMatchObject({ code: 'aborted', effect: 'none' })
    expect(media.requests).toHaveLength(0)
  })

  it('goes on without somebody who leaves meanwhile', async () => {
    const made = await studio()
    const { recordings, media, meeting, clock, run, inFlight } = made
    const session = await meeting()
    media.stage({ kind: 'delay', ms: 1_000, when: 'CreateMediaCapturePipeline' })
    const leaving = new AbortController()
    const work = failure(recordings.start(session, calling({ signal: leaving.signal, abortable: true })))
    await until(() => media.callsTo('CreateMediaCapturePipeline') === 1)
    leaving.abort()
    expect(await work).toMatchObject({ code: 'aborted', effect: 'unknown' })
    await clock.advance(1_000)
    await run(inFlight.idle(clock, 600_000))
    expect(alive(made)).toEqual(['capture', 'concatenation'])
    expect(await run(recordings.start(session, calling()))).toMatchObject({ outcome: 'already-running' })
  })

  it('puts a meeting whose key S3 would not take into a folder of its own', async () => {
    const { recordings, meeting, run, media, clock } = await studio()
    const session = await meeting({ key: '../других/комната 42' })
    await run(recordings.start(session, calling()))
    await clock.advance(10_000)
    const [object] = media.objects(bucket)
    expect(object?.key).toMatch(/^anymeet\/[0-9a-f]{32}\/[0-9a-z]{9}-[0-9a-f]{16}\/parts\//)
  })
})
