import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readMultipart } from '../../../../src/testing/simulators/bbb/multipart.js'

const type = 'multipart/form-data; boundary=b1'
const part = (head: string, text: string): string => `--b1\r\n${head}\r\n\r\n${text}\r\n`

describe('a multipart body', () => {
  test('is read as whatever texts the platform sent in it', async () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 60 })
    await fc.assert(
      fc.asyncProperty(fc.array(text, { maxLength: 4 }), async (texts) => {
        const data = new FormData()
        for (const [index, value] of texts.entries())
          data.append(`f${index}`, new Blob([value]), `n ${index}.txt`)
        const response = new Response(data)
        const body = await response.text()
        expect(readMultipart(body, response.headers.get('content-type') ?? '')).toEqual(
          texts.map((value, index) => ({ name: `f${index}`, filename: `n ${index}.txt`, text: value })),
        )
      }),
    )
  })

  test('may have a quoted boundary, a preamble and unquoted names', () => {
    const body = `preamble\r\n${part('content-disposition: form-data; name=file', 'a\r\n--b\r\nb')}--b1--`
    expect(readMultipart(body, 'Multipart/Form-Data; charset=utf-8; boundary="b1"')).toEqual([
      { name: 'file', filename: undefined, text: 'a\r\n--b\r\nb' },
    ])
  })

  test('has no parts when it is none, or they have no name or no end of their head', () => {
    const body = `${part('Content-Disposition: form-data; name="file"', 'x')}--b1--`
    expect(readMultipart(body, type)).toHaveLength(1)
    expect(readMultipart(body, 'text/plain')).toEqual([])
    expect(readMultipart(body, 'multipart/form-data')).toEqual([])
    expect(readMultipart(body, 'undefined')).toEqual([])
    expect(readMultipart(`${part('Content-Disposition: form-data', 'x')}--b1--`, type)).toEqual([])
    expect(readMultipart('--b1\r\nContent-Disposition: form-data; name="file"\r\n--b1--', type)).toEqual([])
    expect(readMultipart('', type)).toEqual([])
  })
})
