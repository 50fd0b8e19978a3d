import { describe, expect, test } from 'vitest'
import { failure, get, httpServer, tcpServer, transport, until } from './support.js'

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
