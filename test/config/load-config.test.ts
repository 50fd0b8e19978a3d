import { describe, expect, test } from 'vitest'
import { createFakeProvider } from '../../providers/fake/create-fake-provider.js'
import { loadConfig } from '../../src/config/load-config.js'
import type { MeetingsConfig } from '../../src/config/meetings-config.js'
import { createMeetings } from '../../src/create-meetings.js'
import { MeetingError } from '../../src/errors/meeting-error.js'

const bbb = { type: 'bbb', url: 'https://bbb.example.com/bigbluebutton/', secret: 'pears-and-plums' } as const

/** What is wrong with a configuration, by key. */
function problems(config: unknown): Record<string, string> {
  try {
    createMeetings(config as MeetingsConfig)
  } catch (error) {
    if (!MeetingError.is(error)) throw error
    expect(error).toMatchObject({ code: 'not-configured', effect: 'none', retryable: false })
    for (const { path, rule } of error.problems ?? [])
      expect(error.message).toContain(rule === '' ? path : rule)
    return Object.fromEntries((error.problems ?? []).map(({ path, rule }) => [path, rule]))
  }
  return {}
}

describe('a configuration', () => {
  test('of one instance needs no default', () => {
    const meetings = createMeetings({ providers: { 'bbb-eu': bbb } })
    expect([meetings.defaultProvider, meetings.providers]).toEqual(['bbb-eu', ['bbb-eu']])
  })

  test('of several instances names the default', () => {
    const config = { provider: 'b', providers: { a: { type: 'fake' }, b: { type: 'fake' }, c: bbb } } as const
    const meetings = createMeetings(config)
    expect([meetings.defaultProvider, meetings.providers]).toEqual(['b', ['a', 'b', 'c']])
  })

  test('takes plain configuration, a function and a ready provider', async () => {
    const fake = createFakeProvider({ name: 'ready' })
    const meetings = createMeetings({
      provider: 'plain',
      providers: {
        plain: { type: 'fake', preset: 'sdk-like' },
        made: ({ name }) => createFakeProvider({ name, preset: 'limited' }),
        ready: fake,
        link: { type: 'custom-link', url: 'https://rooms.example.com/{id}' },
      },
    })
    expect((await meetings.capabilities())['join.sdk']).toEqual({ support: 'native' })
    expect((await meetings.capabilities('made'))['join.role']?.support).toBe('unsupported')
    expect(await meetings.capabilities('ready')).toBe(fake.capabilities)
    expect((await meetings.capabilities('link')).end?.support).toBe('unsupported')
  })

  test('fills in time limit and strictness', () => {
    expect(loadConfig({ providers: { a: { type: 'fake' } } })).toMatchObject({
      timeoutMs: 15_000,
      strict: false,
    })
    const given = { providers: { a: { type: 'fake' } }, timeoutMs: 5, strict: true } as const
    expect(loadConfig(given)).toMatchObject({ timeoutMs: 5, strict: true })
  })

  test('is not touched: neither changed nor asked for anything at once', () => {
    let made = 0
    const config: MeetingsConfig = Object.freeze({
      provider: 'lazy',
      providers: Object.freeze({
        lazy: () => {
          made += 1
          return createFakeProvider({ name: 'lazy' })
        },
        bbb: Object.freeze(bbb),
      }),
    })
    createMeetings(config)
    expect(made).toBe(0)
  })

  test.each([
    ['nothing', undefined, { '': 'is required' }],
    ['null', null, { '': 'must be an object' }],
    ['a text', 'bbb', { '': 'must be an object' }],
    ['an empty object', {}, { providers: 'is required' }],
    ['no instances', { providers: {} }, { providers: 'must have at least one instance' }],
    [
      'a list of instances',
      { providers: [bbb] },
      { 'providers.0': 'must have a name that matches ^[a-z][a-z0-9-]{0,31}$' },
    ],
    [
      'a wrong default',
      { provider: 'c', providers: { a: bbb, b: bbb } },
      { provider: 'must name one of the instances: a, b' },
    ],
    [
      'a default that is inherited',
      { provider: 'toString', providers: { a: bbb } },
      { provider: 'must name one of the instances: a' },
    ],
    [
      'no default',
      { providers: { a: bbb, b: bbb } },
      { provider: 'is required where there are several instances: a, b' },
    ],
    ['an unknown key', { providers: { a: bbb }, timeout: 5 }, { timeout: 'is not a known key' }],
    [
      'an unknown type',
      { providers: { a: { type: 'zoom' } } },
      { 'providers.a.type': 'must be one of bbb, chime, custom-link, fake' },
    ],
    [
      'an inherited type',
      { providers: { a: { type: 'constructor' } } },
      { 'providers.a.type': 'must be one of bbb, chime, custom-link, fake' },
    ],
    [
      'no type',
      { providers: { a: {} } },
      { 'providers.a.type': 'must be one of bbb, chime, custom-link, fake' },
    ],
    [
      'an instance that is nothing',
      { providers: { a: null } },
      { 'providers.a': 'must be a configuration, a function or a provider' },
    ],
    [
      'an instance that is a text',
      { providers: { a: 'bbb' } },
      { 'providers.a': 'must be a configuration, a function or a provider' },
    ],
    [
      'a key of another provider',
      { providers: { a: { type: 'fake', url: 'x' } } },
      { 'providers.a.url': 'is not a known key' },
    ],
    [
      'a name with capitals',
      { providers: { BBB: bbb } },
      { 'providers.BBB': 'must have a name that matches ^[a-z][a-z0-9-]{0,31}$' },
    ],
    [
      'a store from before there was swap',
      { providers: { bbb }, store: { get() {}, set() {}, keys() {}, delete() {} } },
      { store: 'must have the methods get, set, swap, keys, delete' },
    ],
    [
      'a provider of another name',
      { providers: { a: createFakeProvider({ name: 'b' }) } },
      { 'providers.a.name': 'must be equal to the name under which the provider is configured' },
    ],
  ])('of %s is refused', (_what, config, expected) => {
    expect(problems(config)).toEqual(expected)
  })

  test('is refused with everything that is wrong with it at once', () => {
    const config = {
      provider: 'gone',
      timeoutMs: 0,
      strict: 'no',
      clock: 5,
      onCall: {},
      providers: {
        'bbb-eu': { type: 'bbb', url: 'ftp://x', server: 'bbb-1.0' },
        chime: { type: 'chime', region: 'mars-1', rateLimit: 'fast' },
        fake: { type: 'fake', preset: 'evil', latencyMs: -1 },
        link: { type: 'custom-link', url: 'not a url' },
        'Bad Name': { type: 'nope' },
      },
    }
    expect(Object.keys(problems(config)).sort()).toEqual([
      'clock',
      'onCall',
      'provider',
      'providers.Bad Name',
      'providers.Bad Name.type',
      'providers.bbb-eu.secret',
      'providers.bbb-eu.server',
      'providers.bbb-eu.url',
      'providers.chime.rateLimit',
      'providers.chime.region',
      'providers.fake.latencyMs',
      'providers.fake.preset',
      'providers.link.url',
      'strict',
      'timeoutMs',
    ])
  })

  test('asks for a default also where instances are wrong', () => {
    expect(Object.keys(problems({ providers: { a: { type: 'x' }, b: { type: 'y' } } })).sort()).toEqual([
      'provider',
      'providers.a.type',
      'providers.b.type',
    ])
  })

  test('may have an instance called like a member of every object', async () => {
    const meetings = createMeetings({
      provider: 'constructor',
      providers: { constructor: createFakeProvider({ name: 'constructor' }) },
    })
    expect(meetings.providers).toEqual(['constructor'])
    expect((await meetings.createMeeting({ id: 'any' })).ref.provider).toBe('constructor')
  })
})

describe('an instance that is made later', () => {
  test('fails its calls where the function gives a provider of another name, and says so', async () => {
    const meetings = createMeetings({ providers: { a: () => createFakeProvider({ name: 'b' }) } })
    await expect(meetings.createMeeting({ id: 'any' })).rejects.toMatchObject({
      code: 'not-configured',
      message: 'provider "b" is configured under the name "a": the two must be equal',
    })
  })

  test('fails its calls where it was written for another contract', async () => {
    const fake = createFakeProvider({ name: 'a' })
    const newer = Object.create(fake, { specificationVersion: { value: 2 } }) as typeof fake
    const meetings = createMeetings({ providers: { a: () => newer } })
    await expect(meetings.createMeeting({ id: 'any' })).rejects.toMatchObject({ code: 'not-configured' })
  })

  test('is tried again after it could not be made, and everything that fails is a MeetingError', async () => {
    let tries = 0
    const meetings = createMeetings({
      providers: {
        a: ({ name }) => {
          tries += 1
          if (tries < 4) throw new TypeError('no network yet')
          return createFakeProvider({ name })
        },
      },
    })
    for (const call of [
      () => meetings.createMeeting({ id: 'any' }),
      () => meetings.capabilities(),
      () => meetings.join('any', { participant: { name: 'Ann' } }),
    ])
      await expect(call()).rejects.toMatchObject({ code: 'unknown', message: 'not foreseen: no network yet' })
    expect((await meetings.createMeeting({ id: 'any' })).disposition).toBe('created')
    await meetings.createMeeting({ id: 'other' })
    expect(tries).toBe(4)
  })

  test('is made once, however many calls need it at the same moment', async () => {
    let made = 0
    const meetings = createMeetings({
      providers: {
        a: ({ name }) => {
          made += 1
          return createFakeProvider({ name })
        },
      },
    })
    await Promise.all(['x1', 'x2', 'x3'].map((id) => meetings.createMeeting({ id })))
    expect(made).toBe(1)
  })

  test('is unknown by any other name', async () => {
    const meetings = createMeetings({ providers: { a: { type: 'fake' } } })
    for (const name of ['b', 'toString', ''])
      await expect(meetings.capabilities(name)).rejects.toMatchObject({
        code: 'not-configured',
        message: `provider instance "${name}" is not configured; configured are "a"`,
      })
  })
})
