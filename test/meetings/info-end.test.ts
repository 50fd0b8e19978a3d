import { describe, expect, test } from 'vitest'
import type { ProviderEndOptions } from '../../src/spec/provider.js'
import { rejection, turns, world, wrapped } from '../identity/support.js'

const id = 'class-42'

describe('info', () => {
  test('has from the record what the vendor does not tell', async () => {
    const w = world('sdk-like')
    const fake = wrapped(w.fake, {
      info: async () => ({ status: 'open', presence: 'none', warnings: [] }),
    })
    const meetings = w.machine({ providers: { fake } })
    const { ref, createdAt } = await meetings.createMeeting({ id, metadata: { team: 'a' } })
    expect(await meetings.info(id)).toEqual({
      ref,
      status: 'open',
      name: id,
      createdAt,
      metadata: { team: 'a' },
      presence: 'none',
      warnings: [],
    })
  })

  test('believes the vendor where both say something', async () => {
    const w = world('link-like')
    const fake = wrapped(w.fake, {
      info: async () => ({
        status: 'open',
        presence: 'none',
        name: 'Renamed',
        createdAt: new Date(5),
        warnings: [],
      }),
    })
    const meetings = w.machine({ providers: { fake } })
    await meetings.createMeeting({ id, name: 'Class' })
    expect(await meetings.info(id)).toMatchObject({ name: 'Renamed', createdAt: new Date(5) })
  })

  test('passes on every other failure', async () => {
    const w = world()
    const { ref } = await w.meetings.createMeeting({ id })
    w.fake.failNext('info', { code: 'unavailable' })
    expect(await rejection(w.meetings.info(id))).toMatchObject({
      code: 'unavailable',
      provider: 'fake',
      ref,
      operation: 'info',
    })
  })
})

describe('end', () => {
  test.each([
    [{}, { wait: false, waitMs: 15_000 }, 15_000],
    [{ wait: true }, { wait: true, waitMs: 15_000 }, 30_000],
    [{ wait: true, waitMs: 5, timeoutMs: 7 }, { wait: true, waitMs: 5 }, 12],
    [{ wait: false, waitMs: 5, timeoutMs: 7 }, { wait: false, waitMs: 5 }, 7],
  ])('with %j hands the provider %j and has %i ms in all', async (options, expected, limit) => {
    const w = world()
    let seen: ProviderEndOptions | undefined
    const fake = wrapped(w.fake, {
      end: (meeting, given) => {
        seen = given
        return w.fake.end(meeting, given)
      },
    })
    const meetings = w.machine({ providers: { fake } })
    await meetings.createMeeting({ id })
    await meetings.end(id, options)
    expect([seen?.wait, seen?.waitMs, seen?.remainingMs, seen?.abortable, seen?.strict]).toEqual([
      expected.wait,
      expected.waitMs,
      limit,
      false,
      false,
    ])
  })

  test('takes whatever outcome and warnings the provider has', async () => {
    const w = world()
    const fake = wrapped(w.fake, {
      end: async () => ({ outcome: 'ending', warnings: [{ code: 'emulated', message: 'in a minute' }] }),
    })
    const meetings = w.machine({ providers: { fake } })
    const { ref } = await meetings.createMeeting({ id })
    expect(await meetings.end(ref)).toEqual({
      ref,
      outcome: 'ending',
      warnings: [{ code: 'emulated', message: 'in a minute' }],
    })
  })

  test('of two at once is ended by one, and over for the other', async () => {
    const w = world()
    await w.meetings.createMeeting({ id })
    const outcomes = await Promise.all(
      [w.meetings, w.machine(), w.machine()].map((machine) => machine.end(id)),
    )
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['already-ended', 'already-ended', 'ended'])
  })

  test('that fails leaves the meeting alive in the record', async () => {
    const w = world()
    await w.meetings.createMeeting({ id })
    w.fake.failNext('end', { code: 'unavailable', effect: 'none' })
    expect((await rejection(w.meetings.end(id))).code).toBe('unavailable')
    expect((await w.meetings.createMeeting({ id })).disposition).toBe('existing')
  })

  test('takes a signal while the vendor works, and says that the effect is not known', async () => {
    const w = world()
    await w.meetings.createMeeting({ id })
    w.fake.failNext('end', { code: 'unknown', hangs: true })
    const controller = new AbortController()
    const ending = rejection(w.meetings.end(id, { signal: controller.signal, wait: true }))
    await turns()
    controller.abort()
    expect(await ending).toMatchObject({
      code: 'aborted',
      effect: 'unknown',
      operation: 'end',
      provider: 'fake',
    })
    expect(w.clock.pending).toBe(0)
  })
})
