import { describe, expect, test } from 'vitest'
import { memoryStore } from '../../src/memory/memory-store.js'
import { ann, type ChimeWorld, chimeWorld, closedAfterEach, id, joinedAnswer, mo } from './support.js'

const closing = closedAfterEach()

async function meeting(...settings: Parameters<typeof chimeWorld>): Promise<ChimeWorld> {
  const world = await chimeWorld(...settings)
  closing.push(() => world.close())
  await world.clock.settle(world.meetings.createMeeting({ id }))
  return world
}

describe('what a page is told while it is open', () => {
  test('is who is who, and that nothing has changed since', async () => {
    const w = await meeting()
    const browser = w.browser()
    const { pass } = joinedAnswer(await browser.open(await w.link(ann)))
    const first = await browser.status(pass)
    expect(first).toEqual({
      state: 'here',
      revision: expect.stringMatching(/^[\w-]{16}$/),
      pollMs: 5_000,
      people: [{ seat: 'ann', participantId: 'ann', name: 'Ann', role: 'attendee', muted: false }],
      waiting: [],
      recording: 'off',
      locks: { camera: false, microphone: false, screenShare: false },
    })
    if (first.state !== 'here') return
    expect(await browser.status(pass, first.revision)).toEqual({ state: 'unchanged', pollMs: 5_000 })
    const other = w.browser()
    const avatarUrl = 'https://example.com/mo.png'
    const link = await w.link({ ...mo, participant: { ...mo.participant, avatarUrl } })
    const { pass: modPass, me } = joinedAnswer(await other.open(link))
    expect(me.avatarUrl).toBe(avatarUrl)
    expect(await browser.status(pass, first.revision)).toMatchObject({
      state: 'here',
      people: [{ seat: 'ann' }, { seat: 'mo', role: 'moderator', avatarUrl }],
    })
    expect(await other.status(modPass)).toMatchObject({ pollMs: 3_000 })
  })

  test('asks the vendor nothing', async () => {
    const w = await meeting()
    const browser = w.browser()
    const { pass } = joinedAnswer(await browser.open(await w.link(ann)))
    const before = w.simulator.requests.length
    for (let time = 0; time < 5; time++) {
      await browser.status(pass)
      await w.clock.advance(5_000)
    }
    expect(w.simulator.requests.length).toBe(before)
  })

  test('is read once a second, however many ask', async () => {
    const w = await meeting()
    let reads = 0
    const inner = memoryStore(w.clock)
    const store = {
      ...inner,
      get: (key: string) => {
        if (key.includes('page:people:')) reads += 1
        return inner.get(key)
      },
    }
    w.serve(w.machine({ store }))
    const browser = w.browser()
    const { pass } = joinedAnswer(await browser.open(await w.link(ann)))
    reads = 0
    for (let time = 0; time < 4; time++) await browser.status(pass)
    expect(reads).toBe(1)
    await w.clock.advance(1_000)
    await browser.status(pass)
    expect(reads).toBe(2)
  })

  test('comes from every machine', async () => {
    const w = await meeting()
    const browser = w.browser()
    const { pass } = joinedAnswer(await browser.open(await w.link(ann)))
    w.serve(w.machine())
    await w.browser().open(await w.link(mo))
    w.serve(w.machine())
    expect(await browser.status(pass)).toMatchObject({ people: [{ seat: 'ann' }, { seat: 'mo' }] })
  })

  test('is limited for each link', async () => {
    const w = await meeting({}, { passRate: { perSecond: 1, burst: 2 } })
    const browser = w.browser()
    const { pass } = joinedAnswer(await browser.open(await w.link(ann)))
    await browser.status(pass)
    await browser.status(pass)
    expect(await browser.post('status', { pass })).toMatchObject({
      status: 429,
      body: { reason: 'rate-limited', retryAfterMs: 1_000 },
    })
    const { pass: other } = joinedAnswer(await browser.open(await w.link(mo)))
    expect((await browser.status(other)).state).toBe('here')
  })

  test('is not for tokens, old passes and other words', async () => {
    const w = await meeting()
    const browser = w.browser()
    const { pass } = joinedAnswer(await browser.open(await w.link(ann)))
    expect(await browser.status('nothing')).toEqual({ state: 'refused', reason: 'not-genuine' })
    await w.clock.advance(25 * 3_600_000 + 1_000)
    expect(await browser.status(pass)).toEqual({ state: 'refused', reason: 'expired' })
  })

  test('can be asked for again where the store failed', async () => {
    const w = await meeting()
    const browser = w.browser()
    let broken = false
    const store = {
      ...w.store,
      get: (key: string) =>
        broken ? Promise.reject(new Error('redis://:hunter2@10.0.0.1 is gone')) : w.store.get(key),
    }
    w.serve(w.machine({ store }))
    const { pass } = joinedAnswer(await browser.open(await w.link(ann)))
    broken = true
    expect(await browser.status(pass)).toMatchObject({ state: 'refused', reason: 'unavailable' })
    expect(String(w.problems.map(({ error }) => `${error.message} ${String(error.cause)}`))).not.toContain(
      'hunter2',
    )
    broken = false
    expect((await browser.status(pass)).state).toBe('here')
  })
})

describe('closing the page', () => {
  test('gives the seat free after a while, unless the person comes back', async () => {
    const w = await meeting()
    const browser = w.browser()
    const { pass } = joinedAnswer(await browser.open(await w.link({ ...ann, device: 'phone' })))
    // Somebody stays, so that the meeting does.
    const stays = joinedAnswer(await browser.open(await w.link(mo)))
    w.simulator.connect({
      meetingId: String(stays.session.Meeting['MeetingId']),
      joinToken: stays.session.Attendee.JoinToken,
    })
    const left = await browser.post('leave', { pass })
    expect([left.status, left.body]).toEqual([204, undefined])
    expect(w.simulator.meetings()[0]?.attendees).toHaveLength(2)
    await w.clock.advance(120_000)
    await w.clock.settle(w.meetings.sweep())
    expect(w.simulator.meetings()[0]?.attendees.map(({ externalUserId }) => externalUserId)).toEqual(['mo'])
    expect((await browser.resume(pass)).state).toBe('joined')
  })

  test('of a meeting that is over is nothing special', async () => {
    const w = await meeting()
    const browser = w.browser()
    const { pass } = joinedAnswer(await browser.open(await w.link(ann)))
    await w.clock.settle(w.meetings.end(id))
    expect((await browser.post('leave', { pass })).status).toBe(204)
    expect(w.problems).toEqual([])
  })
})
