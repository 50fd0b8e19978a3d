import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createPasswords } from '../../../providers/bbb/passwords.js'

describe('meeting passwords', () => {
  const password = createPasswords('the seed')

  it('are an HMAC of role and key under the seed', () => {
    const expected = createHmac('sha256', 'the seed')
      .update('moderator:class-42')
      .digest('base64url')
      .slice(0, 22)
    expect(password('moderator', 'class-42')).toBe(expected)
    expect(password('moderator', 'class-42')).toBe(expected)
  })

  it('are the same in every process and different for every role, key and seed', () => {
    expect(createPasswords('the seed')('attendee', 'class-42')).toBe(password('attendee', 'class-42'))
    const others = [
      password('attendee', 'class-42'),
      password('moderator', 'class-42'),
      password('attendee', 'class-43'),
      createPasswords('another seed')('attendee', 'class-42'),
    ]
    expect(new Set(others).size).toBe(4)
  })

  it('are of the length and characters that every server takes', () => {
    for (let i = 0; i < 100; i += 1) expect(password('attendee', `m-${i}`)).toMatch(/^[A-Za-z0-9_-]{22}$/)
  })

  it('stay the same while thousands of meetings come and go', () => {
    const first = password('attendee', 'm-0')
    for (let i = 0; i < 5_000; i += 1) password('attendee', `m-${i}`)
    expect(password('attendee', 'm-0')).toBe(first)
  })
})
