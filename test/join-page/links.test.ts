import { describe, expect, test } from 'vitest'
import { bbb } from '../../providers/bbb/index.js'
import { createMeetings } from '../../src/create-meetings.js'
import { MemoryDirectory } from '../../src/directory/memory-directory.js'
import { memoryStore } from '../../src/memory/memory-store.js'
import { startBbbSimulator } from '../../src/testing/simulators/bbb/index.js'
import { startChimeSimulator } from '../../src/testing/simulators/chime/index.js'
import { TestClock } from '../../src/testing/test-clock.js'
import { rejection } from '../identity/support.js'
import {
  ann,
  type BbbWorld,
  bbbWorld,
  type ChimeWorld,
  chimeEntry,
  chimeWorld,
  closedAfterEach,
  id,
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

async function onBbb(...settings: Parameters<typeof bbbWorld>): Promise<BbbWorld> {
  const world = await bbbWorld(...settings)
  closing.push(() => world.close())
  return world
}

function said(url: string): Record<string, unknown> {
  const [, payload = ''] = tokenOf(url).split('.')
  return (JSON.parse(Buffer.from(payload, 'base64url').toString()) as { say: Record<string, unknown> }).say
}

describe('a join on a vendor without links', () => {
  test('answers a link to the page, and asks the vendor nothing', async () => {
    const { meetings, simulator, clock, base } = await onChime()
    const { ref } = await clock.settle(meetings.createMeeting({ id }))
    const before = simulator.requests.length
    const joined = await clock.settle(meetings.join(ref, { ...mo, device: 'phone' }))
    expect(joined).toEqual({
      kind: 'url',
      url: expect.stringMatching(new RegExp(`^${base}/#[\\w-]+\\.[\\w-]+\\.[\\w-]+$`)),
      expiresAt: new Date(clock.now() + 7_200_000),
      ref,
      role: 'moderator',
      participantId: 'mo',
      warnings: [],
    })
    expect(simulator.requests.length).toBe(before)
  })

  test('says in the link who comes where, and nothing that is kept', async () => {
    const { meetings, clock } = await onChime()
    const create = { name: 'A class', metadata: { course: 'geometry' } }
    const request = { participant: { name: 'Ann', guest: true }, device: 'phone', create }
    const joined = await clock.settle(meetings.join(id, request, { tenant: 'acme' }))
    if (joined.kind !== 'url') return expect.unreachable('no link')
    expect(joined.participantId).toMatch(/^[\da-f]{32}$/)
    expect(said(joined.url)).toEqual({
      tenant: 'acme',
      target: id,
      participant: { id: joined.participantId, name: 'Ann', guest: true },
      role: 'attendee',
      device: 'phone',
      kept: expect.stringMatching(/^[\w-]{43}$/),
    })
    const again = await clock.settle(meetings.join(id, request, { tenant: 'acme' }))
    if (again.kind !== 'url') return expect.unreachable('no link')
    expect(said(again.url)['kept']).toBe(said(joined.url)['kept'])
  })

  test('lasts as long as the configuration says', async () => {
    const { meetings, clock } = await onChime({ joinPage: { linkMinutes: 5 } })
    const joined = await clock.settle(meetings.join(id, ann))
    expect(joined.expiresAt).toEqual(new Date(clock.now() + 300_000))
  })

  test('asks the vendor first where it is told to', async () => {
    const { meetings, simulator, clock } = await onChime()
    const { ref } = await clock.settle(meetings.createMeeting({ id }))
    await clock.settle(meetings.join(ref, { ...ann, verify: true }))
    expect(simulator.callsTo('GetMeeting')).toBe(1)
    simulator.forget(ref.vendor['meetingId'] ?? '')
    const error = await rejection(clock.settle(meetings.join(id, { ...ann, verify: true })))
    expect(error).toMatchObject({ code: 'not-found', operation: 'join', provider: 'chime', ref })
    expect(simulator.callsTo('CreateAttendee')).toBe(0)
  })

  test('is not-found where the meeting is known to be over, unless it may be made anew', async () => {
    const { meetings, clock } = await onChime()
    const { ref } = await clock.settle(meetings.createMeeting({ id }))
    await clock.settle(meetings.end(ref))
    expect(await rejection(clock.settle(meetings.join(id, ann)))).toMatchObject({ code: 'not-found', ref })
    expect(await clock.settle(meetings.join(id, { ...ann, create: {} }))).toMatchObject({ kind: 'url' })
  })

  test('warns of what neither vendor nor page can do, and of nothing else', async () => {
    const { meetings, clock } = await onChime()
    const create = {
      name: 'A class',
      welcomeMessage: 'Hello',
      logoutUrl: 'https://app.example.com/bye',
      logoUrl: 'https://example.com/logo.svg',
      bannerText: 'Exam: please be quiet',
      muteOnStart: true,
      guestPolicy: 'ask-moderator',
      webcamsOnlyForModerator: true,
    } as const
    const participant = {
      name: 'Ann',
      guest: true,
      authenticated: true,
      avatarUrl: 'https://a.example/a.png',
    }
    const joined = await clock.settle(meetings.join(id, { participant, create }))
    expect(joined.warnings.map(({ code, field }) => `${code} ${field}`)).toEqual([
      'unsupported create.webcamsOnlyForModerator',
    ])
    const made = await clock.settle(meetings.createMeeting({ id, ...create }))
    expect(made.warnings.map(({ field }) => field)).toEqual(['webcamsOnlyForModerator'])
    const strict = rejection(clock.settle(meetings.join(id, { participant, create }, { strict: true })))
    expect(await strict).toMatchObject({ code: 'unsupported', effect: 'none' })
  })

  test('may answer what the vendor gives, by request or by configuration', async () => {
    const { meetings, clock, machine } = await onChime()
    await clock.settle(meetings.createMeeting({ id }))
    expect(await clock.settle(meetings.join(id, { ...ann, joinVia: 'vendor' }))).toMatchObject({
      kind: 'sdk',
    })
    const other = machine({ instances: { chime: { joinVia: 'vendor' } } }).meetings
    expect(await clock.settle(other.join(id, ann))).toMatchObject({ kind: 'sdk' })
    expect(await clock.settle(other.join(id, { ...ann, joinVia: 'page' }))).toMatchObject({ kind: 'url' })
    const capabilities = await other.capabilities()
    expect(capabilities['create.welcomeMessage']?.support).toBe('unsupported')
  })

  test('tells in the capabilities what the page does', async () => {
    const { meetings } = await onChime()
    const capabilities = await meetings.capabilities()
    const emulated = [
      'create.welcomeMessage',
      'create.logoutUrl',
      'create.logoUrl',
      'create.bannerText',
      'create.muteOnStart',
      'create.guestPolicy',
      'join.name',
      'join.avatarUrl',
      'join.guest',
      'join.authenticated',
      'join.url',
    ] as const
    for (const key of emulated) expect([key, capabilities[key]?.support]).toEqual([key, 'emulated'])
    expect(capabilities['join.detectsMissing']?.support).toBe('unsupported')
  })

  test('takes no other words for how to join, and needs a page for one', async () => {
    const { clock } = await onChime()
    const meetings = createMeetings({ providers: { fake: { type: 'fake' } }, clock })
    closing.push(() => meetings.close())
    const page = rejection(clock.settle(meetings.join(id, { ...ann, joinVia: 'page' })))
    expect(await page).toMatchObject({
      code: 'not-configured',
      problems: [{ path: 'joinPage', rule: expect.any(String) }],
    })
    const other = rejection(clock.settle(meetings.join(id, { ...ann, joinVia: 'mail' as 'page' })))
    expect(await other).toMatchObject({ code: 'invalid-request', problems: [{ path: 'joinVia' }] })
  })

  test('names what cannot be kept for the moment when the link is opened', async () => {
    const { meetings, clock } = await onChime()
    const cycle: Record<string, unknown> = {}
    cycle['itself'] = cycle
    for (const value of [10n, cycle]) {
      const providerOptions: object = { other: { value } }
      const mine = rejection(clock.settle(meetings.join(id, { ...ann, providerOptions })))
      expect(await mine).toMatchObject({
        code: 'invalid-request',
        effect: 'none',
        problems: [{ path: 'providerOptions' }],
      })
      const create = rejection(clock.settle(meetings.join(id, { ...ann, create: { providerOptions } })))
      expect(await create).toMatchObject({ problems: [{ path: 'create.providerOptions' }] })
    }
  })

  test('fails where the store does not keep what the link asks for, and says no more than that', async () => {
    const { machine, clock, store } = await onChime()
    const broken = {
      ...store,
      set: () => Promise.reject(new Error('connect ECONNREFUSED redis://:hunter2@10.0.0.1')),
    }
    const { meetings } = machine({ store: broken })
    expect(await clock.settle(meetings.join(id, ann))).toMatchObject({ kind: 'url' })
    const error = await rejection(clock.settle(meetings.join(id, { ...ann, create: {} })))
    expect(error).toMatchObject({ code: 'unavailable', vendorCode: 'store' })
    expect(`${error.message} ${String(error.cause)}`).not.toContain('hunter2')
  })
})

describe('a join on a vendor with links', () => {
  test('answers the own link of the vendor', async () => {
    const { meetings, clock, bbb: simulator } = await onBbb()
    await clock.settle(meetings.createMeeting({ id }))
    const joined = await clock.settle(meetings.join(id, ann))
    expect(joined).toMatchObject({ kind: 'url', url: expect.stringContaining(new URL(simulator.url).host) })
  })

  test('answers a link to the page where that is asked for', async () => {
    const { meetings, clock, base, machine } = await onBbb()
    const joined = await clock.settle(meetings.join(id, { ...ann, joinVia: 'page' }))
    expect(joined).toMatchObject({ kind: 'url', url: expect.stringContaining(`${base}/#`) })
    const other = machine({ instances: { bbb: { joinVia: 'page' } } }).meetings
    expect(await clock.settle(other.join(id, ann))).toMatchObject({
      url: expect.stringContaining(`${base}/#`),
    })
  })
})

describe('a meeting that is made anew on a vendor without links', () => {
  test('is joined by a link all the same', async () => {
    const clock = new TestClock()
    const simulator = await startChimeSimulator({ clock, rates: 'unlimited' })
    const server = await startBbbSimulator({ server: 'bbb-3.0', clock })
    const both = {
      providers: {
        bbb: bbb({ server: 'bbb-3.0', url: server.url, secret: server.secret }),
        chime: chimeEntry(simulator),
      },
      clock,
      directory: new MemoryDirectory({ clock }),
      store: memoryStore(clock),
      joinPage: { url: 'https://app.example.com/meet', secret: SECRET },
    }
    const before = createMeetings({ ...both, provider: 'bbb' })
    const after = createMeetings({ ...both, provider: 'chime' })
    closing.push(async () => {
      for (const one of [before, after]) await clock.settle(one.close())
      await simulator.close()
      await server.close()
    })
    await clock.settle(before.createMeeting({ id }))
    for (const { meetingID } of server.meetings()) server.forget(meetingID)
    await clock.advance(60_000)
    const joined = await clock.settle(after.join(id, { ...ann, create: {} }))
    expect(joined).toMatchObject({
      kind: 'url',
      url: expect.stringContaining('https://app.example.com/meet/#'),
      ref: { provider: 'chime' },
    })
    // Whose session is known to be over is not even asked for.
    await clock.settle(after.end(id))
    const made = simulator.created
    expect(await clock.settle(after.join(id, { ...ann, create: {} }))).toMatchObject({ kind: 'url' })
    expect(simulator.created).toBe(made)
  })
})
