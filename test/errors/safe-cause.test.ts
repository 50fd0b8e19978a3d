import { describe, expect, test } from 'vitest'
import { safeCause } from '../../src/errors/safe-cause.js'

describe('safeCause', () => {
  test('keeps name, code and stack of a foreign error, and nothing else that it carries', () => {
    const foreign = Object.assign(new TypeError('reading checksum=abc failed'), {
      code: 'ECONNRESET',
      response: { JoinToken: 'secret' },
      cause: new Error('token=inner'),
    })
    const cause = safeCause(foreign)
    expect(cause).toMatchObject({
      name: 'TypeError',
      message: 'reading checksum=*** failed',
      code: 'ECONNRESET',
    })
    expect(cause.stack).toContain('safe-cause.test')
    expect(cause.stack).not.toContain('abc')
    expect(Object.keys(cause).sort()).toEqual(['code', 'name'])
    expect(cause.cause).toBeUndefined()
  })

  test('does not keep a code that is no text and no number', () => {
    expect(safeCause(Object.assign(new Error('x'), { code: { token: 'a' } }))).not.toHaveProperty('code')
    expect(safeCause(Object.assign(new Error('x'), { code: 7 }))).toHaveProperty('code', 7)
  })

  test.each([
    ['a text', 'secret=abc', 'secret=***'],
    ['undefined', undefined, 'undefined'],
    ['a symbol', Symbol('oops'), 'Symbol(oops)'],
    ['an object', { token: 'abc' }, '[object Object]'],
    ['an object without a prototype', Object.create(null) as object, 'a thrown object'],
    [
      'an object that cannot be shown',
      {
        toString() {
          throw new Error('no')
        },
      },
      'a thrown object',
    ],
  ])('makes an error out of %s that was thrown', (_what, thrown, message) => {
    expect(safeCause(thrown)).toBeInstanceOf(Error)
    expect(safeCause(thrown).message).toBe(message)
  })
})
