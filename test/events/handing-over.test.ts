import { describe, expect, test } from 'vitest'
import { connectionError, deliver, delivery, gate, keysOf, rawIds, turns, world } from './support.js'

const id = 'class-42'

describe('an event', () => {
  test('that is delivered again is not handed over again, for as long as is remembered', async () => {
    const w = world()
    const machine = w.machine({ rememberMs: 60_000 })
    const again = w.message('a')
    for (let time = 0; time < 3; time++) expect(await deliver(machine, [again])).toBe(200)
    await w.clock.advance(59_999)
    expect(await deliver(machine, [again])).toBe(200)
    expect(rawIds(machine.heard)).toEqual(['a'])
    expect(await keysOf(w, 'event:')).toHaveLength(1)
    await w.clock.advance(1)
    expect(await keysOf(w, 'event:')).toHaveLength(0)
  })

  test('that is older than what is remembered is not handed over, is told, and does not come again', async () => {
    const w = world()
    const machine = w.machine({ rememberMs: 60_000 })
    const now = w.clock.now()
    const old = w.message('old', { at: now - 60_001, type: 'participant.joined', key: id, session: 's1' })
    expect(await deliver(machine, [old, w.message('young', { at: now - 60_000 })])).toBe(200)
    expect(rawIds(machine.heard)).toEqual(['young'])
    expect(machine.problems).toMatchObject([
      { kind: 'stale', provider: 'x', event: { vendorType: 'vendor-participant.joined' } },
    ])
  })

  test('without anybody who listens is accepted', async () => {
    const w = world()
    const machine = w.deaf()
    expect(await deliver(machine, [w.message('a')])).toBe(200)
  })

  test('is handed to every listener that wants its type, and to none that went', async () => {
    const w = world()
    const { events, ...machine } = w.deaf()
    const heard: Record<string, string[]> = { all: [], joins: [], ends: [], gone: [] }
    events.onEvent((event) => void heard['all']?.push(event.type))
    events.onEvent('participant.joined', ({ participant }) => void heard['joins']?.push(participant.id))
    events.onEvent(['meeting.ended', 'meeting.created'], ({ type }) => void heard['ends']?.push(type))
    const leave = events.onEvent(() => void heard['gone']?.push('heard'))
    leave()
    leave()
    await deliver({ ...machine, events }, [
      w.message('a', { type: 'participant.joined' }),
      w.message('b', { type: 'meeting.ended' }),
      w.message('c', { type: 'chat.message' }),
    ])
    expect(heard).toEqual({
      all: ['participant.joined', 'meeting.ended', 'chat.message'],
      joins: ['ann'],
      ends: ['meeting.ended'],
      gone: [],
    })
  })

  test.each([
    [
      'throws',
      () => {
        throw new Error('no room in the book')
      },
    ],
    ['rejects', () => Promise.reject(new Error('no room in the book'))],
  ])('that a listener %s at comes again, to that listener alone', async (_, fails) => {
    const w = world()
    const machine = w.machine()
    let broken = true
    let tries = 0
    const after: unknown[] = []
    machine.events.onEvent(() => {
      tries += 1
      return broken ? fails() : undefined
    })
    machine.events.onEvent((event) => void after.push(event.providerData['raw']))
    const answer = await machine.events(delivery(machine, [w.message('a')]))
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5'])
    expect(await answer.text()).not.toContain('book')
    expect(machine.problems).toMatchObject([
      {
        kind: 'listener',
        provider: 'x',
        event: { providerData: { raw: 'a' } },
        error: { message: 'no room in the book' },
      },
    ])
    expect(await deliver(machine, [w.message('a')])).toBe(503)
    broken = false
    expect(await deliver(machine, [w.message('a')])).toBe(200)
    expect(await deliver(machine, [w.message('a')])).toBe(200)
    expect([tries, rawIds(machine.heard), after]).toEqual([3, ['a'], ['a']])
  })

  test('that fails holds up no other event of its delivery, and those are not handed over again', async () => {
    const w = world()
    const machine = w.machine()
    let broken = true
    machine.events.onEvent((event) => {
      if (broken && event.providerData['raw'] === 'b') throw new Error('not this one')
    })
    const batch = [w.message('a'), w.message('b'), w.message('c')]
    expect(await deliver(machine, batch)).toBe(503)
    broken = false
    expect(await deliver(machine, batch)).toBe(200)
    expect(rawIds(machine.heard)).toEqual(['a', 'b', 'c'])
  })

  test('that is twice in one delivery is handed over once', async () => {
    const w = world()
    const machine = w.machine()
    expect(await deliver(machine, [w.message('a'), w.message('a')])).toBe(200)
    expect(rawIds(machine.heard)).toEqual(['a'])
  })

  test('on which a listener hangs is answered in good time, goes on, and is found done by the next delivery', async () => {
    const w = world()
    const machine = w.machine()
    const slow = gate()
    let calls = 0
    machine.events.onEvent(() => {
      calls += 1
      return slow.wait()
    })
    const first = machine.events(delivery(machine, [w.message('a')]))
    await w.clock.advance(3_999)
    await w.clock.advance(1)
    expect((await first).status).toBe(503)
    const second = machine.events(delivery(machine, [w.message('a')]))
    await turns()
    slow.open()
    expect((await second).status).toBe(200)
    expect(await deliver(machine, [w.message('a')])).toBe(200)
    expect([calls, rawIds(machine.heard), w.clock.pending]).toEqual([1, ['a'], 0])
    expect(machine.problems).toEqual([])
  })

  test('on which a listener hangs keeps no other event, and no other listener, waiting', async () => {
    const w = world()
    const machine = w.machine()
    machine.events.onEvent((event) =>
      event.providerData['raw'] === 'a' ? new Promise(() => undefined) : undefined,
    )
    const hanging = machine.events(delivery(machine, [w.message('a')]))
    for (const name of ['b', 'c']) expect(await deliver(machine, [w.message(name)])).toBe(200)
    expect(rawIds(machine.heard)).toEqual(['a', 'b', 'c'])
    await w.clock.advance(4_000)
    expect((await hanging).status).toBe(503)
  })

  test('that took a listener too long counts as failed; what it still does is waited for by the next delivery', async () => {
    const w = world()
    const machine = w.machine({ listenerTimeoutMs: 1_000 })
    const slow = gate()
    let calls = 0
    machine.events.onEvent(() => {
      calls += 1
      return slow.wait()
    })
    const first = machine.events(delivery(machine, [w.message('a')]))
    await w.clock.advance(1_000)
    expect((await first).status).toBe(503)
    expect(machine.problems).toMatchObject([{ kind: 'listener', error: { code: 'timeout' } }])
    const second = machine.events(delivery(machine, [w.message('a')]))
    await turns()
    slow.open()
    expect([(await second).status, calls]).toEqual([200, 1])
  })

  test('beyond a thousand under way is refused at once, and taken when there is room', async () => {
    const w = world()
    const machine = w.machine()
    const slow = gate()
    const leave = machine.events.onEvent(() => slow.wait())
    const names = Array.from({ length: 1_000 }, (_, index) => `a${index}`)
    const waiting = names.map((name) => machine.events(delivery(machine, [w.message(name)])))
    await turns(50)
    expect(machine.heard).toHaveLength(1_000)
    expect(await deliver(machine, [w.message('more')])).toBe(503)
    await expect(machine.events.receiveTrusted([w.message('more')], { provider: 'x' })).rejects.toMatchObject(
      {
        code: 'unavailable',
        retryable: true,
      },
    )
    expect(machine.problems).toMatchObject([{ kind: 'unavailable', error: { code: 'unavailable' } }])
    leave()
    slow.open()
    expect(new Set((await Promise.all(waiting)).map(({ status }) => status))).toEqual(new Set([200]))
    expect(await deliver(machine, [w.message('more')])).toBe(200)
    expect(machine.heard).toHaveLength(1_001)
  })

  test('of a delivery of several thousand is handed over like any other', async () => {
    const w = world()
    const machine = w.machine()
    const batch = Array.from({ length: 3_000 }, (_, index) => w.message(`a${index}`))
    expect(await deliver(machine, batch)).toBe(200)
    expect(new Set(rawIds(machine.heard)).size).toBe(3_000)
    expect(machine.heard).toHaveLength(3_000)
  })
})

describe('two processes on one store', () => {
  test('hand an event over once, whichever gets it, and however often', async () => {
    const w = world()
    const machines = [w.machine(), w.machine()]
    for (let time = 0; time < 3; time++)
      for (const machine of machines) await deliver(machine, [w.message('a')])
    expect(machines.flatMap(({ heard }) => rawIds(heard))).toEqual(['a'])
  })

  test('do not work on one event at the same time: the second is told to come again, and then finds it done', async () => {
    const w = world()
    const one = w.machine()
    const other = w.machine()
    const slow = gate()
    one.events.onEvent(() => slow.wait())
    const first = one.events(delivery(one, [w.message('a')]))
    await turns()
    expect(await deliver(other, [w.message('a')])).toBe(503)
    expect(other.problems).toEqual([])
    slow.open()
    expect((await first).status).toBe(200)
    expect(await deliver(other, [w.message('a')])).toBe(200)
    expect([rawIds(one.heard), rawIds(other.heard)]).toEqual([['a'], []])
  })

  test('do not take an event from one another while a listener runs, however long', async () => {
    const w = world()
    const one = w.machine({ listenerTimeoutMs: 600_000 })
    const other = w.machine()
    const slow = gate()
    one.events.onEvent(() => slow.wait())
    const first = one.events(delivery(one, [w.message('a')]))
    await w.clock.advance(300_000)
    expect((await first).status).toBe(503)
    expect(await deliver(other, [w.message('a')])).toBe(503)
    slow.open()
    await turns()
    expect(await deliver(other, [w.message('a')])).toBe(200)
    expect([rawIds(other.heard), w.clock.pending]).toEqual([[], 0])
  })

  test('do for one another what a crash left undone, a minute later', async () => {
    const w = world()
    const crashed = w.machine({ listenerTimeoutMs: 600_000 })
    const other = w.machine()
    crashed.events.onEvent(() => new Promise(() => undefined))
    void crashed.events(delivery(crashed, [w.message('a')]))
    await turns()
    // The crash: it renews nothing any more.
    w.store.before = (operation) => {
      if (operation === 'swap') throw connectionError()
    }
    await w.clock.advance(59_999)
    w.store.before = () => undefined
    expect(await deliver(other, [w.message('a')])).toBe(503)
    await w.clock.advance(1)
    expect(await deliver(other, [w.message('a')])).toBe(200)
    expect(rawIds(other.heard)).toEqual(['a'])
  })

  test('take over at once what failed in the other', async () => {
    const w = world()
    const one = w.machine()
    const other = w.machine()
    one.events.onEvent(() => {
      throw new Error('not here')
    })
    expect(await deliver(one, [w.message('a')])).toBe(503)
    expect(await deliver(other, [w.message('a')])).toBe(200)
    expect(await deliver(one, [w.message('a')])).toBe(200)
    expect(rawIds(other.heard)).toEqual(['a'])
  })
})

describe('a store that fails', () => {
  test('after the listeners were done makes the event come again, but not to them', async () => {
    const w = world()
    const machine = w.machine()
    w.store.before = (operation, key) => {
      if (operation === 'set' && key.includes('event:')) throw connectionError()
    }
    expect(await deliver(machine, [w.message('a')])).toBe(503)
    w.store.before = () => undefined
    expect(await deliver(machine, [w.message('a')])).toBe(200)
    expect(rawIds(machine.heard)).toEqual(['a'])
    expect(w.clock.pending).toBe(0)
  })

  test('while it is given back leaves it free after a minute', async () => {
    const w = world()
    const machine = w.machine()
    let broken = true
    machine.events.onEvent(() => {
      if (broken) throw new Error('no')
      return undefined
    })
    let swaps = 0
    w.store.before = (operation) => {
      if (operation === 'swap' && ++swaps > 1) throw connectionError()
    }
    expect(await deliver(machine, [w.message('a')])).toBe(503)
    w.store.before = () => undefined
    broken = false
    expect(await deliver(machine, [w.message('a')])).toBe(503)
    await w.clock.advance(60_000)
    expect(await deliver(machine, [w.message('a')])).toBe(200)
  })
})

describe('the provider', () => {
  test('is told first of an event about a recorded meeting, and may say more about it', async () => {
    const w = world()
    const machine = w.machine()
    const { ref } = await machine.meetings.createMeeting({ id })
    const order: unknown[] = []
    w.scripted.observe = async (meeting, event) => {
      order.push([meeting.id, meeting.incarnation, meeting.vendor, meeting.notes, event.id])
      if (event.type !== 'participant.joined') return event
      return { ...event, id: 'another', participant: { ...event.participant, name: 'Ann' } }
    }
    machine.events.onEvent((event) => void order.push(event.type))
    const join = w.message('a', { key: id, session: 's1', type: 'participant.joined' })
    await deliver(machine, [join])
    expect(order).toEqual(['meeting.started', [id, 1, { session: 's1' }, {}, 'a'], 'participant.joined'])
    const joined = machine.heard.find(({ type }) => type === 'participant.joined')
    expect(joined).toMatchObject({ ref, provider: 'x', participant: { id: 'ann', name: 'Ann' } })
    await deliver(machine, [join, w.message('b', { key: id, session: 's0' })])
    expect(machine.heard).toHaveLength(3)
    // Neither of what is known already, nor of a session that is not the recorded one.
    expect(order).toHaveLength(4)
  })

  test('that cannot take it in makes it come again', async () => {
    const w = world()
    const machine = w.machine()
    await machine.meetings.createMeeting({ id })
    let left = 1
    w.scripted.observe = async (_meeting, event) => {
      if (left-- > 0) throw connectionError()
      return event
    }
    const message = w.message('a', { key: id, session: 's1' })
    expect(await deliver(machine, [message])).toBe(503)
    expect(machine.heard).toEqual([])
    expect(await deliver(machine, [message])).toBe(200)
    expect(rawIds(machine.heard)).toEqual(['a'])
  })

  test('that hangs is given up after its time', async () => {
    const w = world()
    const machine = w.machine()
    await machine.meetings.createMeeting({ id })
    let aborted = false
    w.scripted.observe = (_meeting, _event, { signal }) =>
      new Promise(() =>
        signal.addEventListener('abort', () => {
          aborted = true
        }),
      )
    const answer = machine.events(delivery(machine, [w.message('a', { key: id, session: 's1' })]))
    await w.clock.advance(15_000)
    expect([(await answer).status, aborted]).toEqual([503, true])
    expect(machine.problems).toMatchObject([{ kind: 'unavailable', error: { code: 'timeout' } }])
    w.scripted.observe = undefined
    expect(await deliver(machine, [w.message('a', { key: id, session: 's1' })])).toBe(200)
  })
})

describe('the end of a meeting', () => {
  test('is written into its record, so that everybody knows it and nobody asks the vendor', async () => {
    const w = world()
    const machine = w.machine()
    const { ref } = await machine.meetings.createMeeting({ id: 'over' })
    const session = ref.vendor['session'] ?? ''
    await deliver(machine, [w.message('end', { type: 'meeting.ended', key: 'over', session })])
    expect((await machine.meetings.createMeeting({ id: 'over' })).ref.incarnation).toBe(2)
    // A late repetition ends nothing of the next one.
    await deliver(machine, [w.message('end', { type: 'meeting.ended', key: 'over', session })])
    expect((await machine.meetings.createMeeting({ id: 'over' })).ref.incarnation).toBe(2)
  })
})

describe('an event of the future', () => {
  test('is remembered until it could not be delivered again', async () => {
    const w = world()
    const machine = w.machine({ rememberMs: 60_000 })
    const message = w.message('ahead', { at: w.clock.now() + 30_000 })
    await deliver(machine, [message])
    await w.clock.advance(75_000)
    await deliver(machine, [message])
    await w.clock.advance(20_000)
    await deliver(machine, [message])
    expect(machine.heard).toHaveLength(1)
  })
})
