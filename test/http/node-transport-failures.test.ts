import type { Socket } from 'node:net'
import { describe, expect, test } from 'vitest'
import { closedPort, failure, get, tcpServer, transport } from './support.js'

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
    const fixture = await tcpServer((socket) => {
      if (how === 'reset') socket.resetAndDestroy()
      else socket.end()
    })
    const error = await failure(transport().send(get(`${fixture.origin}/`)))
    expect(error).toMatchObject({
      code: 'unavailable',
      effect: 'unknown',
      retryable: true,
      vendorCode: 'ECONNRESET',
    })
    expect(fixture.connections()).toBe(1)
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
