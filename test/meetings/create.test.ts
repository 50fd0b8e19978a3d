import { describe, expect, test } from 'vitest'
import type { CreateMeetingRequest } from '../../src/spec/create-meeting.js'
import { rejection, world, wrapped } from '../identity/support.js'

const id = 'class-42'
const changes = (warnings: readonly { code: string; field?: string }[]): string[] =>
  warnings.map(({ code, field }) => `${code} ${field}`)

describe('what createMeeting says of a meeting that exists', () => {
  const request: CreateMeetingRequest = {
    id,
    name: 'Class',
    maxParticipants: 300,
    record: 'automatic',
    muteOnStart: false,
    locks: { camera: true },
    metadata: { team: 'a' },
  }

  test.each(['link-like', 'sdk-like', 'limited'] as const)(
    'is the same for the same request as when it was made (%s)',
    async (preset) => {
      const w = world(preset)
      const made = await w.meetings.createMeeting(request)
      for (const machine of [w.meetings, w.machine()]) {
        const found = await machine.createMeeting(request)
        expect(found.disposition).toBe('existing')
        expect(changes(found.warnings)).toEqual(changes(made.warnings))
        expect(found.createdAt).toEqual(made.createdAt)
        expect(found).not.toHaveProperty('asked')
      }
    },
  )

  test.each<[string, Partial<CreateMeetingRequest>]>([
    ['nothing', {}],
    [
      'every default',
      { record: 'off', muteOnStart: false, guestPolicy: 'accept', webcamsOnlyForModerator: false },
    ],
    ['locks that are open anyway', { locks: { camera: true, microphone: false, userList: false } }],
    ['no labels', { metadata: {} }],
    ['no welcome', { welcomeMessage: '' }],
    ['its id for a name', { name: id }],
    [
      'nothing, in many words',
      { name: undefined, locks: { camera: undefined }, record: undefined } as object,
    ],
  ])('is nothing for somebody who asks for %s', async (_what, asked) => {
    const w = world('link-like')
    const request: object = { id, locks: { camera: true }, record: undefined }
    await w.meetings.createMeeting(request as CreateMeetingRequest)
    expect((await w.meetings.createMeeting({ id, ...asked })).warnings).toEqual([])
    expect((await w.meetings.createMeeting({ id, ...asked }, { strict: true })).warnings).toEqual([])
  })

  test.each<[Partial<CreateMeetingRequest>, string[]]>([
    [{ name: 'Other' }, ['name']],
    [{ locks: { camera: false, microphone: true } }, ['locks.camera', 'locks.microphone']],
    [{ metadata: { team: 'b' } }, ['metadata']],
    [{ maxParticipants: 5 }, ['maxParticipants']],
    [{ providerOptions: { fake: { a: 1 }, other: { b: 2 } } as object }, ['providerOptions.fake.a']],
  ])('is what differs for somebody who asks for %j', async (asked, fields) => {
    const w = world('link-like')
    await w.meetings.createMeeting({ id, name: 'Class', locks: { camera: true }, metadata: { team: 'a' } })
    const { warnings } = await w.meetings.createMeeting({ id, ...asked })
    expect(changes(warnings)).toEqual(fields.map((field) => `not-applied ${field}`))
    const error = await rejection(w.meetings.createMeeting({ id, ...asked }, { strict: true }))
    expect(error).toMatchObject({ code: 'conflict', effect: 'none', provider: 'fake' })
    expect(error.problems?.map(({ path }) => path)).toEqual(fields)
  })

  test('is each warning once, also where the vendor knew the meeting and the directory did not', async () => {
    const w = world('limited')
    const settings = { id, record: 'automatic', maxParticipants: 50 } as const
    const made = await w.meetings.createMeeting(settings)
    const found = await w.stranger().createMeeting(settings)
    expect([made.disposition, found.disposition]).toEqual(['created', 'existing'])
    expect(changes(found.warnings)).toEqual(['unsupported record', 'not-applied maxParticipants'])
    expect(found).not.toHaveProperty('asked')
  })
})

describe('what reaches the provider', () => {
  test('of a create is the request less what it cannot do, with key, token and incarnation', async () => {
    const w = world('sdk-like')
    const providerOptions = { fake: { mine: 1 }, bbb: { theirs: 2 } } as object
    await w.meetings.createMeeting(
      { id, name: 'Class', welcomeMessage: 'Hello', media: { video: 'hd' }, providerOptions },
      { tenant: 'acme' },
    )
    expect(w.fake.calls[0]?.request).toEqual({
      id,
      name: 'Class',
      media: { video: 'hd' },
      providerOptions: { fake: { mine: 1 } },
      tenant: 'acme',
      key: expect.stringMatching(/^[0-9a-f]{16}\.class-42$/) as string,
      incarnation: 1,
      requestToken: expect.stringMatching(/^[a-z0-9]{32}$/) as string,
      repeated: false,
    })
  })

  test('of a join on any machine are the notes and the settings of the create, as they were asked for', async () => {
    const w = world('sdk-like')
    const seen: unknown[] = []
    const fake = wrapped(w.fake, {
      createMeeting: async (request, options) => ({
        ...(await w.fake.createMeeting(request, options)),
        notes: { media: 'wss://media.example' },
      }),
      join: (meeting, request, options) => {
        seen.push(meeting)
        return w.fake.join(meeting, request, options)
      },
    })
    const settings = { name: 'Class', muteOnStart: true, locks: { camera: true, publicChat: true } }
    const given = { id, ...settings, providerOptions: {} }
    const { ref } = await w.machine({ providers: { fake } }).createMeeting(given)
    given.locks.camera = false
    await w.machine({ providers: { fake } }).join(id, { participant: { name: 'Ann' } })
    expect(seen).toEqual([
      {
        id,
        key: id,
        incarnation: 1,
        vendor: ref.vendor,
        notes: { media: 'wss://media.example' },
        settings: { ...settings, locks: { camera: true, publicChat: true } },
      },
    ])
  })

  test('is nothing of a request that breaks a rule', async () => {
    const w = world()
    for (const request of [
      undefined,
      null,
      'class-42',
      [],
      { id: 5 },
      { id, metadata: { constructor: 5 } },
    ] as unknown[])
      expect((await rejection(w.meetings.createMeeting(request as CreateMeetingRequest))).code).toBe(
        'invalid-request',
      )
    for (const options of [null, 5, 'fast'] as unknown[])
      for (const call of [
        () => w.meetings.createMeeting({ id }, options as object),
        () => w.meetings.join(id, { participant: { name: 'Ann' } }, options as object),
        () => w.meetings.info(id, options as object),
        () => w.meetings.end(id, options as object),
        () => w.meetings.check(options as object),
      ])
        expect((await rejection(call())).code).toBe('invalid-request')
    expect([w.fake.calls, w.directory.log]).toEqual([[], []])
  })
})

describe('the answer of createMeeting', () => {
  test('has what the vendor told only from the call that made the meeting', async () => {
    const w = world()
    const made = await w.meetings.createMeeting({ id })
    expect(made.providerData).toEqual({ key: id })
    expect(made.createdAt).toEqual(new Date(w.clock.now()))
    expect(Object.keys(await w.meetings.createMeeting({ id })).sort()).toEqual([
      'createdAt',
      'disposition',
      'ref',
      'warnings',
    ])
  })

  test('has a ref that the caller may change without harm', async () => {
    const w = world()
    const { ref } = await w.meetings.createMeeting({ id })
    const session = ref.vendor['session']
    ;(ref.vendor as Record<string, string>)['session'] = 'spoilt'
    expect((await w.meetings.createMeeting({ id })).ref.vendor['session']).toBe(session)
  })
})

describe('trust in a session that was seen alive', () => {
  test('spares the vendor for 30 seconds, and then asks once', async () => {
    const w = world()
    await w.meetings.createMeeting({ id })
    const asked = (): number => w.fake.calls.filter(({ verb }) => verb === 'info').length
    await w.clock.advance(29_000)
    await w.meetings.createMeeting({ id })
    expect(asked()).toBe(0)
    await w.clock.advance(1_000)
    await Promise.all(Array.from({ length: 20 }, () => w.meetings.createMeeting({ id })))
    await w.clock.advance(29_000)
    await w.meetings.createMeeting({ id })
    expect(asked()).toBe(1)
  })

  test('ends at once when a join, an info or an end says otherwise', async () => {
    for (const find of ['join', 'info', 'end'] as const) {
      const w = world()
      const { ref } = await w.meetings.createMeeting({ id })
      w.fake.vendor.forget(ref.vendor['session'] ?? '')
      expect((await w.meetings.createMeeting({ id })).disposition).toBe('existing')
      if (find === 'join') await rejection(w.meetings.join(ref, { participant: { name: 'Ann' } }))
      else await w.meetings[find](ref)
      expect((await w.meetings.createMeeting({ id })).ref.incarnation).toBe(2)
    }
  })

  test('is a matter of each machine', async () => {
    const w = world()
    const { ref } = await w.meetings.createMeeting({ id })
    w.fake.vendor.forget(ref.vendor['session'] ?? '')
    expect((await w.machine().createMeeting({ id })).ref.incarnation).toBe(2)
    expect((await w.meetings.createMeeting({ id })).ref.incarnation).toBe(2)
  })
})

describe('many meetings at once', () => {
  test('are made once each, and kept apart by id and tenant', async () => {
    const w = world('sdk-like')
    const machines = [w.meetings, w.machine(), w.machine()]
    const keys = Array.from({ length: 30 }, (_, index) => ({
      id: `class-${index % 10}`,
      tenant: ['acme', 'umbrella', undefined][Math.floor(index / 10)],
    }))
    const calls = Array.from({ length: 300 }, (_, index) => {
      const { id: own, tenant } = keys[(index * 7) % 30] ?? { id: 'never' }
      const options = tenant === undefined ? {} : { tenant }
      const machine = machines[index % 3] ?? w.meetings
      const create = { name: `${tenant} ${own}` }
      return index % 2 === 0
        ? machine.createMeeting({ id: own, ...create }, options)
        : machine.join(own, { participant: { name: 'Ann' }, create }, options)
    })
    const results = await w.run(Promise.all(calls))
    expect(w.fake.vendor.created).toBe(30)
    const sessions = new Map<string, Set<unknown>>()
    for (const { ref } of results) {
      const key = `${ref.tenant} ${ref.id}`
      sessions.set(key, (sessions.get(key) ?? new Set()).add(ref.vendor['session']))
    }
    expect([...sessions.values()].map(({ size }) => size)).toEqual(Array.from({ length: 30 }, () => 1))
    for (const meeting of w.fake.vendor.meetings) {
      const { tenant, id: own } = meeting.request
      expect(meeting.request.name).toBe(`${tenant} ${own}`)
      expect(meeting.key.endsWith(own)).toBe(true)
    }
    expect(new Set(w.fake.vendor.meetings.map(({ key }) => key)).size).toBe(30)
  })
})
