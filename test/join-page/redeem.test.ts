import { describe, expect, test } from 'vitest'
import { SignedTokens } from '../../src/join-link/signed-tokens.js'
import {
  ann,
  type ChimeWorld,
  chimeWorld,
  closedAfterEach,
  guest,
  id,
  joinedAnswer,
  mo,
  SECRET,
  tokenOf,
} from './support.js'

const closing = closedAfterEach()

async function onChime(...settings: Parameters<typeof chimeWorld>): Promise<ChimeWorld> {
  const world = await chimeWorld(...settings)
  closing.push(() => world.close())
  return world
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

describe('opening a link', () => {
  test('makes the attendee then, and not before', async () => {
    const w = await onChime()
    const settings = {
      name: 'Geometry',
      welcomeMessage: 'Hello',
      logoutUrl: 'https://app.example.com/bye',
      logoUrl: 'https://example.com/logo.svg',
      bannerText: 'Exam: please be quiet',
      muteOnStart: true,
      locks: { camera: true },
      media: { content: 'off' },
    } as const
    await w.clock.settle(w.meetings.createMeeting({ id, ...settings }))
    const link = await w.link(ann)
    expect(w.simulator.callsTo('CreateAttendee')).toBe(0)
    const answer = joinedAnswer(await w.browser().open(link))
    expect(w.simulator.callsTo('CreateAttendee')).toBe(1)
    const [meeting] = w.simulator.meetings()
    const [attendee] = meeting?.attendees ?? []
    expect(answer).toEqual({
      state: 'joined',
      pass: expect.any(String),
      session: {
        Meeting: expect.objectContaining({ MeetingId: meeting?.meetingId }),
        Attendee: expect.objectContaining({
          AttendeeId: attendee?.attendeeId,
          ExternalUserId: 'ann',
          JoinToken: attendee?.joinToken,
        }),
      },
      me: { seat: 'ann', participantId: 'ann', name: 'Ann', role: 'attendee', muted: false },
      meeting: {
        id,
        title: 'Geometry',
        welcomeMessage: 'Hello',
        logoutUrl: 'https://app.example.com/bye',
        logoUrl: 'https://example.com/logo.svg',
        bannerText: 'Exam: please be quiet',
        muteOnStart: true,
        noCamera: false,
        noScreenShare: true,
        locks: { camera: true, microphone: false, screenShare: false },
      },
      can: { endForAll: false, muteAll: false, remove: false, lock: false, record: false, admit: false },
    })
    // Of the attendee, not of who says so: the lock holds at the vendor.
    expect(attendee?.capabilities.Video).not.toMatch(/^Send/)
  })

  test('makes the meeting then, where the link says how, and once for all', async () => {
    const w = await onChime()
    const create = { name: 'Geometry' }
    const [one, other] = [await w.link({ ...ann, create }), await w.link({ ...mo, create })]
    expect(w.simulator.created).toBe(0)
    const answers = await Promise.all([w.browser().open(one), w.browser().open(other)])
    expect(answers.map((answer) => joinedAnswer(answer).meeting.title)).toEqual(['Geometry', 'Geometry'])
    expect(w.simulator.created).toBe(1)
    w.simulator.forget(w.simulator.meetings()[0]?.meetingId ?? '')
    expect((await w.browser().open(one)).state).toBe('joined')
    expect(w.simulator.created).toBe(2)
  })

  test('again takes the same seat', async () => {
    const w = await onChime()
    await w.clock.settle(w.meetings.createMeeting({ id }))
    const link = await w.link(ann)
    const browser = w.browser()
    const first = joinedAnswer(await browser.open(link))
    const again = joinedAnswer(await browser.open(link))
    const resumed = joinedAnswer(await browser.resume(first.pass))
    expect(again.session).toEqual(first.session)
    expect(resumed.session).toEqual(first.session)
    expect(w.simulator.callsTo('CreateAttendee')).toBe(1)
  })

  test('gives each device a seat of its own', async () => {
    const w = await onChime()
    await w.clock.settle(w.meetings.createMeeting({ id }))
    const seats: string[] = []
    for (const device of ['phone', 'laptop'])
      seats.push(joinedAnswer(await w.browser().open(await w.link({ ...ann, device }))).me.seat)
    expect(seats).toEqual(['ann.phone', 'ann.laptop'])
  })

  test('is no stricter than it has to be, however strict the backend is', async () => {
    const w = await onChime()
    await w.clock.settle(w.meetings.createMeeting({ id }))
    const link = await w.link(mo)
    w.serve(w.machine({ strict: true }))
    expect((await w.browser().open(link)).state).toBe('joined')
  })

  test('lets moderators do what the vendor can', async () => {
    const w = await onChime()
    await w.clock.settle(w.meetings.createMeeting({ id }))
    expect(joinedAnswer(await w.browser().open(await w.link(mo))).can).toEqual({
      endForAll: true,
      muteAll: true,
      remove: true,
      lock: true,
      record: false,
      admit: true,
    })
  })

  test('is refused once the link has expired, but whoever was let in comes back by the pass', async () => {
    const w = await onChime({ joinPage: { linkMinutes: 1 } })
    await w.clock.settle(w.meetings.createMeeting({ id }))
    const link = await w.link(ann)
    const browser = w.browser()
    const { pass, session } = joinedAnswer(await browser.open(link))
    await w.clock.advance(60_000)
    expect(await browser.open(link)).toEqual({ state: 'refused', reason: 'expired' })
    expect(joinedAnswer(await browser.resume(pass)).session).toEqual(session)
    await w.clock.advance(25 * 3_600_000)
    expect(await browser.resume(pass)).toEqual({ state: 'refused', reason: 'expired' })
  })

  test('is refused for what was not signed here', async () => {
    const w = await onChime()
    await w.clock.settle(w.meetings.createMeeting({ id }))
    const token = tokenOf(await w.link(ann))
    const [header = '', payload = '', signature = ''] = token.split('.')
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { say: object }
    const promoted = encoded({ ...claims, say: { ...claims.say, role: 'moderator' } })
    const none = encoded({ alg: 'none' })
    const others = new SignedTokens(['another secret of another one'])
    const now = w.clock.now()
    const times = { id: 'one', now, expiresAt: now + 60_000 }
    const forged = [
      `${header}.${promoted}.${signature}`,
      `${none}.${promoted}.`,
      `${none}.${payload}.${signature}`,
      await others.sign('anymeet-join', claims.say, times),
      await new SignedTokens([SECRET]).sign('anymeet-page', claims.say, times),
      'not a token',
    ]
    for (const one of forged) {
      const result = await w.browser().post('redeem', { token: one })
      expect(result).toMatchObject({ status: 403, body: { state: 'refused', reason: 'not-genuine' } })
    }
    const { body } = await w.browser().post('resume', { pass: token })
    expect(body).toEqual({ state: 'refused', reason: 'not-genuine' })
    expect(w.simulator.callsTo('CreateAttendee')).toBe(0)
  })

  test('is refused for the ref of another tenant', async () => {
    const w = await onChime()
    const { ref } = await w.clock.settle(w.meetings.createMeeting({ id }, { tenant: 'acme' }))
    const tokens = new SignedTokens([SECRET])
    const now = w.clock.now()
    const said = {
      tenant: 'evil',
      target: `amr1.${encoded(ref)}`,
      participant: { id: 'eve', name: 'Eve' },
      role: 'moderator',
    }
    const token = await tokens.sign('anymeet-join', said, { id: 'one', now, expiresAt: now + 60_000 })
    expect((await w.browser().post('redeem', { token })).body).toMatchObject({
      state: 'refused',
      reason: 'ended',
    })
    const own = await w.link(ann, id, { tenant: 'acme' })
    expect((await w.browser().open(own)).state).toBe('joined')
    expect((await w.browser().open(await w.link(ann, id, { tenant: 'other' }))).state).toBe('refused')
  })

  test('works while the secret is rotated, and not once it is gone', async () => {
    const w = await onChime()
    await w.clock.settle(w.meetings.createMeeting({ id }))
    const link = await w.link(ann)
    const { pass } = joinedAnswer(await w.browser().open(link))
    const secret = ['the new secret of these tests', SECRET]
    w.serve(w.machine({ joinPage: { url: w.base, secret } }))
    expect((await w.browser().open(link)).state).toBe('joined')
    expect((await w.browser().resume(pass)).state).toBe('joined')
    w.serve(w.machine({ joinPage: { url: w.base, secret: secret[0] ?? '' } }))
    expect(await w.browser().open(link)).toEqual({ state: 'refused', reason: 'not-genuine' })
    expect(await w.browser().resume(pass)).toEqual({ state: 'refused', reason: 'not-genuine' })
  })

  test('says that the meeting is over, and where to go from there', async () => {
    const w = await onChime()
    const logoutUrl = 'https://app.example.com/bye'
    const { ref } = await w.clock.settle(w.meetings.createMeeting({ id, logoutUrl }))
    const link = await w.link(ann)
    const { pass } = joinedAnswer(await w.browser().open(link))
    // The vendor dropped it, of which nobody has heard.
    w.simulator.forget(ref.vendor['meetingId'] ?? '')
    const ended = { state: 'refused', reason: 'ended', logoutUrl }
    expect(await w.browser().open(link)).toEqual(ended)
    await w.clock.settle(w.meetings.end(ref))
    expect(await w.browser().open(link)).toEqual(ended)
    expect(await w.browser().resume(pass)).toEqual(ended)
  })

  test('says that the meeting has not started', async () => {
    const w = await onChime()
    const link = await w.link(ann)
    const result = await w.browser().post('redeem', { token: tokenOf(link) })
    expect(result.body).toEqual({ state: 'refused', reason: 'not-started', retryAfterMs: 5_000 })
    expect(result.headers.get('retry-after')).toBe('5')
    await w.clock.settle(w.meetings.createMeeting({ id }))
    expect((await w.browser().open(link)).state).toBe('joined')
  })

  test('says that the meeting is full', async () => {
    const w = await onChime()
    await w.clock.settle(w.meetings.createMeeting({ id, maxParticipants: 1 }))
    expect((await w.browser().open(await w.link(ann))).state).toBe('joined')
    expect(await w.browser().open(await w.link(mo))).toEqual({ state: 'refused', reason: 'full' })
    expect(w.problems).toEqual([])
  })

  test('may be tried again where the vendor does not answer, and who runs the page is told', async () => {
    const w = await onChime()
    await w.clock.settle(w.meetings.createMeeting({ id }))
    const link = await w.link(ann, id)
    w.simulator.throwNext('CreateAttendee', 'ServiceUnavailableException', { times: 5 })
    const result = await w.browser().post('redeem', { token: tokenOf(link) })
    expect(result).toMatchObject({ status: 503, body: { state: 'refused', reason: 'unavailable' } })
    expect(w.problems).toMatchObject([{ kind: 'failed', error: { code: 'unavailable' } }])
    w.simulator.heal()
    expect((await w.browser().open(link)).state).toBe('joined')
  })

  test('tells who runs the page that its credentials may not do it', async () => {
    const w = await onChime()
    await w.clock.settle(w.meetings.createMeeting({ id }))
    w.simulator.denyAction('chime:CreateAttendee')
    expect(await w.browser().open(await w.link(ann))).toEqual({ state: 'refused', reason: 'denied' })
    expect(w.problems).toMatchObject([{ kind: 'failed', error: { code: 'forbidden' } }])
  })

  test('is not to be tried again where that would not help', async () => {
    const w = await onChime()
    await w.clock.settle(w.meetings.createMeeting({ id }))
    w.simulator.throwNext('CreateAttendee', 'SomethingNewException', { times: 9 })
    const result = await w.browser().post('redeem', { token: tokenOf(await w.link(ann)) })
    expect(result).toMatchObject({ status: 503, body: { state: 'refused', reason: 'unavailable' } })
    expect(result.body).not.toHaveProperty('retryAfterMs')
    expect(result.headers.get('retry-after')).toBeNull()
    expect(w.problems).toMatchObject([{ kind: 'failed', error: { retryable: false } }])
  })

  test('needs what the link asked for: a store that forgot it is no silent other meeting', async () => {
    const w = await onChime()
    const link = await w.link({ ...ann, create: { name: 'Geometry' } }, id, { tenant: 'acme' })
    for await (const key of w.store.keys('@:page:kept:')) await w.store.delete(key)
    expect(await w.browser().open(link)).toMatchObject({ state: 'refused', reason: 'unavailable' })
    expect(w.problems).toMatchObject([{ kind: 'forgotten', tenant: 'acme' }])
    expect(w.simulator.created).toBe(0)
  })

  test('is limited for each link', async () => {
    const w = await onChime()
    await w.clock.settle(w.meetings.createMeeting({ id }))
    const link = await w.link(ann)
    const browser = w.browser()
    for (let time = 0; time < 10; time++) expect((await browser.open(link)).state).toBe('joined')
    const result = await browser.post('redeem', { token: tokenOf(link) })
    expect(result).toMatchObject({
      status: 429,
      body: { state: 'refused', reason: 'rate-limited', retryAfterMs: 1_000 },
    })
    expect((await browser.open(await w.link(ann))).state).toBe('joined')
    await w.clock.advance(1_000)
    expect((await browser.open(link)).state).toBe('joined')
  })
})

describe('guests', () => {
  test('are not let in where the meeting denies them, and no attendee is made', async () => {
    const w = await onChime()
    await w.clock.settle(w.meetings.createMeeting({ id, guestPolicy: 'deny' }))
    expect(await w.browser().open(await w.link(guest))).toEqual({ state: 'refused', reason: 'denied' })
    expect(w.simulator.callsTo('CreateAttendee')).toBe(0)
    expect((await w.browser().open(await w.link(ann))).state).toBe('joined')
    expect((await w.browser().open(await w.link({ ...guest, role: 'moderator' }))).state).toBe('joined')
  })
})
