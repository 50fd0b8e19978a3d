import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { locked, muted, permitted } from '../../../../providers/chime/moderation/capability-edits.js'
import type { ChimeAttendeeCapabilities } from '../../../../providers/chime/wire.js'

const open: ChimeAttendeeCapabilities = { Audio: 'SendReceive', Video: 'SendReceive', Content: 'SendReceive' }
const none = { features: undefined, media: undefined }
const direction = fc.constantFrom('SendReceive', 'Send', 'Receive', 'None')
const anybody: fc.Arbitrary<ChimeAttendeeCapabilities> = fc.record({
  Audio: direction,
  Video: direction,
  Content: direction,
})

describe('what a moderator takes', () => {
  test('is the microphone and nothing else', () => {
    expect(muted(open, true)).toEqual({ ...open, Audio: 'Receive' })
    expect(muted({ ...open, Audio: 'Receive' }, false)).toEqual(open)
    expect(muted({ ...open, Audio: 'None' }, false)).toEqual({ ...open, Audio: 'None' })
  })

  test('stays taken, however often it is taken', () => {
    fc.assert(
      fc.property(anybody, fc.boolean(), (from, mute) => {
        expect(muted(muted(from, mute), mute)).toEqual(muted(from, mute))
        const locks = { microphone: mute, camera: mute, screenShare: mute }
        expect(locked(locked(from, locks, none), locks, none)).toEqual(locked(from, locks, none))
      }),
    )
  })

  test('is what the lock names', () => {
    expect(locked(open, { camera: true }, none)).toEqual({ ...open, Video: 'Receive' })
    expect(locked(open, { screenShare: true, microphone: true }, none)).toEqual({
      Audio: 'Receive',
      Video: 'SendReceive',
      Content: 'Receive',
    })
  })

  test('does not come back where the meeting was made without it', () => {
    const media = { video: 'off', content: 'off' } as const
    const held: ChimeAttendeeCapabilities = { Audio: 'Receive', Video: 'Receive', Content: 'None' }
    expect(
      locked(held, { camera: false, screenShare: false, microphone: false }, { ...none, media }),
    ).toEqual({
      ...held,
      Audio: 'SendReceive',
    })
  })

  test('is always something that Chime takes', () => {
    const off = fc.option(fc.constant({ MaxResolution: 'None' }), { nil: undefined })
    fc.assert(
      fc.property(anybody, off, off, (wanted, Video, Content) => {
        const result = permitted(wanted, { features: { Video, Content }, media: undefined })
        if (Video !== undefined) expect(result.Video).toBe('None')
        if (Content !== undefined) expect(result.Content).toBe('None')
        if (result.Video === 'None' || result.Video === 'Send') expect(result.Content).toBe('None')
        expect(result.Audio).toBe(wanted.Audio)
      }),
    )
  })
})
