import { describe, expect, test } from 'vitest'
import { failing, rejection, turns, world, wrapped } from './support.js'

const id = 'class-42'
const ann = { participant: { id: 'ann', name: 'Ann' } }

describe('an end', () => {
  test.each(['sdk-like', 'link-like'] as const)(
    'is written into the record, so that no machine takes the session for alive, not even within its trust (%s)',
    async (preset) => {
      const w = world(preset)
      const other = w.machine()
      const { ref } = await w.run(w.meetings.createMeeting({ id }))
      await w.run(other.createMeeting({ id }))
      await w.clock.advance(1_000)
      await w.run(w.meetings.end(ref))
      const record = await w.directory.peek({ id })
      expect(record?.endedAt).toBe(w.clock.now())
      expect(await w.fails(other.join(id, ann))).toMatchObject({ code: 'not-found', ref })
      expect((await w.run(other.createMeeting({ id }))).ref.incarnation).toBe(2)
    },
  )

  test('says when it was, also to another machine', async () => {
    const w = world()
    const { ref } = await w.run(w.meetings.createMeeting({ id, name: 'Class', metadata: { team: 'a' } }))
    await w.clock.advance(1_000)
    await w.run(w.meetings.end(ref))
    const endedAt = new Date(w.clock.now())
    await w.clock.advance(60_000)
    expect(await w.run(w.machine().info(id))).toEqual({
      ref,
      status: 'ended',
      name: 'Class',
      metadata: { team: 'a' },
      createdAt: new Date(endedAt.getTime() - 1_000),
      endedAt,
      presence: 'none',
      warnings: [],
    })
  })

  test.each(['claim', 'complete'] as const)(
    'does not fail where the directory fails in %s',
    async (operation) => {
      const w = world()
      const { ref } = await w.run(w.meetings.createMeeting({ id }))
      w.directory.before = failing(operation)
      expect((await w.run(w.meetings.end(ref))).outcome).toBe('ended')
      w.directory.before = () => undefined
      await w.clock.advance(31_000)
      // The vendor is asked again before the record is believed.
      expect((await w.run(w.machine().createMeeting({ id }))).ref.incarnation).toBe(2)
    },
  )

  test('is not marked twice: the first time stays', async () => {
    const w = world()
    const { ref } = await w.run(w.meetings.createMeeting({ id }))
    await w.run(w.meetings.end(ref))
    const first = await w.directory.peek({ id })
    await w.clock.advance(5_000)
    expect((await w.run(w.meetings.end(id))).outcome).toBe('already-ended')
    expect(await w.directory.peek({ id })).toEqual(first)
  })

  test('does not disturb somebody who is making the next session at that moment', async () => {
    const w = world()
    const { ref } = await w.run(w.meetings.createMeeting({ id }))
    w.fake.vendor.forget(ref.vendor['session'] ?? '')
    await w.clock.advance(31_000)
    let answer = (): void => undefined
    const fake = wrapped(w.fake, {
      createMeeting: async (request, options) => {
        const result = await w.fake.createMeeting(request, options)
        await new Promise<void>((resolve) => {
          answer = resolve
        })
        return result
      },
    })
    const making = w.machine({ providers: { fake } }).createMeeting({ id })
    await turns()
    expect((await w.run(w.meetings.end(ref))).outcome).toBe('already-ended')
    answer()
    const next = await making
    expect(next.ref.incarnation).toBe(2)
    expect((await w.directory.peek({ id }))?.endedAt).toBeUndefined()
    expect((await w.run(w.meetings.createMeeting({ id }))).ref).toEqual(next.ref)
  })

  test('leaves the draft of a create that may have reached the vendor to whoever repeats that', async () => {
    const w = world()
    const { ref } = await w.run(w.meetings.createMeeting({ id }))
    w.fake.vendor.forget(ref.vendor['session'] ?? '')
    await w.clock.advance(31_000)
    w.fake.failNext('createMeeting', { code: 'unavailable', processed: true })
    await w.fails(w.meetings.createMeeting({ id }))
    await w.run(w.meetings.end(ref))
    const found = await w.run(w.meetings.createMeeting({ id }))
    expect([found.disposition, found.ref.incarnation, w.fake.vendor.created]).toEqual(['existing', 2, 2])
  })

  test('of a call that was given up before the directory answered reaches no vendor', async () => {
    const w = world()
    const { ref } = await w.run(w.meetings.createMeeting({ id }))
    let answer = (): void => undefined
    w.directory.before = () =>
      new Promise<void>((resolve) => {
        answer = resolve
      })
    const controller = new AbortController()
    const ending = rejection(w.meetings.end(ref, { signal: controller.signal }))
    await turns()
    controller.abort()
    expect((await ending).code).toBe('aborted')
    answer()
    await turns()
    expect(w.fake.calls.map(({ verb }) => verb)).toEqual(['createMeeting'])
  })
})
