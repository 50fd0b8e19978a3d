import { getEventListeners, once } from 'node:events'
import type { Socket } from 'node:net'
import { describe, expect, test } from 'vitest'
import { closedPort, failure, get, httpServer, tcpServer, transport, until } from './support.js'

const ok = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok'

describe('what goes over the wire', () => {
  test.each([
    "/api/create?name=O'Brien",
    '/api/create?name=O%27Brien',
    '/api/join?name=a+b%20c',
    '/api/join?name=%C3%A9&x=%c3%a9',
    '/api/join?a=(b)!*~;,:@$/?d=e&&=&f',
    '/api/join?a[]={b}|c^`"<>',
    '/api//double/./dots/../kept?x=%2F%2e%2E',
    '/api/join?percent=100%&alone=%zz',
    '/',
    '/?',
    '/only-path',
  ])('is %s byte for byte', async (target) => {
    const seen: string[] = []
    const { origin } = await tcpServer((socket, received) => {
      seen.push(received.split(' ')[1] ?? '')
      socket.write(ok)
    })
    await transport().send(get(origin + target))
    expect(seen).toEqual([target])
  })

  test.each(['', '?a=b/c:d@e'])('is the root path for a URL that has none: %s', async (query) => {
    const seen: string[] = []
    const { origin } = await httpServer((request, response) => {
      seen.push(request.url ?? '')
      response.end()
    })
    await transport().send(get(origin + query))
    expect(seen).toEqual([`/${query}`])
  })

  test('is the body of a POST with its length in bytes, as text or as bytes', async () => {
    const seen: unknown[] = []
    const { origin } = await httpServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        const { 'content-length': length, 'content-type': type } = request.headers
        seen.push([request.method, length, type, Buffer.concat(chunks).toString('hex')])
        response.end()
      })
    })
    const post = { method: 'POST' as const, headers: { 'content-type': 'application/xml' } }
    const http = transport()
    await http.send(get(`${origin}/a`, { ...post, body: 'schön' }))
    await http.send(get(`${origin}/a`, { ...post, body: Uint8Array.of(0, 255, 10) }))
    await http.send(get(`${origin}/a`, { ...post, body: '' }))
    expect(seen).toEqual([
      ['POST', '6', 'application/xml', Buffer.from('schön').toString('hex')],
      ['POST', '3', 'application/xml', '00ff0a'],
      ['POST', '0', 'application/xml', ''],
    ])
  })

  test('reaches an IPv6 address with a port', async (context) => {
    const fixture = await httpServer((request, response) => {
      response.end(request.headers.host)
    }, '::1').catch(() => undefined)
    if (fixture === undefined) return context.skip('this machine has no IPv6')
    const answer = await transport().send(get(`http://[::1]:${fixture.port}/x`))
    expect(answer.body).toBe(`[::1]:${fixture.port}`)
  })
})

describe('what comes back', () => {
  test('is status, headers in lower case, and the body as text', async () => {
    const { origin } = await httpServer((_request, response) => {
      response.writeHead(202, { 'X-One': '1', 'Set-Cookie': ['a=1', 'b=2'], 'Retry-After': '7' })
      response.end('日本 👩‍🏫 é')
    })
    const { status, headers, body } = await transport().send(get(`${origin}/`))
    expect([status, body]).toEqual([202, '日本 👩‍🏫 é'])
    expect(headers).toMatchObject({ 'x-one': '1', 'set-cookie': 'a=1, b=2', 'retry-after': '7' })
  })

  test.each([301, 302, 307, 308])('is a redirect %i itself, which nobody follows', async (status) => {
    let requests = 0
    const { origin } = await httpServer((_request, response) => {
      requests += 1
      response.writeHead(status, { location: '/elsewhere' })
      response.end()
    })
    const answer = await transport().send(get(`${origin}/here`))
    expect([answer.status, answer.headers['location'], requests]).toEqual([status, '/elsewhere', 1])
  })

  test.each([204, 400, 404, 500, 503])('is any status, %i included', async (status) => {
    const { origin } = await httpServer((_request, response) => {
      response.writeHead(status)
      response.end(status === 204 ? undefined : 'why')
    })
    const answer = await transport().send(get(`${origin}/`))
    expect([answer.status, answer.body]).toEqual([status, status === 204 ? '' : 'why'])
  })

  test('is the whole body of a server that sends no length and closes', async () => {
    const { origin } = await tcpServer((socket) => socket.end('HTTP/1.0 200 OK\r\n\r\nno length'))
    expect((await transport().send(get(`${origin}/`))).body).toBe('no length')
  })

  test('puts characters together that were cut between chunks, in the body and in pieces', async () => {
    const text = 'é日👩‍🏫'
    const { origin } = await httpServer(async (_request, response) => {
      for (const byte of Buffer.from(text)) {
        response.write(Uint8Array.of(byte))
        await new Promise((resolve) => setImmediate(resolve))
      }
      response.end()
    })
    const http = transport()
    expect((await http.send(get(`${origin}/`))).body).toBe(text)
    const pieces: string[] = []
    const statuses = new Set<number>()
    const answer = await http.send(
      get(`${origin}/`, {
        onText: (piece, head) => {
          pieces.push(piece)
          statuses.add(head.status)
        },
      }),
    )
    expect(pieces.join('')).toBe(text)
    expect(pieces).not.toContain('')
    expect([answer.body, [...statuses]]).toEqual(['', [200]])
  })

  test('shows broken UTF-8 as replacement characters, at the end of a body too', async () => {
    const { origin } = await tcpServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\n')
      socket.write(Buffer.from([0x61, 0xff, 0xe6]))
    })
    expect((await transport().send(get(`${origin}/`))).body).toBe('a\ufffd\ufffd')
  })

  test('ends with the error that onText throws, and drops the connection', async () => {
    let closed = false
    const { origin } = await httpServer((request, response) => {
      request.socket.on('close', () => {
        closed = true
      })
      response.write('not the API')
    })
    const refusal = new Error('no XML')
    const sending = transport().send(
      get(`${origin}/`, {
        onText: () => {
          throw refusal
        },
      }),
    )
    await expect(sending).rejects.toBe(refusal)
    await until(() => closed)
  })

  test('ends with the error that onText throws about the last piece', async () => {
    const { origin } = await tcpServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\n')
      socket.write(Buffer.from([0xe6]))
    })
    const refusal = new Error('half a character')
    const sending = transport().send(
      get(`${origin}/`, {
        onText: () => {
          throw refusal
        },
      }),
    )
    await expect(sending).rejects.toBe(refusal)
  })
})

describe('the size limit', () => {
  test.each([
    ['with a length', true],
    ['in chunks', false],
  ])('lets through what just fits and refuses one byte more, %s', async (_how, declared) => {
    const { origin } = await httpServer((request, response) => {
      const size = Number(request.url?.slice(1))
      if (declared) response.setHeader('content-length', size)
      response.end('x'.repeat(size))
    })
    const http = transport()
    expect((await http.send(get(`${origin}/1000`, { maxBytes: 1_000 }))).body).toHaveLength(1_000)
    const error = await failure(http.send(get(`${origin}/1001`, { maxBytes: 1_000 })))
    expect(error).toMatchObject({
      code: 'invalid-response',
      effect: 'unknown',
      retryable: false,
      vendorCode: 'HTTP 200',
    })
    expect(error.message).toBe('the answer is longer than 1000 bytes')
  })

  test('counts bytes and not characters', async () => {
    const { origin } = await httpServer((_request, response) => {
      response.end('é'.repeat(6))
    })
    expect((await failure(transport().send(get(`${origin}/`, { maxBytes: 11 })))).code).toBe(
      'invalid-response',
    )
    expect((await transport().send(get(`${origin}/`, { maxBytes: 12 }))).body).toHaveLength(6)
  })

  test('stops a server that never stops', async () => {
    let closed = false
    const { origin } = await httpServer((_request, response) => {
      response.on('close', () => {
        closed = true
      })
      const more = (): void => {
        while (!closed && response.write('x'.repeat(1_000)));
      }
      response.on('drain', more)
      more()
    })
    const error = await failure(
      transport().send(get(`${origin}/`, { maxBytes: 50_000, onText: () => undefined })),
    )
    expect(error.code).toBe('invalid-response')
    await until(() => closed)
  })
})

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

describe('a server that fails', () => {
  test('says unavailable, without effect, where nobody listens', async () => {
    const error = await failure(transport().send(get(`http://127.0.0.1:${await closedPort()}/`)))
    expect(error).toMatchObject({
      code: 'unavailable',
      effect: 'none',
      retryable: true,
      vendorCode: 'ECONNREFUSED',
    })
    expect(error.message).toBe('the server cannot be reached or closed the connection (ECONNREFUSED)')
  })

  test('says unavailable, without effect, where a name has several addresses and nobody listens on any', async () => {
    const error = await failure(transport().send(get(`http://localhost:${await closedPort()}/`)))
    expect(error).toMatchObject({ code: 'unavailable', effect: 'none', vendorCode: 'ECONNREFUSED' })
  })

  test.each(['reset', 'fin'])('says unavailable, effect unknown, of a %s before the answer', async (how) => {
    const { origin } = await tcpServer((socket) => {
      if (how === 'reset') socket.resetAndDestroy()
      else socket.end()
    })
    const error = await failure(transport().send(get(`${origin}/`)))
    expect(error).toMatchObject({
      code: 'unavailable',
      effect: 'unknown',
      retryable: true,
      vendorCode: 'ECONNRESET',
    })
  })

  test.each([
    [
      'a reset within the declared length',
      'content-length: 10\r\n\r\nhalf',
      (socket: Socket) => socket.resetAndDestroy(),
    ],
    ['an end within the declared length', 'content-length: 10\r\n\r\nhalf', (socket: Socket) => socket.end()],
    [
      'an end within the chunks',
      'transfer-encoding: chunked\r\n\r\n4\r\nhalf\r\n',
      (socket: Socket) => socket.end(),
    ],
    [
      'a chunk that is none',
      'transfer-encoding: chunked\r\n\r\nzz\r\nhalf',
      (socket: Socket) => socket.end(),
    ],
  ])('says invalid-response, worth repeating, of %s', async (_what, rest, end) => {
    const { origin } = await tcpServer((socket) => {
      socket.write(`HTTP/1.1 200 OK\r\n${rest}`, () => end(socket))
    })
    const error = await failure(transport().send(get(`${origin}/`)))
    expect(error).toMatchObject({ code: 'invalid-response', effect: 'unknown', retryable: true })
    expect(error.message).toBe('the answer was cut short')
  })

  test.each([
    ['another protocol', 'SSH-2.0-OpenSSH_9.2\r\n'],
    ['a headless page', '<html>hello</html>\r\n\r\n'],
    ['endless headers', `HTTP/1.1 200 OK\r\n${`x: ${'y'.repeat(1_000)}\r\n`.repeat(100)}`],
  ])('says invalid-response of %s', async (_what, bytes) => {
    const { origin } = await tcpServer((socket) => socket.write(bytes))
    const error = await failure(transport().send(get(`${origin}/`)))
    expect(error).toMatchObject({ code: 'invalid-response', effect: 'unknown', retryable: false })
    expect(error.vendorCode).toMatch(/^HPE_/)
    expect(error.message).toBe('the server does not speak HTTP')
  })

  test('says invalid-response of one that changes the protocol', async () => {
    const { origin } = await tcpServer((socket) =>
      socket.write('HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'),
    )
    const error = await failure(transport().send(get(`${origin}/`)))
    expect(error).toMatchObject({ code: 'invalid-response', effect: 'unknown' })
  })

  test('keeps the cause without what a foreign error carries', async () => {
    const error = await failure(
      transport().send(get(`http://127.0.0.1:${await closedPort()}/x?checksum=abc`)),
    )
    expect(error.cause).toMatchObject({ name: 'Error', code: 'ECONNREFUSED' })
    expect(JSON.stringify(error)).not.toContain('abc')
  })
})

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
