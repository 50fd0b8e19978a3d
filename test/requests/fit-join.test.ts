import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fitJoin } from '../../src/requests/fit-join.js'
import type { Capability, ProviderCapabilities } from '../../src/spec/capabilities.js'
import type { JoinMeetingRequest } from '../../src/spec/join-meeting.js'

const everything: JoinMeetingRequest = {
  participant: {
    id: 'p1',
    name: 'Ann',
    avatarUrl: 'https://example.com/ann.png',
    guest: true,
    authenticated: false,
  },
  role: 'moderator',
  device: 'phone',
}
const native: Capability = { support: 'native' }
const able: ProviderCapabilities = {
  'join.avatarUrl': native,
  'join.guest': native,
  'join.authenticated': { support: 'emulated' },
  'join.device': native,
  'join.role': native,
}

describe('fitJoin', () => {
  test('hands on everything to a provider that can do everything', () => {
    expect(fitJoin(everything, 'p1', true, 'fake', able)).toEqual({
      request: { ...everything, verify: true },
      warnings: [],
    })
  })

  test('hands on id, name and an attendee to a provider that can do nothing, and tells what it took away', () => {
    const { request, warnings } = fitJoin(everything, 'p1', false, 'fake', {
      'join.role': { support: 'unsupported', note: 'everybody is equal' },
    })
    expect(request).toEqual({ participant: { id: 'p1', name: 'Ann' }, role: 'attendee', verify: false })
    expect(warnings.map(({ field, message }) => `${field}: ${message}`)).toEqual([
      'participant.avatarUrl: participant.avatarUrl is not supported and was left out',
      'participant.guest: participant.guest is not supported and was left out',
      'participant.authenticated: participant.authenticated is not supported and was left out',
      'role: role was left out: everybody is equal',
      'device: device is not supported and was left out',
    ])
  })

  test('fills in the role, and says nothing about what was not asked for', () => {
    for (const asked of [{}, { role: 'attendee' } as const, { role: undefined }])
      expect(
        fitJoin({ participant: { name: 'Ann', guest: false }, ...(asked as object) }, 'x', false, 'fake', {}),
      ).toEqual({
        request: { participant: { id: 'x', name: 'Ann' }, role: 'attendee', verify: false },
        warnings: [],
      })
  })

  test('takes the id that it is given, and never the one of the request', () => {
    expect(fitJoin(everything, 'made-up', false, 'fake', able).request.participant.id).toBe('made-up')
  })

  test('hands on only the options of the provider itself, and never `create`', () => {
    const providerOptions = { bbb: { a: 1 }, chime: { b: 2 } } as NonNullable<
      JoinMeetingRequest['providerOptions']
    >
    const { request } = fitJoin(
      { ...everything, providerOptions, create: { name: 'New' } },
      'p',
      false,
      'bbb',
      able,
    )
    expect(request.providerOptions).toEqual({ bbb: { a: 1 } })
    expect(request).not.toHaveProperty('create')
  })

  test('never invents, never lets through what is unsupported, and tells whatever it changed', () => {
    const request = fc.record(
      {
        participant: fc.record(
          {
            name: fc.constant('Ann'),
            avatarUrl: fc.constant('https://example.com'),
            guest: fc.boolean(),
            authenticated: fc.boolean(),
          },
          { requiredKeys: ['name'] },
        ),
        role: fc.constantFrom('moderator' as const, 'attendee' as const),
        device: fc.constant('phone'),
      },
      { requiredKeys: ['participant'] },
    )
    const fields = ['avatarUrl', 'guest', 'authenticated', 'device', 'role'] as const
    fc.assert(
      fc.property(request, fc.subarray([...fields]), (asked, supported) => {
        const declared = Object.fromEntries(supported.map((field) => [`join.${field}`, native]))
        const { request: fitted, warnings } = fitJoin(asked, 'p', false, 'fake', declared)
        const told = warnings.map(({ field }) => field?.replace('participant.', ''))
        for (const field of fields) {
          const source: Record<string, unknown> = { ...asked.participant, ...asked }
          const target: Record<string, unknown> = { ...fitted.participant, ...fitted }
          const wanted =
            field === 'role'
              ? source[field] === 'moderator'
              : source[field] !== undefined && !(field === 'guest' && source[field] === false)
          const able = (supported as string[]).includes(field)
          if (wanted && able) expect(target[field]).toBe(source[field])
          else expect(target[field]).toBe(field === 'role' ? 'attendee' : undefined)
          expect(told.includes(field)).toBe(wanted && !able)
        }
      }),
    )
  })
})
