import { describe, expect, test } from 'vitest'
import type { BbbSimulator } from '../../../../src/testing/simulators/bbb/index.js'
import {
  call,
  child,
  create,
  field,
  grouped,
  jsonOf,
  link,
  outcome,
  type Params,
  parseXml,
  releases,
  send,
  start,
  visit,
} from './support.js'

const api = '/bigbluebutton/api'

/** Joins without opening the client, and says the token of the session. */
async function session(simulator: BbbSimulator, params: Params = {}): Promise<string> {
  const base = { fullName: 'Ada', meetingID: 'class-1', role: 'MODERATOR', redirect: 'false', userID: 'ada' }
  return field(await call(simulator, 'join', { ...base, ...params }), 'session_token')!
}

describe('getSessions', () => {
  test('is an empty element with a key when there are none', async () => {
    const { simulator } = await start()
    await create(simulator, 'class-1')
    const answer = await call(simulator, 'getSessions')
    expect(outcome(answer)).toBe('SUCCESS noSessions')
    expect(answer.body).toContain('<sessions/>')
  })

  test('has everybody whom join let in, with the internal ID of the meeting', async () => {
    const { simulator } = await start()
    await create(simulator, 'class-1')
    await session(simulator)
    await visit(simulator, 'class-1', { fullName: 'Bo & <Co>' })
    const list = child(parseXml((await call(simulator, 'getSessions')).body), 'sessions')!
    expect(list.children.map(({ name, children }) => [name, ...children.map(({ text }) => text)])).toEqual([
      ['meeting', simulator.meeting('class-1')!.internalMeetingID, 'Algebra', 'Ada'],
      ['meeting', simulator.meeting('class-1')!.internalMeetingID, 'Algebra', 'Bo & <Co>'],
    ])
  })
})

describe('sendChatMessage', () => {
  const chat = (simulator: BbbSimulator, params: Params) =>
    call(simulator, 'sendChatMessage', { meetingID: 'class-1', ...params })

  test('reaches a meeting with somebody in it, from System unless told otherwise', async () => {
    const { simulator } = await start()
    await create(simulator, 'class-1')
    await visit(simulator, 'class-1')
    expect(outcome(await chat(simulator, { message: 'Five minutes & counting' }))).toBe('SUCCESS ')
    await chat(simulator, { message: 'x'.repeat(500), userName: 'n'.repeat(255) })
    expect(simulator.messages('class-1')).toEqual([
      { userName: 'System', message: 'Five minutes & counting' },
      { userName: 'n'.repeat(255), message: 'x'.repeat(500) },
    ])
    expect(simulator.messages('nobody')).toEqual([])
  })

  test('finds no meeting where nobody is inside', async () => {
    const { simulator } = await start()
    expect(outcome(await chat(simulator, { message: 'Hello' }))).toBe('FAILED meetingNotFound')
    await create(simulator, 'class-1')
    expect(outcome(await chat(simulator, { message: 'Hello' }))).toBe('FAILED meetingNotFound')
  })

  test.each([
    [{}, 'nullError'],
    [{ message: '' }, 'sizeError'],
    [{ message: 'x'.repeat(501) }, 'sizeError'],
    [{ message: 'Hello', userName: 'n'.repeat(256) }, 'sizeError'],
    [{ message: 'Hello', meetingID: 'a,b' }, 'validationError'],
  ] as const)('refuses %j: %s', async (params, key) => {
    const { simulator } = await start()
    await create(simulator, 'class-1')
    await visit(simulator, 'class-1')
    expect(outcome(await chat(simulator, params))).toBe(`FAILED ${key}`)
    expect(simulator.messages('class-1')).toEqual([])
  })

  test('without any meetingID breaks the server, and by POST is the version document', async () => {
    const { simulator } = await start()
    expect((await call(simulator, 'sendChatMessage', { message: 'Hello' })).status).toBe(500)
    const posted = await call(simulator, 'sendChatMessage', { message: 'Hello' }, { method: 'POST' })
    expect(field(posted, 'version')).toBe('2.0')
  })
})

describe('getJoinUrl', () => {
  test('gives whoever has a session a link to come in once more, unsigned and in JSON', async () => {
    const { simulator } = await start()
    await create(simulator, 'class-1')
    await visit(simulator, 'class-1', { userID: 'bo', role: 'VIEWER', password: 'apples' })
    const sessionToken = await session(simulator)
    const query = `sessionToken=${sessionToken}&userdata-bbb_skip=1&userdata-no!=2&other=3`
    for (const method of ['GET', 'POST']) {
      const response = jsonOf(await send(simulator, `${api}/getJoinUrl?${query}`, { method }))
      expect(response).toEqual({
        returncode: 'SUCCESS',
        message: expect.any(String),
        url: expect.any(String),
      })
      const visited = await simulator.visit(response['url'] as string)
      expect(visited).toMatchObject({ entered: true, userId: 'ada' })
    }
    const { attendees } = simulator.meeting('class-1')!
    expect(attendees.map(({ userID, role }) => `${userID} ${role}`)).toEqual([
      'bo VIEWER',
      'ada MODERATOR',
      'ada MODERATOR',
    ])
    expect(attendees[1]!.customData).toEqual({ bbb_skip: '1' })
    expect(Object.keys(attendees[1]!.params)).not.toContain('other')
  })

  test('replaces the session when told to', async () => {
    const { simulator } = await start()
    await create(simulator, 'class-1')
    const visited = await visit(simulator, 'class-1', { userID: 'ada' })
    const sessionToken = new URL(visited.location!).searchParams.get('sessionToken')!
    const target = `${api}/getJoinUrl?sessionToken=${sessionToken}&replaceSession=true&sessionName=Tablet`
    const before = simulator.meeting('class-1')!.attendees[0]!.internalUserID
    await simulator.visit(jsonOf(await send(simulator, target))['url'] as string)
    const [only, ...others] = simulator.meeting('class-1')!.attendees
    expect(others).toEqual([])
    expect(only!.internalUserID).not.toBe(before)
    expect(only!.params).toMatchObject({ sessionName: 'Tablet', existingUserID: before })
  })

  test.each(['', '?sessionToken=', '?sessionToken=nobody'])(
    'fails with %j, without a messageKey',
    async (query) => {
      const { simulator } = await start()
      await create(simulator, 'class-1')
      const response = jsonOf(await send(simulator, `${api}/getJoinUrl${query}`))
      expect(response).toEqual({ returncode: 'FAILED', message: expect.any(String) })
    },
  )
})

describe('learningDashboard', () => {
  test('is for moderators, in JSON inside JSON', async () => {
    const { simulator } = await start()
    await create(simulator, 'class-1')
    await visit(simulator, 'class-1', { userID: 'bo', fullName: 'Bo' })
    const get = async (sessionToken: string) =>
      jsonOf(await send(simulator, `${api}/learningDashboard?sessionToken=${sessionToken}`))
    const response = await get(await session(simulator))
    expect(response['returncode']).toBe('SUCCESS')
    const data = JSON.parse(response['data'] as string) as { extId: string; users: object }
    expect(data.extId).toBe('class-1')
    expect(Object.values(data.users)).toMatchObject([{ extId: 'bo', name: 'Bo' }])
    const failed = { returncode: 'FAILED', message: expect.any(String) }
    expect(await get(await session(simulator, { role: 'VIEWER' }))).toEqual(failed)
    expect(await get('nobody')).toEqual(failed)
  })

  test('takes POST since 3.0', async () => {
    const groups = await grouped(releases, async (simulator) => {
      const { body } = await send(simulator, `${api}/learningDashboard`, { method: 'POST' })
      if (body.startsWith('{')) return 'answer'
      return body.includes('<version>') ? 'version' : 'nothing'
    })
    expect(groups).toEqual({ nothing: '2.2 2.3', version: '2.4 2.5 2.6 2.7', answer: '3.0' })
  })
})

describe('a guest who waits', () => {
  const guest: Params = { fullName: 'Cy', role: 'VIEWER', password: 'apples', guest: 'true', userID: 'cy' }

  test('is in once a moderator says so', async () => {
    const { simulator } = await start()
    await create(simulator, 'class-1', {
      moderatorPW: 'pears',
      attendeePW: 'apples',
      guestPolicy: 'ASK_MODERATOR',
    })
    expect(await visit(simulator, 'class-1', guest)).toMatchObject({ entered: false, userId: 'cy' })
    expect(simulator.meeting('class-1')).toMatchObject({ attendees: [], hasUserJoined: false })
    simulator.admit('class-1', 'somebody else')
    expect(simulator.meeting('class-1')!.attendees).toEqual([])
    simulator.admit('class-1', 'cy')
    expect(simulator.meeting('class-1')).toMatchObject({
      attendees: [{ userID: 'cy', guest: true }],
      hasUserJoined: true,
    })
    simulator.admit('class-1', 'cy')
    simulator.admit('nobody', 'cy')
    expect(simulator.meeting('class-1')!.attendees).toHaveLength(1)
  })

  test('enters with the link that waited, when the client was not open yet', async () => {
    const { simulator } = await start()
    await create(simulator, 'class-1', { attendeePW: 'apples', guestPolicy: 'ASK_MODERATOR' })
    const joined = await call(simulator, 'join', { ...guest, meetingID: 'class-1', redirect: 'false' })
    expect(field(joined, 'guestStatus')).toBe('WAIT')
    simulator.admit('class-1', 'cy')
    expect(simulator.meeting('class-1')!.attendees).toEqual([])
    const headers = { cookie: joined.headers['set-cookie']![0]!.split(';')[0]! }
    await fetch(field(joined, 'url')!, { headers })
    expect(simulator.meeting('class-1')!.attendees).toMatchObject([{ userID: 'cy' }])
    expect((await simulator.visit(link(simulator, 'join', { ...guest, meetingID: 'class-1' }))).entered).toBe(
      false,
    )
  })
})
