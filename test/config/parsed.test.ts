import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { parse } from '../../src/config/parsed.js'
import { integer, oneOf, text } from '../../src/requests/text-rules.js'

describe('parse', () => {
  test('gives out the value with its defaults', () => {
    const schema = v.strictObject({ a: v.optional(v.number(), 5) })
    expect(parse(schema, {})).toEqual({ ok: true, value: { a: 5 } })
  })

  test.each([
    ['a missing key', v.strictObject({ a: text(1, 5) }), {}, [['a', 'is required']]],
    ['an undefined key', v.strictObject({ a: text(1, 5) }), { a: undefined }, [['a', 'is required']]],
    ['nothing', v.strictObject({ a: text(1, 5) }, 'must be an object'), undefined, [['', 'is required']]],
    ['null', v.strictObject({}, 'must be an object'), null, [['', 'must be an object']]],
    ['a key too much', v.strictObject({}, 'must be an object'), { b: 1 }, [['b', 'is not a known key']]],
    [
      'several values',
      v.strictObject({ a: text(1, 5), b: v.strictObject({ c: oneOf('x', 'y') }) }),
      { a: 1, b: { c: 'z' } },
      [
        ['a', 'must be a string'],
        ['b.c', 'must be one of "x", "y"'],
      ],
    ],
    ['a list', v.array(integer(1, 5)), [1, 9], [['1', 'must be a whole number from 1 to 5']]],
    [
      'a value that breaks one rule twice',
      v.strictObject({ a: integer(1, 5) }),
      { a: 0.5 },
      [['a', 'must be a whole number from 1 to 5']],
    ],
  ])('says of %s where it is and what the rule is', (_what, schema, input, problems) => {
    const parsed = parse(schema as v.GenericSchema, input)
    expect(parsed).toEqual({ ok: false, problems: problems.map(([path, rule]) => ({ path, rule })) })
  })

  test.each([
    [v.string(), 5],
    [v.number(), 'hidden-token'],
    [v.literal('a'), 'hidden-token'],
    [v.picklist(['a', 'b']), 'hidden-token\nwith, but received, lines'],
    [v.pipe(v.string(), v.maxLength(3)), 'hidden-token'],
    [v.pipe(v.string(), v.regex(/^x$/)), 'hidden-token'],
    [v.pipe(v.string(), v.url()), 'hidden-token'],
    [v.union([v.literal('a'), v.number()]), 'hidden-token'],
    [v.boolean(), 'hidden-token'],
    [v.date(), 'hidden-token'],
    [v.instance(Map), 'hidden-token'],
    [v.pipe(v.string(), v.startsWith('x')), 'hidden-token'],
  ])('quotes no value, not even in the texts of the schema library itself', (schema, input) => {
    const parsed = parse(v.strictObject({ key: schema }), { key: input })
    expect(parsed.ok).toBe(false)
    expect(JSON.stringify(parsed)).not.toMatch(/hidden|received/)
  })
})
