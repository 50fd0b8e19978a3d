import { describe, expect, test } from 'vitest'
import { Scripted } from './scripted-provider.js'
import { gate, rawIds, turns, world } from './support.js'

const id = 'class-42'

describe('a provider that tells what happens in this process', () => {
  test('is heard from the beginning, with the meeting that it is about', async () => {
    const w = world()
    const machine = w.machine()
    w.scripted.emit(w.message('a'))
    const { ref } = await machine.meetings.createMeeting({ id })
    w.scripted.emit(w.message('b', { key: id, session: 's1' }))
    w.scripted.emit(w.message('b', { key: id, session: 's1' }))
    await turns()
    expect(machine.heard.map((event) => [event.providerData['raw'], event.ref])).toEqual([
      ['a', undefined],
      ['b', ref],
    ])
  })

  test('is heard in order, though nobody waits for what a listener does', async () => {
    const w = world()
    const machine = w.machine()
    await machine.meetings.createMeeting({ id })
    const slow = gate()
    machine.events.onEvent(() => slow.wait())
    const types = ['participant.joined', 'participant.updated', 'participant.left', 'meeting.ended'] as const
    for (const type of types) w.scripted.emit(w.message(type, { type, key: id, session: 's1' }))
    await turns()
    expect(machine.heard.map(({ type }) => type)).toEqual(['meeting.started', ...types])
    slow.open()
    await machine.events.close()
  })

  test('delivers nothing again by itself, so that what is refused is parked at once', async () => {
    const w = world()
    const machine = w.machine()
    let broken = true
    machine.events.onEvent(() => {
      if (broken) throw new Error('no')
    })
    w.scripted.emit(w.message('a'))
    await turns()
    expect(machine.problems.map(({ kind }) => kind)).toEqual(['listener', 'parked'])
    broken = false
    expect(await machine.events.redeliver()).toBe(1)
  })

  test('loses nothing where too much is under way: that is parked', async () => {
    const w = world()
    const machine = w.machine()
    const slow = gate()
    const stop = machine.events.onEvent(() => slow.wait())
    for (let index = 0; index < 1_100; index += 1) w.scripted.emit(w.message(`e${index}`))
    await turns(200)
    slow.open()
    await turns(50)
    stop()
    const parked = machine.problems.filter(({ kind }) => kind === 'parked').length
    expect(parked).toBe(100)
    expect(await machine.events.redeliver()).toBe(parked)
    expect(new Set(rawIds(machine.heard)).size).toBe(1_100)
  })

  test('is waited for when the handler closes, what has not begun included', async () => {
    const w = world()
    const machine = w.machine()
    const slow = gate()
    let finished = 0
    machine.events.onEvent(async () => {
      await slow.wait()
      finished += 1
    })
    w.scripted.emit(w.message('a'))
    w.scripted.emit(w.message('b'))
    const closed = machine.events.close()
    await turns()
    slow.open()
    await closed
    expect(finished).toBe(2)
  })

  test('that takes the place of another is heard in its stead', async () => {
    const w = world()
    const machine = w.machine({ renewMs: 1_000 })
    await machine.events.register()
    const next = new Scripted()
    machine.meetings.reconfigure('x', next.provider)
    await w.clock.advance(1_000)
    expect([w.scripted.listeners.size, next.listeners.size]).toEqual([0, 1])
    next.emit(w.message('a'))
    await turns()
    expect(rawIds(machine.heard)).toEqual(['a'])
    await machine.events.close()
    expect(next.listeners.size).toBe(0)
  })

  test('that cannot be loaded is told, and keeps no other from being heard', async () => {
    const w = world()
    const machine = w.machine(
      {},
      {
        provider: 'x',
        providers: {
          broken: () => {
            throw new Error('no such library')
          },
          x: w.scripted.provider,
        },
      },
    )
    w.scripted.emit(w.message('a'))
    await turns()
    expect(rawIds(machine.heard)).toEqual(['a'])
    expect(machine.problems).toMatchObject([{ kind: 'registration', provider: 'broken' }])
  })

  test('is not heard after the end', async () => {
    const w = world()
    const machine = w.machine()
    await machine.events.close()
    w.scripted.emit(w.message('a'))
    await turns()
    expect([machine.heard, w.scripted.listeners.size]).toEqual([[], 0])
  })
})
