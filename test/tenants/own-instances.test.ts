import { describe, expect, it } from 'vitest'
import { createFakeProvider } from '../../providers/fake/create-fake-provider.js'
import type { FakeProvider } from '../../providers/fake/fake-provider.js'
import type { ProviderEntry } from '../../src/config/provider-entry.js'
import type { TenantRoute } from '../../src/config/tenant-route.js'
import { memoryStore } from '../../src/memory/memory-store.js'
import type { ProviderContext } from '../../src/ports/provider-factory.js'
import type { Store } from '../../src/ports/store.js'
import type { MeetingProvider } from '../../src/spec/provider.js'
import { TestClock } from '../../src/testing/test-clock.js'
import { rejection } from '../identity/support.js'
import { person, tenantWorld, turns, Watched } from './support.js'

const acme = { tenant: 'acme' }
const umbrella = { tenant: 'umbrella' }

const own = (entry: ProviderEntry): TenantRoute => ({ provider: 'own', providers: { own: entry } })

/** Bounded to two instances, with watched ones for as many tenants as are asked for. */
function crowded(): ReturnType<typeof tenantWorld> & { readonly watched: Watched } {
  const watched = new Watched()
  const world = tenantWorld({ maxTenantProviders: 2 })
  for (const tenant of ['a1', 'b2', 'c3'])
    world.routes.set(
      tenant,
      own(() => watched.provider('own', tenant)),
    )
  return { ...world, watched }
}

describe("a tenant's own instance", () => {
  it("is no other tenant's, though it has the same name", async () => {
    const { meetings, routes } = tenantWorld()
    routes.set('acme', own({ type: 'fake' }))
    routes.set('umbrella', own({ type: 'fake' }))
    const { ref } = await meetings.createMeeting({ id: 'standup' }, acme)
    const [hers, theirs] = await Promise.all(
      [acme, umbrella].map(async (options) => (await meetings.provider('own', options)) as FakeProvider),
    )
    expect(hers).not.toBe(theirs)
    expect([hers?.vendor.created, theirs?.vendor.created]).toEqual([1, 0])
    expect((await rejection(meetings.join(ref, person, umbrella))).code).toBe('not-found')
    for (const options of [{}, { tenant: 'hooli' }])
      expect(await rejection(meetings.provider('own', options))).toMatchObject({
        code: 'not-configured',
        message: 'provider instance "own" is not configured; configured are "shared", "other"',
      })
    const forged = { ...ref, tenant: 'hooli' }
    expect((await rejection(meetings.join(forged, person, { tenant: 'hooli' }))).code).toBe('not-configured')
  })

  it('stays while its configuration says the same, whatever object says it', async () => {
    const { meetings, routes, forget } = tenantWorld()
    routes.set('acme', own({ type: 'fake', preset: 'sdk-like' }))
    const provider = await meetings.provider('own', acme)
    routes.set('acme', own({ preset: 'sdk-like', type: 'fake' }))
    await forget()
    expect(await meetings.provider('own', acme)).toBe(provider)
    routes.set('acme', own({ type: 'fake' }))
    await forget()
    expect(await meetings.provider('own', acme)).not.toBe(provider)
    await turns()
    await expect(
      provider.info({ id: 'x1', key: 'x1', incarnation: 1, vendor: {} }, {} as never),
    ).rejects.toThrow('provider "own" is closed')
  })

  it('is made anew where the object that the resolver keeps was changed', async () => {
    const { meetings, routes, forget } = tenantWorld()
    const kept: { type: 'fake'; preset: 'sdk-like' | 'link-like' } = { type: 'fake', preset: 'sdk-like' }
    routes.set('acme', own(kept))
    const provider = await meetings.provider('own', acme)
    kept.preset = 'link-like'
    await forget()
    const changed = await meetings.provider('own', acme)
    expect(changed).not.toBe(provider)
    expect(changed.capabilities['join.url']?.support).toBe('native')
  })

  it('of a function or a ready provider is compared by identity', async () => {
    const watched = new Watched()
    const { meetings, routes, forget } = tenantWorld()
    const make = (): MeetingProvider => watched.provider('own', 'first')
    const ready = watched.provider('own', 'ready')
    for (const entry of [make, make, () => watched.provider('own', 'second'), ready, ready]) {
      routes.set('acme', own(entry))
      await forget()
      await meetings.provider('own', acme)
    }
    expect(watched.made).toEqual(['ready', 'first', 'second'])
    expect(watched.closed).toEqual(['first', 'second'])
    expect(await meetings.provider('own', acme)).toBe(ready)
  })

  it('may be one ready provider of several tenants, which is never closed', async () => {
    const { meetings, routes, forget } = tenantWorld({ maxTenantProviders: 1 })
    const ready = createFakeProvider({ name: 'own' })
    routes.set('acme', own(ready))
    routes.set('umbrella', own(ready))
    const { ref } = await meetings.createMeeting({ id: 'standup' }, acme)
    expect((await meetings.createMeeting({ id: 'standup' }, umbrella)).disposition).toBe('created')
    expect((await meetings.join(ref, person, acme)).ref).toEqual(ref)
    routes.delete('acme')
    await forget()
    await meetings.createMeeting({ id: 'retro' }, acme)
    await meetings.close()
    expect(await ready.check({} as never)).toMatchObject({ ok: true })
    expect(ready.vendor.created).toBe(2)
  })

  it('is closed when its tenant has it no more', async () => {
    const watched = new Watched()
    const { meetings, routes, forget } = tenantWorld()
    routes.set(
      'acme',
      own(() => watched.provider('own')),
    )
    await meetings.createMeeting({ id: 'standup' }, acme)
    routes.delete('acme')
    await forget()
    expect((await meetings.createMeeting({ id: 'retro' }, acme)).ref.provider).toBe('shared')
    await turns()
    expect(watched.closed).toEqual(['own'])
  })

  it("has a part of the store that is nobody else's", async () => {
    const clock = new TestClock()
    const all = memoryStore(clock)
    const stores: Record<string, Store> = {}
    const remember =
      (label: string) =>
      ({ name, store }: ProviderContext): MeetingProvider => {
        stores[label] = store
        return createFakeProvider({ name })
      }
    const { meetings, routes } = tenantWorld({
      store: all,
      providers: { shared: remember('shared') },
    })
    const other = { provider: 'own', providers: { own: remember('acme'), second: remember('acme second') } }
    routes.set('acme', other)
    routes.set('umbrella', own(remember('umbrella')))
    await meetings.provider('shared')
    for (const [tenant, name] of [
      ['acme', 'own'],
      ['acme', 'second'],
      ['umbrella', 'own'],
    ] as const)
      await meetings.provider(name, { tenant })
    for (const [label, store] of Object.entries(stores)) await store.set('seat:1', label, 60_000)
    const keys: string[] = []
    for await (const key of all.keys('')) keys.push(key)
    expect(new Set(keys).size).toBe(4)
    for (const [label, store] of Object.entries(stores)) {
      expect(await store.get('seat:1')).toBe(label)
      const seen: string[] = []
      for await (const key of store.keys('')) seen.push(key)
      expect(seen).toEqual(['seat:1'])
    }
  })
})

describe('when there are more instances than are kept', () => {
  it('the one that was not used for longest is closed, and made anew by the next call', async () => {
    const { meetings, watched } = crowded()
    for (const tenant of ['a1', 'b2', 'a1', 'c3']) await meetings.createMeeting({ id: 'standup' }, { tenant })
    await turns()
    expect(watched.made).toEqual(['a1', 'b2', 'c3'])
    expect(watched.closed).toEqual(['b2'])
    expect(await meetings.createMeeting({ id: 'standup' }, { tenant: 'b2' })).toMatchObject({
      disposition: 'existing',
    })
    await turns()
    expect(watched.made).toEqual(['a1', 'b2', 'c3', 'b2'])
    expect(watched.closed).toEqual(['b2', 'a1'])
  })

  it('calls under way end well before it is closed', async () => {
    const { meetings, watched } = crowded()
    const { ref } = await meetings.createMeeting({ id: 'standup' }, { tenant: 'a1' })
    watched.hold()
    const slow = meetings.info(ref, { tenant: 'a1' })
    await turns()
    for (const tenant of ['b2', 'c3']) await meetings.createMeeting({ id: 'standup' }, { tenant })
    await turns()
    expect(watched.closed).toEqual([])
    // A new call of the same tenant gets a new one meanwhile.
    expect((await meetings.join(ref, person, { tenant: 'a1' })).kind).toBe('url')
    expect(watched.made).toEqual(['a1', 'b2', 'c3', 'a1'])
    watched.release()
    expect(await slow).toMatchObject({ status: 'open', name: 'a1' })
    await turns()
    expect(watched.closed).toEqual(['a1', 'b2'])
  })

  it('all are closed with the library, also those that wait for calls', async () => {
    const { meetings, watched } = crowded()
    const { ref } = await meetings.createMeeting({ id: 'standup' }, { tenant: 'a1' })
    watched.hold()
    const slow = rejection(meetings.info(ref, { tenant: 'a1' }))
    await turns()
    for (const tenant of ['b2', 'c3']) await meetings.createMeeting({ id: 'standup' }, { tenant })
    await meetings.close()
    expect(watched.closed.sort()).toEqual(['a1', 'b2', 'c3'])
    expect((await rejection(meetings.join(ref, person, { tenant: 'a1' }))).message).toContain('is closed')
    watched.release()
    await slow
    await turns()
    expect(watched.closed).toHaveLength(3)
  })

  it('a crowd of tenants is served all the same', async () => {
    const { meetings, routes } = tenantWorld({ maxTenantProviders: 3 })
    const watched = new Watched()
    const tenants = Array.from({ length: 40 }, (_, index) => `tenant-${index}`)
    for (const tenant of tenants)
      routes.set(
        tenant,
        own(() => watched.provider('own', tenant)),
      )
    for (let round = 0; round < 5; round += 1) {
      const results = await Promise.all(
        tenants.flatMap((tenant) => [
          meetings.createMeeting({ id: 'standup' }, { tenant }),
          meetings.join('standup', { ...person, create: {} }, { tenant }),
        ]),
      )
      for (const [index, tenant] of tenants.entries()) {
        expect(results[2 * index]?.ref).toMatchObject({ tenant, vendor: { by: tenant } })
        expect(results[2 * index + 1]).toMatchObject({ url: `https://${tenant}.example.com/` })
      }
    }
    await turns()
    expect(watched.made.length - watched.closed.length).toBe(3)
  })
})
