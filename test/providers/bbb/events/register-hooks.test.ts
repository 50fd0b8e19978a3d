import { describe, expect, it } from 'vitest'
import type { EventUrls } from '../../../../src/ports/event-urls.js'
import type { MeetingProvider, ProviderMeeting } from '../../../../src/spec/provider.js'
import type { ProviderRegistration } from '../../../../src/spec/provider-events.js'
import type { BbbSimulator, BbbSimulatorOptions } from '../../../../src/testing/simulators/bbb/index.js'
import { callOptions, createRequest, failure, onSimulator, provider } from '../support.js'
import { newUrls, urls } from './support.js'

const URL = urls.url({ way: 'hook' })

async function register(
  bbb: MeetingProvider,
  open: readonly ProviderMeeting[] = [],
): Promise<ProviderRegistration | undefined> {
  return bbb.events?.register?.(async function* () {
    yield* open
  }, callOptions())
}

function on(
  events: Record<string, unknown> = {},
  options: BbbSimulatorOptions = {},
): Promise<{ readonly simulator: BbbSimulator; readonly bbb: MeetingProvider }> {
  return onSimulator(options, { events }, { events: urls })
}

/** The same server as another process, or a later configuration, sees it. */
function beside(
  simulator: BbbSimulator,
  events: Record<string, unknown>,
  by: EventUrls = urls,
): MeetingProvider {
  const { url, secret, server } = simulator
  return provider({ url, secret, server, events }, undefined, { events: by })
}

function urlsAt(simulator: BbbSimulator): string[] {
  return simulator.hooks().map(({ callbackURL }) => callbackURL)
}

function open(id: string, incarnation = 1): ProviderMeeting {
  return { id, key: id, incarnation, vendor: {} }
}

/** A hook that somebody else registers on the server. */
async function foreign(simulator: BbbSimulator, callbackURL: string): Promise<void> {
  const theirs: EventUrls = { url: () => callbackURL, read: () => undefined, isOurs: () => false }
  await register(beside(simulator, { hook: 'instance' }, theirs))
}

describe('the hook of a server', () => {
  it.each(['bbb-2.4', 'bbb-3.0'] as const)('is registered on %s, and found again', async (server) => {
    const { simulator, bbb } = await on({}, { server })
    expect(await register(bbb)).toEqual({
      state: 'registered',
      detail: 'a hook for every meeting: 1 registered, 0 found',
    })
    expect(simulator.hooks()).toMatchObject([{ callbackURL: URL, permanent: false, rawData: false }])
    expect(simulator.hooks()[0]).not.toHaveProperty('meetingID')
    expect(await register(bbb)).toEqual({
      state: 'found',
      detail: 'a hook for every meeting: 0 registered, 1 found',
    })
    await Promise.all([register(bbb), register(beside(simulator, {}))])
    expect(urlsAt(simulator)).toEqual([URL])
    expect(simulator.callsTo('hooks/destroy')).toBe(0)
  })

  it('is registered again where the server has dropped it', async () => {
    const { simulator, bbb } = await on()
    await register(bbb)
    simulator.reset()
    expect(await register(bbb)).toMatchObject({ state: 'registered' })
    expect(urlsAt(simulator)).toEqual([URL])
  })

  it('is made anew where it is for other events', async () => {
    const { simulator, bbb } = await on()
    await register(bbb)
    const [first] = simulator.hooks()
    const filtered = beside(simulator, { hookEvents: ['user-left', 'user-joined'] })
    expect(await register(filtered)).toMatchObject({ state: 'registered' })
    expect(simulator.hooks()).toMatchObject([{ callbackURL: URL, eventID: 'user-joined,user-left' }])
    expect(simulator.hooks()[0]?.hookID).not.toBe(first?.hookID)
    expect(await register(filtered)).toMatchObject({ state: 'found' })
    expect(await register(bbb)).toMatchObject({ state: 'registered' })
    expect(simulator.hooks()[0]).not.toHaveProperty('eventID')
  })

  it('is made anew after the secret of the URLs was rotated, and the old one destroyed', async () => {
    const { simulator, bbb } = await on()
    await register(bbb)
    const rotated = beside(simulator, {}, newUrls)
    expect(await register(rotated)).toMatchObject({ state: 'registered' })
    expect(urlsAt(simulator)).toEqual([newUrls.url({ way: 'hook' })])
    expect(await register(rotated)).toMatchObject({ state: 'found' })
  })

  it('leaves those of others alone, and those that the administrator set', async () => {
    const { simulator, bbb } = await on(
      {},
      { permanentHooks: ['https://permanent.example', newUrls.url({ way: 'hook' })] },
    )
    await foreign(simulator, 'https://theirs.example/hook')
    const before = urlsAt(simulator)
    expect(before).toHaveLength(3)
    await register(bbb)
    expect(urlsAt(simulator)).toEqual([...before, URL])
    // With the newer secret that hook, which nobody can destroy, is the very one that is wanted.
    const rotated = beside(simulator, { hookEvents: ['user-joined'] }, newUrls)
    expect(await register(rotated)).toMatchObject({ state: 'found' })
    expect(urlsAt(simulator)).toEqual(before)
    await rotated.events?.unregister?.(callOptions())
    expect(urlsAt(simulator)).toEqual(before)
  })

  it('is taken back, and nothing else', async () => {
    const { simulator, bbb } = await on()
    await foreign(simulator, 'https://theirs.example/hook')
    await register(bbb)
    await bbb.events?.unregister?.(callOptions())
    await bbb.events?.unregister?.(callOptions())
    expect(urlsAt(simulator)).toEqual(['https://theirs.example/hook'])
  })

  it('is not registered where it is off, or where nobody listens', async () => {
    const off = await on({ hook: 'off' })
    expect(await register(off.bbb)).toMatchObject({ state: 'not-needed' })
    await off.bbb.events?.unregister?.(callOptions())
    const { simulator, bbb } = await onSimulator()
    expect(await register(bbb)).toMatchObject({ state: 'not-needed' })
    await bbb.events?.unregister?.(callOptions())
    expect([...off.simulator.requests, ...simulator.requests]).toEqual([])
  })

  it('cannot be registered where the server lacks the package, and the error says so', async () => {
    const { bbb } = await on({}, { webhooks: false })
    const error = await failure(register(bbb))
    expect(error).toMatchObject({ code: 'unsupported', effect: 'none', retryable: false })
    expect(error.message).toContain('bbb-webhooks')
    expect(JSON.stringify(error)).not.toContain(URL)
  })
})

describe('a hook for each meeting', () => {
  const mode = { hook: 'meeting' }
  const urlOf = (id: string, incarnation = 1, by: EventUrls = urls): string =>
    by.url({ way: 'hook', meeting: { key: id, incarnation } })

  it('is registered for those that are open, and found again', async () => {
    const { simulator, bbb } = await on(mode)
    const meetings = [open('one'), open('cafe'), open('three', 4)]
    expect(await register(bbb, meetings)).toEqual({
      state: 'registered',
      detail: 'a hook for each meeting: 3 registered, 0 found',
    })
    expect(simulator.hooks()).toMatchObject([
      { callbackURL: urlOf('one'), meetingID: 'one' },
      { callbackURL: urlOf('cafe'), meetingID: 'id.cafe' },
      { callbackURL: urlOf('three', 4), meetingID: 'three' },
    ])
    expect(await register(bbb, meetings)).toMatchObject({ state: 'found' })
    expect(simulator.hooks()).toHaveLength(3)
  })

  it('goes with its meeting, and a newer session has its own', async () => {
    const { simulator, bbb } = await on(mode)
    await register(bbb, [open('one'), open('two'), open('three')])
    await register(bbb, [open('one'), open('two', 2)])
    expect(urlsAt(simulator).sort()).toEqual([urlOf('one'), urlOf('two', 2)].sort())
    expect(await register(bbb)).toMatchObject({ state: 'found' })
    expect(urlsAt(simulator)).toEqual([])
  })

  it('stays for a meeting that is being made while the open ones are read', async () => {
    const { simulator, bbb } = await on(mode)
    await bbb.createMeeting(createRequest({ id: 'new', key: 'new' }), callOptions())
    expect(urlsAt(simulator)).toEqual([urlOf('new')])
    await register(bbb)
    expect(urlsAt(simulator)).toEqual([urlOf('new')])
    simulator.forget('new')
    await register(bbb)
    expect(urlsAt(simulator)).toEqual([])
  })

  it('gives way to a new one after the secret of the URLs was rotated', async () => {
    const { simulator, bbb } = await on(mode)
    await bbb.createMeeting(createRequest({ id: 'one', key: 'one' }), callOptions())
    const rotated = beside(simulator, mode, newUrls)
    expect(await register(rotated, [open('one')])).toMatchObject({ state: 'registered' })
    expect(urlsAt(simulator)).toEqual([urlOf('one', 1, newUrls)])
  })

  it('takes the place of one for all, and the other way round', async () => {
    const { simulator, bbb } = await on(mode)
    await register(beside(simulator, {}))
    await register(bbb, [open('one')])
    expect(urlsAt(simulator)).toEqual([urlOf('one')])
    await register(beside(simulator, {}), [open('one')])
    expect(urlsAt(simulator)).toEqual([URL])
  })

  it('leaves everything as it is where the open meetings cannot be read', async () => {
    const { simulator, bbb } = await on(mode)
    await register(bbb, [open('one')])
    const broken = bbb.events?.register?.(async function* () {
      yield open('two')
      throw new Error('directory down')
    }, callOptions())
    await expect(broken).rejects.toThrow('directory down')
    expect(urlsAt(simulator)).toEqual([urlOf('one')])
  })
})
