import { describe, expect, test } from 'vitest'
import { eventsOf, expectChecksum, hooked, receiver, register } from './bbb-events-support.js'
import { create, start } from './support.js'

describe('a delivery', () => {
  test('is a form whose fields are in alphabetical order on 3.0, signed over the exact body', async () => {
    const { simulator, clock, app } = await hooked()
    await create(simulator, 'class-1', { name: 'Algèbre & geometry' })
    await simulator.idle()
    const [request] = app.received
    expect(request!.method).toBe('POST')
    expect(request!.headers['content-type']).toBe('application/x-www-form-urlencoded;charset=UTF-8')
    const form = new URLSearchParams(request!.body)
    expect([...form.keys()]).toEqual(['domain', 'event', 'timestamp'])
    expect(form.get('domain')).toBe(new URL(simulator.url).host)
    expect(form.get('timestamp')).toBe(String(clock.now()))
    expectChecksum(request!, {
      origin: app.url,
      path: '/hook',
      secret: simulator.secret,
      covered: request!.body,
    })
    expect(JSON.parse(form.get('event')!)).toEqual([
      {
        data: {
          type: 'event',
          id: 'meeting-created',
          attributes: { meeting: expect.objectContaining({ name: 'Algèbre & geometry' }) },
          event: { ts: clock.now() },
        },
      },
    ])
  })

  test('has another order on 2.x, and is signed over a JSON object of the fields', async () => {
    const { simulator, app } = await hooked({ server: 'bbb-2.7' })
    await create(simulator, 'class-1', { name: "It's (all) *new*!" })
    await simulator.idle()
    const [request] = app.received
    expect(request!.headers['content-type']).toBe('application/x-www-form-urlencoded')
    expect(request!.body).not.toMatch(/[+!'()*]/)
    const form = new URLSearchParams(request!.body)
    expect([...form.keys()]).toEqual(['event', 'timestamp', 'domain'])
    const covered = JSON.stringify({
      event: form.get('event'),
      timestamp: Number(form.get('timestamp')),
      domain: form.get('domain'),
    })
    expectChecksum(request!, { origin: app.url, path: '/hook', secret: simulator.secret, covered })
    expect(eventsOf(app.received)[0]?.attributes['meeting']).toMatchObject({ name: "It's (all) *new*!" })
  })

  test('is signed over nothing of the body by early versions of 3, with the digest of the configuration', async () => {
    const { simulator, app } = await hooked({ hookSignature: 'constant', hookDigest: 'sha512' })
    await create(simulator, 'class-1')
    await simulator.idle()
    const subject = { origin: app.url, path: '/hook', secret: simulator.secret, covered: '{}' }
    expectChecksum(app.received[0]!, subject, 'sha512')
  })

  test('carries the secret itself and no checksum in bearer mode', async () => {
    const { simulator, app } = await hooked({ hookSignature: 'bearer' })
    await create(simulator, 'class-1')
    await simulator.idle()
    expect(app.received).toMatchObject([
      { target: '/hook', headers: { authorization: `Bearer ${simulator.secret}` } },
    ])
  })

  test('appends the checksum to a query that is there, and signs with the secret of the moment', async () => {
    const { simulator } = await start()
    const app = await receiver()
    await register(simulator, `${app.url}/hook?tenant=a`)
    simulator.rotateSecret('another-secret')
    simulator.fillMeetings(1)
    await simulator.idle()
    const [request] = app.received
    expectChecksum(request!, {
      origin: app.url,
      path: '/hook?tenant=a',
      secret: 'another-secret',
      covered: request!.body,
    })
  })

  test.each([200, 204, 299, 401])('that is answered with %i is done', async (status) => {
    const { simulator, clock, app } = await hooked()
    app.react = () => status
    await create(simulator, 'class-1')
    await simulator.idle()
    expect(simulator.deliveries).toEqual([
      {
        kind: 'hook',
        url: `${app.url}/hook`,
        eventID: 'meeting-created',
        meetingID: 'class-1',
        attempt: 1,
        at: clock.now(),
        status,
        delivered: true,
      },
    ])
    await clock.advance(60_000)
    await simulator.idle()
    expect(app.received).toHaveLength(1)
  })

  test.each([
    [307, 'POST'],
    [308, 'POST'],
    [301, 'GET'],
    [302, 'GET'],
    [303, 'GET'],
  ])('follows a %i with %s', async (status, method) => {
    const { simulator, app } = await hooked()
    app.react = ({ target }) => (target === '/moved' ? 200 : { status, location: '/moved' })
    await create(simulator, 'class-1')
    await simulator.idle()
    const [first, second] = app.received
    expect(second).toMatchObject({ method, target: '/moved', body: method === 'POST' ? first!.body : '' })
    expect(simulator.deliveries).toMatchObject([{ attempt: 1, status: 200, delivered: true }])
  })

  test('follows ten redirects and no more, and gives its bearer token to no other host', async () => {
    const { simulator, clock, app } = await hooked({ hookSignature: 'bearer' })
    const other = await receiver()
    app.react = (_, index) => ({ status: 307, location: index < 10 ? `/${index}` : other.url })
    await create(simulator, 'class-1')
    await simulator.idle()
    expect(app.received).toHaveLength(11)
    expect(simulator.deliveries).toMatchObject([{ error: 'too-many-redirects', delivered: false }])
    app.react = () => ({ status: 307, location: `${other.url}/elsewhere` })
    await clock.advance(100)
    await simulator.idle()
    expect(other.received[0]).toMatchObject({ method: 'POST', target: '/elsewhere' })
    expect(other.received[0]!.headers.authorization).toBeUndefined()
    expect(app.received.every(({ headers }) => headers.authorization !== undefined)).toBe(true)
  })
})
