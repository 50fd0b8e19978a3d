import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { lazySchema } from '../../src/config/lazy-schema.js'
import { parse } from '../../src/config/parsed.js'

describe('a lazy schema', () => {
  it('is put together by the first question, and by that alone', () => {
    let made = 0
    const schema = lazySchema(() => {
      made += 1
      return v.strictObject({ size: v.number('must be a number') })
    })
    expect(made).toBe(0)
    for (let asked = 0; asked < 3; asked += 1) parse(schema, { size: asked })
    expect(made).toBe(1)
  })

  it('answers as the schema itself does', () => {
    const make = () =>
      v.strictObject({
        size: v.optional(v.number('must be a number'), 3),
        inner: v.optional(v.strictObject({ name: v.string('must be text') })),
      })
    const lazy = lazySchema(make)
    for (const input of [
      {},
      { size: 'x' },
      { inner: { name: 1, other: 2 } },
      { inner: {} },
      null,
      'x',
      { a: 1 },
    ])
      expect(parse(lazy, input)).toEqual(parse(make(), input))
  })
})
