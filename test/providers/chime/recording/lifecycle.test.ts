import { describe, expect, it } from 'vitest'
import { bucket, calling, studio } from './support.js'

describe('the recording of a Chime meeting', () => {
  it('is requested, then runs, is processed when it was stopped, and can be watched until its address expires', async () => {
    const { recordings, clock, run, meeting } = await studio()
    const session = await meeting()
    const state = (): Promise<string> => run(recordings.stateOf(session, calling()))
    const startedAt = new Date(clock.now())

    const started = await run(recordings.start(session, calling()))
    expect(started.outcome).toBe('requested')
    expect(await state()).toBe('requested')
    await clock.advance(6_000)
    expect(await state()).toBe('running')
    expect(await run(recordings.get(started.id, calling()))).toMatchObject({
      state: 'processing',
      playback: [],
    })

    const endedAt = new Date(clock.now())
    expect(await run(recordings.stop(session, calling()))).toBe(started.id)
    expect(await state()).toBe('requested')
    expect(await run(recordings.get(started.id, calling()))).toMatchObject({ state: 'processing', endedAt })
    await clock.advance(20_000)

    const recording = await run(recordings.get(started.id, calling()))
    expect(recording).toMatchObject({
      id: started.id,
      key: 'class-42',
      session: session.vendor['meetingId'],
      state: 'published',
      startedAt,
      endedAt,
      playback: [{ format: 'video' }, { format: 'audio' }],
    })
    const expiresAt = new Date(clock.now() + 3_600_000)
    for (const { url, expiresAt: told, sizeBytes } of recording.playback) {
      expect(told).toEqual(expiresAt)
      const answer = await fetch(url)
      expect(answer.status).toBe(200)
      expect(new Blob([await answer.text()]).size).toBe(sizeBytes)
    }
    expect(recording.sizeBytes).toBe(
      recording.playback.reduce((sum, { sizeBytes = 0 }) => sum + sizeBytes, 0),
    )
    const [first] = recording.playback
    await clock.advance(3_599_000)
    expect((await fetch(first?.url ?? '')).status).toBe(200)
    await clock.advance(1_000)
    expect((await fetch(first?.url ?? '')).status).toBe(403)

    const again = await run(recordings.get(started.id, calling()))
    expect((await fetch(again.playback[0]?.url ?? '')).status).toBe(200)
  })

  it('ends with its meeting, and needs nobody to finish it', async () => {
    const { recordings, clock, run, meeting, chime, media } = await studio()
    const session = await meeting()
    const { id } = await run(recordings.start(session, calling()))
    await clock.advance(12_000)
    chime.forget(session.vendor['meetingId'] ?? '')
    await clock.advance(20_000)
    const pipelines = media.pipelines().map(({ kind, status }) => `${kind} ${status}`)
    expect(pipelines).toEqual(['capture Stopped', 'concatenation Stopped'])

    expect(await run(recordings.stop(session, calling()))).toBeUndefined()
    const recording = await run(recordings.get(id, calling()))
    expect(recording.state).toBe('published')
    expect(clock.now() - (recording.endedAt?.getTime() ?? 0)).toBeGreaterThan(15_000)
    expect(await run(recordings.stateOf(session, calling()))).toBe('requested')
  })

  it('is a second one where it is started again, even at once', async () => {
    const { recordings, run, meeting, list, clock } = await studio()
    const session = await meeting()
    const first = await run(recordings.start(session, calling()))
    await clock.advance(8_000)
    await run(recordings.stop(session, calling()))
    const second = await run(recordings.start(session, calling()))
    expect(second.outcome).toBe('requested')
    expect(second.id).not.toBe(first.id)
    await clock.advance(30_000)
    await run(recordings.stop(session, calling()))
    await clock.advance(20_000)
    const found = await list({ keys: ['class-42'] })
    expect(found.map(({ id, state }) => ({ id, state }))).toEqual([
      { id: second.id, state: 'published' },
      { id: first.id, state: 'published' },
    ])
    const paths = found.flatMap(({ playback }) => playback.map(({ url }) => new URL(url).pathname))
    expect(new Set(paths).size).toBe(4)
  })

  it('goes on while one before it is deleted', async () => {
    const { recordings, run, meeting, recorded, clock } = await studio()
    const session = await meeting()
    const older = await recorded(session)
    const { id } = await run(recordings.start(session, calling()))
    await run(recordings.get(older, calling()))
    await run(recordings.delete(older, calling()))
    await clock.advance(6_000)
    expect(await run(recordings.stateOf(session, calling()))).toBe('running')
    expect(await run(recordings.stop(session, calling()))).toBe(id)
  })

  it('is asked about once in five seconds, however often somebody wants to know', async () => {
    const { recordings, run, meeting, media, clock } = await studio()
    const session = await meeting()
    const { id } = await run(recordings.start(session, calling()))
    await run(recordings.stateOf(session, calling()))
    await clock.advance(4_000)
    await run(recordings.stateOf(session, calling()))
    await run(recordings.get(id, calling()))
    expect(media.callsTo('GetMediaCapturePipeline')).toBe(1)
    await clock.advance(1_000)
    expect(await run(recordings.stateOf(session, calling()))).toBe('running')
    expect(media.callsTo('GetMediaCapturePipeline')).toBe(2)
  })

  it('asks AWS for nothing any more once it is known what became of it', async () => {
    const { recordings, run, meeting, recorded, media } = await studio()
    const id = await recorded(await meeting())
    await run(recordings.get(id, calling()))
    const before = media.requests.length
    await run(recordings.get(id, calling()))
    expect(media.requests.length).toBe(before)
  })

  it.each([
    ['composited', ['video', 'audio']],
    ['active-speaker', ['video', 'screenshare']],
    ['audio', ['audio']],
  ] as const)('has what its layout %s asks for, wherever Chime puts it', async (layout, formats) => {
    for (const sinkPrefix of ['precedes', 'replaces'] as const) {
      const { recordings, run, meeting, recorded } = await studio({ recording: { layout } }, { sinkPrefix })
      const id = await recorded(await meeting())
      const { state, playback } = await run(recordings.get(id, calling()))
      expect({ state, formats: playback.map(({ format }) => format) }).toEqual({
        state: 'published',
        formats,
      })
    }
  })

  it('has failed where its capture or its film has', async () => {
    for (const kind of ['capture', 'concatenation']) {
      const { recordings, clock, run, meeting, media } = await studio()
      const session = await meeting()
      const { id } = await run(recordings.start(session, calling()))
      await clock.advance(8_000)
      if (kind === 'concatenation') await run(recordings.stop(session, calling()))
      const broken = media.pipelines().find((pipeline) => pipeline.kind === kind)
      media.failPipeline(broken?.id ?? '')
      await clock.advance(6_000)
      expect(await run(recordings.get(id, calling()))).toMatchObject({ state: 'failed', playback: [] })
      expect(await run(recordings.stateOf(session, calling()))).toBe('requested')
      expect(await run(recordings.start(session, calling()))).toMatchObject({ outcome: 'requested' })
    }
  })

  it('has failed where its meeting has no seat left for the capture', async () => {
    const { recordings, clock, run, meeting, api } = await studio()
    const session = await meeting({ maxParticipants: 1 })
    const MeetingId = session.vendor['meetingId'] ?? ''
    await api.call('CreateAttendee', { MeetingId, ExternalUserId: 'ada' }, calling())
    const { id } = await run(recordings.start(session, calling()))
    await clock.advance(6_000)
    expect(await run(recordings.get(id, calling()))).toMatchObject({ state: 'failed' })
  })

  it('has failed where nothing was written well after its end', async () => {
    const { recordings, clock, run, meeting, media, recorded } = await studio()
    const id = await recorded(await meeting())
    for (const { key } of media.objects(bucket)) await remove(media.s3Endpoint, key)
    expect(await run(recordings.get(id, calling()))).toMatchObject({ state: 'processing' })
    await clock.advance(590_000)
    expect(await run(recordings.get(id, calling()))).toMatchObject({ state: 'processing' })
    await clock.advance(20_000)
    expect(await run(recordings.get(id, calling()))).toMatchObject({ state: 'failed' })
  })

  it('counts as over where Chime does not know its pipelines any more', async () => {
    const { recordings, clock, run, meeting, media } = await studio()
    const session = await meeting()
    const { id } = await run(recordings.start(session, calling()))
    await clock.advance(8_000)
    const objects = media.objects(bucket)
    media.reset()
    for (const { key, text } of objects) media.putObject(bucket, key.replace('/parts/', '/films/'), text)
    const recording = await run(recordings.get(id, calling()))
    expect(recording).toMatchObject({ state: 'published' })
    expect(recording).not.toHaveProperty('endedAt')
  })
})

/** As somebody who tidies the bucket up. */
async function remove(endpoint: string, key: string): Promise<void> {
  const { S3Client, DeleteObjectCommand } = await import('@aws-sdk/client-s3')
  const credentials = { accessKeyId: 'AKIDSIMULATEDCHIME00', secretAccessKey: 'any' }
  const client = new S3Client({ region: 'us-east-1', endpoint, forcePathStyle: true, credentials })
  await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }))
  client.destroy()
}
