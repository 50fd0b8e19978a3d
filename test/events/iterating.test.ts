import { describe, expect, test } from 'vitest'
import type { MeetingEvent } from '../../src/spec/event.js'
import { deliver, delivery, isOpen, rawIds, turns, world } from './support.js'

async function raw(result: Promise<IteratorResult<MeetingEvent, undefined>>): Promise<unknown> {
  const { value } = await result
  return value?.providerData['raw']
}

describe('a loop over the events', () => {
  test('takes one after the other, and says by asking for the next that the last was handled', async () => {
    const w = world()
    const { events, ...machine } = w.deaf()
    const loop = events[Symbol.asyncIterator]()
    const statuses: number[] = []
    const deliveries = ['a', 'b'].map(async (name) => {
      statuses.push((await events(delivery({ ...machine, events }, [w.message(name)]))).status)
    })
    expect(await raw(loop.next())).toBe('a')
    await turns()
    expect(statuses).toEqual([])
    expect(await raw(loop.next())).toBe('b')
    await turns()
    expect(statuses).toEqual([200])
    const last = loop.next()
    await Promise.all(deliveries)
    expect(statuses).toEqual([200, 200])
    await events.close()
    expect(await last).toEqual({ done: true, value: undefined })
  })

  test('gets what comes while it waits', async () => {
    const w = world()
    const machine = w.deaf()
    const loop = machine.events[Symbol.asyncIterator]()
    const [first, second, third] = [loop.next(), loop.next(), loop.next()]
    const answers = [deliver(machine, [w.message('a')]), deliver(machine, [w.message('b')])]
    expect([await raw(first), await raw(second)]).toEqual(['a', 'b'])
    // Whoever has asked further takes everything that comes for handled but the last.
    expect(await answers[0]).toBe(200)
    void deliver(machine, [w.message('c')])
    expect(await raw(third)).toBe('c')
    expect(await answers[1]).toBe(200)
  })

  test.each(['break', 'throw'] as const)(
    'that is left by %s leaves the event, and those that wait, for another delivery',
    async (how) => {
      const w = world()
      const machine = w.deaf()
      const seen: unknown[] = []
      const looping = (async () => {
        for await (const event of machine.events) {
          seen.push(event.providerData['raw'])
          if (seen.length < 2) continue
          if (how === 'break') break
          throw new Error('no room in the book')
        }
      })()
      const answers = ['a', 'b', 'c'].map((name) => deliver(machine, [w.message(name)]))
      await (how === 'break' ? looping : expect(looping).rejects.toThrow('no room in the book'))
      expect(await Promise.all(answers)).toEqual([200, 503, 503])
      expect(machine.problems).toMatchObject([
        { kind: 'listener', event: { providerData: { raw: 'b' } }, error: { code: 'aborted' } },
        { kind: 'listener', event: { providerData: { raw: 'c' } }, error: { code: 'aborted' } },
      ])
      const loop = machine.events[Symbol.asyncIterator]()
      const again = ['a', 'b', 'c'].map((name) => deliver(machine, [w.message(name)]))
      expect([await raw(loop.next()), await raw(loop.next())]).toEqual(['b', 'c'])
      void loop.next()
      expect(await Promise.all(again)).toEqual([200, 200, 200])
    },
  )

  test('may be one of several, each of which gets everything', async () => {
    const w = world()
    const machine = w.machine()
    const loops = [machine.events[Symbol.asyncIterator](), machine.events[Symbol.asyncIterator]()]
    const answer = deliver(machine, [w.message('a')])
    expect(await Promise.all(loops.map((loop) => raw(loop.next())))).toEqual(['a', 'a'])
    void loops[0]?.next()
    await turns()
    expect(await isOpen(answer)).toBe(true)
    await loops[1]?.return?.()
    expect(await answer).toBe(503)
    // The one that handled it is not given it again.
    expect(await deliver(machine, [w.message('a')])).toBe(200)
    expect(rawIds(machine.heard)).toEqual(['a'])
  })

  test('that does not ask in time makes the event come again; what waits is not given twice', async () => {
    const w = world()
    const machine = w.deaf({ listenerTimeoutMs: 1_000 })
    const loop = machine.events[Symbol.asyncIterator]()
    const late = ['a', 'b', 'c'].map((name) => deliver(machine, [w.message(name)]))
    expect(await raw(loop.next())).toBe('a')
    await w.clock.advance(1_000)
    expect(await Promise.all(late)).toEqual([503, 503, 503])
    expect(machine.problems.map(({ error }) => error)).toMatchObject(late.map(() => ({ code: 'timeout' })))
    // It is still busy with `a`, and has not seen `b`.
    const again = [deliver(machine, [w.message('a')]), deliver(machine, [w.message('b')])]
    await turns()
    expect(await raw(loop.next())).toBe('b')
    // `c` is gone until it comes again: what nobody asks for does not pile up.
    const next = loop.next()
    expect(await Promise.all(again)).toEqual([200, 200])
    expect(await isOpen(next)).toBe(true)
  })

  test('ends with the handler: what it works on may still be finished, what waits comes again', async () => {
    const w = world()
    const machine = w.deaf()
    const loop = machine.events[Symbol.asyncIterator]()
    const answers = [deliver(machine, [w.message('a')]), deliver(machine, [w.message('b')])]
    expect(await raw(loop.next())).toBe('a')
    const closing = machine.events.close()
    await turns()
    expect(await isOpen(closing)).toBe(true)
    expect(await loop.next()).toEqual({ done: true, value: undefined })
    await closing
    expect(await Promise.all(answers)).toEqual([200, 503])
    expect(await machine.events[Symbol.asyncIterator]().next()).toEqual({ done: true, value: undefined })
  })

  test('that is told to throw rejects with that, and ends', async () => {
    const w = world()
    const machine = w.deaf()
    const loop = machine.events[Symbol.asyncIterator]()
    await expect(loop.throw?.(new Error('enough'))).rejects.toThrow('enough')
    expect(await loop.next()).toEqual({ done: true, value: undefined })
    expect(await deliver(machine, [w.message('a')])).toBe(200)
  })
})
