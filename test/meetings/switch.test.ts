import { describe, expect, test } from 'vitest'
import { createFakeProvider } from '../../providers/fake/create-fake-provider.js'
import type { FakeProvider } from '../../providers/fake/fake-provider.js'
import { createMeetings } from '../../src/create-meetings.js'
import { MemoryDirectory } from '../../src/directory/memory-directory.js'
import type { Meetings } from '../../src/meetings.js'
import { TestClock } from '../../src/testing/test-clock.js'
import { rejection } from '../identity/support.js'

const id = 'class-42'
const ann = { participant: { id: 'ann', name: 'Ann' } }

interface Switch {
  readonly clock: TestClock
  readonly oldVendor: FakeProvider
  readonly newVendor: FakeProvider
  /** Before the switch, and after it: another process with another default, on the same directory. */
  readonly before: Meetings
  readonly after: Meetings
}

function setUp(): Switch {
  const clock = new TestClock()
  const directory = new MemoryDirectory({ clock })
  const oldVendor = createFakeProvider({ name: 'old', clock, preset: 'link-like' })
  const newVendor = createFakeProvider({ name: 'new', clock, preset: 'sdk-like' })
  const providers = { old: oldVendor, new: newVendor }
  const machine = (provider: string): Meetings => createMeetings({ provider, providers, clock, directory })
  return { clock, oldVendor, newVendor, before: machine('old'), after: machine('new') }
}

describe('a switch of the default with a meeting in flight', () => {
  test('joins, reads and ends the meeting where it lives, by ref and by own id', async () => {
    const { before, after, oldVendor, newVendor } = setUp()
    const { ref } = await before.createMeeting({ id })
    expect(after.defaultProvider).toBe('new')
    for (const target of [ref, id]) {
      const joined = await after.join(target, ann)
      expect([joined.kind, joined.ref]).toEqual(['url', ref])
      expect(await after.info(target)).toMatchObject({ ref, status: 'open' })
      expect((await after.join(target, { ...ann, create: {} })).ref).toEqual(ref)
    }
    expect((await after.end(id)).outcome).toBe('ended')
    expect(oldVendor.vendor.meetings).toEqual([])
    expect(newVendor.calls).toEqual([])
  })

  test('finds it with createMeeting, and makes the next session on the new default only when it is gone', async () => {
    const { clock, before, after, oldVendor, newVendor } = setUp()
    const first = await before.createMeeting({ id })
    await clock.advance(60_000)
    const found = await after.createMeeting({ id })
    expect([found.disposition, found.ref]).toEqual(['existing', first.ref])
    oldVendor.vendor.forget(first.ref.vendor['session'] ?? '')
    await clock.advance(60_000)
    const next = await after.createMeeting({ id })
    expect(next).toMatchObject({ disposition: 'created', ref: { provider: 'new', incarnation: 2 } })
    expect((await before.join(id, ann)).kind).toBe('sdk')
    expect([oldVendor.vendor.created, newVendor.vendor.created]).toEqual([1, 1])
  })

  test('warns about settings by what the vendor can do on which the meeting lives', async () => {
    const { before, after } = setUp()
    const settings = { muteOnStart: true, guestPolicy: 'deny', media: { video: 'hd' } } as const
    const made = await before.createMeeting({ id, ...settings })
    expect(made.warnings.map(({ field }) => field)).toEqual(['media.video'])
    const found = await after.createMeeting({ id, ...settings })
    expect(found.warnings.map(({ code, field }) => `${code} ${field}`)).toEqual(['unsupported media.video'])
  })

  test('leaves a meeting whose instance is gone from the configuration alone, and names the instance', async () => {
    const { clock, before, newVendor } = setUp()
    const directory = new MemoryDirectory({ clock })
    const keeping = createMeetings({
      provider: 'old',
      providers: { old: { type: 'fake' } },
      clock,
      directory,
    })
    const { ref } = await keeping.createMeeting({ id })
    const without = createMeetings({ providers: { new: newVendor }, clock, directory })
    for (const call of [
      () => without.join(id, ann),
      () => without.join(ref, { ...ann, create: {} }),
      () => without.info(ref),
      () => without.end(id),
      () => without.createMeeting({ id }),
    ]) {
      const error = await rejection(call())
      expect(error).toMatchObject({ code: 'not-configured', effect: 'none' })
      expect(error.message).toBe('provider instance "old" is not configured; configured are "new"')
    }
    expect(newVendor.calls).toEqual([])
    // Ended before it was retired, it is in nobody's way.
    await keeping.end(id)
    expect((await without.createMeeting({ id })).ref).toMatchObject({ provider: 'new', incarnation: 2 })
    expect(before.defaultProvider).toBe('old')
  })
})
