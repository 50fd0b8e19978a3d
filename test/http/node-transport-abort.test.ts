import { getEventListeners, once } from 'node:events'
import { describe, expect, test } from 'vitest'
import { closedPort, failure, get, httpServer, tcpServer, transport, until } from './support.js'

describe('an abort', () => {
  test('before sending costs no connection and has no effect', async () => {
    const fixture = await httpServer((_request, response) => {
      response.end()
    })
    const error = await failure(transport().send(get(`${fixture.origin}/`, { signal: AbortSignal.abort() })))
    expect(error).toMatchObject({ code: 'aborted', effect: 'none' })
    expect(fixture.connections()).toBe(0)
  })

  test('in the turn of sending, before there is a connection, has no effect', async () => {
    const requests: string[] = []
    const fixture = await httpServer((request, response) => {
      requests.push(request.url ?? '')
      response.end()
    })
    const http = transport()
    const controller = new AbortController()
    const sending = http.send(get(`${fixture.origin}/early`, { signal: controller.signal }))
    controller.abort()
    expect(await failure(sending)).toMatchObject({ code: 'aborted', effect: 'none' })
    await http.send(get(`${fixture.origin}/later`))
    expect(requests).toEqual(['/later'])
  })

  test('while the server works leaves the effect unknown and drops the connection', async () => {
    let closed = false
    const { server, origin } = await httpServer((request) => {
      request.socket.on('close', () => {
        closed = true
      })
    })
    const controller = new AbortController()
    const sending = transport().send(get(`${origin}/`, { signal: controller.signal }))
    await once(server, 'request')
    controller.abort()
    expect(await failure(sending)).toMatchObject({ code: 'aborted', effect: 'unknown' })
    await until(() => closed)
  })

  test('never claims that there was no effect once the server has the request', async () => {
    const seen = new Set<string>()
    const fixture = await httpServer((request, response) => {
      seen.add(request.url ?? '')
      response.end('ok')
    })
    const http = transport()
    const claims: [string, string | undefined][] = []
    // Aborts at every early step of a request, on a fresh and on a used connection.
    for (let step = 0; step < 60; step++) {
      if (step % 2 === 1) await http.send(get(`${fixture.origin}/warm-${step}`))
      const controller = new AbortController()
      const path = `/step-${step}`
      const sending = http.send(get(fixture.origin + path, { signal: controller.signal }))
      const outcome = sending.then(
        () => undefined,
        (error: unknown) => (error as { effect: string }).effect,
      )
      for (let tick = 0; tick < step >> 1; tick++)
        await (tick % 3 === 0 ? new Promise<void>((resolve) => process.nextTick(resolve)) : Promise.resolve())
      controller.abort()
      claims.push([path, await outcome])
    }
    await http.send(get(`${fixture.origin}/end`))
    expect(claims.filter(([path, effect]) => effect === 'none' && seen.has(path))).toEqual([])
  })

  test('while the answer arrives ends the call', async () => {
    const { origin } = await httpServer((_request, response) => {
      response.write('half')
    })
    const controller = new AbortController()
    const sending = transport().send(
      get(`${origin}/`, { signal: controller.signal, onText: () => controller.abort() }),
    )
    expect(await failure(sending)).toMatchObject({ code: 'aborted', effect: 'unknown' })
  })

  test('of a request that waits for a connection leaves the others alone', async () => {
    let release = (): void => undefined
    const requests: string[] = []
    const { server, origin } = await httpServer((request, response) => {
      requests.push(request.url ?? '')
      if (request.url === '/first') release = () => response.end('first')
      else response.end('ok')
    })
    const http = transport({ maxSockets: 1 })
    const first = http.send(get(`${origin}/first`))
    await once(server, 'request')
    const controller = new AbortController()
    const second = http.send(get(`${origin}/second`, { signal: controller.signal }))
    const third = http.send(get(`${origin}/third`))
    controller.abort()
    expect(await failure(second)).toMatchObject({ code: 'aborted', effect: 'none' })
    release()
    expect((await first).body).toBe('first')
    expect((await third).body).toBe('ok')
    expect(requests).toEqual(['/first', '/third'])
  })

  test('after the answer changes nothing', async () => {
    const { origin } = await httpServer((_request, response) => {
      response.end('ok')
    })
    const controller = new AbortController()
    const http = transport()
    const answer = await http.send(get(`${origin}/`, { signal: controller.signal }))
    controller.abort()
    expect(answer.body).toBe('ok')
    expect((await http.send(get(`${origin}/`))).body).toBe('ok')
  })

  test('leaves no listener behind, however a request ends', async () => {
    const { signal } = new AbortController()
    const good = await httpServer((_request, response) => {
      response.end('ok')
    })
    const cut = await tcpServer((socket) =>
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nx', () => socket.end()),
    )
    const reset = await tcpServer((socket) => socket.resetAndDestroy())
    const garbage = await tcpServer((socket) => socket.write('garbage\r\n\r\n'))
    const http = transport()
    const throws = {
      onText: () => {
        throw new Error('no')
      },
    }
    const origins = [good, good, cut, reset, garbage].map(({ origin }) => origin)
    for (const origin of [...origins, `http://127.0.0.1:${await closedPort()}`])
      for (const more of [{}, { maxBytes: 0 }, throws])
        await http.send(get(`${origin}/`, { signal, ...more })).catch(() => undefined)
    expect(getEventListeners(signal, 'abort')).toEqual([])
  })
})
