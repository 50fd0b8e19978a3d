import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { externalMeetingId, externalUserId } from '../../../providers/chime/external-id.js'
import { checkExternalId } from '../../../src/testing/simulators/chime/external-id.js'

const participantId = fc.stringMatching(/^[A-Za-z0-9_-]{1,48}$/)
const key = fc.stringMatching(/^([0-9a-f]{16}\.)?[A-Za-z0-9_-]{2,64}$/)

describe('the external ids of Chime', () => {
  it('are ones that Chime takes', () => {
    fc.assert(
      fc.property(participantId, key, (id, meetingKey) => {
        for (const external of [externalUserId(id), externalMeetingId(meetingKey)]) {
          expect(external.length).toBeGreaterThanOrEqual(2)
          expect(external.length).toBeLessThanOrEqual(64)
          checkExternalId('id', external)
        }
      }),
    )
  })

  it('tell participants apart', () => {
    fc.assert(
      fc.property(participantId, participantId, (one, other) => {
        expect(externalUserId(one) === externalUserId(other)).toBe(one === other)
      }),
    )
  })

  it('leave a meeting key as it is where it fits, and tell long ones apart by their end', () => {
    expect(externalMeetingId('0123456789abcdef.class-42')).toBe('0123456789abcdef.class-42')
    expect(externalMeetingId('x'.repeat(64))).toBe('x'.repeat(64))
    const [one, two] = [externalMeetingId(`${'x'.repeat(80)}1`), externalMeetingId(`${'x'.repeat(80)}2`)]
    expect(one).toMatch(/^x{47}\.[0-9a-f]{16}$/)
    expect(one).not.toBe(two)
  })
})
