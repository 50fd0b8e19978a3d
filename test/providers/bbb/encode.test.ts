import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encode, encodeQuery } from '../../../providers/bbb/encode.js'

const standard = (text: string): string => new URLSearchParams([['', text]]).toString().slice(1)

describe('the query encoder', () => {
  it('encodes every single character as URLSearchParams does', () => {
    const wrong: number[] = []
    for (let code = 0; code <= 0x10ffff; code += code < 0x3000 ? 1 : 37) {
      const text = String.fromCodePoint(code)
      if (encode(text) !== standard(text)) wrong.push(code)
    }
    expect(wrong).toEqual([])
  })

  it('encodes every UTF-16 unit on its own so, halves of surrogate pairs included', () => {
    const wrong: number[] = []
    for (let unit = 0; unit <= 0xffff; unit += 1) {
      const text = String.fromCharCode(unit)
      if (encode(text) !== standard(text)) wrong.push(unit)
    }
    expect(wrong).toEqual([])
  })

  it('encodes every text so, surrogates in any order', () => {
    const unit = fc.oneof(
      fc.constantFrom(...' !\'()*~-._%&=+/?#[]{}@:,;$"<>\\^`|'),
      fc.string({ unit: 'binary', maxLength: 4 }),
      fc.integer({ min: 0xd7ff, max: 0xe000 }).map((code) => String.fromCharCode(code)),
      fc.stringMatching(/^[A-Za-z0-9]{0,5}$/),
    )
    fc.assert(
      fc.property(fc.array(unit), (units) => {
        const text = units.join('')
        expect(encode(text)).toBe(standard(text))
      }),
      { numRuns: 2_000 },
    )
  })

  it('writes names and values in their order', () => {
    const pairs = fc.array(fc.tuple(fc.string(), fc.string({ unit: 'binary' })))
    fc.assert(
      fc.property(pairs, (params) => {
        fc.pre(params.length > 0)
        expect(encodeQuery(params)).toBe(new URLSearchParams(params).toString())
      }),
    )
  })

  it('makes an empty query out of nothing', () => {
    expect(encodeQuery([])).toBe('')
  })
})
