import { describe, expect, it } from 'vitest'
import { memoryStore } from '../../../../src/memory/memory-store.js'
import { systemClock } from '../../../../src/ports/clock.js'
import { silentStore } from '../seats/support.js'
import { brittleStore } from './brittle-store.js'
import { bucket, calling, failure, querying, studio } from './support.js'

describe('the list of Chime recordings', () => {
  it('has them newest first, those of the asked meetings only, whoever made them', async () => {
    const { recorded, meeting, another, run, clock } = await studio()
    const ids: Record<string, string> = {}
    for (const key of ['class', 'class-1', '0123456789abcdef.class']) {
      ids[key] = await recorded(await meeting({ id: key, key }))
      await clock.advance(1_000)
    }
    const machine = another()
    const listed = async (keys?: readonly string[]): Promise<readonly string[]> => {
      const { recordings } = await run(machine.list(querying(keys && { keys }), calling()))
      return recordings.map(({ id }) => id)
    }
    expect(await listed()).toEqual(Object.values(ids).toReversed())
    expect(await listed(['class'])).toEqual([ids['class']])
    expect(await listed(['class', '0123456789abcdef.class', 'class'])).toEqual([
      ids['0123456789abcdef.class'],
      ids['class'],
    ])
    expect(await listed(['clas'])).toEqual([])
    expect(await listed([])).toEqual([])
  })

  it('does not take a key for the beginning of another one', async () => {
    const { recorded, meeting, list } = await studio()
    await recorded(await meeting({ key: 'class:1' }))
    expect(await list({ keys: ['class'] })).toEqual([])
    expect(await list({ keys: ['class:1'] })).toHaveLength(1)
  })

  it('comes in pages that miss and repeat nothing, although recordings come and go meanwhile', async () => {
    const { recorded, meeting, recordings, run } = await studio()
    const made: string[] = []
    for (let number = 0; number < 7; number += 1) {
      const session = await meeting({ id: `class-${number}`, key: `class-${number}` })
      made.unshift(await recorded(session))
    }
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const query = querying({ limit: 2, ...(cursor !== undefined && { cursor }) })
      const page = await run(recordings.list(query, calling()))
      expect(page.recordings.length).toBeLessThanOrEqual(2)
      seen.push(...page.recordings.map(({ id }) => id))
      if (cursor === undefined) {
        await recorded(await meeting({ id: 'late' }))
        await run(recordings.delete(made[4] ?? '', calling()))
      }
      cursor = page.nextCursor
    } while (cursor !== undefined)
    expect(seen).toEqual(made.filter((_, index) => index !== 4))
  })

  it('has no further page where the last one is just full', async () => {
    const { recorded, meeting, recordings, run } = await studio()
    await recorded(await meeting())
    const page = await run(recordings.list(querying({ limit: 1 }), calling()))
    expect(page.recordings).toHaveLength(1)
    expect(page).not.toHaveProperty('nextCursor')
  })

  it('refuses a cursor that is none of its own', async () => {
    const { recordings } = await studio()
    const error = await failure(recordings.list(querying({ cursor: '../2' }), calling()))
    expect(error).toMatchObject({ code: 'invalid-request', problems: [{ path: 'cursor' }] })
  })

  it('finds by state and by labels', async () => {
    const { recorded, meeting, recordings, run, list } = await studio()
    const labelled = {
      record: 'on-demand',
      name: 'Algebra',
      metadata: { term: 'spring', room: '7' },
    } as const
    const one = await recorded(await meeting({ id: 'one', key: 'one', settings: labelled }))
    const two = await recorded(await meeting({ id: 'two', key: 'two' }))
    const running = await run(recordings.start(await meeting({ id: 'three', key: 'three' }), calling()))
    await recordings.unpublish(two)
    const found = async (query: Parameters<typeof list>[0]): Promise<readonly string[]> =>
      (await list(query)).map(({ id }) => id)

    expect(await found({ states: ['processing'] })).toEqual([running.id])
    expect(await found({ states: ['published'] })).toEqual([one])
    expect(await found({ states: ['unpublished', 'processing'] })).toEqual([running.id, two])
    expect(await found({ states: ['failed'] })).toEqual([])
    expect(await found({ metadata: { term: 'spring' } })).toEqual([one])
    expect(await found({ metadata: { term: 'spring', room: '8' } })).toEqual([])
    expect(await list({ keys: ['one'] })).toMatchObject([{ name: 'Algebra', metadata: labelled.metadata }])
  })

  it('costs no calls to AWS but for what is not settled', async () => {
    const { recorded, meeting, list, media } = await studio()
    await recorded(await meeting({ id: 'one', key: 'one' }))
    await recorded(await meeting({ id: 'two', key: 'two' }))
    await list()
    const before = media.requests.length
    expect(await list()).toHaveLength(2)
    expect(media.requests.length).toBe(before)
  })

  it('is not spoilt by a recording whose bucket is gone', async () => {
    const { recorded, meeting, another, run, clock, media } = await studio(
      {},
      { buckets: { 'all-recordings': 'us-east-1' } },
    )
    const id = await recorded(await meeting())
    media.throwNext('ListObjectsV2', 'NoSuchBucket', { times: 2 })
    const states = async (): Promise<readonly string[]> =>
      (await run(another().list(querying(), calling()))).recordings.map(({ state }) => state)
    expect(await states()).toEqual(['processing'])
    await clock.advance(601_000)
    expect(await states()).toEqual(['failed'])
    expect(await run(another().get(id, calling()))).toMatchObject({ playback: [] })
  })

  it('holds nothing that the store has lost or that is not of its making', async () => {
    const { recorded, meeting, list, store, recordings, run } = await studio()
    const id = await recorded(await meeting())
    await store.set('recording:nonsense', '{', 60_000)
    await store.set('recording:0mk0xjmo0-0226dfe596f2e56f', '{"id":"0mk0xjmo0-0226dfe596f2e56f"}', 60_000)
    expect(await list()).toMatchObject([{ id }])
    await store.delete(`recording:${id}`)
    expect(await list({ keys: ['class-42'] })).toEqual([])
    for (const gone of [id, 'nonsense', '', '0mk0xjmo0-0226dfe596f2e56f'])
      expect(await failure(run(recordings.get(gone, calling())))).toMatchObject({ code: 'not-found' })
  })
})

describe('a Chime recording', () => {
  it('is withheld without being deleted, and comes back', async () => {
    const { recorded, meeting, recordings, another, run, media } = await studio()
    const id = await recorded(await meeting())
    await recordings.unpublish(id)
    await recordings.unpublish(id)
    const withheld = await run(another().get(id, calling()))
    expect(withheld).toMatchObject({ state: 'unpublished', playback: [] })
    expect(withheld.sizeBytes).toBeGreaterThan(0)
    expect(media.objects(bucket).length).toBeGreaterThan(0)
    await another().publish(id)
    const published = await run(recordings.get(id, calling()))
    expect(published).toMatchObject({
      state: 'published',
      playback: [{ format: 'video' }, { format: 'audio' }],
    })
  })

  it('can be withheld before it is ready', async () => {
    const { meeting, recordings, run, clock } = await studio()
    const session = await meeting()
    const { id } = await run(recordings.start(session, calling()))
    await recordings.unpublish(id)
    expect(await run(recordings.get(id, calling()))).toMatchObject({ state: 'processing' })
    await clock.advance(8_000)
    await run(recordings.stop(session, calling()))
    await clock.advance(20_000)
    expect(await run(recordings.get(id, calling()))).toMatchObject({ state: 'unpublished' })
  })

  it('has the labels of its meeting until they are changed or taken away', async () => {
    const { recorded, meeting, recordings, run } = await studio()
    const settings = { record: 'automatic', metadata: { term: 'spring', room: '7' } } as const
    const id = await recorded(await meeting({ settings }))
    await recordings.update(id, { metadata: { room: '', teacher: 'Ada' } })
    expect(await run(recordings.get(id, calling()))).toMatchObject({
      state: 'published',
      metadata: { term: 'spring', teacher: 'Ada' },
    })
    await recordings.update(id, { metadata: {} })
    const { metadata } = await run(recordings.get(id, calling()))
    expect(metadata).toEqual({ term: 'spring', teacher: 'Ada' })
  })

  it('is not found where there is none of this id, or where it has not begun', async () => {
    const { meeting, recordings, run, media, store } = await studio()
    media.stage({ kind: 'cut', when: 'CreateMediaCapturePipeline', processed: true })
    await failure(run(recordings.start(await meeting(), calling())))
    const begun: string[] = []
    for await (const key of store.keys('recording:')) begun.push(key.slice('recording:'.length))
    expect(begun).toHaveLength(1)
    for (const id of ['0mk0xjmo0-0226dfe596f2e56f', 'a/../b', ...begun]) {
      const calls: readonly (() => Promise<unknown>)[] = [
        () => recordings.get(id, calling()),
        () => recordings.publish(id),
        () => recordings.unpublish(id),
        () => recordings.update(id, { metadata: { a: 'b' } }),
        () => recordings.delete(id, calling()),
      ]
      for (const call of calls)
        expect(await failure(run(call()))).toMatchObject({ code: 'not-found', effect: 'none' })
    }
  })

  it('keeps no secret in the store', async () => {
    const { recorded, meeting, recordings, run, store, media } = await studio()
    const id = await recorded(await meeting())
    await run(recordings.get(id, calling()))
    const text = (await store.get(`recording:${id}`)) ?? ''
    expect(text).toContain(bucket)
    for (const secret of ['X-Amz', 'http', media.accessKeyId, media.secretAccessKey])
      expect(text).not.toContain(secret)
  })

  it('is lost with a store of its own, and shared with one that machines share', async () => {
    const { recorded, meeting, another, run } = await studio()
    const id = await recorded(await meeting())
    const stranger = another({ store: memoryStore(systemClock) })
    expect((await run(stranger.list(querying(), calling()))).recordings).toEqual([])
    expect((await run(another().list(querying(), calling()))).recordings).toMatchObject([{ id }])
  })

  it('is unavailable while the store is, with nothing of what the store said but its words', async () => {
    const store = brittleStore()
    const { recorded, meeting, recordings, run } = await studio({ store })
    const session = await meeting()
    const id = await recorded(session)
    store.breakAfter(0)
    const calls: readonly (() => Promise<unknown>)[] = [
      () => recordings.get(id, calling()),
      () => recordings.list(querying(), calling()),
      () => recordings.publish(id),
      () => recordings.delete(id, calling()),
      () => recordings.start(session, calling()),
      () => recordings.stop(session, calling()),
    ]
    for (const call of calls) {
      const error = await failure(run(call()))
      expect(error).toMatchObject({ code: 'unavailable', retryable: true })
      expect(`${JSON.stringify(error)}${String(error.cause)}`).not.toContain('hunter2')
    }
    expect(await run(recordings.stateOf(session, calling()))).toBe('requested')
  })

  it('is unavailable, too, while the store does not answer at all, and nothing waits for it', async () => {
    const { recorded, meeting, another, run, clock } = await studio()
    const session = await meeting()
    const id = await recorded(session)
    const recordings = another({ store: silentStore })
    const calls: readonly (() => Promise<unknown>)[] = [
      () => recordings.get(id, calling()),
      () => recordings.list(querying(), calling()),
      () => recordings.publish(id),
      () => recordings.start(session, calling()),
      () => recordings.stop(session, calling()),
    ]
    for (const call of calls)
      expect(await failure(run(call()))).toMatchObject({ code: 'unavailable', effect: 'none' })
    expect(await run(recordings.stateOf(session, calling()))).toBe('requested')
    expect(clock.pending).toBe(0)
  })
})
