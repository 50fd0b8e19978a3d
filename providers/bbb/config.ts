import * as v from 'valibot'
import { lazySchema } from '../../src/config/lazy-schema.js'
import { type Parsed, parse } from '../../src/config/parsed.js'
import { parseBaseUrl } from './base-url.js'
import { type BbbChecksum, bbbChecksums } from './checksum.js'
import {
  type BbbEventsConfig,
  eventsProblems,
  eventsSchema,
  type ResolvedBbbEvents,
  resolveEvents,
} from './events/events-config.js'
import { secretsSchema } from './secret.js'
import { type BbbServer, bbbServers, checksumsOf, releaseOf } from './servers.js'

export type { BbbServer } from './servers.js'

/** One BigBlueButton server, or a load balancer in front of several (Scalelite, b3scale and the like). */
export interface BbbConfig {
  readonly type: 'bbb'
  /**
   * Where the API is, as `bbb-conf --secret` prints it. Any form that people paste will do: a bare host
   * (https is assumed), with or without `/bigbluebutton`, `/api` or a call behind it. Without query, fragment
   * or user name.
   */
  readonly url: string
  /**
   * The shared secret, as `bbb-conf --secret` prints it; the word `Secret:` before it is taken off. While it is rotated a list,
   * the new one first and the oldest last: the first signs, and all are accepted where something of the server's is verified.
   */
  readonly secret: string | readonly string[]
  /**
   * Which release the server runs, or which load balancer answers. Decides what the capabilities promise, how
   * some parameters are spelled, and which calls fail with `unsupported` before they are sent. Default:
   * `bbb-3.0`, also for later ones.
   */
  readonly server?: BbbServer
  /**
   * Digest of the checksum. SHA-384 and SHA-512 need 2.5 or later; Scalelite takes no SHA-384, b3scale
   * neither SHA-384 nor SHA-512. Default: `sha256`.
   */
  readonly checksum?: BbbChecksum
  /**
   * Digest of the checksum of the `hooks/` calls, which another program answers: up to 2.7 it takes SHA-1
   * only. Default: `sha1` for those, `checksum` for 3.0.
   */
  readonly hooksChecksum?: BbbChecksum
  /**
   * What the meetings' moderator and attendee passwords are derived from. Two backends that share meetings
   * need the same. Default: `secret`, of several the last, so that meetings which run while it is rotated go on. To drop the old
   * secret for good while meetings run, set this to it; else `createMeeting` fails with `conflict` for those meetings.
   */
  readonly passwordSeed?: string
  /** How the server tells what happens, where it is told to. */
  readonly events?: BbbEventsConfig
}

/** The same, checked and with every default filled in. */
export interface ResolvedBbbConfig {
  readonly type: 'bbb'
  /** `https://host/bigbluebutton/api` */
  readonly url: string
  /** The one that signs. */
  readonly secret: string
  /** All that are accepted, the one that signs first. */
  readonly secrets: readonly string[]
  readonly server: BbbServer
  readonly checksum: BbbChecksum
  readonly hooksChecksum: BbbChecksum
  readonly passwordSeed: string
  readonly events: ResolvedBbbEvents
}

const schema = lazySchema(() => {
  const url = v.pipe(
    v.string('must be text'),
    v.rawTransform(({ dataset, addIssue, NEVER }) => {
      const base = parseBaseUrl(dataset.value)
      if ('url' in base) return base.url
      addIssue({ message: base.rule })
      return NEVER
    }),
  )

  const algorithm = v.picklist(bbbChecksums, `must be one of ${bbbChecksums.join(', ')}`)

  return v.pipe(
    v.strictObject(
      {
        type: v.literal('bbb', 'must be bbb'),
        url,
        secret: secretsSchema(),
        server: v.optional(v.picklist(bbbServers, `must be one of ${bbbServers.join(', ')}`), 'bbb-3.0'),
        checksum: v.optional(algorithm, 'sha256'),
        hooksChecksum: v.optional(algorithm),
        passwordSeed: v.optional(
          v.pipe(v.string('must be text'), v.nonEmpty('must not be empty: leave it out to use the secret')),
        ),
        events: v.optional(eventsSchema(), {}),
      },
      'must be an object',
    ),
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed) return
      const { server, checksum, events } = dataset.value
      const at = (key: string) => ({ type: 'object', origin: 'value', input: {}, key, value: '' }) as const
      const accepted = checksumsOf(server)
      if (!accepted.includes(checksum))
        addIssue({ message: `must be ${listed(accepted)} with server ${server}`, path: [at('checksum')] })
      for (const [key, rule] of eventsProblems(events, server))
        addIssue({ message: rule, path: [at('events'), at(key)] })
    }),
  )
})

function listed(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}

/** Checks a configuration. The problems name keys and rules, never values. */
export function parseBbbConfig(input: unknown): Parsed<ResolvedBbbConfig> {
  const parsed = parse(schema, input)
  if (!parsed.ok) return parsed
  const { secret: secrets, passwordSeed, hooksChecksum, events, ...rest } = parsed.value
  const [secret = ''] = secrets
  return {
    ok: true,
    value: {
      ...rest,
      secret,
      secrets,
      hooksChecksum: hooksChecksum ?? (releaseOf(rest.server) < 3.0 ? 'sha1' : rest.checksum),
      passwordSeed: passwordSeed ?? secrets.at(-1) ?? secret,
      events: resolveEvents(events, rest.server),
    },
  }
}
