import { describe, expect, test } from 'vitest'
import type { EventHandler } from '../../src/events/event-handler.js'
import type { MeetingEvent } from '../../src/spec/event.js'
import { connectionError, deliver, keysOf, type Machine, rawIds, turns, world } from './support.js'

const id = 'class-42'
const DAY_MS = 24 * 60 * 60_000

async function parkedIn(events: EventHandler): Promise<readonly MeetingEvent[]> {
  const all: MeetingEvent[] = []
  for await (const event of events.parked()) all.push(event)
  return all
}

/** Makes listeners fail until it is mended. */
function breaking(...machines: readonly Machine[]): { mend(): void; readonly calls: () => number } {
  let broken = true
  let calls = 0
  for (const { events } of machines)
    events.onEvent(() => {
      calls += 1
      if (broken) throw new Error('the book is closed')
    })
  return {
    mend() {
      broken = false
    },
    calls: () => calls,
  }
}

describe('an event that the listeners refuse', () => {
  test('is parked after so long: the vendor is told that all is well, and it is kept as it was', async () => {
    const w = world()
    const machine = w.machine({ parkAfterMs: 240_000 })
    const { ref } = await machine.meetings.createMeeting({ id })
    breaking(machine)
    const data = { $: ['date', 1], list: [{ $: 1 }, null], ['__proto__']: 1 }
    const message = w.message('a', { key: id, session: 's1', data })
    expect(await deliver(machine, [message])).toBe(503)
    await w.clock.advance(239_999)
    expect(await deliver(machine, [message])).toBe(503)
    expect(await parkedIn(machine.events)).toEqual([])
    await w.clock.advance(1)
    expect(await deliver(machine, [message])).toBe(200)
    expect(machine.problems.at(-1)).toMatchObject({
      kind: 'parked',
      provider: 'x',
      event: { ref },
      error: { message: 'the book is closed' },
    })
    expect(await parkedIn(machine.events)).toEqual(machine.heard)
    expect(await deliver(machine, [message])).toBe(200)
    await w.clock.advance(30 * DAY_MS)
    expect(await parkedIn(machine.events)).toEqual([])
  })

  test('is parked by whichever process sees it fail then', async () => {
    const w = world()
    const one = w.machine()
    const other = w.machine()
    breaking(one, other)
    expect(await deliver(one, [w.message('a')])).toBe(503)
    const message = w.message('a')
    await w.clock.advance(240_000)
    expect(await deliver(other, [message])).toBe(200)
    expect(rawIds(await parkedIn(one.events))).toEqual(['a'])
  })

  test('is parked at once where that is asked for', async () => {
    const w = world()
    const machine = w.machine({ parkAfterMs: 0 })
    breaking(machine)
    expect(await deliver(machine, [w.message('a')])).toBe(200)
    expect(rawIds(await parkedIn(machine.events))).toEqual(['a'])
  })

  test('is not lost where it cannot be parked: it comes again', async () => {
    const w = world()
    const machine = w.machine({ parkAfterMs: 0 })
    const book = breaking(machine)
    w.store.before = (operation, key) => {
      if (operation === 'set' && key.includes('parked:')) throw connectionError()
    }
    expect(await deliver(machine, [w.message('a')])).toBe(503)
    book.mend()
    expect(await deliver(machine, [w.message('a')])).toBe(200)
    expect([await parkedIn(machine.events), rawIds(machine.heard)]).toEqual([[], ['a']])
  })
})

describe('redelivery', () => {
  test('hands over what is parked, to those who have not handled it, and removes it', async () => {
    const w = world()
    const machine = w.machine({ parkAfterMs: 0 })
    const book = breaking(machine)
    await deliver(machine, [w.message('a'), w.message('b')])
    expect(await machine.events.redeliver()).toBe(0)
    expect(await parkedIn(machine.events)).toHaveLength(2)
    book.mend()
    expect(await machine.events.redeliver()).toBe(2)
    expect([await parkedIn(machine.events), await machine.events.redeliver()]).toEqual([[], 0])
    expect([rawIds(machine.heard), book.calls()]).toEqual([['a', 'b'], 6])
  })

  test('keeps what still fails, and tells it', async () => {
    const w = world()
    const machine = w.machine({ parkAfterMs: 0 })
    let refused: unknown = 'any'
    machine.events.onEvent((event) => {
      if (refused === 'any' || refused === event.providerData['raw']) throw new Error('no')
    })
    await deliver(machine, [w.message('a'), w.message('b')])
    refused = 'b'
    machine.problems.length = 0
    expect(await machine.events.redeliver()).toBe(1)
    expect(rawIds(await parkedIn(machine.events))).toEqual(['b'])
    expect(machine.problems).toMatchObject([{ kind: 'listener', event: { providerData: { raw: 'b' } } }])
  })

  test('hands each over once, however many processes do it at the same time', async () => {
    const w = world()
    const machines = [w.deaf({ parkAfterMs: 0 }), w.deaf(), w.deaf()] as const
    const leave = machines[0].events.onEvent(() => {
      throw new Error('no')
    })
    const names = Array.from({ length: 50 }, (_, index) => `a${index}`)
    await deliver(
      machines[0],
      names.map((name) => w.message(name)),
    )
    leave()
    const heard: MeetingEvent[] = []
    for (const { events } of machines)
      events.onEvent(async (event) => {
        heard.push(event)
        await turns(1)
      })
    const counts = await Promise.all([...machines, ...machines].map(({ events }) => events.redeliver()))
    expect(heard).toHaveLength(50)
    expect(new Set(rawIds(heard))).toEqual(new Set(names))
    // Whoever asks twice in one process shares one pass.
    expect(counts.slice(0, 3).reduce((sum, count) => sum + count, 0)).toBe(50)
    expect(counts.slice(3)).toEqual(counts.slice(0, 3))
  })

  test('leaves what nobody can read', async () => {
    const w = world()
    const machine = w.machine()
    await w.store.inner.set('@:parked:other', '{"of":"another version"}', DAY_MS)
    expect([await machine.events.redeliver(), await parkedIn(machine.events)]).toEqual([0, []])
    expect(await keysOf(w, 'parked:')).toEqual(['parked:other'])
  })

  test('fails where the store does, and can be tried again', async () => {
    const w = world()
    const machine = w.machine({ parkAfterMs: 0 })
    const book = breaking(machine)
    await deliver(machine, [w.message('a')])
    book.mend()
    w.store.before = () => {
      throw connectionError()
    }
    await expect(machine.events.redeliver()).rejects.toMatchObject({ code: 'unavailable' })
    w.store.before = () => undefined
    expect(await machine.events.redeliver()).toBe(1)
  })

  test('is done on the timer of the registration, too', async () => {
    const w = world()
    const machine = w.machine({ parkAfterMs: 0, renewMs: 1_000 })
    const book = breaking(machine)
    await deliver(machine, [w.message('a')])
    await machine.events.register()
    await w.clock.advance(1_000)
    expect(await parkedIn(machine.events)).toHaveLength(1)
    book.mend()
    await w.clock.advance(1_000)
    expect(await parkedIn(machine.events)).toEqual([])
    await machine.events.close()
    expect(w.clock.pending).toBe(0)
  })
})
