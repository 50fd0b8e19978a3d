import { getEventListeners } from 'node:events'
import { expect, test } from 'vitest'
import { sleep } from '../../src/resilience/sleep.js'
import { TestClock } from '../../src/testing/test-clock.js'

test('resolves when the time is over, and not before', async () => {
  const clock = new TestClock(0)
  const { signal } = new AbortController()
  let over = false
  const sleeping = sleep(clock, 100, signal).then(() => {
    over = true
  })
  await clock.advance(99)
  expect(over).toBe(false)
  await clock.advance(1)
  await sleeping
  expect([over, clock.pending, getEventListeners(signal, 'abort').length]).toEqual([true, 0, 0])
})

test('gives up as soon as the signal fires, and leaves nothing behind', async () => {
  const clock = new TestClock(0)
  const controller = new AbortController()
  const sleeping = sleep(clock, 100, controller.signal)
  controller.abort()
  await expect(sleeping).rejects.toMatchObject({ code: 'aborted', effect: 'none' })
  expect([clock.pending, getEventListeners(controller.signal, 'abort').length]).toEqual([0, 0])
})

test('does not begin for a signal that has fired', async () => {
  const clock = new TestClock(0)
  await expect(sleep(clock, 100, AbortSignal.abort())).rejects.toMatchObject({
    code: 'aborted',
    effect: 'none',
  })
  expect(clock.pending).toBe(0)
})

test('does not mind a signal that fires afterwards', async () => {
  const clock = new TestClock(0)
  const controller = new AbortController()
  const sleeping = sleep(clock, 0, controller.signal)
  await clock.advance(0)
  controller.abort()
  await sleeping
})
