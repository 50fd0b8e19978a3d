import { describe, expect, test } from 'vitest'
import { vendorKey } from '../../src/identity/vendor-key.js'
import { Scripted } from './scripted-provider.js'
import { connectionError, deliver, rawIds, turns, urlOf, world } from './support.js'

const id = 'class-42'

describe('an event', () => {
  test('bears the ref of the recorded session that it is about', async () => {
    const w = world()
    const machine = w.machine()
    const { ref } = await machine.meetings.createMeeting({ id })
    await deliver(machine, [w.message('a', { key: id, session: 's1', recordingId: 'r-1' })])
    expect(machine.heard).toEqual([
      {
        id: expect.stringMatching(/^[\w-]{32}$/),
        type: 'participant.updated',
        at: new Date(w.clock.now()),
        provider: 'x',
        ref,
        recording: { v: 1, provider: 'x', id: 'r-1' },
        participant: { id: 'ann', connectionId: 'ann-1' },
        changes: { camera: true },
        vendorType: 'vendor-participant.updated',
        providerData: { raw: 'a' },
      },
    ])
  })

  test('of another session than the recorded one bears its own ids, and no incarnation', async () => {
    const w = world()
    const machine = w.machine()
    await machine.meetings.createMeeting({ id })
    await deliver(machine, [w.message('a', { key: id, session: 's0' })])
    await deliver(machine, [w.message('b', { key: 'never-recorded', session: 's9' })])
    expect(machine.heard.map(({ ref }) => ref)).toEqual([
      { v: 1, provider: 'x', id, incarnation: 0, vendor: { session: 's0' } },
      { v: 1, provider: 'x', id: 'never-recorded', incarnation: 0, vendor: { session: 's9' } },
    ])
  })

  test('that names no session is of the one for which its URL was made', async () => {
    const w = world()
    const machine = w.machine()
    const { ref } = await machine.meetings.createMeeting({ id })
    const claims = { meeting: { key: id, incarnation: 1 } }
    await deliver(machine, [w.message('a', { key: id })], { claims })
    await deliver(machine, [w.message('b', { key: id })], {
      claims: { meeting: { key: id, incarnation: 2 } },
    })
    await deliver(machine, [w.message('c', { key: id })])
    expect(machine.heard.map((event) => event.ref)).toEqual([
      ref,
      { v: 1, provider: 'x', id, incarnation: 2, vendor: {} },
      { v: 1, provider: 'x', id, incarnation: 0, vendor: {} },
    ])
  })

  test('on a session of an equal name on another instance is not taken for the recorded one', async () => {
    const w = world()
    const other = new Scripted('y')
    const providers = { x: w.scripted.provider, y: other.provider }
    const machine = w.machine({}, { provider: 'x', providers })
    await machine.meetings.createMeeting({ id })
    await deliver(machine, [w.message('a', { key: id, session: 's1' })], { claims: { provider: 'y' } })
    expect(machine.heard[0]?.ref).toMatchObject({ provider: 'y', incarnation: 0 })
  })

  test('about no meeting, or one whose name is none of ours, is handed over without a ref', async () => {
    const w = world()
    const machine = w.machine()
    await deliver(machine, [w.message('a'), w.message('b', { key: 'Room 1.5', session: 's1' })])
    expect(machine.heard.map(({ ref, tenant }) => [ref, tenant])).toEqual([
      [undefined, undefined],
      [undefined, undefined],
    ])
  })

  test('on a URL that was made for another meeting is dropped, and so that the vendor does not repeat it', async () => {
    const w = world()
    const machine = w.machine()
    const claims = { meeting: { key: 'class-43', incarnation: 1 } }
    for (const key of [id, 'Room 1.5', vendorKey({ tenant: 'school-7', id })])
      expect(await deliver(machine, [w.message('a', { key })], { claims })).toBe(200)
    expect(machine.heard).toEqual([])
    expect(machine.problems).toMatchObject(
      Array.from({ length: 3 }, () => ({ kind: 'refused', error: { code: 'forbidden' } })),
    )
  })

  test('that cannot be looked up because the directory is down comes again', async () => {
    const w = world()
    const machine = w.machine({}, { directory: failingDirectory() })
    expect(await deliver(machine, [w.message('a', { key: id, session: 's1' })])).toBe(503)
    expect(machine.problems).toMatchObject([
      { kind: 'unavailable', error: { code: 'unavailable', vendorCode: 'directory' } },
    ])
    expect(machine.heard).toEqual([])
  })
})

describe('the id of an event', () => {
  test('is the same for every delivery and every process, and differs by instance and by event', async () => {
    const w = world()
    const other = new Scripted('y')
    const providers = { x: w.scripted.provider, y: other.provider }
    const one = w.machine({}, { provider: 'x', providers })
    await deliver(one, [w.message('a'), w.message('b')])
    await deliver(one, [w.message('a')], { claims: { provider: 'y' } })
    await one.events.receiveTrusted([w.message('c')], { provider: 'x' })
    const elsewhere = world().machine()
    await elsewhere.events.receiveTrusted([w.message('a'), w.message('c')], { provider: 'x' })
    const [a, b, y, c] = one.heard.map((event) => event.id)
    expect(new Set([a, b, y, c]).size).toBe(4)
    expect(elsewhere.heard.map((event) => event.id)).toEqual([a, c])
  })

  test('of creation and end is that of the session, so that two ways of telling are one event', async () => {
    const w = world()
    const machine = w.machine()
    await machine.meetings.createMeeting({ id })
    const at = w.clock.now()
    const claims = { way: 'end', meeting: { key: id, incarnation: 1 } }
    await machine.events(new Request(`${urlOf(machine, claims)}?key=${id}&at=${at}`))
    await deliver(machine, [
      w.message('end by webhook', { key: id, session: 's1', type: 'meeting.ended' }),
      w.message('made', { key: id, session: 's1', type: 'meeting.created' }),
      w.message('made again', { key: id, session: 's1', type: 'meeting.created' }),
      w.message('made', { key: id, session: 's2', type: 'meeting.created' }),
    ])
    expect(machine.heard.map(({ type, ref }) => [type, ref?.vendor['session']])).toEqual([
      ['meeting.ended', 's1'],
      ['meeting.created', 's1'],
      ['meeting.created', 's2'],
    ])
  })

  test('of an end is that of its session also where the callback names none and the meeting was made anew meanwhile', async () => {
    const w = world()
    const machine = w.machine()
    const { ref } = await machine.meetings.createMeeting({ id })
    await deliver(machine, [w.message('end by webhook', { key: id, session: 's1', type: 'meeting.ended' })])
    await machine.meetings.end(ref)
    expect((await machine.meetings.createMeeting({ id })).ref.incarnation).toBe(2)
    const claims = { way: 'end', meeting: { key: id, incarnation: 1 } }
    // Another process takes the callback.
    const other = w.machine()
    await other.events(new Request(`${urlOf(other, claims)}?key=${id}&at=${w.clock.now()}`))
    expect([machine.heard.length, other.heard.length]).toEqual([1, 0])
  })
})

describe('of tenants', () => {
  const tenants = ['school-7', 'school-8'] as const

  /** Each tenant has an instance of its own, `own`; all share `x`. */
  function tenantWorld() {
    const w = world()
    const own = Object.fromEntries(tenants.map((tenant) => [tenant, new Scripted('own')] as const))
    const config = {
      tenants: async (tenant: string) => ({
        provider: 'own',
        ...(own[tenant] && { providers: { own: own[tenant].provider } }),
      }),
    }
    return { ...w, own, machine: w.machine({}, config) }
  }

  test('an event on a shared instance finds its tenant by the meeting', async () => {
    const w = world()
    const machine = w.machine()
    const { ref } = await machine.meetings.createMeeting({ id }, { tenant: 'school-7' })
    const key = vendorKey({ tenant: 'school-7', id })
    await deliver(machine, [w.message('a', { key, session: 's1', recordingId: 'r-1' })])
    expect(machine.heard).toMatchObject([
      { tenant: 'school-7', ref, recording: { provider: 'x', tenant: 'school-7', id: 'r-1' } },
    ])
    expect(ref.tenant).toBe('school-7')
  })

  test('an event of a tenant that is not written down yet comes again, and finds it', async () => {
    const w = world()
    const machine = w.machine()
    let down = true
    w.store.before = (operation, key) => {
      if (down && operation === 'set' && key.includes('tenant:')) throw new Error('down')
    }
    const { ref } = await machine.meetings.createMeeting({ id }, { tenant: 'school-7' })
    const other = w.machine()
    const message = w.message('a', { key: vendorKey({ tenant: 'school-7', id }), session: 's1' })
    expect(await deliver(other, [message])).toBe(503)
    down = false
    // Whoever has to do with the meeting writes it down.
    await machine.meetings
      .join(ref, { participant: { name: 'Ann' } }, { tenant: 'school-7' })
      .catch(() => undefined)
    await turns()
    expect(await deliver(other, [message])).toBe(200)
    expect(other.heard.map((event) => event.ref)).toEqual([ref])
  })

  test('an event of a tenant of whom nobody ever heard says neither tenant, ref nor recording', async () => {
    const w = world()
    const machine = w.machine()
    const key = vendorKey({ tenant: 'of-somebody-else', id })
    const message = w.message('a', { key, session: 's1', recordingId: 'r-1' })
    expect(await deliver(machine, [message])).toBe(503)
    await w.clock.advance(60_000)
    expect(await deliver(machine, [message])).toBe(200)
    const [event = {}] = machine.heard
    expect(event).toMatchObject({ providerData: { raw: 'a' } })
    expect(['tenant', 'ref', 'recording'].filter((name) => name in event)).toEqual([])
  })

  test("an event on a tenant's own instance is the tenant's", async () => {
    const w = tenantWorld()
    const { ref } = await w.machine.meetings.createMeeting({ id }, { tenant: 'school-7' })
    const claims = { provider: 'own', tenant: 'school-7' }
    const key = vendorKey({ tenant: 'school-7', id })
    expect(await deliver(w.machine, [w.message('a', { key, session: 's1' })], { claims })).toBe(200)
    expect(await deliver(w.machine, [w.message('b', { key: 'Room 1.5' }), w.message('c')], { claims })).toBe(
      200,
    )
    expect(w.machine.heard.map((event) => [event.tenant, event.ref])).toEqual([
      ['school-7', ref],
      ['school-7', undefined],
      ['school-7', undefined],
    ])
  })

  test("an event on a tenant's own instance about a meeting of another tenant is dropped, and so that the vendor does not repeat it", async () => {
    const w = tenantWorld()
    for (const tenant of [...tenants, undefined])
      await w.machine.meetings.createMeeting({ id }, tenant === undefined ? {} : { tenant })
    const claims = { provider: 'own', tenant: 'school-7' }
    const mine = w.message('mine', { key: vendorKey({ tenant: 'school-7', id }), session: 's1' })
    for (const tenant of ['school-8', 'of-somebody-else']) {
      const theirs = w.message('theirs', { key: vendorKey({ tenant, id }), session: 's1' })
      expect(await deliver(w.machine, [theirs, mine], { claims })).toBe(200)
    }
    expect(rawIds(w.machine.heard)).toEqual(['mine'])
    expect(w.machine.problems).toMatchObject(
      Array.from({ length: 2 }, () => ({
        kind: 'refused',
        provider: 'own',
        tenant: 'school-7',
        error: { code: 'forbidden' },
      })),
    )
    await expect(
      w.machine.events.receiveTrusted([w.message('b', { key: vendorKey({ tenant: 'school-8', id }) })], {
        provider: 'own',
        tenant: 'school-7',
      }),
    ).rejects.toMatchObject({ code: 'forbidden' })
  })

  test("an event on a tenant's own instance about a meeting that another program made there has no ref", async () => {
    const w = tenantWorld()
    await w.machine.meetings.createMeeting({ id })
    const claims = { provider: 'own', tenant: 'school-7' }
    expect(await deliver(w.machine, [w.message('b', { key: id, session: 's1' })], { claims })).toBe(200)
    expect(w.machine.heard).toMatchObject([{ provider: 'own', tenant: 'school-7' }])
    expect(w.machine.heard[0]).not.toHaveProperty('ref')
    expect(w.machine.problems).toEqual([])
  })

  test('equal ids on two own instances of one name are two events', async () => {
    const w = tenantWorld()
    for (const tenant of tenants)
      expect(await deliver(w.machine, [w.message('a')], { claims: { provider: 'own', tenant } })).toBe(200)
    expect(w.machine.heard.map(({ tenant }) => tenant)).toEqual([...tenants])
  })

  test("a URL of a tenant's own instance never leads to a configured one of that name", async () => {
    const w = tenantWorld()
    expect(
      await deliver(w.machine, [w.message('a')], { claims: { provider: 'x', tenant: 'school-7' } }),
    ).toBe(404)
    expect(await deliver(w.machine, [w.message('a')], { claims: { provider: 'own' } })).toBe(404)
    expect(w.scripted.deliveries).toEqual([])
  })

  test('whose name cannot be looked up makes the event come again', async () => {
    const w = world()
    const machine = w.machine()
    await machine.meetings.createMeeting({ id }, { tenant: 'school-7' })
    // Another process, which does not know the name by heart.
    const other = w.machine()
    await turns()
    w.store.before = (operation, key) => {
      if (operation === 'get' && key.includes('tenant:')) throw connectionError()
    }
    const message = w.message('a', { key: vendorKey({ tenant: 'school-7', id }), session: 's1' })
    expect(await deliver(other, [message])).toBe(503)
    w.store.before = () => undefined
    expect(await deliver(other, [message])).toBe(200)
    expect(rawIds(other.heard)).toEqual(['a'])
    expect(other.heard[0]?.tenant).toBe('school-7')
  })
})

function failingDirectory() {
  const fails = async (): Promise<never> => {
    throw connectionError()
  }
  return {
    shared: true,
    get: fails,
    claim: fails,
    complete: fails,
    release: fails,
    async *scan() {
      await fails()
      yield* []
    },
  }
}
