import { describe, expect, test } from 'vitest'
import { creates, turns, world, wrapped } from './support.js'

const id = 'class-42'

describe('a process that dies while it makes a meeting', () => {
  test.each(['sdk-like', 'link-like'] as const)(
    'leaves its token to the next one, which takes over after the lease and finds the meeting (%s)',
    async (preset) => {
      const w = world(preset)
      // The vendor does its work; the process never hears of it and never says anything again.
      w.fake.failNext('createMeeting', { code: 'unknown', processed: true, hangs: true })
      void w
        .machine({ timeoutMs: 9_000 })
        .createMeeting({ id })
        .catch(() => undefined)
      await turns()
      expect(w.fake.vendor.created).toBe(1)
      const start = w.clock.now()
      const found = await w.run(w.machine().createMeeting({ id }))
      expect(w.clock.now() - start).toBeGreaterThanOrEqual(6_000)
      expect(w.clock.now() - start).toBeLessThan(7_000)
      const [first, second, ...more] = creates(w)
      expect(more).toEqual([])
      expect(first).toMatchObject({ repeated: false, incarnation: 1 })
      expect(second).toMatchObject({ repeated: true, incarnation: 1 })
      expect(second?.requestToken).toBe(first?.requestToken)
      expect(first?.requestToken).toMatch(/^[a-z0-9]{32}$/)
      expect([w.fake.vendor.created, w.fake.vendor.meetings.length]).toEqual([1, 1])
      expect(found.ref.vendor['session']).toBe(w.fake.vendor.meetings[0]?.session)
    },
  )

  test('gives the next one no more trouble than its own lease, also where nothing was made', async () => {
    const w = world()
    w.fake.failNext('createMeeting', { code: 'unknown', hangs: true })
    void w
      .machine({ timeoutMs: 3_000 })
      .createMeeting({ id })
      .catch(() => undefined)
    await turns()
    expect((await w.run(w.machine().createMeeting({ id }))).disposition).toBe('created')
    expect(w.fake.vendor.created).toBe(1)
  })

  test('hears that its claim was lost, and answers with what the other one wrote down', async () => {
    const w = world()
    // A vendor that names every answer, so that it shows whose answer counts.
    let answers = 0
    let release = (): void => undefined
    const fake = wrapped(w.fake, {
      createMeeting: async (request, options) => {
        const made = await w.fake.createMeeting(request, options)
        answers += 1
        const answer = String(answers)
        // Slower than its own lease: the first answer comes after the other machine has taken over.
        if (answers === 1)
          await new Promise<void>((resolve) => {
            release = resolve
          })
        return { ...made, vendor: { ...made.vendor, answer } }
      },
    })
    const slow = w.machine({ providers: { fake } }).createMeeting({ id }, { timeoutMs: 30_000 })
    await turns()
    await w.clock.advance(20_001)
    const fast = await w.run(w.machine({ providers: { fake } }).createMeeting({ id }))
    release()
    const late = await w.run(slow)
    expect(late.ref).toEqual(fast.ref)
    expect([late.disposition, late.ref.vendor['answer']]).toEqual(['existing', '2'])
    expect(w.fake.vendor.created).toBe(1)
    expect(new Set(creates(w).map(({ requestToken }) => requestToken)).size).toBe(1)
  })
})

describe('a create that fails', () => {
  test('without effect leaves nothing: the next try is a new one, on what is then the default', async () => {
    const w = world()
    w.fake.failNext('createMeeting', { code: 'unavailable', effect: 'none' })
    expect(await w.fails(w.meetings.createMeeting({ id }))).toMatchObject({
      code: 'unavailable',
      effect: 'none',
      provider: 'fake',
      operation: 'createMeeting',
    })
    await w.run(w.meetings.createMeeting({ id }))
    const [first, second] = creates(w)
    expect(second?.requestToken).not.toBe(first?.requestToken)
    expect(second?.repeated).toBe(false)
  })

  test.each(['unknown', 'done'] as const)(
    'with effect %s leaves its token to every later try until one succeeds',
    async (effect) => {
      const w = world()
      w.fake.failNext('createMeeting', { code: 'unavailable', effect, processed: true })
      expect((await w.fails(w.meetings.createMeeting({ id }))).effect).toBe(effect)
      // A later failure without effect says nothing about the first one.
      w.fake.failNext('createMeeting', { code: 'rate-limited' }, 2)
      await w.fails(w.machine().createMeeting({ id }))
      await w.fails(w.meetings.createMeeting({ id }))
      const found = await w.run(w.machine().createMeeting({ id }))
      expect(found.disposition).toBe('existing')
      expect(new Set(creates(w).map(({ requestToken }) => requestToken)).size).toBe(1)
      expect(creates(w).map(({ repeated }) => repeated)).toEqual([false, true, true, true])
      expect(w.fake.vendor.created).toBe(1)
    },
  )

  test('in a way that nobody foresaw counts as one whose effect is not known', async () => {
    const w = world()
    const fake = wrapped(w.fake, {
      createMeeting: async (request, options) => {
        await w.fake.createMeeting(request, options)
        throw new TypeError('cannot read properties of undefined')
      },
    })
    const broken = w.machine({ providers: { fake } })
    expect(await w.fails(broken.createMeeting({ id }))).toMatchObject({ code: 'unknown', effect: 'unknown' })
    await w.run(w.meetings.createMeeting({ id }))
    expect(w.fake.vendor.created).toBe(1)
  })

  test('is never due to what the record is made of: that fails before the vendor is asked', async () => {
    const w = world()
    const circle: Record<string, unknown> = {}
    circle['self'] = circle
    const providerOptions = { fake: { circle } } as object
    await w.fails(w.meetings.createMeeting({ id, providerOptions }))
    expect(creates(w)).toEqual([])
    // What belongs to other vendors is not even looked at.
    const foreign = { other: { circle, call: () => 1, big: 1n } } as object
    expect((await w.run(w.meetings.createMeeting({ id, providerOptions: foreign }))).disposition).toBe(
      'created',
    )
  })
})

describe('a draft of an instance that is not configured any more', () => {
  test('is followed on the default instance, with its token', async () => {
    const w = world()
    w.fake.failNext('createMeeting', { code: 'unavailable', effect: 'unknown' })
    await w.fails(w.meetings.createMeeting({ id }))
    const { createFakeProvider } = await import('../../providers/fake/create-fake-provider.js')
    const other = createFakeProvider({ name: 'other', clock: w.clock })
    const later = w.machine({ providers: { other } })
    const made = await w.run(later.createMeeting({ id }))
    expect(made.ref.provider).toBe('other')
    expect(other.calls[0]?.request).toMatchObject({
      requestToken: creates(w)[0]?.requestToken,
      repeated: true,
    })
    expect((await w.run(later.join(id, { participant: { name: 'Ann' } }))).kind).toBe('url')
  })

  test('is followed on its own instance as long as that is configured, whatever the default is', async () => {
    const w = world()
    w.fake.failNext('createMeeting', { code: 'unavailable', processed: true })
    await w.fails(w.meetings.createMeeting({ id }))
    const later = w.machine({ provider: 'new', providers: { fake: w.fake, new: { type: 'fake' } } })
    const found = await w.run(later.createMeeting({ id }))
    expect([found.ref.provider, found.disposition]).toEqual(['fake', 'existing'])
  })
})

describe('a draft that somebody left long ago', () => {
  test('is replaced by one that whoever takes over repeats', async () => {
    const w = world()
    w.fake.failNext('createMeeting', { code: 'unavailable', effect: 'unknown' })
    await w.fails(w.meetings.createMeeting({ id }))
    await w.clock.advance(11 * 60_000)
    w.fake.failNext('createMeeting', { code: 'unavailable', effect: 'unknown', processed: true })
    await w.fails(w.machine().createMeeting({ id }))
    await w.run(w.machine().createMeeting({ id }))
    const [first, second, third, ...more] = creates(w)
    expect(more).toEqual([])
    expect(second?.requestToken).not.toBe(first?.requestToken)
    expect(third).toMatchObject({ requestToken: second?.requestToken, repeated: true })
    expect(w.fake.vendor.created).toBe(1)
  })
})

describe('a process that dies while it writes into a record', () => {
  const dead = () => new Promise<never>(() => undefined)

  test('leaves nothing that keeps the next one from writing', async () => {
    const w = world()
    const { ref } = await w.run(w.meetings.createMeeting({ id }))
    w.directory.before = (operation) => (operation === 'complete' ? dead() : undefined)
    const lost = w.fails(w.machine().end(ref, { timeoutMs: 1_000 }))
    await lost
    w.directory.before = () => undefined
    await w.clock.advance(5_000)
    await w.run(w.machine().end(ref))
    expect((await w.directory.peek({ id }))?.endedAt).toBeDefined()
  })

  test('leaves nothing that the next session is made of', async () => {
    const w = world()
    const { ref } = await w.run(w.meetings.createMeeting({ id }))
    w.directory.before = (operation) => (operation === 'complete' ? dead() : undefined)
    await w.fails(w.machine().end(ref, { timeoutMs: 1_000 }))
    w.directory.before = () => undefined
    await w.clock.advance(5_000)
    expect((await w.run(w.machine().createMeeting({ id }))).ref.incarnation).toBe(2)
    expect(creates(w).map(({ repeated }) => repeated)).toEqual([false, false])
  })
})
