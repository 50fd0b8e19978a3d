import 'reflect-metadata'
import { type CallReport, MeetingError, type MeetingsConfig, MemoryDirectory } from 'anymeet'
import { createFakeProvider } from 'anymeet/fake'
import { meetingIdentifiers as ids, meetingBindings } from 'anymeet/inversify'
import { meetingContract } from 'anymeet/testing'
import * as inversify8 from 'inversify'
import * as inversify7 from 'inversify7'
import { describe, expect, it } from 'vitest'
import { fakeHarness } from '../contract/fake-harness.js'

/** The container's own verbs changed between the versions; what a module does in it did not. */
const versions = [
  {
    name: 'inversify 8',
    load: (bindings: ReturnType<typeof meetingBindings>) => {
      const container = new inversify8.Container()
      const module = new inversify8.ContainerModule(bindings)
      container.load(module)
      return { container, unload: () => container.unloadAsync(module) }
    },
  },
  {
    name: 'inversify 7',
    load: (bindings: ReturnType<typeof meetingBindings>) => {
      const container = new inversify7.Container()
      const module = new inversify7.ContainerModule(bindings as never)
      container.loadSync(module)
      return {
        container: container as unknown as inversify8.Container,
        unload: () => container.unload(module),
      }
    },
  },
]

for (const { name, load } of versions) {
  describe(`meetingBindings in ${name}`, () => {
    it('binds one facade over the configured instances', async () => {
      const { container } = load(meetingBindings({ providers: { fake: { type: 'fake' } } }))
      const meetings = container.get(ids.Meetings)
      expect(container.get(ids.Meetings)).toBe(meetings)
      expect((await meetings.createMeeting({ id: 'bound' })).disposition).toBe('created')
    })

    it('hands out the default instance without a name and every instance by its name', async () => {
      const { container } = load(
        meetingBindings({
          provider: 'one',
          providers: { one: { type: 'fake' }, two: { type: 'fake', preset: 'sdk-like' } },
        }),
      )
      expect((await container.getAsync(ids.MeetingProvider)).name).toBe('one')
      expect((await container.getAsync(ids.MeetingProvider, { name: 'two' })).name).toBe('two')
      expect((await container.getAsync(ids.MeetingProvider, { name: 'one' })).name).toBe('one')
      expect(await container.getAsync(ids.MeetingProvider, { name: 'two' })).toBe(
        await container.get(ids.Meetings).provider('two'),
      )
    })

    it('uses what the container has bound before: directory and log hook', async () => {
      const directory = new MemoryDirectory()
      const reports: CallReport[] = []
      const bindings = meetingBindings({ providers: { fake: { type: 'fake' } } })
      const { container } = load((options) => {
        options.bind(ids.Directory).toConstantValue(directory)
        options.bind(ids.OnCall).toConstantValue((report) => reports.push(report))
        bindings(options)
      })
      await container.get(ids.Meetings).createMeeting({ id: 'mine' })
      expect((await directory.get({ id: 'mine' }))?.provider).toBe('fake')
      expect(reports.map(({ operation, outcome }) => [operation, outcome])).toEqual([['createMeeting', 'ok']])
    })

    it('asks the resolver of tenants that the configuration has, or that the container has bound before', async () => {
      const config: MeetingsConfig = {
        provider: 'one',
        providers: { one: { type: 'fake' }, two: { type: 'fake' } },
        instances: { two: { acceptNew: true } },
        tenants: () => ({ provider: 'two' }),
      }
      const tenant = 'acme'
      const configured = load(meetingBindings(config)).container
      expect(configured.get(ids.TenantResolver)(tenant)).toEqual({ provider: 'two' })
      const made = await configured.get(ids.Meetings).createMeeting({ id: 'standup' }, { tenant })
      expect(made.ref.provider).toBe('two')
      const bindings = meetingBindings(config)
      const { container } = load((options) => {
        options
          .bind(ids.TenantResolver)
          .toConstantValue(() => ({ provider: 'own', providers: { own: { type: 'fake' } } }))
        bindings(options)
      })
      const { ref } = await container.get(ids.Meetings).createMeeting({ id: 'standup' }, { tenant })
      expect(ref.provider).toBe('own')
      const without = load(meetingBindings({ providers: { fake: { type: 'fake' } } })).container
      expect(without.isBound(ids.TenantResolver)).toBe(false)
      expect((await without.get(ids.Meetings).createMeeting({ id: 'standup' }, { tenant })).ref.tenant).toBe(
        tenant,
      )
    })

    it('hands out an instance as it was configured last', async () => {
      const { container } = load(meetingBindings({ providers: { fake: { type: 'fake' } } }))
      const before = await container.getAsync(ids.MeetingProvider)
      container.get(ids.Meetings).reconfigure('fake', { type: 'fake', preset: 'sdk-like' })
      const now = await container.getAsync(ids.MeetingProvider, { name: 'fake' })
      expect(now).not.toBe(before)
      expect(await container.getAsync(ids.MeetingProvider)).toBe(now)
    })

    it('closes the facade and its providers when the module is unloaded', async () => {
      const fake = createFakeProvider()
      const { container, unload } = load(meetingBindings({ providers: { fake } }))
      const meetings = container.get(ids.Meetings)
      await meetings.createMeeting({ id: 'last' })
      await unload()
      await expect(meetings.createMeeting({ id: 'too-late' })).rejects.toMatchObject({
        code: 'not-configured',
      })
    })

    meetingContract({
      name: `a fake out of ${name}`,
      runner: { describe, it },
      harness: fakeHarness('sdk-like'),
      optOut: { network: 'everything happens in memory, and a staged failure should be seen' },
      compose: (config) => load(meetingBindings(config)).container.get(ids.Meetings),
    })
  })
}

describe('meetingBindings', () => {
  it('refuses a bad configuration at once, without a container', () => {
    const bad = (): unknown => meetingBindings({ providers: { x: { type: 'jitsi' } as never } })
    expect(bad).toThrow(MeetingError)
    expect(bad).toThrow(/providers\.x\.type must be one of/)
  })
})
