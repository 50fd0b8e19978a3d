import { describe, expect, it, onTestFinished } from 'vitest'
import { createFakeProvider } from '../../providers/fake/create-fake-provider.js'
import type { TenantRoute } from '../../src/config/tenant-route.js'
import { createMeetings } from '../../src/create-meetings.js'
import { MeetingError } from '../../src/errors/meeting-error.js'
import { type BbbSimulator, startBbbSimulator } from '../../src/testing/simulators/bbb/index.js'
import { startChimeSimulator } from '../../src/testing/simulators/chime/index.js'
import { rejection } from '../identity/support.js'
import { person, tenantWorld, turns, Watched } from './support.js'

async function server(): Promise<BbbSimulator> {
  const simulator = await startBbbSimulator({ secret: 'the-old-secret' })
  onTestFinished(() => simulator.close())
  return simulator
}

describe('a secret of BigBlueButton', () => {
  it('is rotated while a meeting runs: its people stay, others come, and it is ended', async () => {
    const simulator = await server()
    const { url } = simulator
    const meetings = createMeetings({ providers: { bbb: { type: 'bbb', url, secret: 'the-old-secret' } } })
    const { ref } = await meetings.createMeeting({ id: 'class-42' })
    const first = await meetings.join(ref, person)
    expect(first.kind === 'url' && (await simulator.visit(first.url)).entered).toBe(true)

    simulator.rotateSecret('the-new-secret')
    expect((await rejection(meetings.info(ref))).code).toBe('unauthenticated')
    meetings.reconfigure('bbb', { type: 'bbb', url, secret: ['the-new-secret', 'the-old-secret'] })

    expect(await meetings.createMeeting({ id: 'class-42' })).toMatchObject({ disposition: 'existing', ref })
    const second = await meetings.join(ref, { participant: { id: 'bob', name: 'Bob' }, role: 'attendee' })
    expect(second.kind === 'url' && (await simulator.visit(second.url)).entered).toBe(true)
    expect(await meetings.info(ref)).toMatchObject({ status: 'open', participantCount: 2 })

    // Another machine, which knows the meeting from nowhere: the server must take the create for a repetition.
    const fresh = createMeetings({
      providers: { bbb: { type: 'bbb', url, secret: ['the-new-secret', 'the-old-secret'] } },
    })
    expect(await fresh.createMeeting({ id: 'class-42' })).toMatchObject({ disposition: 'existing' })
    const forgetful = createMeetings({ providers: { bbb: { type: 'bbb', url, secret: 'the-new-secret' } } })
    expect((await rejection(forgetful.createMeeting({ id: 'class-42' }))).code).toBe('conflict')
    const seeded = { type: 'bbb', url, secret: 'the-new-secret', passwordSeed: 'the-old-secret' } as const
    meetings.reconfigure('bbb', seeded)
    expect((await meetings.end(ref)).outcome).toBe('ending')
    expect(simulator.meeting('class-42')?.ended).toBe(true)
    expect(simulator.created).toBe(1)
  })

  it("of a tenant's own server changes with what the resolver says, and of no other's", async () => {
    const [hers, theirs] = [await server(), await server()]
    const routes = new Map<string, TenantRoute>()
    const own = (simulator: BbbSimulator, secret: string | string[]): TenantRoute => ({
      provider: 'own',
      providers: { own: { type: 'bbb', url: simulator.url, secret } },
    })
    routes.set('acme', own(hers, 'the-old-secret'))
    routes.set('umbrella', own(theirs, 'the-old-secret'))
    const { meetings, forget } = tenantWorld({ tenants: (tenant) => routes.get(tenant) })
    const acme = { tenant: 'acme' }
    const umbrella = { tenant: 'umbrella' }
    const { ref } = await meetings.createMeeting({ id: 'class-42' }, acme)
    const other = await meetings.createMeeting({ id: 'class-42' }, umbrella)
    hers.rotateSecret('her-new-secret')
    routes.set('acme', own(hers, ['her-new-secret', 'the-old-secret']))
    await forget()
    expect(await meetings.createMeeting({ id: 'class-42' }, acme)).toMatchObject({
      disposition: 'existing',
      ref,
    })
    expect((await meetings.info(ref, acme)).status).toBe('open')
    expect((await meetings.info(other.ref, umbrella)).status).toBe('open')
    expect((await meetings.end(ref, acme)).outcome).toBe('ending')
  })
})

describe('credentials of AWS', () => {
  it('change with a function that tells them, and with another configuration', async () => {
    const simulator = await startChimeSimulator()
    onTestFinished(() => simulator.close())
    const { region, endpoint, accessKeyId, secretAccessKey } = simulator
    const good = { accessKeyId, secretAccessKey }
    const stale = { accessKeyId: 'AKIASTALESTALESTALE1', secretAccessKey: 'stale' }
    let now = stale
    // Asked again once they have expired, as the credentials of a role are.
    const credentials = async (): Promise<typeof good & { expiration: Date }> => ({
      ...now,
      expiration: new Date(0),
    })
    const meetings = createMeetings({
      providers: { chime: { type: 'chime', region, endpoint, credentials } },
    })
    expect((await rejection(meetings.createMeeting({ id: 'class-42' }))).code).toBe('unauthenticated')
    now = good
    const { ref } = await meetings.createMeeting({ id: 'class-42' })
    meetings.reconfigure('chime', { type: 'chime', region, endpoint, credentials: stale })
    expect((await rejection(meetings.end(ref))).code).toBe('unauthenticated')
    meetings.reconfigure('chime', { type: 'chime', region, endpoint, credentials: good })
    expect((await meetings.join(ref, person)).kind).toBe('sdk')
    expect((await meetings.end(ref)).outcome).toBe('ended')
    await meetings.close()
  })
})

describe('reconfigure', () => {
  it('lets the calls of before end where they began, and closes the provider of before after them', async () => {
    const watched = new Watched()
    const { meetings } = tenantWorld({ providers: { shared: () => watched.provider('shared', 'first') } })
    const { ref } = await meetings.createMeeting({ id: 'standup' })
    watched.hold()
    const slow = meetings.info(ref)
    await turns()
    meetings.reconfigure('shared', () => watched.provider('shared', 'second'))
    expect(await meetings.join(ref, person)).toMatchObject({ url: 'https://second.example.com/' })
    await turns()
    expect(watched.closed).toEqual([])
    watched.release()
    expect((await slow).name).toBe('first')
    await turns()
    expect(watched.closed).toEqual(['first'])
    await meetings.close()
    expect(watched.closed).toEqual(['first', 'second'])
  })

  it('makes nothing before it is needed, and closes nothing that was never made', async () => {
    const watched = new Watched()
    const { meetings } = tenantWorld({ providers: { shared: () => watched.provider('shared', 'first') } })
    for (const label of ['second', 'third'])
      meetings.reconfigure('shared', () => watched.provider('shared', label))
    await meetings.createMeeting({ id: 'standup' })
    await turns()
    expect([watched.made, watched.closed]).toEqual([['third'], []])
  })

  it('keeps a ready provider that is there already', async () => {
    const ready = createFakeProvider({ name: 'shared' })
    const { meetings } = tenantWorld({ providers: { shared: ready } })
    const { ref } = await meetings.createMeeting({ id: 'standup' })
    meetings.reconfigure('shared', ready)
    expect((await meetings.join(ref, person)).ref).toEqual(ref)
    expect(await meetings.provider('shared')).toBe(ready)
  })

  it.each([
    ['an unknown name', 'gone', { type: 'fake' }, undefined],
    ["a tenant's own instance", 'own', { type: 'fake' }, undefined],
    [
      'a wrong configuration',
      'shared',
      { type: 'fake', preset: 'evil', url: 'hunter2' },
      ['providers.shared.preset', 'providers.shared.url'],
    ],
    ['nothing', 'shared', undefined, ['providers.shared']],
    ['a provider of another name', 'shared', createFakeProvider({ name: 'b' }), ['providers.shared.name']],
  ])('refuses %s, and changes nothing', async (_what, name, entry, paths) => {
    const { meetings, routes } = tenantWorld()
    routes.set('acme', { provider: 'own', providers: { own: { type: 'fake' } } })
    await meetings.provider('own', { tenant: 'acme' })
    const before = await meetings.provider('shared')
    const work = (): void => meetings.reconfigure(name, entry as { type: 'fake' })
    expect(work).toThrow(MeetingError)
    expect(work).toThrow(expect.objectContaining({ code: 'not-configured' }))
    try {
      work()
    } catch (error) {
      const problems = MeetingError.is(error) ? error.problems?.map(({ path }) => path) : []
      expect(problems?.sort()).toEqual(paths)
      expect(JSON.stringify(error)).not.toContain('hunter2')
    }
    expect(await meetings.provider('shared')).toBe(before)
    expect((await meetings.createMeeting({ id: 'standup' })).disposition).toBe('created')
  })

  it('is refused once the library is closed', async () => {
    const { meetings } = tenantWorld()
    await meetings.close()
    expect(() => meetings.reconfigure('shared', { type: 'fake' })).toThrow('this Meetings object is closed')
  })
})

describe('a retired instance', () => {
  it('serves what lives on it, and no new meeting is made there', async () => {
    const old = createFakeProvider({ name: 'old' })
    const now = createFakeProvider({ name: 'now' })
    const before = tenantWorld({ provider: 'old', providers: { old, now } })
    const { ref } = await before.meetings.createMeeting({ id: 'standup' })
    const { meetings } = tenantWorld({
      provider: 'now',
      providers: { old, now },
      instances: { old: { acceptNew: false } },
    })
    expect((await meetings.join(ref, person)).ref).toEqual(ref)
    expect((await meetings.info(ref)).status).toBe('open')
    expect((await meetings.createMeeting({ id: 'retro' })).ref.provider).toBe('now')
    expect((await meetings.end(ref)).outcome).toBe('ended')
    expect((await meetings.createMeeting({ id: 'standup' })).ref.provider).toBe('now')
    expect(old.vendor.created).toBe(1)
  })
})
