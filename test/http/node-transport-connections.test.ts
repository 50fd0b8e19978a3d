import { once } from 'node:events'
import type { Socket } from 'node:net'
import { describe, expect, test } from 'vitest'
import { failure, get, httpServer, ok, tcpServer, transport, until } from './support.js'

describe('connections', () => {
  test('are kept and used again', async () => {
    const fixture = await httpServer((_request, response) => {
      response.end('ok')
    })
    const http = transport()
    for (let call = 0; call < 5; call++) await http.send(get(`${fixture.origin}/`))
    expect(fixture.connections()).toBe(1)
    await Promise.all(Array.from({ length: 3 }, () => http.send(get(`${fixture.origin}/`))))
    expect(fixture.connections()).toBe(3)
  })

  test('are no more to one host than was said; further requests wait their turn', async () => {
    const fixture = await httpServer((_request, response) => {
      setImmediate(() => response.end('ok'))
    })
    const http = transport({ maxSockets: 2 })
    const answers = await Promise.all(Array.from({ length: 8 }, () => http.send(get(`${fixture.origin}/`))))
    expect(answers.map(({ body }) => body)).toEqual(Array.from({ length: 8 }, () => 'ok'))
    expect(fixture.connections()).toBe(2)
  })

  test('that the server has closed meanwhile cost one repeat and nobody notices', async () => {
    const requests: number[] = []
    const fixture = await tcpServer((socket, _received, connection) => {
      requests.push(connection)
      // The second request on the first connection meets a reset.
      if (connection === 1 && requests.length > 1) socket.resetAndDestroy()
      else socket.write(ok)
    })
    const http = transport()
    await http.send(get(`${fixture.origin}/`))
    expect((await http.send(get(`${fixture.origin}/`))).body).toBe('ok')
    expect(requests).toEqual([1, 1, 2])
  })

  test('that break again after the repeat are an error whose effect is not known', async () => {
    let requests = 0
    const fixture = await tcpServer((socket) => {
      requests += 1
      if (requests === 1) socket.write(ok)
      else socket.resetAndDestroy()
    })
    const http = transport()
    await http.send(get(`${fixture.origin}/`))
    const error = await failure(http.send(get(`${fixture.origin}/`)))
    expect(error).toMatchObject({
      code: 'unavailable',
      effect: 'unknown',
      retryable: true,
      vendorCode: 'ECONNRESET',
    })
    expect(requests).toBe(3)
  })

  test('that break after a request was taken, at a server that is gone then, leave the effect unknown', async () => {
    const fixture = await tcpServer((socket, received) => {
      if (!received.includes('/last')) return socket.write(ok)
      fixture.server.close()
      return socket.resetAndDestroy()
    })
    const http = transport()
    await http.send(get(`${fixture.origin}/first`))
    const error = await failure(http.send(get(`${fixture.origin}/last`)))
    expect(error).toMatchObject({ code: 'unavailable', effect: 'unknown', vendorCode: 'ECONNREFUSED' })
  })

  test('are not used again for a request that must not go out twice, and it does not', async () => {
    const requests: number[] = []
    const fixture = await tcpServer((socket, received, connection) => {
      requests.push(connection)
      if (received.includes('/once')) socket.resetAndDestroy()
      else socket.write(ok)
    })
    const http = transport()
    await http.send(get(`${fixture.origin}/warm`))
    const error = await failure(
      http.send(get(`${fixture.origin}/once`, { method: 'POST', body: 'x', once: true })),
    )
    expect(error).toMatchObject({ code: 'unavailable', effect: 'unknown', vendorCode: 'ECONNRESET' })
    await http.send(get(`${fixture.origin}/warm`))
    expect(requests).toEqual([1, 2, 1])
  })

  test('that break in an answer on a used connection are not repeated', async () => {
    let requests = 0
    const fixture = await tcpServer((socket) => {
      requests += 1
      if (requests === 1) return socket.write(ok)
      return socket.write('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf', () => socket.resetAndDestroy())
    })
    const http = transport()
    await http.send(get(`${fixture.origin}/`))
    expect((await failure(http.send(get(`${fixture.origin}/`)))).code).toBe('invalid-response')
    expect(requests).toBe(2)
  })
})

describe('close', () => {
  test('may be repeated, also where nothing was sent, and frees idle connections', async () => {
    const { server, origin } = await httpServer((_request, response) => {
      response.end('ok')
    })
    const http = transport()
    await http.close()
    const opened = once(server, 'connection')
    await http.send(get(`${origin}/`))
    const [socket] = (await opened) as [Socket]
    const closed = once(socket, 'close')
    await http.close()
    await http.close()
    await closed
  })

  test('ends a request that is under way instead of sending it again', async () => {
    const requests: string[] = []
    const { origin } = await httpServer((request, response) => {
      requests.push(request.url ?? '')
      if (request.url === '/warm') response.end()
    })
    const http = transport()
    await http.send(get(`${origin}/warm`))
    const sending = failure(http.send(get(`${origin}/hanging`)))
    await until(() => requests.length === 2)
    await http.close()
    expect(await sending).toMatchObject({ code: 'unavailable', effect: 'unknown' })
    expect(requests).toEqual(['/warm', '/hanging'])
  })
})
