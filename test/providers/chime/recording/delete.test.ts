import { describe, expect, it } from 'vitest'
import { bucket, calling, failure, studio } from './support.js'

describe('deleting a Chime recording', () => {
  it('deletes every object of it and none of another, however many there are', async () => {
    const { recorded, meeting, recordings, run, media, list } = await studio()
    const session = await meeting()
    const kept = await recorded(session)
    const id = await recorded(session)
    for (let number = 0; number < 2_500; number += 1)
      media.putObject(bucket, `anymeet/class-42/${id}/parts/x/audio/${number}.mp4`, '')
    media.putObject(bucket, `anymeet/class-42/${id}0/films/y.mp4`, '')
    const others = media.objects(bucket).filter(({ key }) => !key.includes(`/${id}/`))

    await run(recordings.delete(id, calling()))
    expect(media.objects(bucket)).toEqual(others)
    expect(media.callsTo('DeleteObjects')).toBe(3)
    expect(await list()).toMatchObject([{ id: kept }])
    expect(await failure(run(recordings.delete(id, calling())))).toMatchObject({ code: 'not-found' })
  })

  it.each(['not-found', 'accepted'] as const)(
    'stops it first where it runs, and leaves nothing that is written at the end (repeated delete: %s)',
    async (repeatedDelete) => {
      const { meeting, recordings, run, media, clock, list } = await studio({}, { repeatedDelete })
      const session = await meeting()
      const { id } = await run(recordings.start(session, calling()))
      await clock.advance(12_000)
      expect(media.objects(bucket)).not.toEqual([])
      await run(recordings.delete(id, calling()))
      await clock.advance(60_000)
      expect(media.pipelines().map(({ status }) => status)).toEqual(['Stopped', 'Stopped'])
      expect(media.objects(bucket)).toEqual([])
      expect(await list()).toEqual([])
      expect(await run(recordings.start(session, calling()))).toMatchObject({ outcome: 'requested' })
    },
  )

  it('waits for a film that is being made', async () => {
    const { meeting, recordings, run, media, clock } = await studio()
    const session = await meeting()
    const { id } = await run(recordings.start(session, calling()))
    await clock.advance(12_000)
    await run(recordings.stop(session, calling()))
    await clock.advance(3_000)
    expect(media.pipelines().map(({ status }) => status)).toEqual(['Stopped', 'InProgress'])
    await run(recordings.delete(id, calling()))
    await clock.advance(60_000)
    expect(media.objects(bucket)).toEqual([])
  })

  it('can be repeated where Chime takes longer than somebody wants to wait', async () => {
    const { meeting, recordings, run, media, clock } = await studio({}, { timings: { stopMs: 30_000 } })
    const session = await meeting()
    const { id } = await run(recordings.start(session, calling()))
    await clock.advance(12_000)
    const error = await failure(run(recordings.delete(id, calling())))
    expect(error).toMatchObject({ code: 'conflict', retryable: true, effect: 'unknown' })
    expect(await run(recordings.get(id, calling()))).toMatchObject({ state: 'processing' })
    await clock.advance(30_000)
    await run(recordings.delete(id, calling()))
    expect(media.objects(bucket)).toEqual([])
  })

  it('says how many objects were not deleted, keeps the recording, and can be repeated', async () => {
    const { recorded, meeting, recordings, run, media } = await studio()
    const id = await recorded(await meeting())
    const count = media.objects(bucket).length
    media.denyAction('s3:DeleteObject')
    const error = await failure(run(recordings.delete(id, calling())))
    expect(error).toMatchObject({
      code: 'forbidden',
      effect: 'unknown',
      vendorCode: 'AccessDenied',
      message: expect.stringMatching(new RegExp(`^${count} objects.*the IAM policy lacks s3:DeleteObject`)),
    })
    expect(await run(recordings.get(id, calling()))).toMatchObject({ id, state: 'published' })
    media.heal()
    await run(recordings.delete(id, calling()))
    expect(media.objects(bucket)).toEqual([])
  })
})
