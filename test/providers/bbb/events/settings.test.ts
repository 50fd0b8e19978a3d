import { describe, expect, it } from 'vitest'
import { bbbCapabilities } from '../../../../providers/bbb/capabilities.js'
import { parseBbbConfig } from '../../../../providers/bbb/config.js'
import { type ResolvedBbbEvents, resolveEvents } from '../../../../providers/bbb/events/events-config.js'
import { parseBbbInstanceConfig } from '../../../../providers/bbb/instance-config.js'
import { bbbServers } from '../../../../providers/bbb/servers.js'
import { provider } from '../support.js'

const good = { type: 'bbb', url: 'https://bbb.example.com', secret: 'S3cr3t' }

function resolved(events: Record<string, unknown>, server = 'bbb-3.0'): ResolvedBbbEvents | undefined {
  const parsed = parseBbbConfig({ ...good, server, events })
  return parsed.ok ? parsed.value.events : undefined
}

function problems(events: unknown, server = 'bbb-3.0'): unknown {
  const parsed = parseBbbConfig({ ...good, server, events })
  return parsed.ok ? [] : parsed.problems.map(({ path, rule }) => `${path} ${rule}`)
}

describe('the configuration of events', () => {
  it('has defaults that go by the server', () => {
    const rest = { endCallback: true, recordingReady: false, analytics: false }
    expect(resolved({}, 'bbb-2.4')).toEqual({ hook: 'instance', signatures: ['object'], ...rest })
    expect(resolved({}, 'bbb-2.7')).toMatchObject({ hook: 'instance', signatures: ['object'] })
    expect(resolved({}, 'bbb-3.0')).toEqual({ hook: 'instance', signatures: ['body'], ...rest })
    for (const server of ['scalelite', 'b3scale'])
      expect(resolved({}, server)).toEqual({
        hook: 'off',
        signatures: ['body'],
        ...rest,
        recordingReady: true,
      })
    // Told once: by the hook, unless that is for less.
    expect(resolved({ hook: 'meeting' })).toMatchObject({ recordingReady: true })
    expect(resolved({ hookEvents: ['user-left'] })).toMatchObject({ recordingReady: true })
    expect(resolved({ hookEvents: ['RAP-publish-ended'] })).toMatchObject({ recordingReady: false })
    expect(resolved({ recordingReady: true })).toMatchObject({ recordingReady: true })
  })

  it('takes everything that is said', () => {
    expect(
      resolved({
        hook: 'meeting',
        signatures: ['body', 'constant', 'bearer'],
        hookEvents: ['user-left', 'User-Joined', 'user-left'],
        endCallback: false,
        recordingReady: false,
        analytics: true,
      }),
    ).toEqual({
      hook: 'meeting',
      signatures: ['body', 'constant', 'bearer'],
      hookEvents: ['user-joined', 'user-left'],
      endCallback: false,
      recordingReady: false,
      analytics: true,
    })
  })

  it.each([
    [{ hook: 'on' }, 'events.hook must be one of off, instance, meeting'],
    [{ signatures: [] }, 'events.signatures must be a list of body, object, constant, bearer'],
    [{ signatures: 'body' }, 'events.signatures must be a list of body, object, constant, bearer'],
    [{ signatures: ['md5'] }, 'events.signatures.0 must be one of body, object, constant, bearer'],
    [{ hookEvents: [] }, 'events.hookEvents must be a list of names of events'],
    [{ hookEvents: ['a,b'] }, 'events.hookEvents.0 must match ^[a-z][a-z0-9-]{0,63}$'],
    [{ endCallback: 'yes' }, 'events.endCallback must be true or false'],
    [{ hooks: 'off' }, 'events.hooks is not a known key'],
    ['off', 'events must be an object'],
  ])('refuses %j', (events, problem) => {
    expect(problems(events)).toEqual([problem])
  })

  it('refuses what the server does not do', () => {
    expect(problems({ hook: 'instance' }, 'scalelite')).toEqual([
      'events.hook must be off with server scalelite: Scalelite does not pass hooks/create on',
    ])
    expect(problems({ hook: 'off' }, 'b3scale')).toEqual([])
    expect(problems({ hookEvents: ['user-joined'] }, 'bbb-2.4')).toEqual([
      'events.hookEvents must be left out with server bbb-2.4: BigBlueButton 2.4 ignores it',
    ])
    expect(problems({ hookEvents: ['user-joined'] }, 'bbb-2.5')).toEqual([])
  })

  it('is one for all servers of a pool, and wrong once', () => {
    const servers = ['a', 'b'].map((name) => ({ name, url: `${name}.example`, secret: 's' }))
    const parsed = parseBbbInstanceConfig({ type: 'bbb', servers, events: { hook: 'meeting' } })
    const configs = parsed.ok && 'servers' in parsed.value ? parsed.value.servers : []
    expect(configs.map(({ config }) => config.events.hook)).toEqual(['meeting', 'meeting'])
    expect(parseBbbInstanceConfig({ type: 'bbb', servers, events: { hook: 'x' } })).toMatchObject({
      problems: [{ path: 'events.hook' }],
    })
    const own = servers.map((server) => ({ ...server, events: {} }))
    expect(parseBbbInstanceConfig({ type: 'bbb', servers: own })).toMatchObject({ ok: true })
  })
})

describe('what is said to be told', () => {
  function told(server: (typeof bbbServers)[number], events?: Record<string, unknown>): string[] {
    const capabilities = bbbCapabilities(server, resolveEvents(events ?? {}, server))
    return Object.entries(capabilities)
      .filter(([key, { support }]) => key.startsWith('events.') && support !== 'unsupported')
      .map(([key]) => key.slice('events.'.length))
  }
  const always = [
    'meeting.created',
    'meeting.started',
    'meeting.ended',
    'participant.joined',
    'participant.left',
  ]
  const recording = ['started', 'stopped', 'ready', 'published', 'unpublished', 'deleted', 'failed']
  const people = ['camera', 'microphone', 'muted', 'presenter', 'raisedHand'].map(
    (name) => `participant.updated.${name}`,
  )
  const recordings = recording.map((name) => `recording.${name}`)

  it('is what the webhooks of the release tell', () => {
    const all = [...always, ...people, ...recordings, 'chat.message']
    expect(told('bbb-3.0').sort()).toEqual([...all].sort())
    const without = (...names: string[]): string[] =>
      all.filter((name) => !names.includes(name.replace('participant.updated.', ''))).sort()
    expect(told('bbb-2.4').sort()).toEqual(without('muted', 'recording.started', 'recording.stopped'))
    expect(told('bbb-2.7').sort()).toEqual(
      without('muted', 'raisedHand', 'recording.started', 'recording.stopped'),
    )
  })

  it('is what comes by callbacks where there are no webhooks', () => {
    for (const server of ['scalelite', 'b3scale'] as const)
      expect(told(server)).toEqual(['meeting.ended', 'recording.ready'])
    expect(told('bbb-3.0', { hook: 'off' })).toEqual(['meeting.ended', 'recording.ready'])
    expect(told('bbb-3.0', { hook: 'off', endCallback: false, recordingReady: false })).toEqual([])
  })

  it('is less where hooks are for a meeting each, or for some events', () => {
    expect(told('bbb-3.0', { hook: 'meeting' }).sort()).toEqual(
      [
        ...always.slice(1),
        ...people,
        'recording.started',
        'recording.stopped',
        'recording.ready',
        'chat.message',
      ].sort(),
    )
    expect(told('bbb-3.0', { hookEvents: ['user-left'], endCallback: false, recordingReady: false })).toEqual(
      ['participant.left'],
    )
    expect(told('bbb-3.0', { hookEvents: ['user-joined'] })).toEqual([
      'meeting.started',
      'meeting.ended',
      'participant.joined',
      'recording.ready',
    ])
  })

  it('says why not, and what it takes', () => {
    for (const server of bbbServers)
      for (const events of [{}, { hook: 'off' }, { endCallback: false }] as const)
        for (const [key, { note }] of Object.entries(bbbCapabilities(server, resolveEvents(events, server))))
          if (key.startsWith('events.')) expect(note, `${server} ${key}`).toBeTruthy()
    expect(bbbCapabilities('bbb-3.0')['events.participant.joined'].note).toContain('bbb-webhooks')
  })

  it('agrees with whether the provider has events', () => {
    expect(provider({ url: 'bbb.example.com' }).events).toBeDefined()
    const off = { hook: 'off', endCallback: false, recordingReady: false }
    expect(provider({ url: 'bbb.example.com', events: off }).events).toBeUndefined()
  })
})
