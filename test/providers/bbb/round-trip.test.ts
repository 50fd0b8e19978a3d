import { createMeetings } from 'anymeet'
import { startBbbSimulator } from 'anymeet/testing'
import * as fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { clientOn } from './client/support.js'
import { failure } from './support.js'

const cleanups: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup()
})

/** What encoders, signatures and XML are known to spoil, and anything else. */
const character = fc.oneof(
  fc.constantFrom(...' !\'"()*~-._%&=+/?#[]{}@:,;$<>\\^`|]', ']]>', '&amp;', '%20', '+', '\u2028', '\u00a0'),
  fc.constantFrom('\ufeff', '\ufffd', '\u200d', '\u0301', '\ue000', '👩‍🏫', 'ß', 'İ', '数', 'ר'),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  fc.constantFrom('007', '1e5', 'true', '%%CONFNAME%%', '__proto__'),
)

/** Text that the API can carry, in UTF-16 units. */
function texts(minLength: number, maxLength: number): fc.Arbitrary<string> {
  return fc
    .array(character, { minLength: 1, maxLength: 12 })
    .map((characters) => characters.join('').replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, ''))
    .filter((text) => text.length >= minLength && text.length <= maxLength)
}

const runs = { numRuns: 60 }
/** Older servers escape by CDATA and want passwords, newer ones by entities. */
const servers = ['bbb-2.2', 'bbb-3.0'] as const

const words = fc.record({
  name: texts(2, 64),
  welcome: texts(1, 200),
  label: texts(1, 200),
  // 2.2 takes a name of nothing but blanks for none.
  fullName: texts(1, 200).filter((text) => text.trim() !== ''),
  setting: texts(1, 200),
  attendeePW: texts(2, 64),
  moderatorPW: texts(2, 64),
})

describe.each(servers)('through the client and a %s', (server) => {
  it('what create is told arrives, and comes back from every call that tells of meetings', async () => {
    const { client, simulator } = await clientOn({ server })
    await fc.assert(
      fc.asyncProperty(words, async ({ name, welcome, label, attendeePW, moderatorPW }) => {
        simulator.reset()
        const request = { meetingID: 'class-42', name, welcome, attendeePW, moderatorPW, record: true }
        const made = await client.create({ ...request, meta: { label } })
        expect(made).toMatchObject({ attendeePW, moderatorPW, duplicate: false })
        expect(simulator.meetings().map(({ params }) => params)).toMatchObject([
          { name, welcome, attendeePW, moderatorPW, meta_label: label },
        ])
        const told = { meetingName: name, attendeePW, moderatorPW, metadata: { label } }
        expect(await client.getMeetingInfo('class-42')).toMatchObject(told)
        expect(await client.getMeetings()).toMatchObject([told])
        // The passwords are what makes it the same meeting.
        expect(await client.create(request)).toMatchObject({ duplicate: true })
      }),
      runs,
    )
  })

  it('names and settings of people arrive, and come back with the attendees', async () => {
    const { client, simulator } = await clientOn({ server })
    await fc.assert(
      fc.asyncProperty(words, async ({ name, fullName, setting, attendeePW, moderatorPW }) => {
        simulator.reset()
        await client.create({ meetingID: 'class-42', name, attendeePW, moderatorPW })
        const person = { meetingID: 'class-42', fullName, userID: 'ada', userdata: { motto: setting } }
        const link = client.joinUrl({ ...person, role: 'MODERATOR', password: moderatorPW })
        expect(await simulator.visit(link)).toMatchObject({ entered: true })
        expect(simulator.meeting('class-42')?.attendees).toMatchObject([
          { fullName, customData: { motto: setting }, params: { fullName, 'userdata-motto': setting } },
        ])
        const attendees = [{ userID: 'ada', fullName, role: 'MODERATOR', customdata: { motto: setting } }]
        expect(await client.getMeetingInfo('class-42')).toMatchObject({ attendees })
        expect(await client.getMeetings()).toMatchObject([{ attendees }])
      }),
      runs,
    )
  })

  it('names and labels of recordings come back, and labels that are changed', async () => {
    const { client, simulator } = await clientOn({ server })
    await fc.assert(
      fc.asyncProperty(words, async ({ name, label, setting }) => {
        simulator.reset()
        const recordID = simulator.addRecording({ meetingID: 'class-42', name, metadata: { Label: label } })
        const metadata = { meetingId: 'class-42', meetingName: name, isBreakout: 'false', Label: label }
        expect(await client.getRecordings()).toMatchObject({ recordings: [{ name, metadata }] })
        await client.updateRecordings({ recordID: [recordID], meta: { Label: setting } })
        expect(await client.getRecordings({ recordID: [recordID] })).toMatchObject({
          recordings: [{ name, metadata: { ...metadata, Label: setting } }],
        })
      }),
      runs,
    )
  })
})

describe.each(servers)('through the neutral calls and a %s', (server) => {
  it('what createMeeting and join are told arrives, and comes back', async () => {
    const simulator = await startBbbSimulator({ server })
    const { url, secret } = simulator
    const meetings = createMeetings({ providers: { bbb: { type: 'bbb', url, secret, server } } })
    cleanups.push(
      () => simulator.close(),
      () => meetings.close(),
    )
    let count = 0
    await fc.assert(
      fc.asyncProperty(words, async ({ name, welcome, label, fullName, setting }) => {
        simulator.reset()
        count += 1
        const id = `class-${count}`
        const { ref } = await meetings.createMeeting({
          id,
          name,
          welcomeMessage: welcome,
          metadata: { label, constructor: setting },
          record: 'on-demand',
        })
        expect(simulator.meetings().map(({ params }) => params)).toMatchObject([
          { name, welcome, meta_label: label, meta_constructor: setting },
        ])
        const joined = await meetings.join(ref, {
          participant: { id: 'ada', name: fullName },
          role: 'moderator',
          providerOptions: { bbb: { userdata: { motto: setting } } },
        })
        const link = joined.kind === 'url' ? joined.url : ''
        expect(await simulator.visit(link)).toMatchObject({ entered: true })
        expect(simulator.meetings()[0]?.attendees).toMatchObject([
          { fullName, customData: { motto: setting } },
        ])
        const participants = [{ id: 'ada', name: fullName, role: 'moderator' }]
        const told = { name, metadata: { label, constructor: setting } }
        expect(await meetings.info(ref)).toMatchObject({ ...told, participants })
        const listed = []
        for await (const meeting of meetings.listMeetings('bbb')) listed.push(meeting)
        expect(listed).toMatchObject([{ name }])
        simulator.startRecording(simulator.meetings()[0]?.meetingID ?? '')
        simulator.forget(simulator.meetings()[0]?.meetingID ?? '')
        simulator.finishRecordings()
        const { recordings } = await meetings.recordings.list({ meetingIds: [id] })
        expect(recordings).toMatchObject([{ meetingId: id, ...told }])
      }),
      runs,
    )
  })
})

describe('what would not survive', () => {
  it.each([
    ['a control character', 'bell\u0007'],
    ['half of a surrogate pair', 'half \ud83d pair'],
    ['U+FFFE, which no XML document can hold', 'end\ufffe'],
    ['U+FFFF', 'end\uffff'],
  ])('%s is refused before anything is sent', async (_title, text) => {
    const { client, simulator } = await clientOn()
    const meeting = { meetingID: 'class-42', name: 'Class' }
    for (const request of [
      { name: text },
      { welcome: text },
      { attendeePW: text },
      { meta: { label: text } },
    ])
      expect(await failure(client.create({ ...meeting, ...request }))).toMatchObject({
        code: 'invalid-request',
      })
    for (const request of [{ fullName: text }, { userdata: { motto: text } }])
      expect(
        await failure(client.join({ meetingID: 'class-42', fullName: 'Ada', role: 'VIEWER', ...request })),
      ).toMatchObject({ code: 'invalid-request' })
    expect(simulator.requests).toEqual([])
  })

  it.each(['1st', '.hidden', '__proto__'])(
    'a setting %s, which the server would make an element of that no reader takes, is refused likewise',
    async (key) => {
      const { client, simulator } = await clientOn()
      const userdata = Object.fromEntries([[key, 'x']])
      const joining = client.join({ meetingID: 'class-42', fullName: 'Ada', role: 'VIEWER', userdata })
      expect(await failure(joining)).toMatchObject({ code: 'invalid-request' })
      expect(simulator.requests).toEqual([])
    },
  )
})
