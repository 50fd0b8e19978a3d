import { describe, expect, test } from 'vitest'
import { SignedTokens } from '../../src/join-link/signed-tokens.js'
import type { HereAnswer } from '../../src/join-page/page-api.js'
import {
  ann,
  type Browser,
  type ChimeWorld,
  chimeWorld,
  closedAfterEach,
  guest,
  id,
  joinedAnswer,
  mo,
  SECRET,
  waitingAnswer,
} from './support.js'

const closing = closedAfterEach()

async function onChime(): Promise<ChimeWorld> {
  const world = await chimeWorld()
  closing.push(() => world.close())
  return world
}

interface Door {
  readonly w: ChimeWorld
  readonly moderator: Browser
  readonly modPass: string
}

/** A meeting that asks a moderator, who is inside. */
async function door(): Promise<Door> {
  const w = await onChime()
  await w.clock.settle(w.meetings.createMeeting({ id, guestPolicy: 'ask-moderator', name: 'Geometry' }))
  const moderator = w.browser()
  const { pass } = joinedAnswer(await moderator.open(await w.link(mo)))
  return { w, moderator, modPass: pass }
}

async function here(browser: Browser, pass: string): Promise<HereAnswer> {
  const answer = await browser.status(pass)
  if (answer.state !== 'here') throw new Error(`no status: ${JSON.stringify(answer)}`)
  return answer
}

describe('a guest of a meeting that asks a moderator', () => {
  test('waits without a seat, and is let in once admitted', async () => {
    const { w, moderator, modPass } = await door()
    const browser = w.browser()
    const waiting = waitingAnswer(await browser.open(await w.link(guest)))
    expect(waiting).toMatchObject({ pollMs: 3_000, meeting: { id, title: 'Geometry' } })
    expect((await browser.resume(waiting.pass)).state).toBe('waiting')
    expect(w.simulator.callsTo('CreateAttendee')).toBe(1)
    expect((await here(moderator, modPass)).waiting).toEqual([
      { participantId: 'gus', name: 'Gus', since: w.clock.now() },
    ])
    const admitted = await moderator.act(modPass, { action: 'admit', participantId: 'gus' })
    expect(admitted).toEqual({ state: 'done' })
    expect((await here(moderator, modPass)).waiting).toEqual([])
    expect(joinedAnswer(await browser.resume(waiting.pass)).me.seat).toBe('gus')
    expect(w.simulator.callsTo('CreateAttendee')).toBe(2)
    // Loading the page again asks nobody again.
    expect((await browser.open(await w.link(guest))).state).toBe('joined')
    const { people } = await here(moderator, modPass)
    expect(people.map(({ participantId }) => participantId)).toEqual(['mo', 'gus'])
  })

  test('is told that it was refused, and stays so', async () => {
    const { w, moderator, modPass } = await door()
    const browser = w.browser()
    const link = await w.link(guest)
    const { pass } = waitingAnswer(await browser.open(link))
    expect(await moderator.act(modPass, { action: 'refuse', participantId: 'gus' })).toEqual({
      state: 'done',
    })
    expect(await browser.resume(pass)).toEqual({ state: 'refused', reason: 'denied' })
    expect(await browser.open(link)).toEqual({ state: 'refused', reason: 'denied' })
    expect((await here(moderator, modPass)).waiting).toEqual([])
    expect(w.simulator.callsTo('CreateAttendee')).toBe(1)
  })

  test('may ask for nothing else while it waits', async () => {
    const { w } = await door()
    const browser = w.browser()
    const { pass } = waitingAnswer(await browser.open(await w.link(guest)))
    expect(await browser.status(pass)).toEqual({ state: 'refused', reason: 'denied' })
    expect(await browser.act(pass, { action: 'end' })).toEqual({ state: 'refused', reason: 'denied' })
    expect(await browser.act(pass, { action: 'admit', participantId: 'gus' })).toEqual({
      state: 'refused',
      reason: 'denied',
    })
  })

  test('does not wait any more once its page is closed, or is not heard of for a while', async () => {
    const { w, moderator, modPass } = await door()
    const browser = w.browser()
    const { pass } = waitingAnswer(await browser.open(await w.link(guest)))
    expect((await browser.post('leave', { pass })).status).toBe(204)
    await w.clock.advance(1_000)
    expect((await here(moderator, modPass)).waiting).toEqual([])
    await browser.resume(pass)
    for (let time = 0; time < 5; time++) {
      await w.clock.advance(20_000)
      await browser.resume(pass)
    }
    // Browsers let the timers of a page that nobody looks at run once a minute.
    for (let time = 0; time < 3; time++) {
      await w.clock.advance(62_000)
      expect((await here(moderator, modPass)).waiting).toHaveLength(1)
      await browser.resume(pass)
    }
    expect((await here(moderator, modPass)).waiting).toHaveLength(1)
    await w.clock.advance(150_000)
    expect((await here(moderator, modPass)).waiting).toEqual([])
    // Who is not there is not admitted ahead of time.
    const answer = await moderator.act(modPass, { action: 'admit', participantId: 'gus' })
    expect(answer).toEqual({ state: 'refused', reason: 'bad-request' })
  })

  test('waits no longer than a day after its link has expired', async () => {
    const { w } = await door()
    const browser = w.browser()
    const link = await w.link(guest)
    let { pass } = waitingAnswer(await browser.open(link))
    const ask = async (hours: number): Promise<void> => {
      await w.clock.advance(hours * 3_600_000)
      pass = waitingAnswer(await browser.resume(pass)).pass
    }
    // The link is good for two hours, and the pass for a day and an hour after.
    for (const hours of [20, 6, 0.9]) await ask(hours)
    await w.clock.advance(0.1 * 3_600_000)
    expect(await browser.resume(pass)).toEqual({ state: 'refused', reason: 'expired' })
  })

  test('waits for a meeting that is not there yet, and does not make it', async () => {
    const w = await onChime()
    const create = { guestPolicy: 'ask-moderator', name: 'Geometry' } as const
    const browser = w.browser()
    const { pass, meeting } = waitingAnswer(await browser.open(await w.link({ ...guest, create })))
    expect([w.simulator.created, meeting.title]).toEqual([0, 'Geometry'])
    const moderator = w.browser()
    const { pass: modPass } = joinedAnswer(await moderator.open(await w.link({ ...mo, create })))
    expect((await here(moderator, modPass)).waiting).toMatchObject([{ participantId: 'gus' }])
    await moderator.act(modPass, { action: 'admit', participantId: 'gus' })
    expect((await browser.resume(pass)).state).toBe('joined')
    expect(w.simulator.created).toBe(1)
  })

  test('waits again where the meeting was made anew after it was admitted', async () => {
    const { w, moderator, modPass } = await door()
    const create = { guestPolicy: 'ask-moderator' } as const
    const browser = w.browser()
    const { pass } = waitingAnswer(await browser.open(await w.link({ ...guest, create })))
    await moderator.act(modPass, { action: 'admit', participantId: 'gus' })
    w.simulator.forget(w.simulator.meetings()[0]?.meetingId ?? '')
    expect((await browser.resume(pass)).state).toBe('waiting')
    expect(w.simulator.created).toBe(1)
    expect((await moderator.open(await w.link({ ...mo, create }))).state).toBe('joined')
    expect((await browser.resume(pass)).state).toBe('waiting')
  })

  test('is asked about on every machine', async () => {
    const { w, moderator, modPass } = await door()
    const browser = w.browser()
    const { pass } = waitingAnswer(await browser.open(await w.link(guest)))
    w.serve(w.machine())
    expect((await here(moderator, modPass)).waiting).toHaveLength(1)
    await moderator.act(modPass, { action: 'admit', participantId: 'gus' })
    w.serve(w.machine())
    expect((await browser.resume(pass)).state).toBe('joined')
  })

  test('is not the concern of attendees', async () => {
    const { w } = await door()
    await w.browser().open(await w.link(guest))
    const browser = w.browser()
    const { pass } = joinedAnswer(await browser.open(await w.link(ann)))
    expect((await here(browser, pass)).waiting).toEqual([])
    for (const action of ['admit', 'refuse'] as const)
      expect(await browser.act(pass, { action, participantId: 'gus' })).toEqual({
        state: 'refused',
        reason: 'denied',
      })
  })

  test('is not admitted by a moderator of another meeting', async () => {
    const { w } = await door()
    const browser = w.browser()
    const { pass } = waitingAnswer(await browser.open(await w.link(guest)))
    await w.clock.settle(w.meetings.createMeeting({ id: 'other', guestPolicy: 'ask-moderator' }))
    const stranger = w.browser()
    const { pass: otherPass } = joinedAnswer(await stranger.open(await w.link(mo, 'other')))
    const answer = await stranger.act(otherPass, { action: 'admit', participantId: 'gus' })
    expect(answer).toEqual({ state: 'refused', reason: 'bad-request' })
    expect((await browser.resume(pass)).state).toBe('waiting')
  })
})

describe('a meeting that asks about those only who did not sign in', () => {
  test('lets guests in who did', async () => {
    const w = await onChime()
    await w.clock.settle(w.meetings.createMeeting({ id, guestPolicy: 'ask-unless-authenticated' }))
    const known = { participant: { id: 'kim', name: 'Kim', guest: true, authenticated: true } }
    expect((await w.browser().open(await w.link(known))).state).toBe('joined')
    expect((await w.browser().open(await w.link(guest))).state).toBe('waiting')
  })
})

describe('a pass', () => {
  test('that says it is inside, but was not signed here, is none', async () => {
    const { w } = await door()
    const now = w.clock.now()
    const claims = { target: id, participant: ann.participant, role: 'moderator', link: 'x', inside: true }
    const forged = await new SignedTokens([`${SECRET}!`]).sign('anymeet-page', claims, {
      id: 'x',
      now,
      expiresAt: now + 60_000,
    })
    expect(await w.browser().act(forged, { action: 'end' })).toEqual({
      state: 'refused',
      reason: 'not-genuine',
    })
  })
})
