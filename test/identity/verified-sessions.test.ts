import { expect, test } from 'vitest'
import { VerifiedSessions } from '../../src/identity/verified-sessions.js'
import { TestClock } from '../../src/testing/test-clock.js'

const key = { id: 'class-42' }

test('trusts a session that was seen alive for 30 seconds', async () => {
  const clock = new TestClock(0)
  const verified = new VerifiedSessions(clock)
  expect(verified.has(key, 1)).toBe(false)
  verified.add(key, 1)
  await clock.advance(29_999)
  expect(verified.has(key, 1)).toBe(true)
  await clock.advance(1)
  expect(verified.has(key, 1)).toBe(false)
})

test('trusts that session and no other', () => {
  const verified = new VerifiedSessions(new TestClock(0))
  verified.add(key, 2)
  expect([1, 2, 3].map((incarnation) => verified.has(key, incarnation))).toEqual([false, true, false])
  expect(verified.has({ ...key, tenant: 'acme' }, 2)).toBe(false)
  expect(verified.has({ id: 'class-43' }, 2)).toBe(false)
})

test('stops trusting when told, and counts anew when seen again', async () => {
  const clock = new TestClock(0)
  const verified = new VerifiedSessions(clock)
  verified.add(key, 1)
  verified.delete(key)
  verified.delete(key)
  expect(verified.has(key, 1)).toBe(false)
  verified.add(key, 1)
  await clock.advance(20_000)
  verified.add(key, 1)
  await clock.advance(20_000)
  expect(verified.has(key, 1)).toBe(true)
})
