import { describe, expect, test } from 'vitest'
import { TestClock } from '../../src/testing/test-clock.js'

describe('TestClock', () => {
  test('stands still at its start, by default always the same', () => {
    expect(new TestClock().now()).toBe(new TestClock().now())
    expect(new TestClock(5).now()).toBe(5)
    expect(new TestClock(new Date('2020-01-01')).now()).toBe(Date.parse('2020-01-01'))
  })

  test('runs timers in the order of their due time, each at its own time, equal ones as they were set', async () => {
    const clock = new TestClock(0)
    const seen: string[] = []
    for (const [name, ms] of [
      ['c', 30],
      ['a', 10],
      ['b1', 20],
      ['b2', 20],
      ['late', 41],
    ] as const)
      clock.after(ms, () => seen.push(`${name}@${clock.now()}`))
    await clock.advance(40)
    expect(seen).toEqual(['a@10', 'b1@20', 'b2@20', 'c@30'])
    expect([clock.now(), clock.pending, clock.nextInMs]).toEqual([40, 1, 1])
  })

  test('sees timers that a timer sets, directly or after promises', async () => {
    const clock = new TestClock(0)
    const seen: number[] = []
    clock.after(10, () => {
      clock.after(5, () => seen.push(clock.now()))
      void Promise.resolve()
        .then(() => undefined)
        .then(() => clock.after(10, () => seen.push(clock.now())))
    })
    await clock.advance(20)
    expect(seen).toEqual([15, 20])
  })

  test('runs a timer of no or negative time when it is moved, and not before', async () => {
    const clock = new TestClock(0)
    let runs = 0
    clock.after(0, () => {
      runs += 1
    })
    clock.after(-5, () => {
      runs += 1
    })
    expect(runs).toBe(0)
    await clock.advance(0)
    expect([runs, clock.now()]).toEqual([2, 0])
  })

  test('forgets a cancelled timer, however often it is cancelled', async () => {
    const clock = new TestClock(0)
    let runs = 0
    const cancel = clock.after(10, () => {
      runs += 1
    })
    cancel()
    cancel()
    await clock.advance(20)
    cancel()
    expect([runs, clock.pending, clock.nextInMs]).toEqual([0, 0, undefined])
  })

  test('settles a promise by moving time from timer to timer, and no further', async () => {
    const clock = new TestClock(0)
    const wait = (ms: number): Promise<void> => new Promise((resolve) => clock.after(ms, resolve))
    const work = async (): Promise<number> => {
      await wait(100)
      await new Promise((resolve) => setImmediate(resolve))
      await wait(200)
      return clock.now()
    }
    clock.after(1_000, () => expect.unreachable('time moved on'))
    expect(await clock.settle(work())).toBe(300)
    expect([clock.now(), clock.pending]).toEqual([300, 1])
  })

  test('passes on the failure of what it settles', async () => {
    const clock = new TestClock(0)
    const failing = new Promise((_resolve, reject) => clock.after(10, () => reject(new Error('no'))))
    await expect(clock.settle(failing)).rejects.toThrow('no')
  })

  test('does not move time beyond the budget', async () => {
    const clock = new TestClock(0)
    let arrived = false
    clock.after(51, () => {
      arrived = true
    })
    let release = (): void => undefined
    const outside = new Promise<void>((resolve) => {
      release = resolve
    })
    const settling = clock.settle(outside, 50)
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve))
    release()
    await settling
    expect([arrived, clock.now()]).toEqual([false, 0])
  })
})
