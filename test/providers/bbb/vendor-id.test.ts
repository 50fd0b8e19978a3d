import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromVendorMeetingId, toVendorMeetingId } from '../../../providers/bbb/vendor-id.js'

const internalId = '6367c48dd193d56ea7b0baad25b19455e529f5ee-1700000000000'

describe('the meeting ID', () => {
  it.each(
    ['class-42', '0123', 'g00d', 'a1b2c3d4e5f60718.class-42', 'a1b2c3d4e5f60718.cafe'].filter(
      (id) => id !== '0123',
    ),
  )('of %s is the key itself', (key) => {
    expect(toVendorMeetingId(key)).toBe(key)
  })

  it.each([
    'ab',
    'CAFE',
    '0123',
    'deadBEEF',
    'f'.repeat(64),
    internalId,
    internalId.slice(0, 41),
    internalId.slice(0, 45),
  ])('of %s is prefixed, because the server would take it for the beginning of an internal one', (key) => {
    expect(toVendorMeetingId(key)).toBe(`id.${key}`)
  })

  const key = fc.oneof(
    fc.stringMatching(/^[A-Za-z0-9_-]{2,64}$/),
    fc.stringMatching(/^[A-Fa-f0-9]{2,64}$/),
    fc.stringMatching(/^[a-f0-9]{40}-[0-9]{0,13}$/),
    fc.stringMatching(/^[a-f0-9]{16}\.[A-Za-z0-9_-]{2,64}$/),
  )

  it('is never the beginning of an internal ID', () => {
    fc.assert(
      fc.property(key, (one) => {
        const meetingId = toVendorMeetingId(one)
        expect(meetingId).not.toMatch(/^[0-9a-f]{1,40}$/i)
        expect(meetingId).not.toMatch(/^[0-9a-f]{40}-\d*$/i)
      }),
    )
  })

  it("leads back to its key, and is no other key's", () => {
    fc.assert(
      fc.property(key, key, (one, other) => {
        expect(fromVendorMeetingId(toVendorMeetingId(one))).toBe(one)
        if (one !== other) expect(toVendorMeetingId(one)).not.toBe(toVendorMeetingId(other))
      }),
    )
  })

  it("of somebody else's meeting is left as it is", () => {
    expect(fromVendorMeetingId('id.lounge')).toBe('id.lounge')
    expect(fromVendorMeetingId('random-2345')).toBe('random-2345')
  })
})
