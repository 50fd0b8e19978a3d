import { MeetingError } from '../../../src/errors/meeting-error.js'
import type { EventUrls } from '../../../src/ports/event-urls.js'
import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import type { ProviderRegistration } from '../../../src/spec/provider-events.js'
import type { ProviderMeeting } from '../../../src/spec/provider-meeting.js'
import type { BbbApi } from '../api-client.js'
import type { BbbContext } from '../bbb-context.js'
import { type BbbHook, createHook, destroyHook, listHooks } from '../client/hooks.js'
import { hasEnded, meetingIdOf } from '../session.js'
import { sessionClaim } from './create-callbacks.js'

/** The meeting that a hook should be for, by the hook's URL; undefined: every meeting. */
type Wanted = ReadonlyMap<string, string | undefined>

/**
 * Makes sure that the hooks are there that should be, and none of ours that should not: such as are for a meeting that is over, or
 * whose URL was signed with an older secret. Hooks of others are not touched, and the server's permanent ones are not ours to destroy.
 */
export async function registerHooks(
  { api, events: { urls, settings } }: BbbContext,
  meetings: () => AsyncIterable<ProviderMeeting>,
  options: ProviderCallOptions,
): Promise<ProviderRegistration> {
  const { hook: mode, hookEvents } = settings
  if (urls === undefined || mode === 'off')
    return { state: 'not-needed', detail: 'webhooks are switched off' }
  // Before the meetings: a hook that is made meanwhile is none that could be taken for one too many.
  const ours = await ourHooks(api, urls, options)
  const wanted = new Map<string, string | undefined>()
  if (mode === 'instance') wanted.set(urls.url({ way: 'hook' }), undefined)
  if (mode === 'meeting')
    for await (const meeting of meetings())
      wanted.set(urls.url({ way: 'hook', meeting: sessionClaim(meeting) }), meetingIdOf(meeting))

  const good = ours.filter((hook) => isAsWanted(hook, wanted, hookEvents))
  const found = new Set(good.map(({ callbackURL }) => callbackURL))
  const bad = ours.filter((hook) => !hook.permanentHook && !good.includes(hook))
  // A URL has one hook only, and nothing of a hook can be changed.
  for (const hook of bad) if (wanted.has(hook.callbackURL)) await destroy(api, hook, options)
  const missing = [...wanted].filter(([callbackURL]) => !found.has(callbackURL))
  for (const [callbackURL, meetingID] of missing) {
    const filters = {
      ...(meetingID !== undefined && { meetingID }),
      ...(hookEvents !== undefined && { eventID: hookEvents }),
    }
    await createHook(api, { callbackURL, ...filters }, options)
  }
  for (const hook of bad)
    if (!wanted.has(hook.callbackURL) && !(await isNew(api, hook, wanted, mode, options)))
      await destroy(api, hook, options)
  const detail = `${mode === 'instance' ? 'a hook for every meeting' : 'a hook for each meeting'}: ${missing.length} registered, ${found.size} found`
  return { state: missing.length > 0 ? 'registered' : 'found', detail }
}

/** Takes back every hook of ours. */
export async function unregisterHooks(
  { api, events: { urls, settings } }: BbbContext,
  options: ProviderCallOptions,
): Promise<void> {
  if (urls === undefined || settings.hook === 'off') return
  for (const hook of await ourHooks(api, urls, options))
    if (!hook.permanentHook) await destroy(api, hook, options)
}

async function ourHooks(
  api: BbbApi,
  urls: EventUrls,
  options: ProviderCallOptions,
): Promise<readonly BbbHook[]> {
  const hooks = await listHooks(api, {}, options).catch(withoutPackage)
  return hooks.filter(({ callbackURL }) => urls.read(callbackURL)?.way === 'hook')
}

/** Nothing answers under `hooks/` where the program behind it is not installed. */
function withoutPackage(error: unknown): never {
  if (!MeetingError.is(error) || error.vendorCode !== 'HTTP 404') throw error
  const message =
    'the server has no webhooks: install bbb-webhooks there, or set events.hook of the instance to off'
  throw error.with({ code: 'unsupported', message, effect: 'none', retryable: false })
}

function isAsWanted(hook: BbbHook, wanted: Wanted, filter: readonly string[] = []): boolean {
  if (!wanted.has(hook.callbackURL)) return false
  const events = [...(hook.eventID ?? [])].map((name) => name.trim()).sort()
  const same = hook.meetingID === wanted.get(hook.callbackURL) && events.join() === filter.join()
  // What the server's administrator has set is as good as it gets.
  return hook.permanentHook || (same && !hook.rawData)
}

/** Whether a hook may be of a meeting that is just being made, and so not among those that are known to be open. */
async function isNew(
  api: BbbApi,
  { meetingID }: BbbHook,
  wanted: Wanted,
  mode: 'instance' | 'meeting',
  options: ProviderCallOptions,
): Promise<boolean> {
  if (mode === 'instance' || meetingID === undefined || [...wanted.values()].includes(meetingID)) return false
  try {
    return !hasEnded((await api.getMeetingInfo(meetingID, options)).answer)
  } catch (error) {
    if (MeetingError.is(error) && error.code === 'not-found') return false
    throw error
  }
}

async function destroy(api: BbbApi, { hookID }: BbbHook, options: ProviderCallOptions): Promise<void> {
  try {
    await destroyHook(api, hookID, options)
  } catch (error) {
    // Somebody was faster.
    if (!MeetingError.is(error) || error.code !== 'not-found') throw error
  }
}
