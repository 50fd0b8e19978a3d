import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { meetingFeatures } from '../../../providers/chime/features.js'
import { roleCapabilities, sameCapabilities } from '../../../providers/chime/role-capabilities.js'
import type { MeetingSettings } from '../../../src/spec/meeting-settings.js'
import { checkCapabilities, defaultCapabilities } from '../../../src/testing/simulators/chime/capabilities.js'
import { checkFeatures } from '../../../src/testing/simulators/chime/meeting-features.js'

const optional = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined })
const anySettings = fc
  .record({
    maxParticipants: optional(fc.integer({ min: 1, max: 250 })),
    locks: optional(fc.record({ camera: fc.boolean(), microphone: fc.boolean(), screenShare: fc.boolean() })),
    video: optional(fc.constantFrom('off' as const, 'hd' as const, 'full-hd' as const)),
    content: optional(fc.constantFrom('off' as const, 'full-hd' as const, 'ultra-hd' as const)),
  })
  .map(
    ({ maxParticipants, locks, video, content }): MeetingSettings => ({
      ...(maxParticipants !== undefined && { maxParticipants }),
      ...(locks !== undefined && { locks }),
      media: { ...(video !== undefined && { video }), ...(content !== undefined && { content }) },
    }),
  )
const anyRole = fc.constantFrom('moderator' as const, 'attendee' as const)

describe('what a role may do on Chime', () => {
  it('is never a combination that Chime refuses, with the record and without', () => {
    fc.assert(
      fc.property(anySettings, anyRole, fc.boolean(), (settings, role, hasRecord) => {
        const { features } = meetingFeatures(settings)
        checkFeatures(features)
        const capabilities = roleCapabilities(role, hasRecord ? settings : undefined, { ...features })
        if (capabilities !== undefined) checkCapabilities(capabilities, features)
      }),
    )
  })

  it('is what the settings ask for, in any combination', () => {
    fc.assert(
      fc.property(anySettings, anyRole, (settings, role) => {
        const { features } = meetingFeatures(settings)
        const given = roleCapabilities(role, settings, { ...features }) ?? defaultCapabilities(features)
        const held = role === 'moderator' ? {} : (settings.locks ?? {})
        expect(given.Audio).toBe(held.microphone === true ? 'Receive' : 'SendReceive')
        const camera = settings.media?.video !== 'off' && held.camera !== true
        expect(given.Video === 'SendReceive').toBe(camera)
        const share = settings.media?.content !== 'off' && held.screenShare !== true
        expect(given.Content === 'SendReceive').toBe(share)
        // Whoever is not barred from content by the meeting sees it.
        if (settings.media?.content !== 'off') expect(given.Content).toMatch(/Receive$/)
      }),
    )
  })

  it('is the least for attendees and everything for moderators where the settings are unknown', () => {
    const all = { Audio: 'SendReceive', Video: 'SendReceive', Content: 'SendReceive' }
    expect(roleCapabilities('moderator', undefined, undefined)).toEqual(all)
    expect(roleCapabilities('attendee', undefined, undefined)).toEqual({
      Audio: 'Receive',
      Video: 'Receive',
      Content: 'Receive',
    })
  })

  it('is the same for both roles exactly where no lock takes anything', () => {
    fc.assert(
      fc.property(anySettings, (settings) => {
        const features = { ...meetingFeatures(settings).features }
        const same = sameCapabilities(
          roleCapabilities('moderator', settings, features),
          roleCapabilities('attendee', settings, features),
        )
        const { locks = {}, media = {} } = settings
        const takes =
          locks.microphone === true ||
          (locks.camera === true && media.video !== 'off') ||
          (locks.screenShare === true && media.content !== 'off')
        expect(same).toBe(!takes)
      }),
    )
  })
})
