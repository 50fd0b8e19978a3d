import * as v from 'valibot'
import { flag, matching } from '../../../src/requests/text-rules.js'
import { type BbbServer, lackOf, releaseOf, serverName } from '../servers.js'
import { type BbbSignature, bbbSignatures } from './signature.js'

/** How a server tells what happens. Matters only where the configuration as a whole has `events`: then it is known where to. */
export interface BbbEventsConfig {
  /**
   * Whether a webhook is registered: `instance`, one for all that happens on the server; `meeting`, one for each meeting, which
   * hears neither of its creation nor of what becomes of its recording; `off`. Needs the package bbb-webhooks on the server.
   * Default: `instance`; behind load balancers, which pass no hooks on, only `off`.
   */
  readonly hook?: 'off' | 'instance' | 'meeting'
  /**
   * By what a call of the hook may prove itself. Up to 2.7 `object` is what servers do, from webhooks 3.4.0 on `body`. Servers with
   * webhooks 3.0.0 to 3.3.1 know only `constant`, and such with `auth2_0` only `bearer`: both prove nothing about what was sent,
   * so they count only if they are named. Default: `['object']` for 2.x, else `['body']`.
   */
  readonly signatures?: readonly BbbSignature[]
  /** The server's names of the events that the hook is for, such as `user-joined`. Default: all. 2.5 and later. */
  readonly hookEvents?: readonly string[]
  /** Each meeting is made with a URL (`meta_endCallbackUrl`) that the server calls when it is over. Default: true. */
  readonly endCallback?: boolean
  /**
   * Each meeting is made with a URL (`meta_bbb-recording-ready-url`) that is called when its recording can be seen. Default: true,
   * but not where a hook for the instance tells the same, and the format.
   */
  readonly recordingReady?: boolean
  /**
   * Each meeting is made with a URL (`meta_analytics-callback-url`) that a script on the server sends its statistics to, and with
   * `meetingKeepEvents`, without which there are none. They come as events of type `other`. Default: false.
   */
  readonly analytics?: boolean
}

/** The same, checked and with every default filled in. */
export interface ResolvedBbbEvents {
  readonly hook: 'off' | 'instance' | 'meeting'
  readonly signatures: readonly BbbSignature[]
  /** In lower case, each once, sorted. */
  readonly hookEvents?: readonly string[]
  readonly endCallback: boolean
  readonly recordingReady: boolean
  readonly analytics: boolean
}

/** The rules of `events` in the configuration of an instance; those about its server are `eventsProblems`. */
export function eventsSchema(): v.GenericSchema<BbbEventsConfig> {
  const several = <Item extends v.GenericSchema>(item: Item, rule: string) =>
    v.optional(v.pipe(v.array(item, rule), v.minLength(1, rule)))
  return v.strictObject(
    {
      hook: v.optional(v.picklist(['off', 'instance', 'meeting'], 'must be one of off, instance, meeting')),
      signatures: several(
        v.picklist(bbbSignatures, `must be one of ${bbbSignatures.join(', ')}`),
        `must be a list of ${bbbSignatures.join(', ')}`,
      ),
      hookEvents: several(matching(/^[a-z][a-z0-9-]{0,63}$/i), 'must be a list of names of events'),
      endCallback: v.optional(flag),
      recordingReady: v.optional(flag),
      analytics: v.optional(flag),
    },
    'must be an object',
  ) as v.GenericSchema<BbbEventsConfig>
}

/** What a server cannot do of what was asked for, by the key under `events`. */
export function eventsProblems(
  { hook, hookEvents }: BbbEventsConfig,
  server: BbbServer,
): readonly (readonly [key: string, rule: string])[] {
  const problems: [string, string][] = []
  const lack = lackOf(server, 'hooks/create')
  if (hook !== undefined && hook !== 'off' && lack !== undefined)
    problems.push(['hook', `must be off with server ${server}: ${lack}`])
  if (hookEvents !== undefined && releaseOf(server) < 2.5)
    problems.push(['hookEvents', `must be left out with server ${server}: ${serverName(server)} ignores it`])
  return problems
}

export function resolveEvents(events: BbbEventsConfig, server: BbbServer): ResolvedBbbEvents {
  const { hook, signatures, hookEvents, endCallback = true, analytics = false } = events
  const hooked = hook ?? (lackOf(server, 'hooks/create') === undefined ? 'instance' : 'off')
  const filter = hookEvents && [...new Set(hookEvents.map((name) => name.toLowerCase()))].sort()
  const tellsReady = hooked === 'instance' && (filter?.includes('rap-publish-ended') ?? true)
  return {
    hook: hooked,
    signatures: signatures ?? (releaseOf(server) < 3.0 ? ['object'] : ['body']),
    ...(filter !== undefined && { hookEvents: filter }),
    endCallback,
    recordingReady: events.recordingReady ?? !tellsReady,
    analytics,
  }
}
