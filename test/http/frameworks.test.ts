import { once } from 'node:events'
import { createServer, request as httpRequest, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { serve } from '@hono/node-server'
import express from 'express'
import fastify from 'fastify'
import { Hono } from 'hono'
import { afterEach, describe, expect, test } from 'vitest'
import { lambdaHttp } from '../../src/http/lambda-http.js'
import { nodeListener } from '../../src/http/node-listener.js'

const closing: (() => unknown)[] = []

afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** Says what it got, so that a test sees whether something was changed on the way. */
async function echo(request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url)
  const body = Buffer.from(await request.arrayBuffer()).toString('base64')
  const type = request.headers.get('content-type')
  return Response.json(
    { method: request.method, path: pathname + search, body, type },
    {
      status: 202,
      headers: { 'cache-control': 'no-store' },
    },
  )
}

async function listen(server: Server): Promise<string> {
  if (!server.listening) {
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
  }
  closing.push(() => server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Bytes that no parser and no text decoder leaves as they are. */
const bytes = Buffer.from([0x65, 0x3d, 0x25, 0x32, 0x30, 0x2b, 0xff, 0x00, 0xc3, 0x28])
const path = '/events/hook/to%2Fken?checksum=ab&x=%20+'

const frameworks: Readonly<Record<string, () => Promise<string>>> = {
  'node:http': () => listen(createServer(nodeListener(echo))),
  Express: () => {
    const app = express()
    app.use('/events', nodeListener(echo))
    app.use(express.json())
    return listen(createServer(app))
  },
  'Express behind express.raw': () => {
    const app = express()
    app.use(express.raw({ type: '*/*' }))
    app.use('/events', nodeListener(echo))
    return listen(createServer(app))
  },
  Fastify: async () => {
    const app = fastify()
    await app.register(async (scope) => {
      scope.removeAllContentTypeParsers()
      scope.addContentTypeParser('*', (_request, _payload, done) => done(null))
      scope.all('/events/*', (request, reply) => {
        reply.hijack()
        nodeListener(echo)(request.raw, reply.raw)
      })
    })
    await app.ready()
    closing.push(() => app.close())
    return listen(app.server)
  },
  Hono: async () => {
    const app = new Hono()
    app.all('/events/*', (context) => echo(context.req.raw))
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
    await once(server, 'listening')
    return listen(server as Server)
  },
}

describe.each(Object.entries(frameworks))('on %s', (_name, start) => {
  test('a handler gets method, path, query, type and bytes as they were sent', async () => {
    const base = await start()
    const response = await fetch(base + path, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: bytes,
    })
    expect(response.status).toBe(202)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(await response.json()).toEqual({
      method: 'POST',
      path,
      body: bytes.toString('base64'),
      type: 'application/x-www-form-urlencoded',
    })
  })

  test('a handler gets a request without a body', async () => {
    const base = await start()
    const response = await fetch(base + path)
    expect(await response.json()).toMatchObject({ method: 'GET', path, body: '' })
  })

  test('many requests on one connection are answered each', async () => {
    const base = await start()
    for (const text of ['one', 'two', 'three']) {
      const response = await fetch(base + path, { method: 'POST', body: text })
      expect(((await response.json()) as { body: string }).body).toBe(Buffer.from(text).toString('base64'))
    }
  })
})

describe('nodeListener', () => {
  test('says so where a body parser was there first', async () => {
    const app = express()
    app.use(express.urlencoded({ extended: false }))
    app.use('/events', nodeListener(echo))
    const told: unknown[] = []
    app.use(((error, _request, response, _next) => {
      told.push(error)
      response.status(500).end()
    }) as express.ErrorRequestHandler)
    const base = await listen(createServer(app))
    const response = await fetch(base + path, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'a=b',
    })
    expect(response.status).toBe(500)
    expect(String(told[0])).toContain('mount the handler before it')
  })

  test('answers 500, and goes on, where the handler throws and nobody else is there to be told', async () => {
    const failing = async (): Promise<Response> => Promise.reject(new Error('secret detail'))
    const base = await listen(createServer(nodeListener(failing)))
    for (let index = 0; index < 2; index += 1) {
      const response = await fetch(base + path)
      expect(response.status).toBe(500)
      expect(await response.text()).not.toContain('secret')
    }
  })

  test('answers 405 to what no web request can be', async () => {
    const base = await listen(createServer(nodeListener(echo)))
    const { port } = new URL(base)
    const request = httpRequest({ port, method: 'TRACE', path: '/x' })
    request.end()
    const [response] = (await once(request, 'response')) as [IncomingMessage]
    expect(response.statusCode).toBe(405)
    response.resume()
  })

  test('keeps what a handler says of a body that is not sent, and says nothing of its own', async () => {
    const answers: Readonly<Record<string, () => Response>> = {
      '/head': () => new Response(null, { headers: { 'content-length': '649' } }),
      '/head-of-all': () => new Response('all of it', { headers: { 'content-length': '649' } }),
      '/same': () => new Response(null, { status: 304, headers: { etag: '"x"' } }),
      '/nothing': () => new Response(null, { status: 204 }),
      '/empty': () => new Response(null, { status: 405 }),
    }
    const base = await listen(
      createServer(nodeListener(async ({ url }) => answers[new URL(url).pathname]?.() ?? Response.error())),
    )
    const lengthOf = async (path: string, method = 'GET'): Promise<unknown> => {
      const response = await fetch(base + path, { method })
      return [response.status, await response.text(), response.headers.get('content-length')]
    }
    expect(await lengthOf('/head', 'HEAD')).toEqual([200, '', '649'])
    expect(await lengthOf('/head-of-all', 'HEAD')).toEqual([200, '', '649'])
    expect(await lengthOf('/same')).toEqual([304, '', null])
    expect(await lengthOf('/nothing')).toEqual([204, '', null])
    expect(await lengthOf('/empty')).toEqual([405, '', '0'])
    expect(await lengthOf('/head-of-all')).toEqual([200, 'all of it', '9'])
  })

  test('gives every cookie', async () => {
    const cookies = ['a=1; Path=/', 'b=2; Expires=Thu, 01 Jan 2026 00:00:00 GMT']
    const answer = async (): Promise<Response> =>
      new Response('x', { headers: cookies.map((cookie): [string, string] => ['set-cookie', cookie]) })
    const base = await listen(createServer(nodeListener(answer)))
    expect((await fetch(base)).headers.getSetCookie()).toEqual(cookies)
  })

  test.each([
    ['/\\[', '//['],
    ['/\\evil/x', '//evil/x'],
    ['//evil/x?a=//b', '/evil/x?a=//b'],
    ['http://evil/x', '/http://evil/x'],
    ['*', '/*'],
  ])('takes %s for a path, whatever it looks like', async (given, seen) => {
    const base = await listen(createServer(nodeListener(async ({ url }) => new Response(url))))
    const request = httpRequest({ port: new URL(base).port, path: given })
    request.end()
    const [response] = (await once(request, 'response')) as [IncomingMessage]
    expect(await text(response)).toBe(`http://localhost${seen}`)
  })

  test('answers while a body that nobody wants is still being sent', async () => {
    const deaf = async (): Promise<Response> => new Response('too large', { status: 413 })
    const base = await listen(createServer(nodeListener(deaf)))
    const response = await fetch(base + path, { method: 'POST', body: Buffer.alloc(200_000) })
    expect(response.status).toBe(413)
    expect(await (await fetch(base + path)).text()).toBe('too large')
  })
})

describe('lambdaHttp', () => {
  const body = bytes.toString('base64')
  test.each([
    [
      'payload format 2.0',
      {
        requestContext: { http: { method: 'POST' } },
        rawPath: '/events/hook/token',
        rawQueryString: 'checksum=ab&x=%20+',
        headers: { 'content-type': 'text/plain' },
        body,
        isBase64Encoded: true,
      },
      '/events/hook/token?checksum=ab&x=%20+',
    ],
    [
      'payload format 1.0',
      {
        httpMethod: 'POST',
        path: '/events/hook/token',
        queryStringParameters: { checksum: 'ab', x: '2' },
        multiValueQueryStringParameters: { checksum: ['ab'], x: ['1', '2'] },
        headers: { 'Content-Type': 'text/plain' },
        body,
        isBase64Encoded: true,
      },
      '/events/hook/token?checksum=ab&x=1&x=2',
    ],
  ])('hands over %s', async (_name, event, expected) => {
    const result = await lambdaHttp(echo)(event)
    expect(result.statusCode).toBe(202)
    expect(result.headers['cache-control']).toBe('no-store')
    expect(JSON.parse(result.body)).toEqual({ method: 'POST', path: expected, body, type: 'text/plain' })
  })

  test('takes a body that is text as it is', async () => {
    const result = await lambdaHttp(echo)({
      requestContext: { http: { method: 'POST' } },
      rawPath: '/x',
      headers: null,
      body: 'ä=%20',
    })
    expect(JSON.parse(result.body)).toMatchObject({ body: Buffer.from('ä=%20').toString('base64') })
  })

  test('takes a query that was decoded, and that of a load balancer, which was not', async () => {
    const decoded = await lambdaHttp(echo)({
      httpMethod: 'GET',
      path: '/x',
      queryStringParameters: { meetingID: 'a b' },
      body: '',
    })
    expect(JSON.parse(decoded.body)).toMatchObject({ method: 'GET', path: '/x?meetingID=a+b' })
    const balanced = await lambdaHttp(echo)({
      requestContext: { elb: { targetGroupArn: 'arn' } },
      httpMethod: 'GET',
      path: '/x',
      queryStringParameters: { meetingID: 'a%20b' },
    })
    expect(JSON.parse(balanced.body)).toMatchObject({ path: '/x?meetingID=a%20b' })
  })

  test.each([
    ['packed text', { 'content-type': 'text/javascript', 'content-encoding': 'br' }],
    ['a picture', { 'content-type': 'image/png' }],
  ])('gives %s byte by byte', async (_name, headers) => {
    const answer = async (): Promise<Response> =>
      new Response(Uint8Array.of(0x1f, 0x8b, 0xff, 0x00), { headers })
    const result = await lambdaHttp(answer)({ httpMethod: 'GET', path: '/x' })
    expect(result.isBase64Encoded).toBe(true)
    expect([...Buffer.from(result.body, 'base64')]).toEqual([0x1f, 0x8b, 0xff, 0x00])
  })

  test('takes and gives cookies where the payload format has them', async () => {
    const answer = async (request: Request): Promise<Response> =>
      new Response(request.headers.get('cookie'), { headers: { 'set-cookie': 'c=3; Path=/' } })
    const second = await lambdaHttp(answer)({ rawPath: '/x', cookies: ['a=1', 'b=2'] })
    expect(second).toMatchObject({ body: 'a=1; b=2', cookies: ['c=3; Path=/'] })
    expect(second.headers).not.toHaveProperty('set-cookie')
    const first = await lambdaHttp(answer)({ httpMethod: 'GET', path: '/x', headers: { Cookie: 'a=1' } })
    expect(first).toMatchObject({ body: 'a=1', headers: { 'set-cookie': 'c=3; Path=/' } })
    expect(first).not.toHaveProperty('cookies')
  })

  test('gives every cookie where the payload format has a place for several', async () => {
    const cookies = ['a=1', 'b=2']
    const answer = async (): Promise<Response> =>
      new Response('x', { headers: cookies.map((cookie): [string, string] => ['set-cookie', cookie]) })
    expect(await lambdaHttp(answer)({ rawPath: '/x' })).toMatchObject({ cookies })
    const first = await lambdaHttp(answer)({ httpMethod: 'GET', path: '/x', multiValueHeaders: {} })
    expect(first.multiValueHeaders?.['set-cookie']).toEqual(cookies)
  })

  test.each(['/\\[', '/\\evil/x', '//evil/x'])(
    'takes %s for a path, whatever it looks like',
    async (rawPath) => {
      const result = await lambdaHttp(async ({ url }) => new Response(new URL(url).host))({ rawPath })
      expect(result).toMatchObject({ statusCode: 200, body: 'localhost' })
    },
  )

  test('takes and gives headers with several values each where the load balancer is set to that', async () => {
    const result = await lambdaHttp(echo)({
      requestContext: { elb: {} },
      httpMethod: 'POST',
      path: '/x',
      multiValueHeaders: { 'Content-Type': ['text/plain'] },
      body: 'a',
    })
    expect(JSON.parse(result.body)).toMatchObject({ type: 'text/plain' })
    expect(result.multiValueHeaders?.['cache-control']).toEqual(['no-store'])
  })
})
