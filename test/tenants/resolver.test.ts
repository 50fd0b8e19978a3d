import { describe, expect, it } from 'vitest'
import { createFakeProvider } from '../../providers/fake/create-fake-provider.js'
import type { TenantRoute } from '../../src/config/tenant-route.js'
import { createMeetings } from '../../src/create-meetings.js'
import { MeetingError } from '../../src/errors/meeting-error.js'
import { rejection } from '../identity/support.js'
import { person, tenantWorld, turns } from './support.js'

const acme = { tenant: 'acme' }

describe('the route of a tenant', () => {
  it('says where its new meetings are made', async () => {
    const { meetings, routes } = tenantWorld()
    routes.set('acme', { provider: 'other' })
    routes.set('umbrella', { provider: 'own', providers: { own: { type: 'fake' } } })
    const at = async (tenant?: string): Promise<string> =>
      (await meetings.createMeeting({ id: 'standup' }, tenant === undefined ? {} : { tenant })).ref.provider
    expect([await at(), await at('acme'), await at('umbrella'), await at('hooli')]).toEqual([
      'shared',
      'other',
      'own',
      'shared',
    ])
  })

  it('is the default of whatever asks for an instance', async () => {
    const { meetings, routes } = tenantWorld()
    routes.set('acme', { provider: 'own', providers: { own: { type: 'fake' } } })
    await meetings.createMeeting({ id: 'standup' }, acme)
    expect((await meetings.provider(undefined, acme)).name).toBe('own')
    expect(await meetings.provider('own', acme)).toBe(await meetings.provider(undefined, acme))
    expect((await meetings.capabilities(undefined, acme)).create).toEqual({ support: 'native' })
    const listed: string[] = []
    for await (const { ref } of meetings.listMeetings(undefined, acme))
      listed.push(`${ref.provider} ${ref.id}`)
    expect(listed).toEqual(['own standup'])
    expect((await meetings.recordings.list({}, acme)).recordings).toEqual([])
    expect((await meetings.info('standup', acme)).ref.provider).toBe('own')
  })

  it('moves new meetings, and leaves those that run where they are', async () => {
    const { meetings, routes, forget } = tenantWorld()
    routes.set('acme', { provider: 'other' })
    const { ref } = await meetings.createMeeting({ id: 'standup' }, acme)
    routes.set('acme', { provider: 'own', providers: { own: { type: 'fake' } } })
    await forget()
    expect(await meetings.createMeeting({ id: 'standup' }, acme)).toMatchObject({
      disposition: 'existing',
      ref,
    })
    expect((await meetings.createMeeting({ id: 'retro' }, acme)).ref.provider).toBe('own')
    expect((await meetings.join(ref, person, acme)).ref).toEqual(ref)
  })

  it('may keep the old instance beside the new one', async () => {
    const { meetings, routes, forget } = tenantWorld()
    const before = { type: 'fake', preset: 'sdk-like' } as const
    routes.set('acme', { provider: 'own-1', providers: { 'own-1': before } })
    const { ref } = await meetings.createMeeting({ id: 'standup' }, acme)
    routes.set('acme', {
      provider: 'own-2',
      providers: { 'own-1': { ...before }, 'own-2': { type: 'fake' } },
    })
    await forget()
    expect((await meetings.join(ref, person, acme)).kind).toBe('sdk')
    routes.set('acme', { provider: 'own-2', providers: { 'own-2': { type: 'fake' } } })
    await forget()
    expect(await rejection(meetings.join(ref, person, acme))).toMatchObject({
      code: 'not-configured',
      message: expect.stringContaining('"own-1" is not configured') as string,
    })
  })
})

describe('the resolver', () => {
  it('is asked once for callers of one tenant at the same moment, and trusted for a while', async () => {
    const { meetings, asked, clock } = tenantWorld()
    await Promise.all(
      ['acme', 'umbrella', 'acme'].flatMap((tenant) =>
        Array.from({ length: 10 }, () => meetings.createMeeting({ id: 'standup' }, { tenant })),
      ),
    )
    expect(asked.sort()).toEqual(['acme', 'umbrella'])
    await clock.advance(59_999)
    await meetings.join('standup', person, acme)
    expect(asked).toHaveLength(2)
    await clock.advance(1)
    await meetings.join('standup', person, acme)
    expect(asked).toHaveLength(3)
  })

  it('is asked every time where nothing is trusted, and never for a call without a tenant', async () => {
    const { meetings, asked } = tenantWorld({ tenantTtlMs: 0 })
    const { ref } = await meetings.createMeeting({ id: 'standup' })
    await meetings.join(ref, person)
    await meetings.info('standup')
    expect(asked).toEqual([])
    const own = await meetings.createMeeting({ id: 'standup' }, acme)
    const before = asked.length
    await meetings.info(own.ref, acme)
    expect(asked).toHaveLength(before + 1)
  })

  it('may answer at once', async () => {
    const meetings = createMeetings({
      provider: 'shared',
      providers: { shared: { type: 'fake' }, other: { type: 'fake' } },
      tenants: (tenant) => (tenant === 'acme' ? { provider: 'other' } : undefined),
    })
    expect((await meetings.createMeeting({ id: 'standup' }, acme)).ref.provider).toBe('other')
    expect((await meetings.createMeeting({ id: 'standup' }, { tenant: 'umbrella' })).ref.provider).toBe(
      'shared',
    )
  })

  it.each([
    [
      'throws',
      () => {
        throw new Error('connect ECONNREFUSED postgres://:hunter2@db password=hunter2')
      },
    ],
    [
      'rejects',
      () => Promise.reject(new Error('connect ECONNREFUSED postgres://:hunter2@db password=hunter2')),
    ],
    ['rejects with nothing', () => Promise.reject(undefined)],
  ])('that %s makes calls fail with unavailable, and is asked again by the next', async (_how, fail) => {
    let broken = true
    const meetings = createMeetings({
      providers: { shared: { type: 'fake' } },
      tenants: () => (broken ? fail() : undefined),
    })
    const error = await rejection(meetings.createMeeting({ id: 'standup' }, acme))
    expect(error).toMatchObject({
      code: 'unavailable',
      effect: 'none',
      retryable: true,
      vendorCode: 'tenants',
      message: 'where the tenant is cannot be told: `tenants` failed',
    })
    expect(`${JSON.stringify(error)} ${error.stack} ${String(error.cause)}`).not.toContain('hunter2')
    broken = false
    expect((await meetings.createMeeting({ id: 'standup' }, acme)).disposition).toBe('created')
  })

  it('may refuse a tenant in its own words', async () => {
    const meetings = createMeetings({
      providers: { shared: { type: 'fake' } },
      tenants: () => {
        throw new MeetingError({ code: 'forbidden', message: 'acme has not paid', effect: 'unknown' })
      },
    })
    expect(await rejection(meetings.createMeeting({ id: 'standup' }, acme))).toMatchObject({
      code: 'forbidden',
      message: 'acme has not paid',
      effect: 'none',
      operation: 'createMeeting',
    })
  })

  it('that hangs costs a call its own time limit, and keeps nobody longer', async () => {
    const answers: ((route: TenantRoute | undefined) => void)[] = []
    const { meetings, clock } = tenantWorld({
      timeoutMs: 10_000,
      tenants: () => new Promise((resolve) => answers.push(resolve)),
    })
    const [short, long] = [1_000, 60_000].map((timeoutMs) =>
      rejection(meetings.createMeeting({ id: 'standup' }, { ...acme, timeoutMs })),
    )
    await clock.advance(1_000)
    expect((await short)?.code).toBe('timeout')
    expect(answers).toHaveLength(1)
    await clock.advance(9_000)
    expect((await long)?.code).toBe('unavailable')
    const next = meetings.createMeeting({ id: 'standup' }, acme)
    await turns()
    expect(answers).toHaveLength(2)
    answers[1]?.({ provider: 'other' })
    answers[0]?.({ provider: 'shared' })
    expect((await next).ref.provider).toBe('other')
    expect(clock.pending).toBe(0)
  })

  it.each<[string, unknown, Record<string, string>]>([
    ['null', null, { '': 'must be undefined or an object' }],
    ['a name', 'shared', { '': 'must be undefined or an object' }],
    ['an empty object', {}, { provider: 'is required' }],
    ['what it does not know', { provider: 'shared', fallback: 'other' }, { fallback: 'is not a known key' }],
    [
      'instances that are none',
      { provider: 'own', providers: 5 },
      { providers: 'must be an object of instances by name' },
    ],
    [
      'a wrong configuration',
      { provider: 'own', providers: { own: { type: 'bbb', url: 'hunter2 hunter2', secret: '' } } },
      { 'providers.own.url': expect.any(String) as string, 'providers.own.secret': 'must not be empty' },
    ],
    [
      'a wrong name',
      { provider: 'Own', providers: { Own: { type: 'fake' } } },
      { 'providers.Own': 'must have a name that matches ^[a-z][a-z0-9-]{0,31}$' },
    ],
    [
      'the name of a configured instance',
      { provider: 'shared', providers: { shared: { type: 'fake' } } },
      { 'providers.shared': 'must not have the name of a configured instance' },
    ],
    [
      'a provider of another name',
      { provider: 'own', providers: { own: createFakeProvider({ name: 'hers' }) } },
      { 'providers.own.name': 'must be equal to the name under which the provider is configured' },
    ],
  ])('that answers with %s makes calls fail with not-configured', async (_what, answer, expected) => {
    const { meetings } = tenantWorld({ tenants: () => answer as TenantRoute })
    const error = await rejection(meetings.join('standup', person, acme))
    expect(error).toMatchObject({ code: 'not-configured', effect: 'none' })
    expect(Object.fromEntries((error.problems ?? []).map(({ path, rule }) => [path, rule]))).toEqual(expected)
    expect(JSON.stringify(error)).not.toContain('hunter2')
    expect(error.message).toContain('`tenants`')
  })

  it.each([
    ['names nothing that is there', { provider: 'gone' }, 'must name one of the instances: shared, other'],
    ['names a retired instance', { provider: 'other' }, 'must name an instance that takes new meetings'],
  ])('that %s keeps from new meetings only', async (_what, route, rule) => {
    const { meetings, routes, forget } = tenantWorld({ instances: { other: { acceptNew: false } } })
    const { ref } = await meetings.createMeeting({ id: 'standup' }, acme)
    routes.set('acme', route)
    await forget()
    expect(await rejection(meetings.createMeeting({ id: 'retro' }, acme))).toMatchObject({
      code: 'not-configured',
      problems: [{ path: 'provider', rule }],
    })
    expect((await meetings.join(ref, person, acme)).ref).toEqual(ref)
    expect((await meetings.join('standup', person, acme)).ref).toEqual(ref)
    expect((await meetings.end('standup', acme)).outcome).toBe('ended')
  })
})
