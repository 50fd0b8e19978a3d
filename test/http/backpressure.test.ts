import { describe, expect, test } from 'vitest'
import { failure, get, httpServer, transport } from './support.js'

describe('a body that is taken piece by piece', () => {
  test('waits for the promise of the one before, the last piece and the end too', async () => {
    const { origin } = await httpServer((_request, response) => {
      response.write('a')
      setImmediate(() => response.end('b'))
    })
    const log: string[] = []
    let busy = false
    await transport().send(
      get(`${origin}/`, {
        onText: async (text) => {
          log.push(busy ? `${text} too early` : text)
          busy = true
          await new Promise((resolve) => setImmediate(() => setImmediate(resolve)))
          busy = false
        },
      }),
    )
    expect([log.join(''), busy]).toEqual(['ab', false])
  })

  test('stops the server from sending while nobody takes it', async () => {
    let written = 0
    const { origin } = await httpServer((_request, response) => {
      const piece = 'x'.repeat(65_536)
      const more = (): void => {
        while (written < 500 && response.write(piece)) written += 1
        if (written >= 500) response.end()
      }
      response.on('drain', more)
      more()
    })
    const controller = new AbortController()
    let taken = 0
    const sending = transport().send(
      get(`${origin}/`, {
        signal: controller.signal,
        maxBytes: 1e9,
        onText: () => {
          taken += 1
          return new Promise(() => undefined)
        },
      }),
    )
    await expect.poll(() => taken).toBe(1)
    for (let turn = 0; turn < 200; turn += 1) await new Promise((resolve) => setImmediate(resolve))
    expect(taken).toBe(1)
    expect(written).toBeLessThan(500)
    controller.abort()
    expect(await failure(sending)).toMatchObject({ code: 'aborted' })
  })

  test('fails with what the promise rejects with', async () => {
    const { origin } = await httpServer((_request, response) => response.end('a'))
    const sending = transport().send(get(`${origin}/`, { onText: () => Promise.reject(new Error('enough')) }))
    await expect(sending).rejects.toThrow('enough')
  })
})

describe('a request that must not go out twice', () => {
  test('has a connection of its own', async () => {
    const ports = new Set<number | undefined>()
    const { origin } = await httpServer((request, response) => {
      ports.add(request.socket.remotePort)
      response.end()
    })
    const http = transport()
    for (const once of [false, false, true]) await http.send(get(`${origin}/`, { once }))
    expect(ports.size).toBe(2)
  })
})
