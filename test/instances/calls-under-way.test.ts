import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CallGeneration, CallsUnderWay } from '../../src/instances/calls-under-way.js'
import { TestClock } from '../../src/testing/test-clock.js'

describe('what is put out of use', () => {
  it('is done with at once where nobody calls', () => {
    const underWay = new CallsUnderWay(new TestClock())
    let done = 0
    underWay.whenOver(() => (done += 1))
    underWay.leave(underWay.enter())
    expect(done).toBe(1)
  })

  it('waits for the calls of then, and for none that begin later', () => {
    const step = fc.oneof(
      { weight: 4, arbitrary: fc.constant('enter' as const) },
      { weight: 4, arbitrary: fc.nat() },
      { weight: 2, arbitrary: fc.constant('retire' as const) },
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const underWay = new CallsUnderWay(new TestClock())
        const calls: CallGeneration[] = []
        const ids: number[] = []
        let begun = 0
        const waiting: { readonly on: Set<number>; done: number }[] = []
        const leave = (index: number): void => {
          const [call] = calls.splice(index, 1)
          const [id] = ids.splice(index, 1)
          for (const { on } of waiting) on.delete(id ?? -1)
          if (call !== undefined) underWay.leave(call)
        }
        const check = (): void => {
          for (const { on, done } of waiting) expect(done).toBe(on.size === 0 ? 1 : 0)
        }
        for (const now of steps) {
          if (now === 'enter') {
            calls.push(underWay.enter())
            ids.push(begun++)
          } else if (now === 'retire') {
            const entry = { on: new Set(ids), done: 0 }
            waiting.push(entry)
            underWay.whenOver(() => (entry.done += 1))
          } else if (calls.length > 0) leave(now % calls.length)
          check()
        }
        while (calls.length > 0) leave(0)
        check()
      }),
    )
  })

  it('does not wait for ever for a call that never ends', async () => {
    const clock = new TestClock()
    const underWay = new CallsUnderWay(clock)
    underWay.enter()
    const done: string[] = []
    underWay.whenOver(() => done.push('first'))
    await clock.advance(29 * 60_000)
    underWay.whenOver(() => done.push('second'))
    expect(done).toEqual([])
    await clock.advance(2 * 60_000)
    underWay.whenOver(() => done.push('third'))
    expect(done).toEqual(['first', 'second', 'third'])
  })
})
