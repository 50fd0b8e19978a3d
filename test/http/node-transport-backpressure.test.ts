import { describe, expect, test } from 'vitest'
import { failure, get, httpServer, transport, until } from './support.js'

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('a reader that takes its time', () => {
  test('gets every piece in order, one after the other, and the answer ends after the last', async () => {
    const { origin } = await httpServer(async (_request, response) => {
      for (const piece of ['one ', 'two ', 'three ', 'four']) {
        response.write(piece)
        await turn()
      }
      response.end()
    })
    const seen: string[] = []
    let busy = 0
    const answer = await transport().send(
      get(`${origin}/`, {
        onText: async (piece) => {
          busy += 1
          expect(busy).toBe(1)
          await turn()
          await turn()
          seen.push(piece)
          busy -= 1
        },
      }),
    )
    expect(seen.join('')).toBe('one two three four')
    expect([answer.body, busy]).toEqual(['', 0])
  })

  test('is not run over: the server has to wait as well', async () => {
    let written = 0
    const { origin } = await httpServer((_request, response) => {
      const more = (): void => {
        while (written < 200) {
          written += 1
          if (!response.write('x'.repeat(100_000))) return void response.once('drain', more)
        }
        response.end()
      }
      more()
    })
    let release = (): void => undefined
    let read = 0
    const sending = transport().send(
      get(`${origin}/`, {
        maxBytes: 50_000_000,
        onText: (piece) => {
          read += piece.length
          if (read > piece.length) return undefined
          return new Promise<void>((resolve) => {
            release = resolve
          })
        },
      }),
    )
    await until(() => read > 0)
    let before = -1
    // Nothing moves any more once the buffers of both sides are full.
    while (before !== written) {
      before = written
      for (let count = 0; count < 50; count++) await turn()
    }
    expect(written).toBeLessThan(200)
    release()
    await sending
    expect([written, read]).toEqual([200, 20_000_000])
  })

  test('ends the request by rejecting, in the middle or about the last piece', async () => {
    const { origin } = await httpServer((request, response) => {
      response.write('first')
      if (request.url === '/ends') response.end(Uint8Array.of(0xe6))
    })
    for (const path of ['/open', '/ends']) {
      const refusal = new Error(`no ${path}`)
      let pieces = 0
      const sending = transport().send(
        get(origin + path, {
          onText: async () => {
            pieces += 1
            await turn()
            if (path === '/open' || pieces > 1) throw refusal
          },
        }),
      )
      await expect(sending).rejects.toBe(refusal)
    }
  })

  test('does not keep an abort from ending the request', async () => {
    const { origin } = await httpServer((_request, response) => {
      response.write('first')
    })
    const controller = new AbortController()
    let reading = false
    const sending = transport().send(
      get(`${origin}/`, {
        signal: controller.signal,
        onText: () => {
          reading = true
          return new Promise(() => undefined)
        },
      }),
    )
    const outcome = failure(sending)
    await until(() => reading)
    controller.abort()
    expect(await outcome).toMatchObject({ code: 'aborted', effect: 'unknown' })
  })
})
