import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { externalMeetingId, externalUserId, participantOf } from '../../../providers/chime/external-id.js'
import { checkExternalId } from '../../../src/testing/simulators/chime/external-id.js'

const participantId = fc.stringMatching(/^[A-Za-z0-9_-]{1,48}$/)
const device = fc.option(fc.stringMatching(/^[A-Za-z0-9_-]{1,32}$/), { nil: undefined })
const key = fc.stringMatching(/^([0-9a-f]{16}\.)?[A-Za-z0-9_-]{2,64}$/)

describe('the external ids of Chime', () => {
  it('are ones that Chime takes', () => {
    fc.assert(
      fc.property(participantId, device, key, (id, on, meetingKey) => {
        for (const external of [externalUserId(id, on), externalMeetingId(meetingKey)]) {
          expect(external.length).toBeGreaterThanOrEqual(2)
          expect(external.length).toBeLessThanOrEqual(64)
          checkExternalId('id', external)
        }
      }),
    )
  })

  it('tell participants and their devices apart', () => {
    // Short ones of few letters collide wherever the form lets them.
    const short = fc.stringMatching(/^[p_]{1,3}$/)
    const seat = fc.oneof(
      fc.tuple(participantId, device),
      fc.tuple(short, fc.option(short, { nil: undefined })),
    )
    fc.assert(
      fc.property(seat, seat, ([id, on], [otherId, otherOn]) => {
        const same = externalUserId(id, on) === externalUserId(otherId, otherOn)
        expect(same).toBe(id === otherId && on === otherOn)
      }),
    )
  })

  it('tell a device that was too long from one that is spelled like its hash', () => {
    const id = 'x'.repeat(40)
    const hashed = externalUserId(id, 'd'.repeat(32))
    expect(hashed).toMatch(/^x{40}:[\w-]{15}$/)
    expect(externalUserId(id, hashed.slice(-15))).not.toBe(hashed)
  })

  it('say whose they are, and on which device unless it was too long', () => {
    fc.assert(
      fc.property(participantId, device, (id, on) => {
        const external = externalUserId(id, on)
        const whole = on === undefined || id.length + on.length < 64
        expect(participantOf(external)).toEqual(
          on !== undefined && whole ? { participantId: id, device: on } : { participantId: id },
        )
      }),
    )
    expect(participantOf('p.p')).toEqual({ participantId: 'p' })
    expect(participantOf('p.p.p')).toEqual({ participantId: 'p', device: 'p' })
  })

  it('are those of people, but for media pipelines and shared content', () => {
    for (const nobody of ['aws:MediaPipeline-1234', 'AWS:x', 'ada#content', 'ada.phone#content'])
      expect(participantOf(nobody)).toBeUndefined()
    for (const foreign of ['12345678#Ada Lovelace', 'ada.', 'a.b.c.d', 'ada@example.org'])
      expect(participantOf(foreign)).toEqual({ participantId: foreign })
  })

  it('leave a meeting key as it is where it fits, and tell long ones apart by their end', () => {
    expect(externalMeetingId('0123456789abcdef.class-42')).toBe('0123456789abcdef.class-42')
    expect(externalMeetingId('x'.repeat(64))).toBe('x'.repeat(64))
    const [one, two] = [externalMeetingId(`${'x'.repeat(80)}1`), externalMeetingId(`${'x'.repeat(80)}2`)]
    expect(one).toMatch(/^x{47}\.[0-9a-f]{16}$/)
    expect(one).not.toBe(two)
  })
})
