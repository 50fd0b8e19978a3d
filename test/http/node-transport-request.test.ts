import { describe, expect, test } from 'vitest'
import { get, httpServer, ok, tcpServer, transport } from './support.js'

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
