import { describe, expect, test } from 'vitest'
import { creates, world } from './support.js'

const id = 'class-42'

describe('a session that is known to be dead', () => {
  test('is made anew once for everybody who found it dead, one after the other', async () => {
    const w = world()
    const { ref } = await w.run(w.meetings.createMeeting({ id }))
    w.fake.vendor.forget(ref.vendor['session'] ?? '')
    const joining = { participant: { name: 'Ann' }, create: {} }
    for (const target of [ref, id, ref]) {
      const joined = await w.run(w.meetings.join(target, joining))
      expect(joined.ref.incarnation).toBe(2)
    }
    expect(w.fake.vendor.created).toBe(2)
    expect(creates(w).map(({ incarnation }) => incarnation)).toEqual([1, 2])
  })

  test('is not confused with the first session after the directory lost everything', async () => {
    const w = world()
    const { ref: old } = await w.run(w.meetings.createMeeting({ id }))
    w.fake.vendor.forget(old.vendor['session'] ?? '')
    // A restart with a directory in memory: numbers begin at 1 again.
    const restarted = w.stranger()
    const joined = await w.run(
      Promise.all([1, 2, 3].map(() => restarted.join(old, { participant: { name: 'Ann' }, create: {} }))),
    )
    expect(new Set(joined.map(({ ref }) => ref.vendor['session'])).size).toBe(1)
    expect(w.fake.vendor.meetings).toHaveLength(1)
    const again = await w.run(restarted.join(old, { participant: { name: 'Bob' }, create: {} }))
    expect(again.ref).toEqual(joined[0]?.ref)
    expect(w.fake.vendor.meetings).toHaveLength(1)
  })

  test('is what an old ref ends after the directory lost everything, and not the record of the new one', async () => {
    const w = world()
    const { ref: old } = await w.run(w.meetings.createMeeting({ id }))
    const restarted = w.stranger()
    const { ref: fresh } = await w.run(restarted.createMeeting({ id }))
    expect(fresh.incarnation).toBe(old.incarnation)
    expect((await w.run(restarted.end(old))).outcome).toBe('ended')
    const found = await w.run(restarted.createMeeting({ id }))
    expect([found.disposition, found.ref]).toEqual(['existing', fresh])
    expect((await w.run(restarted.join(id, { participant: { name: 'Ann' } }))).ref).toEqual(fresh)
  })
})
