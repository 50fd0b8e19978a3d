import { describe, expect, test } from 'vitest'
import type { Directory } from '../../src/directory/directory.js'
import type { JoinResult } from '../../src/spec/join-meeting.js'
import { failing, rejection, turns, world } from './support.js'

const id = 'class-42'

describe('a directory that fails', () => {
  test.each(['get', 'claim'] as const)(
    'in %s makes nothing, and says that it was the directory',
    async (operation) => {
      const w = world()
      w.directory.before = failing(operation)
      const error = await w.fails(w.meetings.createMeeting({ id }))
      expect(error).toMatchObject({
        code: 'unavailable',
        effect: 'none',
        retryable: true,
        vendorCode: 'directory',
      })
      expect(error.message).toBe('the meeting directory did not answer')
      expect(JSON.stringify(error) + String(error.cause)).not.toContain('hunter2')
      expect(w.fake.calls).toEqual([])
      expect((await w.run(w.meetings.createMeeting({ id }))).disposition).toBe('created')
    },
  )

  test.each(['before', 'after'] as const)(
    'in complete, %s it stored the record, says that the meeting was made, and repeating finds it',
    async (when) => {
      const w = world()
      w.directory[when] = failing('complete')
      const error = await w.fails(w.meetings.createMeeting({ id }))
      expect(error).toMatchObject({
        code: 'unavailable',
        effect: 'done',
        operation: 'createMeeting',
        provider: 'fake',
      })
      const session = w.fake.vendor.meetings[0]?.session
      expect(error.ref).toMatchObject({ id, incarnation: 1, provider: 'fake', vendor: { session } })
      // The ref of the error is good already.
      expect((await w.run(w.meetings.join(error.ref ?? '', { participant: { name: 'Ann' } }))).kind).toBe(
        'sdk',
      )
      const found = await w.run(w.machine().createMeeting({ id }))
      expect(found.ref).toEqual(error.ref)
      expect([found.disposition, w.fake.vendor.created]).toEqual(['existing', 1])
    },
  )

  test('in release does not hide why the create failed', async () => {
    const w = world()
    w.directory.before = failing('release')
    w.fake.failNext('createMeeting', { code: 'quota' })
    expect((await w.fails(w.meetings.createMeeting({ id }))).code).toBe('quota')
    expect((await w.run(w.meetings.createMeeting({ id }))).disposition).toBe('created')
  })

  test('that hangs ends a call at its time limit, and holds up nobody afterwards', async () => {
    for (const operation of ['get', 'claim', 'complete'] as const) {
      const w = world()
      let hangs = true
      w.directory.before = (now) => (hangs && now === operation ? new Promise(() => undefined) : undefined)
      const error = await w.fails(w.meetings.createMeeting({ id }, { timeoutMs: 5_000 }))
      expect(error).toMatchObject({ code: 'timeout', retryable: true })
      hangs = false
      // The same facade: the dead call must not be what everybody waits for.
      expect((await w.run(w.meetings.createMeeting({ id }))).ref.id).toBe(id)
      expect([w.fake.vendor.created, w.clock.pending]).toEqual([1, 0])
    }
  })

  test('that answers a read after the caller is gone is asked for no claim any more', async () => {
    const w = world()
    let answer = (): void => undefined
    w.directory.after = () =>
      new Promise<void>((resolve) => {
        answer = resolve
      })
    const controller = new AbortController()
    const calling = rejection(w.meetings.createMeeting({ id }, { signal: controller.signal }))
    await turns()
    controller.abort()
    expect((await calling).code).toBe('aborted')
    answer()
    await turns()
    expect([w.directory.log, w.fake.calls]).toEqual([['get'], []])
  })

  test('that always says changed, as a stale replica does, ends at the time limit and not in a rush', async () => {
    const w = world()
    const stale = {
      shared: true,
      get: async () => undefined,
      claim: async () => ({ outcome: 'changed' as const }),
      complete: async () => false,
      release: async () => undefined,
      async *scan() {},
    }
    let claims = 0
    const counting: Directory = {
      ...stale,
      async claim() {
        claims += 1
        return { outcome: 'changed' }
      },
    }
    expect((await w.fails(w.machine({ directory: counting }).createMeeting({ id }))).code).toBe('timeout')
    expect(claims).toBeLessThan(100)
    expect(w.fake.calls).toEqual([])
  })
})

describe('a directory that does not answer', () => {
  test('costs a join by ref two seconds at most, and no end and no info more', async () => {
    const w = world()
    const { ref } = await w.run(w.meetings.createMeeting({ id: 'class-42' }))
    w.directory.before = () => new Promise(() => undefined)
    const calls: readonly (() => Promise<Pick<JoinResult, 'warnings'>>)[] = [
      () => w.meetings.join(ref, { participant: { name: 'Ann' } }),
      () => w.meetings.info(ref),
      () => w.meetings.end(ref),
    ]
    for (const call of calls) {
      const before = w.clock.now()
      const { warnings } = await w.run(call())
      expect(warnings.some(({ code }) => code === 'directory-unavailable')).toBe(true)
      expect(w.clock.now() - before).toBe(2_000)
    }
  })

  test('costs a call of little time no more than a third of it', async () => {
    const w = world()
    const { ref } = await w.run(w.meetings.createMeeting({ id: 'class-42' }))
    w.directory.before = () => new Promise(() => undefined)
    const before = w.clock.now()
    await w.run(w.meetings.join(ref, { participant: { name: 'Ann' } }, { timeoutMs: 900 }))
    expect(w.clock.now() - before).toBe(300)
    expect(w.clock.pending).toBe(0)
  })

  test('that stops answering while somebody joins does not keep them from it', async () => {
    const w = world()
    await w.run(w.meetings.createMeeting({ id: 'class-42' }))
    let gets = 0
    w.directory.before = (operation) => {
      gets += operation === 'get' ? 1 : 0
      return gets > 1 ? new Promise(() => undefined) : undefined
    }
    const before = w.clock.now()
    const joined = await w.run(w.meetings.join('class-42', { participant: { name: 'Ann' } }))
    expect(joined.warnings).toEqual([])
    expect(w.clock.now() - before).toBe(2_000)
  })
})
