import { describe, expect, test } from 'vitest'
import type { HereAnswer, PageAction } from '../../src/join-page/page-api.js'
import type { SimulatedChimeCapabilities } from '../../src/testing/simulators/chime/capabilities.js'
import { startChimeMediaSimulator } from '../../src/testing/simulators/chime-media/index.js'
import type { ChimeEntry } from './support.js'
import {
  ann,
  type Browser,
  type ChimeWorld,
  chimeEntry,
  chimeWorld,
  closedAfterEach,
  id,
  joinedAnswer,
  mo,
} from './support.js'

const closing = closedAfterEach()

interface Scene {
  readonly w: ChimeWorld
  readonly moderator: Browser
  readonly modPass: string
  readonly attendee: Browser
  readonly pass: string
}

/** A meeting with Mo, who moderates, and Ann. */
async function scene(...settings: Parameters<typeof chimeWorld>): Promise<Scene> {
  const w = await chimeWorld(...settings)
  closing.push(() => w.close())
  await w.clock.settle(w.meetings.createMeeting({ id }))
  const moderator = w.browser()
  const { pass: modPass } = joinedAnswer(await moderator.open(await w.link(mo)))
  const attendee = w.browser()
  const { pass } = joinedAnswer(await attendee.open(await w.link(ann)))
  return { w, moderator, modPass, attendee, pass }
}

async function here(browser: Browser, pass: string): Promise<HereAnswer> {
  const answer = await browser.status(pass)
  if (answer.state !== 'here') throw new Error(`no status: ${JSON.stringify(answer)}`)
  return answer
}

function capabilitiesOf({ w }: Scene, externalUserId: string): SimulatedChimeCapabilities | undefined {
  const [meeting] = w.simulator.meetings()
  return meeting?.attendees.find((attendee) => attendee.externalUserId === externalUserId)?.capabilities
}

const done = { state: 'done' }
const denied = { state: 'refused', reason: 'denied' }

const everyAction: readonly PageAction[] = [
  { action: 'mute' },
  { action: 'unmute' },
  { action: 'mute', participantId: 'mo' },
  { action: 'remove', participantId: 'mo' },
  { action: 'lock', locks: { camera: true } },
  { action: 'end' },
  { action: 'start-recording' },
  { action: 'stop-recording' },
  { action: 'admit', participantId: 'gus' },
  { action: 'refuse', participantId: 'gus' },
]

describe('an attendee', () => {
  test.each(everyAction)('may not $action', async (action) => {
    const { w, attendee, pass } = await scene()
    const before = w.simulator.requests.length
    expect(await attendee.act(pass, action)).toEqual(denied)
    expect(w.simulator.requests.length).toBe(before)
  })
})

describe('a moderator', () => {
  test('takes the microphones of all others, which everybody is told, and gives them back', async () => {
    const s = await scene()
    const { moderator, modPass, attendee, pass } = s
    expect(await moderator.act(modPass, { action: 'mute' })).toEqual(done)
    expect(capabilitiesOf(s, 'ann')?.Audio).toBe('Receive')
    expect(capabilitiesOf(s, 'mo')?.Audio).toBe('SendReceive')
    const mutedOf = async (): Promise<readonly boolean[]> =>
      (await here(attendee, pass)).people.map(({ muted }) => muted)
    expect(await mutedOf()).toEqual([false, true])
    expect(joinedAnswer(await attendee.resume(pass)).me.muted).toBe(true)
    expect(await moderator.act(modPass, { action: 'unmute', participantId: 'ann' })).toEqual(done)
    expect(capabilitiesOf(s, 'ann')?.Audio).toBe('SendReceive')
    expect(await mutedOf()).toEqual([false, false])
    await moderator.act(modPass, { action: 'mute', participantId: 'ann' })
    expect(await mutedOf()).toEqual([false, true])
    expect(await moderator.act(modPass, { action: 'unmute' })).toEqual(done)
    expect(await mutedOf()).toEqual([false, false])
  })

  test('takes no microphone of whom nobody knows, and keeps no list of such', async () => {
    const { w, moderator, modPass, attendee } = await scene()
    const kept = async (): Promise<string> => {
      const texts: string[] = []
      for await (const key of w.store.keys('@:page:people:')) texts.push((await w.store.get(key)) ?? '')
      return texts.join()
    }
    for (const action of ['mute', 'unmute'] as const)
      expect(await moderator.act(modPass, { action, participantId: 'nobody' })).toEqual({
        state: 'refused',
        reason: 'bad-request',
      })
    expect(await kept()).not.toContain('nobody')
    // Somebody who came by the vendor's own way can be muted all the same.
    const bob = { participant: { id: 'bob', name: 'Bob' } }
    await w.clock.settle(w.meetings.join(id, { ...bob, joinVia: 'vendor' }))
    expect(await moderator.act(modPass, { action: 'mute', participantId: 'bob' })).toEqual(done)
    const [meeting] = w.simulator.meetings()
    expect(
      meeting?.attendees.find(({ externalUserId }) => externalUserId === 'bob')?.capabilities.Audio,
    ).toBe('Receive')
    expect(await moderator.act(modPass, { action: 'mute' })).toEqual(done)
    expect(await moderator.act(modPass, { action: 'unmute' })).toEqual(done)
    expect(await kept()).toContain('"muted":[]')
    expect(joinedAnswer(await attendee.open(await w.link(bob))).me.muted).toBe(false)
  })

  test('locks for all attendees, also for those who come later', async () => {
    const s = await scene()
    const { w, moderator, modPass, attendee, pass } = s
    expect(await moderator.act(modPass, { action: 'lock', locks: { camera: true } })).toEqual(done)
    expect(capabilitiesOf(s, 'ann')?.Video).toBe('Receive')
    const locks = { camera: true, microphone: false, screenShare: false }
    expect((await here(attendee, pass)).locks).toEqual(locks)
    const late = await w.link({ participant: { id: 'late', name: 'Late' } })
    expect(joinedAnswer(await w.browser().open(late)).meeting.locks).toEqual(locks)
    expect(capabilitiesOf(s, 'late')?.Video).toBe('Receive')
    await moderator.act(modPass, { action: 'lock', locks: { camera: false } })
    expect(capabilitiesOf(s, 'ann')?.Video).toBe('SendReceive')
    expect((await here(attendee, pass)).locks.camera).toBe(false)
  })

  test('removes somebody, who does not come back by the same or another link', async () => {
    const { w, moderator, modPass, attendee, pass } = await scene()
    expect(await moderator.act(modPass, { action: 'remove', participantId: 'ann' })).toEqual(done)
    const [meeting] = w.simulator.meetings()
    expect(meeting?.attendees.map(({ externalUserId }) => externalUserId)).toEqual(['mo'])
    expect(await attendee.open(await w.link(ann))).toEqual(denied)
    expect(await attendee.resume(pass)).toEqual(denied)
    expect(await attendee.status(pass)).toEqual(denied)
    expect(w.simulator.callsTo('CreateAttendee')).toBe(2)
  })

  test('removes somebody for good who loads the page again at the same moment', async () => {
    const { w, moderator, modPass, attendee } = await scene()
    const before = new Map<string, string | undefined>()
    for await (const key of w.store.keys('@:page:people:')) before.set(key, await w.store.get(key))
    expect(await moderator.act(modPass, { action: 'remove', participantId: 'ann' })).toEqual(done)
    // Whoever looked before the removal was written down.
    const late = {
      ...w.store,
      get: async (key: string) => {
        const known = before.get(key)
        before.delete(key)
        return known ?? w.store.get(key)
      },
    }
    w.serve(w.machine({ store: late }))
    expect(await attendee.open(await w.link(ann))).toEqual(denied)
    expect(w.simulator.callsTo('CreateAttendee')).toBe(3)
    const [meeting] = w.simulator.meetings()
    expect(meeting?.attendees.map(({ externalUserId }) => externalUserId)).toEqual(['mo'])
  })

  test('who was removed moderates no more', async () => {
    const { w, moderator, modPass } = await scene()
    const other = w.browser()
    const { pass: otherPass } = joinedAnswer(
      await other.open(await w.link({ participant: { id: 'max', name: 'Max' }, role: 'moderator' })),
    )
    expect(await moderator.act(modPass, { action: 'remove', participantId: 'max' })).toEqual(done)
    expect(await other.act(otherPass, { action: 'end' })).toEqual(denied)
    expect(await other.status(otherPass)).toEqual(denied)
    expect(w.simulator.meetings()).toHaveLength(1)
  })

  test('removes neither itself nor who was never there', async () => {
    const { moderator, modPass } = await scene()
    for (const participantId of ['mo', 'nobody'])
      expect(await moderator.act(modPass, { action: 'remove', participantId })).toEqual({
        state: 'refused',
        reason: 'bad-request',
      })
  })

  test('ends the meeting for all, after which nothing can be done about it', async () => {
    const { w, moderator, modPass, attendee, pass } = await scene()
    expect(await moderator.act(modPass, { action: 'end' })).toEqual(done)
    expect(w.simulator.meetings()).toEqual([])
    const ended = { state: 'refused', reason: 'ended' }
    expect(await attendee.status(pass)).toEqual(ended)
    expect(await moderator.act(modPass, { action: 'mute' })).toEqual(ended)
    expect(await attendee.resume(pass)).toEqual(ended)
  })

  test('has no power in another meeting, nor in a later session of the same', async () => {
    const { w, moderator, modPass } = await scene()
    await w.clock.settle(w.meetings.createMeeting({ id: 'other' }))
    const other = w.browser()
    const { pass } = joinedAnswer(await other.open(await w.link(ann, 'other')))
    const answer = await moderator.act(modPass, { action: 'remove', participantId: 'ann' })
    expect(answer).toEqual(done)
    expect((await here(other, pass)).people.map(({ participantId }) => participantId)).toEqual(['ann'])
    await moderator.act(modPass, { action: 'end' })
    await w.clock.settle(w.meetings.createMeeting({ id }))
    for (const action of everyAction)
      expect(await moderator.act(modPass, action)).toEqual({ state: 'refused', reason: 'ended' })
    expect(w.simulator.meetings()).toHaveLength(2)
  })

  test('cannot record a meeting that is not to be recorded', async () => {
    const { moderator, modPass } = await scene()
    expect(await moderator.act(modPass, { action: 'start-recording' })).toEqual(denied)
    expect((await here(moderator, modPass)).recording).toBe('off')
  })

  test.each<unknown>([
    { action: 'dance' },
    { action: 'remove' },
    { action: 'remove', participantId: 'no id' },
    { action: 'lock', locks: {} },
    { action: 'lock', locks: { userList: true } },
    { action: 'lock' },
    { action: 'end', more: true },
    {},
  ])('is told that %j is nothing to do', async (body) => {
    const { w, moderator, modPass } = await scene()
    const result = await moderator.post('act', { pass: modPass, ...(body as object) })
    expect(result).toMatchObject({ status: 400, body: { state: 'refused', reason: 'bad-request' } })
    expect(w.simulator.meetings()).toHaveLength(1)
  })

  test('may try again where the vendor failed', async () => {
    const { w, moderator, modPass } = await scene()
    w.simulator.throwNext('DeleteMeeting', 'ServiceUnavailableException', { times: 5 })
    expect(await moderator.act(modPass, { action: 'end' })).toMatchObject({
      state: 'refused',
      reason: 'unavailable',
    })
    w.simulator.heal()
    expect(await moderator.act(modPass, { action: 'end' })).toEqual(done)
  })
})

describe('recording', () => {
  test('is begun and ended by moderators, and everybody sees the sign', async () => {
    const w = await chimeWorld()
    closing.push(() => w.close())
    const media = await startChimeMediaSimulator({
      clock: w.clock,
      meetings: w.simulator,
      rates: 'unlimited',
    })
    closing.push(() => media.close())
    const entry: ChimeEntry = {
      ...chimeEntry(w.simulator),
      recording: {
        bucket: 'our-recordings',
        endpoints: { mediaPipelines: media.pipelinesEndpoint, s3: media.s3Endpoint },
      },
    }
    const machine = w.machine({ providers: { chime: entry } })
    w.serve(machine)
    await w.clock.settle(machine.meetings.createMeeting({ id, record: 'on-demand' }))
    const moderator = w.browser()
    const { pass: modPass, can } = joinedAnswer(await moderator.open(await w.link(mo)))
    expect(can.record).toBe(true)
    const attendee = w.browser()
    const { pass } = joinedAnswer(await attendee.open(await w.link(ann)))
    const [meeting] = w.simulator.meetings()
    for (const { joinToken } of meeting?.attendees ?? [])
      w.simulator.connect({ meetingId: meeting?.meetingId ?? '', joinToken })
    const sign = async (): Promise<string> => (await here(attendee, pass)).recording
    expect(await sign()).toBe('off')
    expect(await moderator.act(modPass, { action: 'start-recording' })).toEqual(done)
    expect(await sign()).toBe('running')
    await w.clock.advance(31_000)
    expect(await sign()).toBe('running')
    expect(await moderator.act(modPass, { action: 'stop-recording' })).toEqual(done)
    expect(await sign()).toBe('off')
    // The backend does it, too: that is noticed within half a minute.
    await w.clock.settle(machine.meetings.recordings.start(id))
    await w.clock.advance(31_000)
    expect(await sign()).toBe('running')
  })
})
