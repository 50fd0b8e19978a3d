import { describe, expect, test } from 'vitest'
import {
  call,
  child,
  create,
  field,
  fieldNames,
  info,
  link,
  outcome,
  type Params,
  pair,
  parseXml,
  redirectErrors,
  servers,
  start,
} from './support.js'

const ada: Params = { fullName: 'Ada', meetingID: 'class-1', role: 'MODERATOR', password: 'pears' }
const without = (name: string): Params =>
  Object.fromEntries(Object.entries(ada).filter(([key]) => key !== name))

/** The key of a refused join, as XML where the release allows it. */
async function refusal(simulator: Parameters<typeof call>[0], params: Params): Promise<string | undefined> {
  const answer = await call(simulator, 'join', params)
  expect(answer.status).toBe(302)
  const asXml = await call(simulator, 'join', { ...params, redirect: 'false' })
  const errors = redirectErrors(answer) as { key: string; message: string }[]
  if (simulator.server === 'bbb-2.4') expect(redirectErrors(asXml)).toEqual(errors)
  else expect(outcome(asXml)).toBe(`FAILED ${errors[0]?.key}`)
  expect(errors).toEqual([{ key: expect.any(String), message: expect.any(String) }])
  return errors[0]?.key
}

describe('a join that is accepted', () => {
  test.each([
    ['bbb-2.4', '/html5client/join'],
    ['bbb-3.0', '/html5client/'],
  ] as const)('sends the browser of %s to %s with a cookie', async (server, path) => {
    const { simulator } = await start({ server })
    await create(simulator, 'class-1')
    const answer = await call(simulator, 'join', ada)
    const location = new URL(answer.headers.location!)
    expect([answer.status, location.pathname]).toEqual([302, path])
    expect(location.searchParams.get('sessionToken')).toMatch(/^\w{16}$/)
    expect(answer.headers['set-cookie']?.[0]).toMatch(/^JSESSIONID=\w+; /)
  })

  test('answers XML in snake case when it is asked not to redirect', async () => {
    const { simulator } = await start()
    await create(simulator, 'class-1')
    const answer = await call(simulator, 'join', { ...ada, redirect: 'false' })
    expect(fieldNames(parseXml(answer.body))).toEqual([
      'returncode',
      'messageKey',
      'message',
      'meeting_id',
      'user_id',
      'auth_token',
      'session_token',
      'guestStatus',
      'url',
    ])
    expect(outcome(answer)).toBe('SUCCESS successfullyJoined')
    expect(field(answer, 'meeting_id')).toBe(simulator.meeting('class-1')?.internalMeetingID)
    expect(field(answer, 'user_id')).toMatch(/^w_\w{12}$/)
    expect(field(answer, 'guestStatus')).toBe('ALLOW')
    expect(answer.headers['set-cookie']?.[0]).toMatch(/^JSESSIONID=/)
    expect(field(answer, 'url')).toContain(field(answer, 'session_token'))
  })

  test('makes nobody present: the client has to be opened, in the browser that has the cookie', async () => {
    const { simulator } = await start()
    await create(simulator, 'class-1')
    const answer = await call(simulator, 'join', { ...ada, redirect: 'false' })
    expect(simulator.meeting('class-1')).toMatchObject({ attendees: [], hasUserJoined: false })
    expect(await simulator.visit(field(answer, 'url')!)).toMatchObject({ entered: false, status: 401 })
    expect(field(await info(simulator, 'class-1'), 'participantCount')).toBe('0')
  })

  test('works in another browser when the meeting allows requests without a session', async () => {
    const { simulator } = await start()
    await create(simulator, 'class-1', { allowRequestsWithoutSession: 'true' })
    const answer = await call(simulator, 'join', { ...ada, userID: 'u-1', redirect: 'false' })
    expect(await simulator.visit(field(answer, 'url')!)).toEqual({
      entered: true,
      status: 200,
      userId: 'u-1',
    })
  })

  test('accepts the internal ID as well', async () => {
    const { simulator } = await start()
    await create(simulator, 'class-1')
    const meetingID = simulator.meeting('class-1')!.internalMeetingID
    const visit = await simulator.visit(link(simulator, 'join', { ...ada, meetingID }))
    expect(visit.entered).toBe(true)
  })
})

describe('a visit', () => {
  test('enters like a browser: the link, then the client with the cookie', async () => {
    const { simulator } = await start()
    await create(simulator, 'class-1')
    const visit = await simulator.visit(
      link(simulator, 'join', { ...ada, userID: 'u-1', 'userdata-bbb_Skip': 'yes' }),
    )
    expect(visit).toEqual({
      entered: true,
      status: 302,
      userId: 'u-1',
      location: expect.stringContaining('sessionToken='),
    })
    expect(simulator.meeting('class-1')?.attendees).toEqual([
      {
        userID: 'u-1',
        internalUserID: expect.stringMatching(/^w_/),
        fullName: 'Ada',
        role: 'MODERATOR',
        guest: false,
        customData: { bbb_skip: 'yes' },
        params: { ...ada, userID: 'u-1', 'userdata-bbb_Skip': 'yes' },
      },
    ])
    expect(simulator.requests.map((request) => request.call)).toEqual(['create', 'join', 'html5client'])
  })

  test('that is refused reports the key, from the redirect or from the XML', async () => {
    const { simulator } = await start()
    const unknown = await simulator.visit(link(simulator, 'join', ada))
    expect(unknown).toMatchObject({ entered: false, status: 302, errorKey: 'meetingForciblyEnded' })
    const asXml = await simulator.visit(link(simulator, 'join', { ...ada, redirect: 'false' }))
    expect(asXml).toEqual({ entered: false, status: 200, errorKey: 'meetingForciblyEnded' })
    const tampered = `${link(simulator, 'join', ada)}0`
    expect((await simulator.visit(tampered)).errorKey).toBe('checksumError')
  })

  test('to something that is no join link enters nothing', async () => {
    const { simulator } = await start()
    expect(await simulator.visit(`${simulator.url}nowhere`)).toEqual({ entered: false, status: 404 })
    expect(
      await simulator.visit(simulator.url.replace('bigbluebutton/', 'html5client/?sessionToken=x')),
    ).toEqual({ entered: false, status: 401 })
  })

  test('gives the userID of the server when the link has none, and leave takes it', async () => {
    const { simulator } = await start()
    await create(simulator, 'class-1')
    const { userId } = await simulator.visit(link(simulator, 'join', ada))
    expect(userId).toMatch(/^w_/)
    simulator.leave('class-1', userId!)
    expect(simulator.meeting('class-1')?.attendees).toEqual([])
  })

  test('of one person ends without the others, by either of the two IDs', async () => {
    const { simulator } = await start()
    await create(simulator, 'class-1')
    for (const userID of ['u-1', 'u-2', 'u-3']) {
      await simulator.visit(link(simulator, 'join', { ...ada, userID }))
    }
    const inside = () => simulator.meeting('class-1')!.attendees
    simulator.leave('class-1', 'u-2')
    expect(inside().map(({ userID }) => userID)).toEqual(['u-1', 'u-3'])
    simulator.leave('class-1', inside()[0]!.internalUserID)
    expect(inside().map(({ userID }) => userID)).toEqual(['u-3'])
  })

  test('can be repeated with the same link: each is a connection of its own, and leave ends them all', async () => {
    const { simulator } = await start()
    await create(simulator, 'class-1')
    const again = link(simulator, 'join', { ...ada, userID: 'u-1' })
    await simulator.visit(again)
    await simulator.visit(again)
    expect(simulator.meeting('class-1')?.attendees).toHaveLength(2)
    simulator.leave('class-1', 'u-1')
    expect(simulator.meeting('class-1')?.attendees).toHaveLength(0)
  })

  test('with a userID over 50 characters gets stuck on 3.0 without any error', async () => {
    const entered = []
    for (const server of servers) {
      const { simulator } = await start({ server })
      await create(simulator, 'class-1')
      const visit = await simulator.visit(link(simulator, 'join', { ...ada, userID: 'u'.repeat(51) }))
      expect(visit.errorKey).toBeUndefined()
      entered.push(visit.entered)
    }
    expect(entered).toEqual([true, false])
  })
})

describe('a join that is refused', () => {
  test('goes to the logout page with the error, which is a page', async () => {
    const { simulator } = await start()
    const answer = await call(simulator, 'join', ada)
    expect(answer.headers.location).toContain(`${new URL(simulator.url).origin}/?errors=`)
    const page = await fetch(answer.headers.location!)
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html'])
  })

  test('goes to the errorRedirectUrl for a broken rule on 3.0, to the logout page otherwise', async () => {
    const errorRedirectUrl = 'https://app.example/oops?from=bbb'
    const hosts = []
    for (const server of servers) {
      const { simulator } = await start({ server })
      const broken = await call(simulator, 'join', { ...ada, errorRedirectUrl })
      await create(simulator, 'class-1')
      const decided = await call(simulator, 'join', { ...ada, createTime: '1', errorRedirectUrl })
      hosts.push([broken, decided].map(({ headers }) => new URL(headers.location!).hostname))
      if (server === 'bbb-3.0') expect(broken.headers.location).toContain('?from=bbb&errors=')
    }
    expect(hosts).toEqual([
      ['127.0.0.1', '127.0.0.1'],
      ['app.example', '127.0.0.1'],
    ])
  })

  test('when the meeting is unknown: reported as forcibly ended', async () => {
    for (const server of servers) {
      const { simulator } = await start({ server })
      expect(await refusal(simulator, ada)).toBe('meetingForciblyEnded')
      expect(await refusal(simulator, without('meetingID'))).toBe('meetingForciblyEnded')
      expect(await refusal(simulator, without('fullName'))).toBe('missingParamFullName')
    }
  })

  test.each([
    [{ fullName: '' }, 'missingParamFullName'],
    [{ guest: 'perhaps' }, 'validationError'],
    [{ auth: 'perhaps' }, 'validationError'],
    [{ createTime: 'soon' }, 'validationError'],
    [{ createTime: '' }, 'mismatchCreateTimeParam'],
    [{ createTime: '1' }, 'mismatchCreateTimeParam'],
  ] as const)('when it has %j: %s', async (change, key) => {
    for (const server of servers) {
      const { simulator } = await start({ server })
      await create(simulator, 'class-1')
      expect(await refusal(simulator, { ...ada, ...change })).toBe(key)
    }
  })

  test('never when createTime is that of the meeting', async () => {
    const { simulator } = await start()
    const createTime = field(await create(simulator, 'class-1'), 'createTime')!
    expect((await simulator.visit(link(simulator, 'join', { ...ada, createTime }))).entered).toBe(true)
  })

  test('on 3.0 when the name is longer than 255 characters', async () => {
    const keys = []
    for (const server of servers) {
      const { simulator } = await start({ server })
      await create(simulator, 'class-1')
      expect(
        (await simulator.visit(link(simulator, 'join', { ...ada, fullName: 'x'.repeat(255) }))).entered,
      ).toBe(true)
      keys.push(
        (await simulator.visit(link(simulator, 'join', { ...ada, fullName: 'x'.repeat(256) }))).errorKey,
      )
    }
    expect(keys).toEqual([undefined, 'fullNameTooLong'])
  })

  test('when the meeting is full, until somebody leaves', async () => {
    const { simulator } = await start()
    await create(simulator, 'class-1', { maxParticipants: '1' })
    await simulator.visit(link(simulator, 'join', { ...ada, userID: 'u-1' }))
    expect(await refusal(simulator, { ...ada, userID: 'u-2' })).toBe('maxParticipantsReached')
    simulator.leave('class-1', 'u-1')
    expect((await simulator.visit(link(simulator, 'join', ada))).entered).toBe(true)
  })

  test('when the same user is inside three times', async () => {
    const { simulator } = await start()
    await create(simulator, 'class-1')
    const params = { ...ada, userID: 'u-1' }
    for (let times = 0; times < 3; times += 1) {
      expect((await simulator.visit(link(simulator, 'join', params))).entered).toBe(true)
    }
    expect(await refusal(simulator, params)).toBe('maxParticipantsReached')
    expect((await simulator.visit(link(simulator, 'join', { ...ada, userID: 'u-2' }))).entered).toBe(true)
  })
})

describe('role and password', () => {
  test.each([
    ['the role before the password', { role: 'viewer', password: 'pears' }, 'VIEWER', 'VIEWER'],
    ['the moderator password without a role', { role: '', password: 'pears' }, 'MODERATOR', 'MODERATOR'],
    ['the attendee password with an unknown role', { role: 'KING', password: 'apples' }, 'VIEWER', 'VIEWER'],
    ['a role without a password', { role: 'Moderator', password: '' }, 'invalidPassword', 'MODERATOR'],
    [
      'a role with a wrong password',
      { role: 'MODERATOR', password: 'wrong' },
      'invalidPassword',
      'MODERATOR',
    ],
    ['neither', { role: '', password: '' }, 'invalidPassword', 'Params required'],
    [
      'an unknown role and a wrong password',
      { role: 'KING', password: 'wrong' },
      'invalidPassword',
      'Params required',
    ],
    ['a password of one character', { password: 'x' }, 'invalidPassword', 'invalidPassword'],
  ] as const)('%s', async (_case, change, on24, on30) => {
    const results = []
    for (const server of servers) {
      const { simulator } = await start({ server })
      await create(simulator, 'class-1')
      const visit = await simulator.visit(link(simulator, 'join', { ...ada, ...change }))
      results.push(visit.errorKey ?? simulator.meeting('class-1')?.attendees[0]?.role)
    }
    expect(results).toEqual([on24, on30])
  })

  test('an empty password never matches a meeting without passwords', async () => {
    const { simulator } = await start()
    await create(simulator, 'class-1', {})
    expect(await refusal(simulator, { ...without('role'), password: '' })).toBe('Params required')
  })
})

describe('the guest policy', () => {
  test.each([
    ['ALWAYS_DENY', { guest: 'true' }, 'guestDeniedAccess'],
    ['no such policy', { guest: 'true' }, 'guestDeniedAccess'],
    ['ALWAYS_DENY', {}, 'ALLOW'],
    ['ALWAYS_DENY', { guest: '1' }, 'ALLOW'],
    ['ALWAYS_ACCEPT', { guest: 'TRUE' }, 'ALLOW'],
    ['ASK_MODERATOR', { guest: 'true' }, 'WAIT'],
    ['ALWAYS_ACCEPT_AUTH', { guest: 'true' }, 'WAIT'],
    ['ALWAYS_ACCEPT_AUTH', { guest: 'true', auth: 'true' }, 'ALLOW'],
  ] as const)('%s with %j: %s', async (guestPolicy, change, expected) => {
    const { simulator } = await start()
    await create(simulator, 'class-1', { ...pair, guestPolicy })
    const params = { ...ada, role: 'VIEWER', ...change }
    const answer = await call(simulator, 'join', { ...params, redirect: 'false' })
    expect(field(answer, 'guestStatus') ?? field(answer, 'messageKey')).toBe(expected)
    const visit = await simulator.visit(link(simulator, 'join', params))
    expect(visit.entered).toBe(expected === 'ALLOW')
  })
})

describe('userdata', () => {
  test('becomes tags of customdata; a key with a hyphen is dropped', async () => {
    const { simulator } = await start()
    await create(simulator, 'class-1')
    const params = { ...ada, 'userdata-bbb_A.b': 'one & two', 'userdata-no-way': 'x', 'userdata-': 'y' }
    await simulator.visit(link(simulator, 'join', params))
    const answer = await info(simulator, 'class-1')
    const customData = child(parseXml(answer.body), 'attendees', 'attendee', 'customdata')
    expect(customData?.children).toMatchObject([{ name: 'bbb_a.b', text: 'one & two' }])
  })

  test('with an odd character in a key makes the meeting unreadable', async () => {
    const { simulator } = await start()
    await create(simulator, 'class-1')
    await simulator.visit(link(simulator, 'join', { ...ada, 'userdata-a b!': 'x' }))
    const answer = await info(simulator, 'class-1')
    expect(answer.status).toBe(200)
    expect(() => parseXml(answer.body)).toThrow()
  })
})
