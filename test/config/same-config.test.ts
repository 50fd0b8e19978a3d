import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { copyOfConfig, sameConfig } from '../../src/config/same-config.js'

const json = fc.jsonValue({ maxDepth: 4 })

describe('a configuration', () => {
  test('is the same as its copy, and as itself', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(sameConfig(value, copyOfConfig(value))).toBe(true)
        expect(sameConfig(value, value)).toBe(true)
      }),
    )
  })

  test('is the same as another exactly if both read the same', () => {
    fc.assert(
      fc.property(json, json, (one, other) => {
        const equal = JSON.stringify(sorted(one)) === JSON.stringify(sorted(other))
        expect(sameConfig(one, other)).toBe(equal || Object.is(one, other))
      }),
    )
  })

  test('is another one after any change, also one of the object that was copied', () => {
    const config = { secret: 'pears', list: [1, { at: new Date(5) }], credentials: { keys: ['a'] } }
    const copy = copyOfConfig(config)
    config.credentials.keys.push('b')
    expect(sameConfig(copy, config)).toBe(false)
    config.credentials.keys.pop()
    expect(sameConfig(copy, config)).toBe(true)
    expect(sameConfig({ ...config, list: [1, { at: new Date(6) }] }, config)).toBe(false)
    expect(sameConfig({ ...config, more: undefined }, config)).toBe(true)
    expect(sameConfig({ ...config, more: null }, config)).toBe(false)
    expect(sameConfig([], {})).toBe(false)
  })

  test('holds functions and made objects, which are the same only if they are one', () => {
    class Client {
      readonly region = 'x'
    }
    const client = new Client()
    const credentials = (): string => 'key'
    const copy = copyOfConfig({ client, credentials })
    expect(copy).toEqual({ client, credentials })
    expect(sameConfig(copy, { client, credentials })).toBe(true)
    expect(sameConfig(copy, { client: new Client(), credentials })).toBe(false)
    expect(sameConfig(copy, { client, credentials: () => 'key' })).toBe(false)
  })

  test('may be a circle', () => {
    const round: { self?: unknown } = {}
    round.self = round
    const copy = copyOfConfig(round)
    expect(sameConfig(copy, copyOfConfig(round))).toBe(true)
    const other: { self?: unknown } = {}
    other.self = other
    expect(sameConfig(copy, other)).toBe(false)
  })
})

/** A form that does not depend on the order of members, and in which an empty object is no empty list. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).map(([key, member]) => [key, sorted(member)] as const)
  return { members: members.sort(([one], [other]) => (one < other ? -1 : 1)) }
}
