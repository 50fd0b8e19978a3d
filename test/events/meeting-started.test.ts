import { describe, expect, test } from 'vitest'
import type { Message } from './scripted-provider.js'
import { deliver, delivery, gate, keysOf, type Machine, turns, type World, world } from './support.js'

const id = 'class-42'
const DAY_MS = 24 * 60 * 60_000

function join(w: World, who: string, session = 's1'): Message {
  return w.message(`${who} joins ${session}`, { type: 'participant.joined', key: id, session, who })
}

function end(w: World, session = 's1'): Message {
  return w.message(`${session} ends`, { type: 'meeting.ended', key: id, session })
}

function types({ heard }: Machine): readonly string[] {
  return heard.map(({ type }) => type.replace(/^\w+\./, ''))
}

describe('meeting.started', () => {
  test('is told before the first join of a session, with its time, its ref and its vendor type', async () => {
    const w = world()
    const machine = w.machine()
    const { ref } = await machine.meetings.createMeeting({ id })
    const at = w.clock.now() - 5_000
    await deliver(machine, [{ ...join(w, 'ann'), at }, join(w, 'bob')])
    const [started, joined] = machine.heard
    expect(started).toEqual({
      id: expect.stringMatching(/^[\w-]{32}$/),
      type: 'meeting.started',
      at: new Date(at),
      provider: 'x',
      ref,
      vendorType: 'vendor-participant.joined',
      providerData: { raw: 'ann joins s1' },
    })
    expect(joined?.id).not.toBe(started?.id)
    expect(types(machine)).toEqual(['started', 'joined', 'joined'])
  })

  test('is told once for each session, however often joins are delivered, and to whichever process', async () => {
    const w = world()
    const machines = [w.machine(), w.machine()]
    for (const session of ['s1', 's2', 's1'])
      for (const machine of machines) {
        await deliver(machine, [join(w, 'ann', session)])
        await deliver(machine, [join(w, `bob by ${machines.indexOf(machine)}`, session)])
      }
    const told = machines.flatMap(types)
    expect(told.filter((type) => type === 'started')).toHaveLength(2)
    expect(told.filter((type) => type === 'joined')).toHaveLength(6)
  })

  test('is told also where nothing is recorded of the session, and not where the vendor names none', async () => {
    const w = world()
    const machine = w.machine()
    const strangers = [
      w.message('a', { type: 'participant.joined', key: 'Room 1.5', session: 's7' }),
      w.message('b', { type: 'participant.joined', key: 'Room 1.5', session: 's7' }),
      w.message('c', { type: 'participant.joined', key: 'Room 1.5' }),
      w.message('d', { type: 'participant.joined' }),
    ]
    await deliver(machine, strangers)
    expect(types(machine)).toEqual(['started', 'joined', 'joined', 'joined', 'joined'])
  })

  test('is not told after the end, also not by a process that did not see the end', async () => {
    const w = world()
    const machines = [w.machine(), w.machine()] as const
    await deliver(machines[0], [end(w)])
    for (const [index, machine] of machines.entries()) await deliver(machine, [join(w, `late${index}`)])
    expect(machines.map(types)).toEqual([['ended', 'joined'], ['joined']])
  })

  test('that a listener refused comes again with the join, though that was taken; also after the end', async () => {
    const w = world()
    const machine = w.machine()
    let broken = true
    machine.events.onEvent('meeting.started', () => {
      if (broken) throw new Error('no')
    })
    expect(await deliver(machine, [join(w, 'ann')])).toBe(503)
    expect(types(machine)).toEqual(['started', 'joined'])
    expect(await deliver(machine, [end(w)])).toBe(200)
    broken = false
    const again: string[] = []
    machine.events.onEvent(({ type }) => void again.push(type))
    expect(await deliver(machine, [join(w, 'ann')])).toBe(200)
    expect(again).toEqual(['meeting.started'])
  })

  test('on which a listener hangs holds up no join', async () => {
    const w = world()
    const machine = w.machine()
    const slow = gate()
    machine.events.onEvent('meeting.started', () => slow.wait())
    const first = machine.events(delivery(machine, [join(w, 'ann')]))
    await turns()
    const second = machine.events(delivery(machine, [join(w, 'bob')]))
    await turns()
    expect(types(machine)).toEqual(['started', 'joined', 'joined'])
    slow.open()
    expect([(await first).status, (await second).status]).toEqual([200, 200])
  })

  test('that another process is telling holds up no join here', async () => {
    const w = world()
    const one = w.machine()
    const other = w.machine()
    const slow = gate()
    one.events.onEvent('meeting.started', () => slow.wait())
    const first = one.events(delivery(one, [join(w, 'ann')]))
    await turns()
    expect(await deliver(other, [join(w, 'bob')])).toBe(200)
    expect(types(other)).toEqual(['joined'])
    slow.open()
    expect((await first).status).toBe(200)
  })

  test('is remembered for thirty days from the last join that was seen', async () => {
    const w = world()
    const machine = w.machine()
    const other = w.machine()
    await deliver(machine, [join(w, 'ann')])
    for (const who of ['bob', 'cem', 'dan']) {
      await w.clock.advance(29 * DAY_MS)
      await deliver(machine, [join(w, who)])
      await turns()
    }
    await w.clock.advance(29 * DAY_MS)
    await deliver(other, [join(w, 'eve')])
    expect([types(machine), types(other)]).toEqual([
      ['started', 'joined', 'joined', 'joined', 'joined'],
      ['joined'],
    ])
    await turns()
    await w.clock.advance(30 * DAY_MS)
    expect(await keysOf(w, 'event:')).toEqual([])
  })
})
