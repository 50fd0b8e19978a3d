import { describe, expect, test } from 'vitest'
import { creates, rejection, turns, world, wrapped } from './support.js'

const id = 'class-42'

describe('callers who wait for another', () => {
  test('end at their own time limit, and leave no timer', async () => {
    const w = world()
    w.fake.failNext('createMeeting', { code: 'unknown', hangs: true })
    const leader = rejection(w.meetings.createMeeting({ id }, { timeoutMs: 60_000 }))
    await turns()
    const start = w.clock.now()
    const ended = async (call: Promise<unknown>): Promise<unknown> => [
      (await rejection(call)).code,
      w.clock.now() - start,
    ]
    const inside = ended(w.meetings.createMeeting({ id }, { timeoutMs: 2_000 }))
    const outside = ended(w.machine().createMeeting({ id }, { timeoutMs: 3_000 }))
    await turns()
    await w.clock.advance(4_000)
    expect(await inside).toEqual(['timeout', 2_000])
    expect(await outside).toEqual(['timeout', 3_000])
    await w.clock.advance(60_000)
    expect((await leader).code).toBe('timeout')
    expect(w.clock.pending).toBe(0)
  })

  test('on the same facade survive a leader who gives up, even where the provider does not notice', async () => {
    const w = world()
    let calls = 0
    const fake = wrapped(w.fake, {
      createMeeting: (request, options) => {
        calls += 1
        return calls === 1 ? new Promise(() => undefined) : w.fake.createMeeting(request, options)
      },
    })
    const meetings = w.machine({ providers: { fake } })
    const controller = new AbortController()
    const leader = rejection(meetings.createMeeting({ id }, { signal: controller.signal }))
    const followers = [1, 2, 3].map(() => meetings.createMeeting({ id }))
    await turns()
    controller.abort()
    expect((await leader).code).toBe('aborted')
    const found = await w.run(Promise.all(followers))
    expect(new Set(found.map(({ ref }) => ref.vendor['session'])).size).toBe(1)
    expect([w.fake.vendor.created, w.clock.pending]).toEqual([1, 0])
  })

  test.each([
    ['was strict', { muteOnStart: true }, { strict: true }, 'unsupported'],
    ['wanted another name, strictly', { name: 'Other' }, { strict: true }, 'conflict'],
  ] as const)('are not failed by a leader who %s', async (_why, settings, options, code) => {
    const w = world('sdk-like')
    if (code === 'conflict') await w.run(w.meetings.createMeeting({ id, name: 'First' }))
    const leader = rejection(w.meetings.createMeeting({ id, ...settings }, options))
    const follower = w.meetings.createMeeting({ id })
    expect((await leader).code).toBe(code)
    expect((await w.run(follower)).ref.id).toBe(id)
  })

  test('are not failed by a leader whose options the provider refuses', async () => {
    const w = world()
    w.fake.failNext('createMeeting', {
      code: 'invalid-request',
      message: 'providerOptions.fake.x is not known',
    })
    const leader = rejection(w.meetings.createMeeting({ id }))
    const follower = w.meetings.createMeeting({ id })
    expect((await leader).code).toBe('invalid-request')
    expect((await w.run(follower)).disposition).toBe('created')
  })

  test('share a failure that is not about the leader, and cost the vendor no further call', async () => {
    const w = world()
    w.fake.failNext('createMeeting', { code: 'quota' })
    const errors = await Promise.all([1, 2, 3, 4].map(() => rejection(w.meetings.createMeeting({ id }))))
    expect(errors.map(({ code, provider }) => `${code} ${provider}`)).toEqual(
      Array.from({ length: 4 }, () => 'quota fake'),
    )
    expect(creates(w)).toHaveLength(1)
  })

  test.each(['notices', 'does not notice'])(
    'are not failed by the time limit of the one who went first, where the provider %s',
    async (how) => {
      const w = world()
      let calls = 0
      const fake = wrapped(w.fake, {
        createMeeting: (request, options) => {
          calls += 1
          return calls === 1 && how !== 'notices'
            ? new Promise(() => undefined)
            : w.fake.createMeeting(request, options)
        },
      })
      const meetings = w.machine({ providers: { fake } })
      w.fake.failNext('createMeeting', { code: 'unknown', hangs: true }, how === 'notices' ? 1 : 0)
      const leader = rejection(meetings.createMeeting({ id }, { timeoutMs: 1_000 }))
      const follower = meetings.createMeeting({ id })
      await turns()
      await w.clock.advance(1_000)
      expect((await leader).code).toBe('timeout')
      expect((await w.run(follower)).ref.id).toBe(id)
      expect(w.fake.vendor.created).toBe(1)
    },
  )

  test('are not told of a session that they know to be dead by somebody who saw it alive', async () => {
    const w = world()
    const { ref } = await w.run(w.meetings.createMeeting({ id }))
    await w.clock.advance(31_000)
    let release = (): void => undefined
    const fake = wrapped(w.fake, {
      info: async (meeting, options) => {
        const seen = await w.fake.info(meeting, options)
        await new Promise<void>((resolve) => {
          release = resolve
        })
        return seen
      },
    })
    const meetings = w.machine({ providers: { fake } })
    const before = meetings.createMeeting({ id })
    await turns()
    w.fake.vendor.forget(ref.vendor['session'] ?? '')
    const after = meetings.join(id, { participant: { name: 'Ann' }, create: {} })
    await turns()
    release()
    expect((await before).ref.incarnation).toBe(1)
    expect((await w.run(after)).ref.incarnation).toBe(2)
  })

  test('begin nothing any more once they have given up', async () => {
    const w = world()
    w.fake.failNext('createMeeting', { code: 'unknown', hangs: true })
    const controller = new AbortController()
    const leader = rejection(w.meetings.createMeeting({ id }, { timeoutMs: 10_000 }))
    await turns()
    const followers = [1, 2, 3].map(() =>
      rejection(w.meetings.createMeeting({ id }, { signal: controller.signal })),
    )
    await turns()
    controller.abort()
    await Promise.all(followers)
    await w.clock.advance(20_000)
    await leader
    await turns()
    expect(creates(w)).toHaveLength(1)
    expect(w.fake.vendor.created).toBe(0)
    // The one who went first looked once and gave its claim back; nobody else came that far.
    expect(w.directory.log).toEqual(['get', 'claim', 'release'])
  })
})
