import { describe, expect, test } from 'vitest'
import { connectionError, rawIds, rejection, world } from './support.js'

const from = { provider: 'x' }

describe('a message that somebody vouches for', () => {
  test('is read, parsed or as text, and answered with its events, known or not', async () => {
    const w = world()
    const machine = w.machine()
    const first = await machine.events.receiveTrusted([w.message('a')], from)
    const again = await machine.events.receiveTrusted(JSON.stringify([w.message('a'), w.message('b')]), from)
    expect(first.events).toEqual(machine.heard.slice(0, 1))
    expect(again.events).toEqual(machine.heard)
    expect(rawIds(machine.heard)).toEqual(['a', 'b'])
  })

  test.each([
    ['no JSON', '{', 'invalid-request'],
    ['none of the vendor’s', { hello: 'world' }, 'invalid-request'],
  ])('that is %s is refused', async (_, message, code) => {
    const w = world()
    const machine = w.machine()
    expect((await rejection(machine.events.receiveTrusted(message, from))).code).toBe(code)
  })

  test('for an instance that is not there, or that takes none, is refused', async () => {
    const w = world()
    const machine = w.machine()
    const code = async (of: unknown): Promise<string> =>
      (await rejection(machine.events.receiveTrusted([], of as typeof from))).code
    expect(await code({ provider: 'gone' })).toBe('not-configured')
    expect(await code({ provider: 'x', tenant: 'school-7' })).toBe('not-configured')
    expect(await code({ provider: 7 })).toBe('invalid-request')
    expect(await code({ provider: 'x', tenant: 7 })).toBe('invalid-request')
    expect(await code(undefined)).toBe('invalid-request')
    w.scripted.hasTrusted = false
    expect(await code(from)).toBe('unsupported')
  })

  test('rejects with what a listener threw, is never parked, and may be given again', async () => {
    const w = world()
    const machine = w.machine({ parkAfterMs: 0 })
    const thrown = new Error('no room in the book')
    let broken = true
    machine.events.onEvent(async () => {
      if (broken) throw thrown
    })
    await expect(machine.events.receiveTrusted([w.message('a')], from)).rejects.toBe(thrown)
    await w.clock.advance(600_000)
    const several = machine.events.receiveTrusted([w.message('a'), w.message('b')], from)
    await expect(several).rejects.toMatchObject({ errors: [thrown, thrown] })
    const parked: unknown[] = []
    for await (const event of machine.events.parked()) parked.push(event)
    expect(parked).toEqual([])
    broken = false
    await machine.events.receiveTrusted([w.message('a'), w.message('b')], from)
    expect(rawIds(machine.heard)).toEqual(['a', 'b'])
  })

  test('is to be given again where the store fails, which says no password', async () => {
    const w = world()
    const machine = w.machine()
    w.store.before = () => {
      throw connectionError()
    }
    const error = await rejection(machine.events.receiveTrusted([w.message('a')], from))
    expect(error).toMatchObject({ code: 'unavailable', retryable: true })
    expect(JSON.stringify(error)).not.toContain('hunter2')
  })
})
