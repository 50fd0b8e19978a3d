import { describe, expect, it } from 'vitest'
import { failure } from '../support.js'
import { clientOn } from './support.js'

const servers = ['bbb-2.2', 'bbb-2.4', 'bbb-2.7', 'bbb-3.0', 'scalelite', 'b3scale'] as const
const passwords = { attendeePW: 'attendee-1', moderatorPW: 'moderator-1' }
const algebra = { name: 'Algebra & "Geometry"', meetingID: 'class-42', ...passwords }

describe.each(servers)('the client on %s', (server) => {
  it('makes, finds, tells and ends a meeting', async () => {
    const { client } = await clientOn({ server })
    const made = await client.create({ ...algebra, meta: { course: '0123' }, voiceBridge: '01234' })
    expect(made).toMatchObject({ meetingID: 'class-42', voiceBridge: '01234', duplicate: false, duration: 0 })
    expect(made.createTime).toBeInstanceOf(Date)
    expect(made).not.toHaveProperty('messageKey')
    expect(await client.create(algebra)).toMatchObject({ duplicate: true, messageKey: 'duplicateWarning' })

    const told = await client.getMeetingInfo('class-42')
    expect(told).toMatchObject({
      meetingName: 'Algebra & "Geometry"',
      internalMeetingID: made.internalMeetingID,
      createTime: made.createTime,
      metadata: { course: '0123' },
      attendees: [],
      breakoutRooms: [],
      participantCount: 0,
      running: false,
    })
    expect(told).not.toHaveProperty('endTime')
    expect(await client.isMeetingRunning('class-42')).toBe(false)
    expect(await client.getMeetings()).toMatchObject([{ meetingID: 'class-42', attendees: [] }])
    expect(await client.end({ meetingID: 'class-42', password: 'moderator-1' })).toMatchObject({
      messageKey: 'sentEndMeetingRequest',
    })
  })

  it('has an empty list where no meeting runs', async () => {
    const { client } = await clientOn({ server })
    expect(await client.getMeetings()).toEqual([])
  })
})

describe('create', () => {
  it('sends slides by URL and as bytes', async () => {
    const { client, simulator } = await clientOn()
    const content = Uint8Array.of(0, 1, 254, 255)
    await client.create({
      ...algebra,
      documents: [
        { url: 'https://files.example/a.pdf?x=1&y="2"', filename: 'a <b>.pdf', downloadable: true },
        { content, filename: "it's.png", current: true, removable: false },
      ],
    })
    expect(simulator.documents('class-42')).toMatchObject([
      { url: 'https://files.example/a.pdf?x=1&y="2"', name: 'a <b>.pdf', downloadable: true, current: false },
      { bytes: Buffer.from(content), name: "it's.png", current: true, removable: false },
    ])
  })

  it('passes on what is newer than it', async () => {
    const { client, simulator } = await clientOn()
    await client.create({ ...algebra, extra: { someNewThing: 'on' } })
    expect(simulator.meeting('class-42')).toBeDefined()
    expect(simulator.requests.at(-1)?.target).toContain('someNewThing=on')
  })

  it.each([
    [{ meta: { under_score: 'x' } }, 'meta.under_score'],
    [{ name: 'a\u0000b' }, 'name'],
    [{ duration: Number.NaN }, 'duration'],
    [{ disabledFeatures: ['a,b'] }, 'disabledFeatures'],
    [{ extra: { name: 'twice' } }, 'extra.name'],
  ])('refuses %j, which a server would change or drop', async (changes, path) => {
    const { client, simulator } = await clientOn()
    const error = await failure(client.create({ ...algebra, ...changes }))
    expect(error).toMatchObject({ code: 'invalid-request', operation: 'create', problems: [{ path }] })
    expect(simulator.requests).toHaveLength(0)
  })

  it('says which call failed, with the key of either shape of failures', async () => {
    const { client } = await clientOn()
    await client.create({ ...algebra, voiceBridge: '12345' })
    const other = { ...algebra, meetingID: 'other', voiceBridge: '12345' }
    expect(await failure(client.create(other))).toMatchObject({
      code: 'conflict',
      vendorCode: 'nonUniqueVoiceBridge',
      operation: 'create',
    })
    expect(await failure(client.create({ ...algebra, attendeePW: 'another' }))).toMatchObject({
      code: 'conflict',
      vendorCode: 'idNotUnique',
    })
    expect(await failure(client.getMeetingInfo('nobody-knows'))).toMatchObject({
      code: 'not-found',
      vendorCode: 'notFound',
      operation: 'getMeetingInfo',
    })
  })
})

describe('join', () => {
  it('signs a link that a browser can open', async () => {
    const { client, simulator } = await clientOn()
    const { createTime } = await client.create(algebra)
    const url = client.joinUrl({ fullName: "Ada O'B", meetingID: 'class-42', role: 'VIEWER', createTime })
    expect(await simulator.visit(url)).toMatchObject({ entered: true })
    expect((await client.getMeetingInfo('class-42')).attendees).toMatchObject([{ fullName: "Ada O'B" }])
  })

  it('registers somebody without a browser, who can come in once more by a link', async () => {
    const { client } = await clientOn()
    await client.create(algebra)
    const joined = await client.join({ fullName: 'Ada', meetingID: 'class-42', role: 'MODERATOR' })
    expect(joined).toMatchObject({ guestStatus: 'ALLOW', messageKey: 'successfullyJoined' })
    const { sessionToken } = joined
    expect(await client.getJoinUrl({ sessionToken })).toContain('/api/join?')
  })

  it.each(['bbb-2.4', 'bbb-2.6', 'bbb-3.0'] as const)(
    'reads the refusal of %s, in XML or in a redirect',
    async (server) => {
      const { client } = await clientOn({ server })
      const joining = client.join({ fullName: 'Ada', meetingID: 'unknown', role: 'VIEWER', password: 'xx' })
      expect(await failure(joining)).toMatchObject({ code: 'not-found', vendorCode: 'meetingForciblyEnded' })
    },
  )
})

describe('beside a meeting', () => {
  it('adds documents and writes into the chat', async () => {
    const { client, simulator } = await clientOn()
    await client.create(algebra)
    const documents = [{ url: 'https://files.example/b.pdf' }]
    await client.insertDocument({ meetingID: 'class-42', documents })
    expect(simulator.documents('class-42')).toMatchObject([{ name: 'b.pdf' }])
    expect(await failure(client.sendChatMessage({ meetingID: 'class-42', message: 'hello' }))).toMatchObject({
      code: 'not-found',
      vendorCode: 'meetingNotFound',
    })
    await simulator.visit(client.joinUrl({ fullName: 'Ada', meetingID: 'class-42', role: 'VIEWER' }))
    await client.sendChatMessage({ meetingID: 'class-42', message: 'hällo & <b>', userName: 'Bot' })
    expect(simulator.messages('class-42')).toEqual([{ userName: 'Bot', message: 'hällo & <b>' }])
  })

  it.each([
    ['bbb-2.4', 'insertDocument needs BigBlueButton 2.5 or later'],
    ['b3scale', 'b3scale does not pass insertDocument on'],
  ] as const)('sends %s nothing that it lacks', async (server, message) => {
    const { client, simulator } = await clientOn({ server })
    const documents = [{ url: 'https://files.example/b.pdf' }]
    const error = await failure(client.insertDocument({ meetingID: 'class-42', documents }))
    expect(error).toMatchObject({ code: 'unsupported', message, operation: 'insertDocument' })
    expect(simulator.requests).toHaveLength(0)
  })
})

describe('hooks and the old configuration', () => {
  it.each(['bbb-2.7', 'bbb-3.0'] as const)('registers, lists and removes hooks on %s', async (server) => {
    const { client } = await clientOn({ server })
    const callbackURL = 'https://app.example/hook?a=1&b=2'
    const { hookID, duplicate } = await client.createHook({
      callbackURL,
      eventID: ['meeting-ended', 'user-left'],
    })
    expect([typeof hookID, duplicate]).toEqual(['string', false])
    expect(await client.createHook({ callbackURL })).toEqual({ hookID, duplicate: true })
    expect(await client.listHooks()).toEqual([
      {
        hookID,
        callbackURL,
        eventID: ['meeting-ended', 'user-left'],
        permanentHook: false,
        rawData: false,
      },
    ])
    await client.destroyHook(hookID)
    expect(await client.listHooks()).toEqual([])
    expect(await failure(client.destroyHook(hookID))).toMatchObject({ code: 'not-found' })
  })

  it('reads and writes the configuration of 2.2', async () => {
    const { client } = await clientOn({ server: 'bbb-2.2' })
    await client.create(algebra)
    const configXML = await client.getDefaultConfigXML()
    expect(configXML).toMatch(/^<config>/)
    expect(await client.setConfigXML({ meetingID: 'class-42', configXML })).toMatch(/^\w+$/)
  })
})
