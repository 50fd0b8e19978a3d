import { expect, test } from 'vitest'
import { Listeners } from '../../src/events/listeners.js'
import type { MeetingEvent } from '../../src/spec/event.js'
import { TestClock } from '../../src/testing/test-clock.js'

test('what is remembered of events that listeners refuse is bounded, and gone once they take them', async () => {
  const listeners = new Listeners(new TestClock(), 1_000, () => undefined)
  let broken = true
  listeners.add({
    wants: () => true,
    take() {
      if (broken) throw new Error('no')
    },
  })
  const event = (id: string): MeetingEvent => ({
    id,
    type: 'other',
    at: new Date(0),
    provider: 'x',
    vendorType: 'poll',
    providerData: {},
  })
  for (let count = 0; count < 10_100; count++) await listeners.hand(event(String(count)))
  expect(listeners.unfinished).toBe(10_000)
  broken = false
  for (let count = 0; count < 10_100; count++) expect(await listeners.hand(event(String(count)))).toEqual([])
  expect(listeners.unfinished).toBe(0)
})
