import { describe, expect, it } from 'vitest'
import type { ProviderMeetingInfo } from '../../../src/spec/provider.js'
import { TestClock } from '../../../src/testing/test-clock.js'
import {
  callOptions,
  createRequest,
  failure,
  joinRequest,
  meeting,
  onAnswer,
  onSimulator,
} from './support.js'

describe.each(['bbb-2.4', 'bbb-3.0'] as const)('info on %s', (server) => {
  it('knows a fresh meeting', async () => {
    const clock = new TestClock()
    const { simulator, bbb } = await onSimulator({ server, clock })
    const request = createRequest({
      name: 'Übung <1> & "2"',
      maxParticipants: 1_500,
      record: 'on-demand',
      metadata: { course: '0123', constructor: 'a & b', 'to-string': '' },
    })
    const { vendor } = await bbb.createMeeting(request, callOptions())
    const info = await bbb.info(meeting(vendor), callOptions())
    const createdAt = new Date(simulator.meetings()[0]?.createTime ?? 0)
    expect(info).toMatchObject({
      status: 'open',
      running: false,
      name: 'Übung <1> & "2"',
      createdAt,
      participantCount: 0,
      participants: [],
      presence: 'live',
      maxParticipants: 1_500,
      recording: 'requested',
      warnings: [],
    })
    expect({ ...info.metadata }).toEqual({ course: '0123', constructor: 'a & b', 'to-string': '' })
    expect(info).not.toHaveProperty('endedAt')
  })

  it('knows who is inside', async () => {
    const { simulator, bbb } = await onSimulator({ server })
    const { vendor } = await bbb.createMeeting(createRequest(), callOptions())
    const people = [
      { role: 'moderator', participant: { id: '007', name: "Zoë O'Brien 😀" } },
      { role: 'attendee', participant: { id: 'p-2', name: '<Bob>' } },
    ] as const
    for (const person of people) {
      const joined = await bbb.join(meeting(vendor), joinRequest(person), callOptions())
      await simulator.visit(joined.kind === 'url' ? joined.url : '')
    }
    const info = await bbb.info(meeting(vendor), callOptions())
    expect(info).toMatchObject({ running: true, participantCount: 2 })
    expect(info.participants).toEqual([
      {
        id: '007',
        name: "Zoë O'Brien 😀",
        role: 'moderator',
        presenter: true,
        microphone: false,
        camera: false,
      },
      { id: 'p-2', name: '<Bob>', role: 'attendee', presenter: false, microphone: false, camera: false },
    ])
  })

  it('shows no password and no second list of people in providerData', async () => {
    const { simulator, bbb } = await onSimulator({ server })
    const { vendor } = await bbb.createMeeting(createRequest({ metadata: { a: 'b' } }), callOptions())
    const info = await bbb.info(meeting(vendor), callOptions())
    expect(info.providerData).toMatchObject({
      meetingID: 'class-42',
      metadata: { a: 'b' },
      isBreakout: 'false',
    })
    expect(info.providerData).not.toHaveProperty('attendees')
    const [made] = simulator.meetings()
    const shown = JSON.stringify(info)
    expect(shown).not.toMatch(/PW/)
    expect(shown).not.toContain(made?.attendeePW)
    expect(shown).not.toContain(made?.moderatorPW)
  })

  it('says not-found of a session that never was, is gone or was replaced', async () => {
    const { simulator, bbb } = await onSimulator({ server })
    expect(await failure(bbb.info(meeting(), callOptions()))).toMatchObject({
      code: 'not-found',
      effect: 'none',
    })
    const { vendor } = await bbb.createMeeting(createRequest(), callOptions())
    simulator.forget('class-42')
    expect(await failure(bbb.info(meeting(vendor), callOptions()))).toMatchObject({ code: 'not-found' })
    await bbb.createMeeting(createRequest(), callOptions())
    const replaced = await failure(bbb.info(meeting(vendor), callOptions()))
    expect(replaced).toMatchObject({ code: 'not-found' })
    expect(replaced.message).toContain('newer')
    expect(await bbb.info(meeting(), callOptions())).toMatchObject({ status: 'open' })
  })

  it('calls a meeting that is ending ended', async () => {
    const { bbb } = await onSimulator({ server })
    const { vendor } = await bbb.createMeeting(createRequest(), callOptions())
    await bbb.end(meeting(vendor), callOptions())
    expect(await bbb.info(meeting(vendor), callOptions())).toMatchObject({ status: 'ended' })
  })

  it('repeats by itself once, because asking has no effect', async () => {
    const { simulator, bbb } = await onSimulator({ server })
    const { vendor } = await bbb.createMeeting(createRequest(), callOptions())
    for (const fault of [
      { kind: 'cut' },
      { kind: 'truncate' },
      { kind: 'answer', status: 502, body: '<html>Bad Gateway</html>' },
    ] as const) {
      simulator.stage({ ...fault, when: 'getMeetingInfo' })
      expect(await bbb.info(meeting(vendor), callOptions())).toMatchObject({ status: 'open' })
    }
  })
})

/** The info that comes of an answer with these fields. */
async function infoOf(fields: string, vendor: Record<string, string> = {}): Promise<ProviderMeetingInfo> {
  const head =
    '<returncode>SUCCESS</returncode><meetingID>class-42</meetingID><createTime>1700000000000</createTime>'
  const bbb = await onAnswer(`<?xml version="1.0"?>\n<response>\n${head}\n${fields}\n</response>\n`)
  return bbb.info(meeting(vendor), callOptions())
}

describe('info reads', () => {
  it('times as dates, and 0 as none', async () => {
    expect(await infoOf('<startTime>1700000001000</startTime><endTime>0</endTime>')).toMatchObject({
      status: 'open',
      createdAt: new Date(1_700_000_000_000),
      startedAt: new Date(1_700_000_001_000),
    })
    expect(await infoOf('<startTime>0</startTime><endTime>1700000002000</endTime>')).toMatchObject({
      status: 'ended',
      endedAt: new Date(1_700_000_002_000),
    })
    for (const text of ['0', '', 'soon', '-5'])
      expect(await infoOf(`<startTime>${text}</startTime>`)).not.toHaveProperty('startedAt')
  })

  it.each([
    ['12', 12],
    ['1,000', 1_000],
    ['1.000', 1_000],
    ['1\u00a0000', 1_000],
    ['1\u202f000', 1_000],
    ['12’345', 12_345],
  ])('the count %s', async (text, count) => {
    const info = await infoOf(`<participantCount>${text}</participantCount><maxUsers>${text}</maxUsers>`)
    expect(info).toMatchObject({ participantCount: count, maxParticipants: count })
  })

  it('what nobody knows as absent', async () => {
    const info = await infoOf('<participantCount/><maxUsers>0</maxUsers><running/>')
    expect(Object.keys(info).toSorted()).toEqual(
      ['status', 'presence', 'warnings', 'createdAt', 'metadata', 'providerData'].toSorted(),
    )
  })

  it('one attendee, no attendee, and one whom nothing can refer to', async () => {
    const one = '<attendee><userID>u1</userID><role>VIEWER</role></attendee>'
    const person = { id: 'u1', role: 'attendee', presenter: false, microphone: false, camera: false }
    expect((await infoOf(`<attendees>${one}</attendees>`)).participants).toEqual([person])
    expect((await infoOf('<attendees>\n</attendees>')).participants).toEqual([])
    expect((await infoOf('<attendees/>')).participants).toEqual([])
    const nameless = '<attendee><userID></userID><fullName>Ghost</fullName></attendee>'
    expect((await infoOf(`<attendees>${nameless}${one}</attendees>`)).participants).toEqual([person])
  })

  it.each([
    ['true', 'false', true],
    ['true', 'true', false],
    ['false', 'true', false],
    ['false', 'false', false],
  ])('a microphone: voice %s, listening only %s', async (voice, listenOnly, microphone) => {
    const info = await infoOf(
      `<attendees><attendee><userID>u</userID><hasJoinedVoice>${voice}</hasJoinedVoice><isListeningOnly>${listenOnly}</isListeningOnly><hasVideo>true</hasVideo></attendee></attendees>`,
    )
    expect(info.participants).toMatchObject([{ microphone, camera: true }])
  })

  it('CDATA, references and padding in texts', async () => {
    const info = await infoOf(
      '<meetingName><![CDATA[a <b> & ]]>&#233;&#x1F600; </meetingName><metadata><x>  two  </x></metadata>',
    )
    expect(info).toMatchObject({ name: 'a <b> & é😀 ', metadata: { x: '  two  ' } })
  })

  it('breakout rooms as a list however many there are', async () => {
    const info = await infoOf('<breakoutRooms><breakout>a</breakout><breakout>b</breakout></breakoutRooms>')
    expect(info.providerData).toMatchObject({ breakoutRooms: { breakout: ['a', 'b'] } })
  })

  it('an answer without a usable createTime as none', async () => {
    for (const createTime of ['', '<createTime/>', '<createTime>1.7E12</createTime>']) {
      const bbb = await onAnswer(`<response><returncode>SUCCESS</returncode>${createTime}</response>`)
      const error = await failure(bbb.info(meeting(), callOptions()))
      expect(error).toMatchObject({ code: 'invalid-response', effect: 'none' })
      expect(error.message).toContain('createTime')
    }
  })

  it('more people than fit into one mebibyte', async () => {
    const people = Array.from(
      { length: 4_000 },
      (_, i) =>
        `<attendee><userID>user-${i}</userID><fullName>Jürgen Müller ${i}</fullName><role>VIEWER</role><isPresenter>false</isPresenter><isListeningOnly>false</isListeningOnly><hasJoinedVoice>true</hasJoinedVoice><hasVideo>false</hasVideo><clientType>HTML5</clientType></attendee>`,
    )
    const info = await infoOf(`<attendees>${people.join('\n')}</attendees>`)
    expect(info.participants).toHaveLength(4_000)
    expect(info.participants?.[3_999]).toMatchObject({
      id: 'user-3999',
      name: 'Jürgen Müller 3999',
      microphone: true,
    })
  })
})
