import { describe, expect, test } from 'vitest'
import type { MeetingsConfig } from '../../src/config/meetings-config.js'
import { vendorKey } from '../../src/identity/vendor-key.js'
import { partsOf } from '../../src/meetings-parts.js'
import { registering, Scripted } from './scripted-provider.js'
import {
  connectionError,
  deliver,
  delivery,
  gate,
  isOpen,
  keysOf,
  rejection,
  turns,
  world,
} from './support.js'

const id = 'class-42'

/** A shared instance `x`, and an own one of one name for each of two tenants. */
function tenantWorld() {
  const w = world()
  const own = { 'school-7': new Scripted('own'), 'school-8': new Scripted('own') }
  for (const scripted of [w.scripted, ...Object.values(own)]) scripted.register = registering(scripted)
  let broken = false
  const tenants: MeetingsConfig['tenants'] = async (tenant) => {
    if (broken) throw connectionError()
    const scripted = own[tenant as keyof typeof own] as Scripted | undefined
    return scripted && { provider: scripted.name, providers: { [scripted.name]: scripted.provider } }
  }
  const breakResolver = (): void => {
    broken = true
  }
  return { ...w, own, breakResolver, machine: w.machine({}, { tenants, tenantTtlMs: 0 }) }
}

describe('registering', () => {
  test('tells each instance which of its meetings are open, and says what came of it', async () => {
    const w = world()
    const silent = new Scripted('silent')
    w.scripted.register = registering(w.scripted)
    const machine = w.machine(
      {},
      { provider: 'x', providers: { x: w.scripted.provider, silent: silent.provider } },
    )
    for (const name of [id, 'class-43', 'class-44']) await machine.meetings.createMeeting({ id: name })
    await machine.meetings.createMeeting({ id }, { tenant: 'school-7' })
    await machine.meetings.end('class-43')
    expect(await machine.events.register()).toEqual([
      { provider: 'x', state: 'registered', detail: 'hook of x' },
      { provider: 'silent', state: 'not-needed', detail: 'this instance asks for no registration' },
    ])
    const open = [vendorKey({ tenant: 'school-7', id }), id, 'class-44'].sort().join(',')
    expect(w.scripted.log).toEqual([`register ${open}`])
    await machine.events.close()
  })

  test("covers the named tenants' own instances, each with its own meetings", async () => {
    const w = tenantWorld()
    for (const tenant of ['school-7', 'school-8', 'school-9', undefined])
      await w.machine.meetings.createMeeting({ id }, tenant === undefined ? {} : { tenant })
    const registered = await w.machine.events.register({ tenants: ['school-7', 'school-8'] })
    expect(registered).toEqual([
      { provider: 'x', state: 'registered', detail: 'hook of x' },
      { provider: 'own', tenant: 'school-7', state: 'registered', detail: 'hook of own' },
      { provider: 'own', tenant: 'school-8', state: 'registered', detail: 'hook of own' },
    ])
    const keyOf = (tenant: string): string => vendorKey({ tenant, id })
    expect(w.own['school-7'].log).toEqual([`register ${keyOf('school-7')}`])
    expect(w.own['school-8'].log).toEqual([`register ${keyOf('school-8')}`])
    expect(w.scripted.log).toEqual([`register ${[keyOf('school-9'), id].sort().join(',')}`])
    // Those stay covered.
    await w.clock.advance(300_000)
    expect(w.own['school-7'].log).toHaveLength(2)
    await w.machine.events.close()
    expect(w.own['school-7'].log.at(-1)).toBe('unregister')
  })

  test('goes on for what it knows while a tenant cannot be looked up', async () => {
    const w = tenantWorld()
    await w.machine.events.register({ tenants: ['school-7'] })
    w.breakResolver()
    const [shared, own] = await w.machine.events.register()
    expect([shared?.state, own?.state]).toEqual(['registered', 'failed'])
    expect(w.scripted.log).toEqual(['register ', 'register '])
    expect(w.machine.problems).toMatchObject([
      { kind: 'registration', tenant: 'school-7' },
      { kind: 'registration', provider: 'own', tenant: 'school-7' },
    ])
    await w.machine.events.close()
  })

  test('is renewed until close, never twice at a time', async () => {
    const w = world()
    const slow = gate()
    let running = 0
    w.scripted.register = async () => {
      running += 1
      w.scripted.log.push(`register ${running}`)
      if (w.scripted.log.length === 2) await slow.wait()
      running -= 1
      return { state: 'found', detail: '' }
    }
    const machine = w.machine({ renewMs: 1_000 })
    await machine.events.register()
    await w.clock.advance(1_000)
    const asked = machine.events.register()
    await w.clock.advance(5_000)
    expect(w.scripted.log).toEqual(['register 1', 'register 1'])
    slow.open()
    expect(await asked).toMatchObject([{ state: 'found' }])
    await w.clock.advance(2_000)
    expect(w.scripted.log).toEqual(Array.from({ length: 5 }, () => 'register 1'))
    await machine.events.close()
    expect(w.clock.pending).toBe(0)
  })

  test('that fails, or hangs, is part of the answer, is told, and is tried again', async () => {
    const w = world()
    const machine = w.machine({ renewMs: 60_000 })
    w.scripted.register = async () => {
      throw connectionError()
    }
    const [failed] = await machine.events.register()
    expect(failed).toMatchObject({ provider: 'x', state: 'failed' })
    w.scripted.register = () => new Promise(() => undefined)
    const hanging = machine.events.register()
    await w.clock.advance(15_000)
    expect(await hanging).toMatchObject([
      { provider: 'x', state: 'failed', detail: 'the time limit was reached' },
    ])
    w.scripted.register = registering(w.scripted)
    await w.clock.advance(60_000)
    expect(w.scripted.log).toEqual(['register '])
    expect(machine.problems).toMatchObject([
      { kind: 'registration', provider: 'x' },
      { kind: 'registration', provider: 'x', error: { code: 'timeout' } },
    ])
    expect(JSON.stringify([failed, machine.problems])).not.toContain('hunter2')
    await machine.events.close()
  })

  test('takes no other options', async () => {
    const { events } = world().machine()
    expect((await rejection(events.register({ tenants: [''] }))).code).toBe('invalid-request')
    expect((await rejection(events.register({ tenant: 'school-7' } as never))).code).toBe('invalid-request')
  })
})

describe('closing', () => {
  test('takes registrations back where no other process has them, and keeps them for a restart', async () => {
    const w = world()
    w.scripted.register = registering(w.scripted)
    const [one, other, third] = [w.machine(), w.machine(), w.machine()]
    await one.events.register()
    await other.events.register()
    await one.events.close()
    expect(w.scripted.log).not.toContain('unregister')
    await third.events.register()
    await third.events.close({ keepRegistrations: true })
    await other.events.close()
    expect(w.scripted.log.filter((line) => line === 'unregister')).toHaveLength(1)
    const last = w.machine()
    await last.events.register()
    await last.events.close({ keepRegistrations: true })
    expect(w.scripted.log.filter((line) => line === 'unregister')).toHaveLength(1)
    expect(await keysOf(w, 'owner:')).toEqual([])
  })

  test('counts no process that is gone without a word', async () => {
    const w = world()
    w.scripted.register = registering(w.scripted)
    const crashed = partsOf(w.machine().meetings).store
    await crashed.set('owner:x:crashed', '1', 180_000)
    const machine = w.machine({ renewMs: 60_000 })
    await machine.events.register()
    await w.clock.advance(180_000)
    await machine.events.close()
    expect(w.scripted.log.at(-1)).toBe('unregister')
  })

  test('keeps registrations where the store does not say whether another process has them', async () => {
    const w = world()
    w.scripted.register = registering(w.scripted)
    const machine = w.machine()
    await machine.events.register()
    w.store.before = () => {
      throw connectionError()
    }
    await machine.events.close()
    expect(w.scripted.log).not.toContain('unregister')
    expect(machine.problems).toMatchObject([
      { kind: 'registration', provider: 'x', error: { code: 'unavailable' } },
    ])
  })

  test('without having registered takes nothing back', async () => {
    const w = world()
    w.scripted.register = registering(w.scripted)
    await w.machine().events.close()
    expect(w.scripted.log).toEqual([])
  })

  test('waits for listeners that run, refuses what comes, and may be repeated', async () => {
    const w = world()
    const machine = w.machine()
    const slow = gate()
    machine.events.onEvent(() => slow.wait())
    const running = machine.events(delivery(machine, [w.message('a')]))
    await turns()
    const closing = [machine.events.close(), machine.events.close()]
    expect(await deliver(machine, [w.message('b')])).toBe(503)
    for (const refused of [
      machine.events.receiveTrusted([], { provider: 'x' }),
      machine.events.redeliver(),
      machine.events.register(),
    ])
      expect((await rejection(refused)).code).toBe('unavailable')
    for (const promise of closing) expect(await isOpen(promise)).toBe(true)
    slow.open()
    await Promise.all(closing)
    expect([(await running).status, machine.heard.length, w.clock.pending]).toEqual([200, 1, 0])
  })

  test('does not wait for ever', async () => {
    const w = world()
    const machine = w.machine({ listenerTimeoutMs: 1_000, answerWithinMs: 100 })
    machine.events.onEvent(() => new Promise(() => undefined))
    const running = machine.events(delivery(machine, [w.message('a')]))
    await turns()
    const closing = machine.events.close()
    await w.clock.advance(1_000)
    await closing
    expect([(await running).status, w.clock.pending]).toEqual([503, 0])
  })

  test('while it registers takes that back, too', async () => {
    const w = world()
    const slow = gate()
    w.scripted.register = async () => {
      await slow.wait()
      w.scripted.log.push('register')
      return { state: 'registered', detail: '' }
    }
    const machine = w.machine()
    const registering = machine.events.register()
    await turns()
    const closing = machine.events.close()
    slow.open()
    await Promise.all([registering, closing])
    expect([w.scripted.log, w.clock.pending]).toEqual([['register', 'unregister'], 0])
  })

  test('leaves nothing behind of a registration that was asked for in the same breath', async () => {
    const w = world()
    w.scripted.register = registering(w.scripted)
    const machine = w.machine()
    const asked = machine.events.register()
    await machine.events.close()
    await asked
    expect(w.scripted.log.filter((line) => line !== 'unregister')).toEqual([])
    expect([await keysOf(w, 'owner:'), w.clock.pending]).toEqual([[], 0])
  })
})
