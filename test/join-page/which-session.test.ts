import { describe, expect, test } from 'vitest'
import { MemoryDirectory } from '../../src/directory/memory-directory.js'
import { memoryStore } from '../../src/memory/memory-store.js'
import { startBbbSimulator } from '../../src/testing/simulators/bbb/index.js'
import { startChimeSimulator } from '../../src/testing/simulators/chime/index.js'
import { rejection } from '../identity/support.js'
import {
  ann,
  bbbWorld,
  type ChimeWorld,
  chimeEntry,
  chimeWorld,
  closedAfterEach,
  guest,
  id,
  joinedAnswer,
  mo,
  type PageWorld,
  waitingAnswer,
} from './support.js'

const closing = closedAfterEach()

async function open<World extends PageWorld>(world: Promise<World>): Promise<World> {
  const opened = await world
  closing.push(() => opened.close())
  return opened
}

/** Chime drops a meeting in which nobody is, and tells nobody. */
function drop({ simulator }: ChimeWorld): void {
  for (const { meetingId } of simulator.meetings()) simulator.forget(meetingId)
}

const insideOf = ({ simulator }: ChimeWorld): readonly string[] =>
  simulator.meetings().flatMap(({ attendees }) => attendees.map(({ externalUserId }) => externalUserId))

describe('who may come in', () => {
  test.each(['ask-moderator', 'deny'] as const)(
    'is settled by the meeting of today (%s), not by that of yesterday, which was dropped',
    async (guestPolicy) => {
      const w = await open(chimeWorld())
      await w.clock.settle(w.meetings.createMeeting({ id, name: 'Yesterday' }))
      drop(w)
      const answer = await w.browser().open(await w.link({ ...guest, create: { guestPolicy } }))
      expect(answer).toMatchObject(
        guestPolicy === 'deny' ? { state: 'refused', reason: 'denied' } : { state: 'waiting' },
      )
      expect(insideOf(w)).toEqual([])
    },
  )

  test('is not settled by who was sent out, or refused, yesterday', async () => {
    const w = await open(chimeWorld())
    const create = { guestPolicy: 'ask-moderator' } as const
    const [moLink, annLink, gusLink] = [
      await w.link({ ...mo, create }),
      await w.link({ ...ann, create }),
      await w.link({ ...guest, create }),
    ]
    const { pass } = joinedAnswer(await w.browser().open(moLink))
    joinedAnswer(await w.browser().open(annLink))
    waitingAnswer(await w.browser().open(gusLink))
    await w.browser().act(pass, { action: 'remove', participantId: 'ann' })
    await w.browser().act(pass, { action: 'refuse', participantId: 'gus' })
    expect(await w.browser().open(annLink)).toMatchObject({ reason: 'denied' })
    expect(await w.browser().open(gusLink)).toMatchObject({ reason: 'denied' })
    drop(w)
    expect(await w.browser().open(gusLink)).toMatchObject({ state: 'waiting' })
    expect(await w.browser().open(annLink)).toMatchObject({ state: 'joined' })
  })

  test('is settled by the page where the meeting moves to a vendor without one', async () => {
    const chime = await startChimeSimulator({ rates: 'unlimited' })
    closing.push(() => chime.close())
    const w = await open(bbbWorld())
    const providers = {
      bbb: { type: 'bbb', url: w.bbb.url, secret: w.bbb.secret } as const,
      chime: chimeEntry(chime),
    }
    const machine = w.machine({
      provider: 'bbb',
      providers,
      instances: { bbb: { fallback: 'chime', joinVia: 'page' } },
    })
    w.serve(machine)
    const joined = await w.clock.settle(
      machine.meetings.join(id, { ...guest, create: { guestPolicy: 'deny' } }),
    )
    await w.bbb.close()
    if (joined.kind !== 'url') throw new Error('the page gives links')
    expect(await w.browser().open(joined.url)).toMatchObject({ state: 'refused', reason: 'denied' })
    expect(chime.meetings().flatMap(({ attendees }) => attendees)).toEqual([])
  })

  test('is asked of a moderator where the settings are not known', async () => {
    const w = await open(chimeWorld())
    const { ref } = await w.clock.settle(w.meetings.createMeeting({ id, guestPolicy: 'deny' }))
    const { url } = (await w.clock.settle(w.meetings.join(ref, guest))) as { url: string }
    w.serve(w.machine({ directory: new MemoryDirectory({ clock: w.clock }) }))
    expect(await w.browser().open(url)).toMatchObject({ state: 'waiting' })
    expect(insideOf(w)).toEqual([])
  })
})

describe('a link on BigBlueButton that goes by the page', () => {
  test('does not lead into an error page of the vendor', async () => {
    const w = await open(bbbWorld({ instances: { bbb: { joinVia: 'page' } } }))
    expect(await w.browser().open(await w.link(ann))).toMatchObject({ reason: 'not-started' })
    await w.clock.settle(w.meetings.createMeeting({ id }))
    const link = await w.link(ann)
    expect(await w.browser().open(link)).toMatchObject({ state: 'redirect' })
    w.bbb.forget(id)
    expect(await w.browser().open(link)).toMatchObject({ reason: 'ended' })
  })
})

describe('what a join by the page answers', () => {
  test('is a ref that works once somebody has opened the link', async () => {
    const w = await open(chimeWorld())
    const joined = await w.clock.settle(w.meetings.join(id, { ...ann, create: { name: 'Geometry' } }))
    if (joined.kind !== 'url') throw new Error('the page gives links')
    joinedAnswer(await w.browser().open(joined.url))
    expect(await w.clock.settle(w.meetings.info(joined.ref))).toMatchObject({ name: 'Geometry' })
    expect(await w.clock.settle(w.meetings.join(joined.ref, ann))).toMatchObject({ kind: 'url' })
    expect(await w.clock.settle(w.meetings.end(joined.ref))).toMatchObject({ outcome: 'ended' })
    // Of a meeting that is over, the next one.
    const again = await w.clock.settle(w.meetings.join(id, { ...ann, create: {} }))
    if (again.kind !== 'url') throw new Error('the page gives links')
    joinedAnswer(await w.browser().open(again.url))
    expect(await w.clock.settle(w.meetings.end(again.ref))).toMatchObject({ outcome: 'ended' })
  })

  test('takes no seat, and keeps the warnings, where a fallback made the meeting', async () => {
    const bbb = await startBbbSimulator()
    const w = await open(chimeWorld())
    const providers = {
      bbb: { type: 'bbb', url: bbb.url, secret: bbb.secret } as const,
      chime: chimeEntry(w.simulator),
    }
    const machine = w.machine({ provider: 'bbb', providers, instances: { bbb: { fallback: 'chime' } } })
    w.serve(machine)
    await bbb.close()
    const joined = await w.clock.settle(
      machine.meetings.join(id, {
        participant: { name: 'Ann' },
        create: { name: 'Geometry', locks: { publicChat: true } },
      }),
    )
    expect(joined.warnings.map(({ code, field }) => `${code} ${field}`)).toEqual([
      'unsupported create.locks.publicChat',
      'fell-back undefined',
    ])
    expect(insideOf(w)).toEqual([])
    if (joined.kind !== 'url') throw new Error('the page gives links')
    joinedAnswer(await w.browser().open(joined.url))
    expect(insideOf(w)).toEqual([joined.participantId])
  })

  test('is the vendor’s own where the page has no client for it', async () => {
    const w = await open(chimeWorld())
    const { meetings } = w.machine({ providers: { fake: { type: 'fake', preset: 'sdk-like' } } })
    const joined = await w.clock.settle(meetings.join(id, { ...ann, create: {} }))
    expect(joined).toMatchObject({ kind: 'sdk' })
  })

  test('warns that nobody asks a moderator where a guest does not go by the page', async () => {
    const w = await open(chimeWorld())
    await w.clock.settle(w.meetings.createMeeting({ id, guestPolicy: 'deny' }))
    const request = { ...guest, joinVia: 'vendor' } as const
    const joined = await w.clock.settle(w.meetings.join(id, request))
    expect(joined.warnings).toMatchObject([{ code: 'unsupported', field: 'participant.guest' }])
    const strict = rejection(w.clock.settle(w.meetings.join(id, request, { strict: true })))
    expect(await strict).toMatchObject({ code: 'unsupported' })
    const other = await w.clock.settle(w.meetings.join(id, { ...ann, joinVia: 'vendor' }))
    expect(other.warnings).toEqual([])
  })
})

describe('who was sent out', () => {
  test.each(['by the backend', 'by a moderator, having come another way'])('stays out, %s', async (how) => {
    const w = await open(chimeWorld())
    await w.clock.settle(w.meetings.createMeeting({ id }))
    const { pass } = joinedAnswer(await w.browser().open(await w.link(mo)))
    const link = await w.link(ann)
    if (how === 'by the backend') {
      joinedAnswer(await w.browser().open(link))
      const { outcome } = await w.clock.settle(w.meetings.removeParticipant(id, 'ann'))
      expect(outcome).toBe('done')
    } else {
      await w.clock.settle(w.meetings.join(id, { ...ann, joinVia: 'vendor' }))
      const answer = await w.browser().act(pass, { action: 'remove', participantId: 'ann' })
      expect(answer.state).toBe('done')
    }
    expect(await w.browser().open(link)).toMatchObject({ state: 'refused', reason: 'denied' })
    expect(insideOf(w)).toEqual(['mo'])
  })

  test('is still listed where the vendor did not do it, so that it can be tried again', async () => {
    const w = await open(chimeWorld())
    await w.clock.settle(w.meetings.createMeeting({ id }))
    const { pass } = joinedAnswer(await w.browser().open(await w.link(mo)))
    joinedAnswer(await w.browser().open(await w.link(ann)))
    w.simulator.throwNext('DeleteAttendee', 'ServiceUnavailableException', { times: 9 })
    const browser = w.browser()
    const remove = { action: 'remove', participantId: 'ann' } as const
    expect(await browser.act(pass, remove)).toMatchObject({ reason: 'unavailable' })
    expect(await browser.status(pass)).toMatchObject({ people: [{ seat: 'mo' }, { seat: 'ann' }] })
    w.simulator.heal()
    expect(await browser.act(pass, remove)).toEqual({ state: 'done' })
    expect(insideOf(w)).toEqual(['mo'])
  })

  test('is sent out also where the store that is to remember it fails, and the backend is told', async () => {
    const w = await open(chimeWorld())
    const inner = memoryStore(w.clock)
    let fails = false
    const store: typeof inner = {
      ...inner,
      get: (key) => inner.get(key),
      set: (...args) => inner.set(...args),
      delete: (key) => inner.delete(key),
      keys: (prefix) => inner.keys(prefix),
      async swap(...args) {
        if (fails && args[0].includes('page:people')) throw new Error('down')
        return inner.swap(...args)
      },
    }
    const machine = w.machine({ store })
    w.serve(machine)
    await w.clock.settle(machine.meetings.createMeeting({ id }))
    const joined = await w.clock.settle(machine.meetings.join(id, ann))
    if (joined.kind !== 'url') throw new Error('the page gives links')
    joinedAnswer(await w.browser().open(joined.url))
    fails = true
    const error = await rejection(w.clock.settle(machine.meetings.removeParticipant(id, 'ann')))
    expect(error).toMatchObject({ code: 'unavailable' })
    expect(insideOf(w)).toEqual([])
  })
})

test('a microphone that was taken is given back with the role of a moderator', async () => {
  const w = await open(chimeWorld())
  await w.clock.settle(w.meetings.createMeeting({ id }))
  const { pass } = joinedAnswer(await w.browser().open(await w.link(mo)))
  joinedAnswer(await w.browser().open(await w.link(ann)))
  await w.browser().act(pass, { action: 'mute', participantId: 'ann' })
  const { me } = joinedAnswer(await w.browser().open(await w.link({ ...ann, role: 'moderator' })))
  expect(me).toMatchObject({ role: 'moderator', muted: false })
})

test('nothing is locked because the directory does not answer for a while', async () => {
  const w = await open(chimeWorld())
  const inner = new MemoryDirectory({ clock: w.clock })
  let fails = false
  const directory = new Proxy(inner, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name)
      if (typeof value !== 'function') return value
      return (...args: unknown[]) =>
        fails ? Promise.reject(new Error('down')) : (value.apply(target, args) as unknown)
    },
  })
  const machine = w.machine({ directory })
  w.serve(machine)
  await w.clock.settle(machine.meetings.createMeeting({ id }))
  const joined = await w.clock.settle(machine.meetings.join(id, ann))
  if (joined.kind !== 'url') throw new Error('the page gives links')
  const browser = w.browser()
  const { pass } = joinedAnswer(await browser.open(joined.url))
  fails = true
  expect(await browser.status(pass)).toMatchObject({ state: 'refused', reason: 'unavailable' })
  fails = false
  expect(await browser.status(pass)).toMatchObject({ state: 'here', locks: { camera: false } })
})
