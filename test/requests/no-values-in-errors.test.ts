import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseBbbConfig } from '../../providers/bbb/config.js'
import { parseChimeConfig } from '../../providers/chime/config.js'
import { parseCustomLinkConfig } from '../../providers/custom-link/config.js'
import { parseFakeConfig } from '../../providers/fake/config.js'
import { loadConfig } from '../../src/config/load-config.js'
import type { MeetingsConfig } from '../../src/config/meetings-config.js'
import { notConfigured } from '../../src/config/not-configured.js'
import type { Parsed } from '../../src/config/parsed.js'
import { MeetingError } from '../../src/errors/meeting-error.js'
import { readTarget } from '../../src/identity/resolve-target.js'
import { checkRequest } from '../../src/requests/check-request.js'
import { createSchema } from '../../src/requests/create-schema.js'
import { joinSchema } from '../../src/requests/join-schema.js'
import { callOptionsSchema, endOptionsSchema } from '../../src/requests/options-schema.js'

const everything = {
  id: 'class-42',
  name: 'Class 42',
  maxParticipants: 100_000,
  durationMinutes: 44_640,
  welcomeMessage: 'Hello\n\tthere',
  record: 'on-demand',
  muteOnStart: true,
  guestPolicy: 'ask-unless-authenticated',
  locks: { camera: true, microphone: false },
  webcamsOnlyForModerator: true,
  logoutUrl: 'https://example.com/bye',
  logoUrl: 'https://example.com/logo.svg',
  bannerText: 'Please be quiet',
  metadata: { team: 'a', 'ticket-no': '' },
  media: { region: 'eu-central-1', video: 'full-hd', content: 'ultra-hd' },
  expireIfNoUserJoinedMinutes: 1,
  expireWhenLastUserLeftMinutes: 0,
  providerOptions: { bbb: { anything: 1 } },
}

describe('no error about an input', () => {
  const marker = 'pl4nted'
  /** A value that holds the marker, in every shape that somebody might hand in by mistake. */
  const planted = fc.oneof(
    fc.string().map((noise) => `${marker}${noise}\u0007`),
    fc.string().map((noise) => [`${marker}${noise}`]),
    fc.string().map((noise) => ({ value: `${marker}${noise}` })),
    fc.string().map((noise) => new Error(`${marker}${noise}`)),
    fc.constant(`https://user:${marker}@example.com/`),
    fc.constant(Symbol(marker)),
    fc.constant(Object.assign(() => marker, { toString: () => marker })),
    fc.constant(new Map([[marker, marker]])),
    fc.constant({ toString: () => marker, valueOf: () => marker, toJSON: () => marker }),
    fc.constant(new (class extends Array<string> {})(marker)),
  )

  function shows(fails: () => unknown): boolean {
    try {
      const answer = fails()
      const parsed = answer as Parsed<unknown> | undefined
      if (parsed?.ok === false)
        return (
          JSON.stringify(parsed).includes(marker) || notConfigured(parsed.problems).message.includes(marker)
        )
      return false
    } catch (error) {
      if (!MeetingError.is(error)) throw error
      return [JSON.stringify(error), error.stack, String(error), String(error.cause)].join().includes(marker)
    }
  }

  const { id: _id, ...settings } = everything
  const participant = { id: 'p', name: 'n', avatarUrl: 'http://a.b/c', guest: true, authenticated: false }
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b', sessionToken: 'c' }
  const inputs: readonly (readonly [what: string, whole: object, read: (input: unknown) => unknown])[] = [
    ['create', everything, (input) => checkRequest(createSchema, input)],
    [
      'join',
      { participant, role: 'moderator', device: 'd', verify: true, create: settings, providerOptions: {} },
      (input) => checkRequest(joinSchema, input),
    ],
    [
      'options',
      { signal: 1, timeoutMs: 1, tenant: 't', strict: true },
      (input) => checkRequest(callOptionsSchema, input),
    ],
    [
      'end options',
      { wait: true, waitMs: 1, timeoutMs: 1 },
      (input) => checkRequest(endOptionsSchema, input),
    ],
    [
      'ref',
      { v: 1, provider: 'p', tenant: 't', id: 'ab', incarnation: 1, vendor: { a: 'b' } },
      (input) => readTarget(input as string),
    ],
    [
      'configuration',
      {
        provider: 'a',
        providers: { a: { type: 'fake' }, b: { type: 'custom-link', url: 'x' } },
        timeoutMs: 1,
        strict: true,
        directory: {},
        store: {},
        transport: {},
        clock: {},
        onCall: 1,
      },
      (input) => loadConfig(input as MeetingsConfig),
    ],
    [
      'bbb',
      { type: 'bbb', url: 'x', secret: 's', server: 'bbb-3.0', checksum: 'sha256', passwordSeed: 'p' },
      parseBbbConfig,
    ],
    [
      'chime',
      {
        type: 'chime',
        region: 'us-east-1',
        mediaRegion: 'us-east-1',
        endpoint: 'x',
        credentials,
        client: {},
        rateLimit: { perSecond: 1, burst: 1 },
        requestTimeoutMs: 100,
        maxSockets: 1,
      },
      parseChimeConfig,
    ],
    ['custom link', { type: 'custom-link', url: 'x' }, parseCustomLinkConfig],
    ['fake', { type: 'fake', preset: 'x', latencyMs: 1 }, parseFakeConfig],
  ]

  /** Every place in a value, as a path. */
  function places(value: unknown, path: readonly string[] = []): (readonly string[])[] {
    if (typeof value !== 'object' || value === null) return [path]
    return [path, ...Object.entries(value).flatMap(([key, member]) => places(member, [...path, key]))]
  }

  function plant(value: unknown, [key, ...rest]: readonly string[], what: unknown): unknown {
    if (key === undefined) return what
    const object = value as Record<string, unknown>
    return { ...object, [key]: plant(object[key], rest, what) }
  }

  test.each(inputs)('%s ever shows a value that was handed in', (_what, whole, read) => {
    fc.assert(
      fc.property(fc.constantFrom(...places(whole)), planted, (path, value) => {
        expect(shows(() => read(plant(whole, path, value)))).toBe(false)
      }),
      { numRuns: 400 },
    )
  })

  test('as a whole ever shows it either', () => {
    fc.assert(
      fc.property(planted, (value) => {
        for (const [, , read] of inputs) expect(shows(() => read(value))).toBe(false)
      }),
    )
  })

  test('is without words of the schema library', () => {
    fc.assert(
      fc.property(
        fc
          .constantFrom(...inputs)
          .chain(([, whole, read]) =>
            fc.tuple(fc.constant(read), fc.constant(whole), fc.constantFrom(...places(whole))),
          ),
        fc.constantFrom<unknown>(null, 5, -1, 0.5, '', 'x\u0000', true, [], {}, Symbol('s'), Number.NaN),
        ([read, whole, path], value) => {
          try {
            const parsed = read(plant(whole, path, value)) as Parsed<unknown> | undefined
            if (parsed?.ok === false) throw notConfigured(parsed.problems)
          } catch (error) {
            if (!MeetingError.is(error)) throw error
            expect(error.message).not.toMatch(/Invalid |Expected|eceived|undefined|\[object/)
            for (const { rule } of error.problems ?? []) expect(rule).toMatch(/^(must|is|cannot|has|needs) /)
          }
        },
      ),
      { numRuns: 1_000 },
    )
  })
})
