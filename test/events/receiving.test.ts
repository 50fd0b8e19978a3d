import { describe, expect, test } from 'vitest'
import { MeetingError } from '../../src/errors/meeting-error.js'
import { SIGNATURE } from './scripted-provider.js'
import {
  BASE,
  connectionError,
  deliver,
  delivery,
  type Machine,
  rawIds,
  SECRET,
  turns,
  urlOf,
  world,
} from './support.js'

type Source = ConstructorParameters<typeof ReadableStream<Uint8Array>>[0]

/** A request with a body that comes in pieces. */
function streamed(machine: Machine, source: Source, headers = {}): Request {
  return new Request(urlOf(machine), {
    method: 'POST',
    headers: { 'x-signature': SIGNATURE, ...headers },
    body: new ReadableStream(source),
    duplex: 'half',
  })
}

describe('a delivery', () => {
  test('is handed to the provider as it came: the URL as the vendor was given it, headers, query, bytes', async () => {
    const w = world()
    const machine = w.machine()
    const given = urlOf(machine, { server: 's1' })
    const path = new URL(given).pathname
    const body = JSON.stringify([w.message('a')])
    // A proxy took the beginning of the path off, and speaks another host.
    const internal = `http://10.0.0.1:3000/${path.split('/').slice(2).join('/')}?checksum=1&checksum=2`
    const answer = await machine.events.fetch(
      new Request(internal, { method: 'POST', headers: { 'x-signature': SIGNATURE }, body }),
    )
    expect([answer.status, await answer.text(), answer.headers.get('cache-control')]).toEqual([
      200,
      'ok',
      'no-store',
    ])
    const [got] = w.scripted.deliveries
    expect(got).toMatchObject({
      url: given,
      claims: { provider: 'x', way: 'hook', server: 's1' },
      method: 'POST',
    })
    expect(got?.query.getAll('checksum')).toEqual(['1', '2'])
    expect(Buffer.from(got?.body ?? []).toString()).toBe(body)
    expect(rawIds(machine.heard)).toEqual(['a'])
  })

  test('keeps bytes that are no text', async () => {
    const w = world()
    const machine = w.machine()
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index)
    const answer = await machine.events(new Request(urlOf(machine), { method: 'POST', body: bytes }))
    expect(answer.status).toBe(403)
    expect([...(w.scripted.deliveries[0]?.body ?? [])]).toEqual([...bytes])
  })

  test('on a way that is a GET has no body', async () => {
    const w = world()
    const machine = w.machine()
    await machine.meetings.createMeeting({ id: 'class-42' })
    const url = `${urlOf(machine, { way: 'end', meeting: { key: 'class-42', incarnation: 1 } })}?key=class-42&at=${w.clock.now()}&recorded=true`
    expect((await machine.events(new Request(url))).status).toBe(200)
    expect(machine.heard).toMatchObject([{ type: 'meeting.ended', recorded: true }])
  })

  test.each(['GET', 'HEAD', 'PUT', 'OPTIONS', 'DELETE'])(
    'by %s on a way that is a POST does nothing',
    async (method) => {
      const w = world()
      const machine = w.machine()
      const answer = await machine.events(new Request(urlOf(machine), { method }))
      expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST'])
      expect([w.scripted.deliveries, machine.heard]).toEqual([[], []])
      expect(machine.problems).toMatchObject([{ kind: 'refused', provider: 'x' }])
    },
  )

  test.each(['HEAD', 'POST'])('by %s on a way that is a GET does nothing', async (method) => {
    const w = world()
    const machine = w.machine()
    const answer = await machine.events(new Request(urlOf(machine, { way: 'end' }), { method }))
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET'])
    expect(w.scripted.deliveries).toEqual([])
  })

  test.each([
    ['unsigned', `${BASE}/hook/bm90aGluZw.bm90aGluZw`],
    ['without a token', `${BASE}/hook`],
    ['of nothing at all', 'https://app.example.com/'],
  ])('on a URL %s is answered 404, and no provider is asked', async (_, url) => {
    const w = world()
    const machine = w.machine()
    const answer = await machine.events(new Request(url, { method: 'POST', body: '[]' }))
    expect(answer.status).toBe(404)
    expect(w.scripted.deliveries).toEqual([])
    expect(machine.problems).toMatchObject([{ kind: 'refused', error: { code: 'not-found' } }])
  })

  test('on a URL that was tampered with is answered 404: its way, a letter of what it says, a letter of its signature', async () => {
    const w = world()
    const machine = w.machine()
    const url = urlOf(machine)
    const other = (text: string): string => (text === 'A' ? 'B' : 'A')
    const at = (index: number): string => url.slice(0, index) + other(url[index] ?? '') + url.slice(index + 1)
    const dot = url.lastIndexOf('.')
    const tampered = [url.replace('/hook/', '/end/'), at(dot - 3), at(dot + 2), `${url}.x`, url.slice(0, -1)]
    for (const href of tampered)
      expect((await machine.events(new Request(href, { method: 'POST', body: '[]' }))).status).toBe(404)
    expect(w.scripted.deliveries).toEqual([])
  })

  test('is taken on URLs of an old secret for as long as that is configured', async () => {
    const w = world()
    const before = w.machine()
    const after = w.machine({}, { events: { url: BASE, secret: ['another-secret-of-sixteen', SECRET] } })
    const later = w.machine({}, { events: { url: BASE, secret: 'another-secret-of-sixteen' } })
    const request = (): Request => delivery(before, [w.message('a')])
    expect((await later.events(request())).status).toBe(404)
    expect((await after.events(request())).status).toBe(200)
    expect(w.scripted.deliveries[0]?.url).toBe(urlOf(before))
    expect(urlOf(after)).toBe(urlOf(later))
  })

  test('is answered 404 without a configuration of events', async () => {
    const w = world()
    const configured = w.machine()
    const { events: _events, ...rest } = { events: undefined }
    const machine = w.machine({}, { ...rest, events: undefined } as never)
    expect((await machine.events(delivery(configured, [w.message('a')]))).status).toBe(404)
  })

  test('for an instance or a way that is there no more is answered 404', async () => {
    const w = world()
    const machine = w.machine()
    expect(await deliver(machine, [], { claims: { provider: 'gone' } })).toBe(404)
    expect(await deliver(machine, [], { claims: { way: 'toString' } })).toBe(404)
    expect(await deliver(machine, [], { claims: { way: 'to-string' } })).toBe(404)
    expect(await deliver(machine, [], { claims: { tenant: 'school-7' } })).toBe(404)
    expect(w.scripted.deliveries).toEqual([])
    expect(machine.problems.map(({ kind }) => kind)).toEqual(['refused', 'refused', 'refused', 'refused'])
  })

  test.each([
    ['forbidden', 403],
    ['invalid-request', 400],
    ['unsupported', 404],
    ['unavailable', 503],
    ['rate-limited', 503],
    ['unauthenticated', 503],
    ['unknown', 503],
  ] as const)('that the provider refuses with %s is answered %i, and never 401', async (code, status) => {
    const w = world()
    const machine = w.machine()
    w.scripted.before = () => {
      throw new MeetingError({ code, message: 'the secret of the vendor is 12345', retryAfterMs: 7_001 })
    }
    const answer = await machine.events(delivery(machine, [w.message('a')]))
    expect(answer.status).toBe(status)
    expect(answer.headers.get('retry-after')).toBe(status === 503 ? '8' : null)
    expect(await answer.text()).not.toMatch(/secret|12345/)
    const kind = status === 503 ? 'unavailable' : 'refused'
    expect(machine.problems).toMatchObject([{ kind, provider: 'x', error: { code } }])
    expect(machine.heard).toEqual([])
  })

  test('that an adapter fails to read by a fault of its own is answered 503, and told', async () => {
    const w = world()
    const machine = w.machine()
    expect(await deliver(machine, 'no JSON')).toBe(503)
    expect(machine.problems).toMatchObject([{ kind: 'unavailable' }])
    expect(await deliver(machine, [w.message('a')])).toBe(200)
  })

  test('that the directory or the store cannot place is answered 503, without their passwords, and taken the next time', async () => {
    const w = world()
    const machine = w.machine()
    await machine.meetings.createMeeting({ id: 'class-42' })
    w.store.before = () => {
      throw connectionError()
    }
    const answer = await machine.events(delivery(machine, [w.message('a', { key: 'class-42' })]))
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5'])
    expect(await answer.text()).not.toContain('hunter2')
    expect(machine.heard).toEqual([])
    expect(machine.problems.length).toBeGreaterThan(0)
    for (const { error } of machine.problems) {
      expect(error).toMatchObject({ code: 'unavailable', vendorCode: 'store' })
      expect(JSON.stringify([error, String(error.cause)])).not.toContain('hunter2')
    }
    w.store.before = () => undefined
    expect(await deliver(machine, [w.message('a', { key: 'class-42' })])).toBe(200)
    expect(rawIds(machine.heard)).toEqual(['a'])
  })

  test('is answered, whatever the one who is told of problems does', async () => {
    const w = world()
    for (const onProblem of [
      () => {
        throw new Error('a broken log')
      },
      async () => {
        throw new Error('a broken log')
      },
    ]) {
      const machine = w.machine({ onProblem })
      expect((await machine.events(new Request(BASE))).status).toBe(404)
    }
    await turns()
  })
})

describe('a body', () => {
  test('of the largest size is read, and of one byte more is not', async () => {
    const w = world()
    const machine = w.machine({ maxBodyBytes: 1_024 })
    expect(await deliver(machine, 'x'.repeat(1_024), { headers: { 'x-signature': 'no' } })).toBe(403)
    expect(await deliver(machine, 'x'.repeat(1_025))).toBe(413)
    expect(w.scripted.deliveries).toHaveLength(1)
    expect(machine.problems.at(-1)).toMatchObject({ kind: 'refused', provider: 'x' })
  })

  test('that is announced as too large is not read at all', async () => {
    const w = world()
    const machine = w.machine({ maxBodyBytes: 1_024 })
    let pulled = 0
    const source = {
      pull() {
        pulled += 1
      },
    }
    const answer = await machine.events(streamed(machine, source, { 'content-length': '1025' }))
    expect(answer.status).toBe(413)
    expect(pulled).toBeLessThanOrEqual(1)
  })

  test('that is longer than announced is given up as soon as it is too large', async () => {
    const w = world()
    const machine = w.machine({ maxBodyBytes: 4_096 })
    let pulled = 0
    const source: Source = {
      pull(controller) {
        pulled += 1
        controller.enqueue(new Uint8Array(1_024))
      },
    }
    const answer = await machine.events(streamed(machine, source, { 'content-length': '10' }))
    expect(answer.status).toBe(413)
    expect(pulled).toBeLessThan(10)
  })

  test('that comes in pieces is put together', async () => {
    const w = world()
    const machine = w.machine()
    const bytes = Buffer.from(JSON.stringify([w.message('ä')]))
    const source: Source = {
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte))
        controller.close()
      },
    }
    expect((await machine.events(streamed(machine, source))).status).toBe(200)
    expect(rawIds(machine.heard)).toEqual(['ä'])
  })

  test('that stalls is given up after ten seconds, and nothing stays behind', async () => {
    const w = world()
    const machine = w.machine()
    const source: Source = {
      start(controller) {
        controller.enqueue(Buffer.from('[{'))
      },
    }
    const answering = machine.events(streamed(machine, source))
    await w.clock.advance(9_999)
    expect(w.clock.pending).toBe(1)
    await w.clock.advance(1)
    expect((await answering).status).toBe(503)
    expect(w.clock.pending).toBe(0)
    expect(machine.problems).toMatchObject([
      { kind: 'unavailable', error: { message: 'the body did not come in time' } },
    ])
  })

  test('that is cut is answered 503, and read by nobody', async () => {
    const w = world()
    const machine = w.machine()
    const source: Source = {
      start(controller) {
        controller.enqueue(Buffer.from('[]'))
      },
      pull(controller) {
        controller.error(new Error('aborted'))
      },
    }
    expect((await machine.events(streamed(machine, source))).status).toBe(503)
    expect(w.scripted.deliveries).toEqual([])
    expect(w.clock.pending).toBe(0)
  })

  test('that somebody else has read is said to be so', async () => {
    const w = world()
    const machine = w.machine()
    const request = delivery(machine, [w.message('a')])
    await request.text()
    expect((await machine.events(request)).status).toBe(503)
    expect(machine.problems[0]?.error.message).toContain('something has read the body')
  })

  test('may be missing', async () => {
    const w = world()
    const machine = w.machine()
    const headers = { 'x-signature': 'no' }
    expect((await machine.events(new Request(urlOf(machine), { method: 'POST', headers }))).status).toBe(403)
    expect(w.scripted.deliveries[0]?.body).toHaveLength(0)
  })
})
