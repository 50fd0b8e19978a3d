import { describe, expect, test } from 'vitest'
import { createFakeProvider } from '../../providers/fake/create-fake-provider.js'
import { createMeetings } from '../../src/create-meetings.js'
import { MeetingError } from '../../src/errors/meeting-error.js'
import type { HttpTransport } from '../../src/http/http-transport.js'
import { failing, rejection, turns, UnsteadyDirectory, world, wrapped } from '../identity/support.js'

describe('check', () => {
  test('asks every instance, and says of each how it is', async () => {
    const w = world()
    const meetings = w.machine({
      provider: 'good',
      providers: {
        good: createFakeProvider({ name: 'good' }),
        down: createFakeProvider({ name: 'down', preset: 'down' }),
        'not-installed': () => {
          throw new MeetingError({
            code: 'not-configured',
            message: 'install @aws-sdk/client-chime-sdk-meetings',
          })
        },
        broken: () => {
          throw new TypeError('x is not a function')
        },
        rude: wrapped(createFakeProvider({ name: 'rude' }), {
          check: () => Promise.reject(new Error('password=hunter2')),
        }),
      },
    })
    expect(await meetings.check()).toEqual({
      ok: false,
      providers: {
        good: { ok: true, reachable: true, authenticated: true },
        down: { ok: false, reachable: false, problem: 'the fake vendor is down' },
        'not-installed': {
          ok: false,
          reachable: false,
          problem: 'install @aws-sdk/client-chime-sdk-meetings',
        },
        broken: {
          ok: false,
          reachable: false,
          problem: 'the provider failed in a way that it does not foresee',
        },
        rude: {
          ok: false,
          reachable: false,
          problem: 'the provider failed in a way that it does not foresee',
        },
      },
      directory: { ok: true, shared: true },
    })
  })

  test('asks the directory, and says where it is in memory', async () => {
    const w = world()
    const meetings = createMeetings({ providers: { fake: w.fake } })
    expect(await meetings.check()).toMatchObject({
      ok: true,
      directory: {
        ok: true,
        shared: false,
        note: expect.stringContaining('in the memory of this process') as string,
      },
    })
    w.directory.before = failing('get')
    expect(await w.meetings.check()).toMatchObject({
      ok: false,
      providers: { fake: { ok: true } },
      directory: { ok: false, shared: true, note: 'the directory does not answer' },
    })
  })

  test('says of an instance that does not answer in time, and keeps what the others answered', async () => {
    const w = world()
    const stuck = wrapped(w.fake, { check: () => new Promise(() => undefined) })
    const providers = { fake: stuck, well: createFakeProvider({ name: 'well', clock: w.clock }) }
    const health = w.machine({ provider: 'fake', providers }).check({ timeoutMs: 5_000 })
    await turns()
    await w.clock.advance(4_000)
    expect(await health).toMatchObject({
      ok: false,
      providers: {
        fake: { ok: false, reachable: false, problem: expect.stringContaining('time limit') },
        well: { ok: true },
      },
    })
  })

  test('fails only by its signal', async () => {
    const w = world()
    expect((await rejection(w.meetings.check({ signal: AbortSignal.abort() }))).code).toBe('aborted')
  })
})

describe('close', () => {
  const counting = (): HttpTransport & { closed: number } => ({
    closed: 0,
    send: () => Promise.reject(new Error('never used')),
    async close() {
      this.closed += 1
    },
  })

  test('closes what was loaded, once and again, and loads nothing for that', async () => {
    const w = world()
    let made = 0
    const closed: string[] = []
    const provider = (name: string) => () => {
      made += 1
      return wrapped(createFakeProvider({ name }), {
        close: async () => {
          closed.push(name)
        },
      })
    }
    const meetings = w.machine({ provider: 'a', providers: { a: provider('a'), b: provider('b') } })
    await meetings.createMeeting({ id: 'one' })
    await meetings.close()
    await meetings.close()
    expect([made, closed]).toEqual([1, ['a', 'a']])
  })

  test('refuses every call from then on', async () => {
    const w = world()
    const { ref } = await w.meetings.createMeeting({ id: 'one' })
    await w.meetings.close()
    const person = { participant: { name: 'Ann' } }
    for (const call of [
      () => w.meetings.createMeeting({ id: 'one' }),
      () => w.meetings.createMeeting({ id: 'two' }),
      () => w.meetings.join(ref, person),
      () => w.meetings.join('one', { ...person, create: {} }),
      () => w.meetings.info('one'),
      () => w.meetings.end(ref),
      () => w.meetings.capabilities(),
    ]) {
      const error = await rejection(call())
      expect([error.code, error.effect, error.message]).toEqual([
        'not-configured',
        'none',
        'this Meetings object is closed',
      ])
    }
    expect((await w.meetings.check()).providers['fake']).toMatchObject({
      ok: false,
      problem: 'this Meetings object is closed',
    })
  })

  test('leaves a transport that was handed in to its owner', async () => {
    const transport = counting()
    const meetings = createMeetings({ providers: { fake: { type: 'fake' } }, transport })
    await meetings.createMeeting({ id: 'one' })
    await meetings.close()
    expect(transport.closed).toBe(0)
  })

  test('closes the others, too, where one provider cannot be closed, and says so with a MeetingError', async () => {
    const w = world()
    const closed: string[] = []
    const instance = (name: string, close: () => Promise<void>) =>
      wrapped(createFakeProvider({ name }), { close })
    const meetings = w.machine({
      provider: 'stuck',
      providers: {
        stuck: instance('stuck', () => Promise.reject(new Error('cannot flush, secret=abc'))),
        fine: instance('fine', async () => {
          await turns()
          closed.push('fine')
        }),
      },
    })
    await meetings.capabilities('stuck')
    await meetings.capabilities('fine')
    const error = await rejection(meetings.close())
    expect(error).toMatchObject({ code: 'unknown', message: 'not foreseen: cannot flush, secret=***' })
    expect(closed).toEqual(['fine'])
  })

  test('waits for a provider that is still loading, and closes it', async () => {
    const w = world()
    let closed = 0
    const directory = new UnsteadyDirectory(w.clock)
    const meetings = createMeetings({
      providers: { lazy: { type: 'fake' }, other: { type: 'fake' } },
      provider: 'lazy',
      directory,
      onCall: () => {
        closed += 1
      },
    })
    const calling = meetings.createMeeting({ id: 'one' }).catch((error: unknown) => error)
    await meetings.close()
    const outcome = await calling
    if (outcome instanceof Error) expect((outcome as MeetingError).code).toBe('not-configured')
    expect((await rejection(meetings.createMeeting({ id: 'two' }))).code).toBe('not-configured')
    expect(closed).toBe(2)
  })
})
