import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fakeCapabilities } from '../../providers/fake/capabilities.js'
import { settingDefaults } from '../../src/requests/defaults.js'
import { fitCreate, settingsOf } from '../../src/requests/fit-create.js'
import type { Capability, CapabilityKey, ProviderCapabilities } from '../../src/spec/capabilities.js'
import type { CreateMeetingRequest } from '../../src/spec/create-meeting.js'

const everything: CreateMeetingRequest = {
  id: 'class-42',
  name: 'Class 42',
  maxParticipants: 300,
  durationMinutes: 60,
  welcomeMessage: 'Hello',
  record: 'automatic',
  muteOnStart: true,
  guestPolicy: 'deny',
  locks: {
    camera: true,
    microphone: true,
    screenShare: true,
    publicChat: true,
    privateChat: true,
    sharedNotes: true,
    userList: true,
  },
  webcamsOnlyForModerator: true,
  logoutUrl: 'https://example.com',
  logoUrl: 'https://example.com/logo.svg',
  bannerText: 'Please be quiet',
  metadata: { team: 'a' },
  media: { region: 'eu-central-1', video: 'hd', content: 'off' },
  expireIfNoUserJoinedMinutes: 5,
  expireWhenLastUserLeftMinutes: 1,
}

/** Every setting of a request by path, groups taken apart. */
function paths(request: CreateMeetingRequest): Record<string, unknown> {
  const { id: _id, locks, media, providerOptions: _options, ...rest } = request
  const flat: Record<string, unknown> = { ...rest }
  for (const [group, members] of Object.entries({ locks, media }))
    for (const [member, value] of Object.entries(members ?? {})) flat[`${group}.${member}`] = value
  return flat
}

const keyOf = (path: string, value: unknown): CapabilityKey =>
  (path === 'record' ? `create.record.${String(value)}` : `create.${path}`) as CapabilityKey

const all = (capability: Capability): ProviderCapabilities =>
  Object.fromEntries(
    Object.entries(paths(everything)).map(([path, value]) => [keyOf(path, value), capability]),
  )

describe('fitCreate', () => {
  test('hands on everything to a provider that can do everything, natively or otherwise', () => {
    for (const support of ['native', 'emulated'] as const)
      expect(fitCreate(everything, 'fake', all({ support }))).toEqual({ request: everything, warnings: [] })
  })

  test('hands on nothing but the id to a provider that can do nothing, with a warning for each setting', () => {
    for (const capabilities of [{}, all({ support: 'unsupported' })]) {
      const fitted = fitCreate(everything, 'fake', capabilities)
      expect(fitted.request).toEqual({ id: 'class-42' })
      expect(fitted.warnings.map(({ code, field }) => `${code} ${field}`).sort()).toEqual(
        Object.keys(paths(everything))
          .map((path) => `unsupported ${path}`)
          .sort(),
      )
    }
  })

  test('warns with the reason that the provider gives, or says that it was left out', () => {
    const capabilities = {
      'create.muteOnStart': { support: 'unsupported', note: 'nobody is muted here' },
    } as const
    const { warnings } = fitCreate({ id: 'ab', muteOnStart: true, durationMinutes: 5 }, 'fake', capabilities)
    expect(warnings).toEqual([
      {
        code: 'unsupported',
        field: 'muteOnStart',
        message: 'muteOnStart was left out: nobody is muted here',
      },
      {
        code: 'unsupported',
        field: 'durationMinutes',
        message: 'durationMinutes is not supported and was left out',
      },
    ])
  })

  test('says nothing about a setting that is asked for as it is anyway', () => {
    const defaults: CreateMeetingRequest = { id: 'ab', ...settingDefaults, metadata: {}, welcomeMessage: '' }
    expect(fitCreate(defaults, 'fake', {})).toEqual({ request: { id: 'ab' }, warnings: [] })
  })

  test('tells recording on demand from recording from the start', () => {
    const capabilities = { 'create.record.on-demand': { support: 'native' } } as const
    expect(fitCreate({ id: 'ab', record: 'on-demand' }, 'fake', capabilities).request.record).toBe(
      'on-demand',
    )
    const { request, warnings } = fitCreate({ id: 'ab', record: 'automatic' }, 'fake', capabilities)
    expect([request, warnings.map(({ field }) => field)]).toEqual([{ id: 'ab' }, ['record']])
  })

  test.each([
    [249, 249, []],
    [250, 250, []],
    [251, 250, ['maxParticipants was not applied as asked: the vendor takes at most 250; asked for 251']],
  ])('makes %i seats %i where there are 250', (asked, given, messages) => {
    const capabilities = { 'create.maxParticipants': { support: 'native', limit: 250 } } as const
    const { request, warnings } = fitCreate({ id: 'ab', maxParticipants: asked }, 'fake', capabilities)
    expect(request.maxParticipants).toBe(given)
    expect(warnings.map(({ message }) => message)).toEqual(messages)
  })

  test('hands on only the options of the provider itself', () => {
    const providerOptions = {
      fake: { a: 1 },
      other: { secret: 'b' },
    } as CreateMeetingRequest['providerOptions']
    const request: CreateMeetingRequest = { id: 'ab', ...(providerOptions && { providerOptions }) }
    expect(fitCreate(request, 'fake', {}).request).toEqual({ id: 'ab', providerOptions: { fake: { a: 1 } } })
    expect(fitCreate(request, 'third', {}).request).toEqual({ id: 'ab' })
  })

  test('changes neither the request nor what it holds', () => {
    const copy = structuredClone(everything)
    const { request } = fitCreate(everything, 'fake', fakeCapabilities('sdk-like'))
    expect(everything).toEqual(copy)
    expect(request.locks).not.toBe(everything.locks)
  })

  const request = fc
    .record(
      {
        name: fc.constantFrom('n1', 'n2'),
        maxParticipants: fc.integer({ min: 1, max: 1_000 }),
        durationMinutes: fc.integer({ min: 1, max: 1_000 }),
        welcomeMessage: fc.constantFrom('', 'hi'),
        record: fc.constantFrom('off', 'on-demand', 'automatic'),
        muteOnStart: fc.boolean(),
        guestPolicy: fc.constantFrom('accept', 'deny'),
        locks: fc.record({ camera: fc.boolean(), userList: fc.boolean() }, { requiredKeys: [] }),
        metadata: fc.constantFrom({}, { a: 'b' }),
        media: fc.record({ video: fc.constantFrom('off', 'hd') }, { requiredKeys: [] }),
      },
      { requiredKeys: [] },
    )
    .map((settings): CreateMeetingRequest => ({ id: 'ab', ...settings }))
  const capability = fc.record(
    {
      support: fc.constantFrom('native', 'emulated', 'unsupported'),
      limit: fc.integer({ min: 1, max: 500 }),
    },
    { requiredKeys: ['support'] },
  ) as fc.Arbitrary<Capability>
  const capabilities = fc.dictionary(
    fc.constantFrom(...Object.keys(fakeCapabilities('link-like'))),
    capability,
  ) as fc.Arbitrary<ProviderCapabilities>

  test('never invents, never lets through what is unsupported, and tells whatever it changed', () => {
    fc.assert(
      fc.property(request, capabilities, (asked, declared) => {
        const fitted = fitCreate(asked, 'fake', declared)
        const before = paths(asked)
        const after = paths(fitted.request)
        const told = new Set(fitted.warnings.map(({ field }) => field))
        expect(fitted.request.id).toBe(asked.id)
        for (const [path, value] of Object.entries(after)) {
          const { support, limit } = declared[keyOf(path, value)] ?? {}
          expect(support).toMatch(/^(native|emulated)$/)
          if (typeof value === 'number') {
            expect(value).toBe(Math.min(Number(before[path]), limit ?? Number.POSITIVE_INFINITY))
          } else expect(value).toEqual(before[path])
        }
        for (const [path, value] of Object.entries(before)) {
          const isDefault = [false, 'off', 'accept', ''].includes(value as string) && path !== 'media.video'
          const isEmpty = path === 'metadata' && Object.keys(value as object).length === 0
          const changed = after[path] !== value
          expect(told.has(path)).toBe(changed && !isDefault && !isEmpty)
        }
        // Fitting again finds nothing more to take away.
        expect(fitCreate(fitted.request, 'fake', declared)).toEqual({ request: fitted.request, warnings: [] })
      }),
    )
  })
})

describe('settingsOf', () => {
  test('copies the neutral settings, without id and options of vendors', () => {
    const { id: _id, ...settings } = everything
    const copy = settingsOf({ ...everything, providerOptions: {} })
    expect(copy).toEqual(settings)
    expect(copy.locks).not.toBe(everything.locks)
  })
})
