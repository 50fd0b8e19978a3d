import { createMeetings, type Meetings, type MeetingsConfig, MemoryDirectory } from 'anymeet'
import { type BbbSimulator, startBbbSimulator, TestClock } from 'anymeet/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const names = ['alpha', 'beta', 'gamma'] as const
type Name = (typeof names)[number]

let clock: TestClock
let servers: Record<Name, BbbSimulator>
let meetings: Meetings

function facade(config: Partial<MeetingsConfig> = {}, weights: Partial<Record<Name, number>> = {}): Meetings {
  const list = names.map((name) => {
    const { url, secret } = servers[name]
    return { name, url, secret, ...(weights[name] !== undefined && { weight: weights[name] }) }
  })
  return createMeetings({ providers: { bbb: { type: 'bbb', servers: list } }, clock, ...config })
}

/** Lets less time pass than a server has for telling its load: what passes here must not look like a slow server. */
function run<T>(promise: Promise<T>): Promise<T> {
  return clock.settle(promise, 3_900)
}

/** The server that a meeting was made on, by what the servers themselves say. */
function home(id: string): Name | undefined {
  return names.find((name) => servers[name].meeting(id) !== undefined)
}

beforeEach(async () => {
  clock = new TestClock()
  const [alpha, beta, gamma] = await Promise.all(
    names.map((name) => startBbbSimulator({ clock, secret: `secret-of-${name}` })),
  )
  if (alpha === undefined || beta === undefined || gamma === undefined) throw new Error('no servers')
  servers = { alpha, beta, gamma }
  meetings = facade()
})

afterEach(async () => {
  await meetings.close()
  await Promise.all(names.map((name) => servers[name].close()))
})

describe('an instance with several servers', () => {
  it('spreads meetings, and finds each again where it lives', async () => {
    for (let number = 1; number <= 6; number++)
      await run(meetings.createMeeting({ id: `m-${number}`, name: `Meeting ${number}` }))
    expect(names.map((name) => servers[name].meetings().length)).toEqual([2, 2, 2])
    for (let number = 1; number <= 6; number++) {
      const id = `m-${number}`
      const joined = await run(meetings.join(id, { participant: { name: 'Ann' } }))
      expect(joined.ref.vendor['server']).toBe(home(id))
      if (joined.kind === 'url')
        expect(await servers[home(id) as Name].visit(joined.url)).toMatchObject({ entered: true })
      expect(await run(meetings.info(id))).toMatchObject({ status: 'open', participantCount: 1 })
      expect(await run(meetings.end(id, { wait: true }))).toMatchObject({ outcome: 'ended' })
    }
  })

  it('gives a server of twice the weight twice the meetings', async () => {
    meetings = facade({}, { beta: 2 })
    for (let number = 1; number <= 8; number++) await run(meetings.createMeeting({ id: `w-${number}` }))
    expect(names.map((name) => servers[name].meetings().length)).toEqual([2, 4, 2])
  })

  it('goes by the people inside, too', async () => {
    await run(meetings.createMeeting({ id: 'crowded' }))
    const crowded = home('crowded') as Name
    for (let person = 0; person < 5; person++) {
      const joined = await run(meetings.join('crowded', { participant: { name: `P ${person}` } }))
      if (joined.kind === 'url') await servers[crowded].visit(joined.url)
    }
    await clock.advance(30_000)
    for (let number = 1; number <= 6; number++) await run(meetings.createMeeting({ id: `c-${number}` }))
    expect(servers[crowded].meetings().length).toBe(1)
  })

  it('leaves a dead server out, and takes it back when it answers again', async () => {
    const down = { kind: 'cut', times: Number.POSITIVE_INFINITY } as const
    servers.beta.stage(down)
    for (let number = 1; number <= 4; number++) await run(meetings.createMeeting({ id: `d-${number}` }))
    expect(servers.beta.meetings()).toEqual([])
    servers.beta.heal()
    await clock.advance(60_000)
    for (let number = 5; number <= 8; number++) await run(meetings.createMeeting({ id: `d-${number}` }))
    expect(servers.beta.meetings().length).toBeGreaterThan(0)
  })

  it('makes a meeting on the next server where the first refuses the connection', async () => {
    await run(meetings.createMeeting({ id: 'first' }))
    // Its load is known and low: it would be next, if it were there.
    await servers.gamma.close()
    for (let number = 1; number <= 5; number++)
      expect((await run(meetings.createMeeting({ id: `n-${number}` }))).disposition).toBe('created')
    expect(servers.alpha.meetings().length + servers.beta.meetings().length).toBeGreaterThanOrEqual(5)
  })

  it('says unavailable when no server answers, and makes nothing', async () => {
    for (const name of names)
      servers[name].stage({ kind: 'answer', status: 503, times: Number.POSITIVE_INFINITY })
    await expect(run(meetings.createMeeting({ id: 'nowhere' }))).rejects.toMatchObject({
      code: 'unavailable',
      retryable: true,
      effect: 'none',
    })
    for (const name of names) servers[name].heal()
    await clock.advance(60_000)
    expect((await run(meetings.createMeeting({ id: 'nowhere' }))).ref.incarnation).toBe(1)
  })

  it('repeats a create whose answer was lost on the same server', async () => {
    // Twice: a request that is cut on a connection used before goes out once more.
    for (const name of names) servers[name].stage({ kind: 'cut', processed: true, when: 'create', times: 2 })
    await expect(run(meetings.createMeeting({ id: 'lost' }))).rejects.toMatchObject({
      effect: 'unknown',
    })
    for (const name of names) servers[name].heal()
    await clock.advance(60_000)
    await run(meetings.createMeeting({ id: 'lost' }))
    expect(names.flatMap((name) => servers[name].meetings()).length).toBe(1)
  })

  it('lists the meetings of all servers, and says which could not be asked', async () => {
    for (let number = 1; number <= 6; number++) await run(meetings.createMeeting({ id: `l-${number}` }))
    servers.gamma.stage({ kind: 'answer', status: 502, body: '<html>', times: Number.POSITIVE_INFINITY })
    const list = meetings.listMeetings()
    const ids: string[] = []
    await run(
      (async () => {
        for await (const { ref } of list) ids.push(ref.id)
      })(),
    )
    expect(ids.length).toBe(4)
    expect(list.unreachable).toMatchObject([{ server: 'gamma', code: 'unavailable' }])
  })

  it('looks for a meeting of which nothing is recorded on every server', async () => {
    await run(meetings.createMeeting({ id: 'somewhere', name: 'Somewhere' }))
    const stranger = facade({ directory: new MemoryDirectory({ clock }) })
    expect(await run(stranger.info('somewhere'))).toMatchObject({
      status: 'open',
      name: 'Somewhere',
    })
    await expect(run(stranger.info('elsewhere'))).rejects.toMatchObject({ code: 'not-found' })
    servers.alpha.stage({ kind: 'cut', times: Number.POSITIVE_INFINITY })
    await expect(run(stranger.info('elsewhere'))).rejects.toMatchObject({ code: 'unavailable' })
    await stranger.close()
  })

  it('says which server is not well', async () => {
    servers.beta.rotateSecret('another-secret')
    const { ok, providers } = await run(meetings.check())
    expect(ok).toBe(false)
    expect(providers['bbb']).toMatchObject({ ok: false, reachable: true, authenticated: false })
    expect(providers['bbb']?.problem).toMatch(/^beta: /)
    expect(providers['bbb']?.details).toMatchObject({ alpha: 'ok', gamma: 'ok' })
  })

  it('says not-configured of a meeting whose server was taken out of the configuration', async () => {
    const { ref } = await run(meetings.createMeeting({ id: 'kept' }))
    const gone = { ...ref, vendor: { ...ref.vendor, server: 'delta' } }
    await expect(run(meetings.info(gone))).rejects.toMatchObject({
      code: 'not-configured',
      message: expect.stringContaining('delta'),
    })
  })

  it.each([
    ['providers.bbb.servers', { servers: [] }],
    [
      'providers.bbb.servers',
      {
        servers: [
          { name: 'a', url: 'a.example', secret: 's' },
          { name: 'a', url: 'b.example', secret: 's' },
        ],
      },
    ],
    ['providers.bbb.servers.0.url', { servers: [{ name: 'a', url: 'ftp://a', secret: 's' }] }],
    [
      'providers.bbb.servers.0.weight',
      { servers: [{ name: 'a', url: 'a.example', secret: 's', weight: 0 }] },
    ],
    ['providers.bbb.servers.0.name', { servers: [{ name: 'a~b', url: 'a.example', secret: 's' }] }],
    ['providers.bbb.url', { url: 'a.example', servers: [{ name: 'a', url: 'a.example', secret: 's' }] }],
  ])('refuses a configuration with a wrong %s', (path, config) => {
    try {
      createMeetings({ providers: { bbb: { type: 'bbb', ...config } as never } })
      expect.unreachable()
    } catch (error) {
      expect(error).toMatchObject({ code: 'not-configured' })
      expect((error as { problems: { path: string }[] }).problems.map((problem) => problem.path)).toContain(
        path,
      )
    }
  })
})
