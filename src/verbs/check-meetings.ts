import { Call } from '../call/call.js'
import { MeetingError } from '../errors/meeting-error.js'
import type { MeetingsOptions } from '../meetings-options.js'
import type { MeetingsHealth } from '../spec/health.js'
import type { ProviderHealth } from '../spec/provider-health.js'

/** A key that no meeting has: ids have two characters at least. */
const PROBE = { id: '-' }

/** Asks every instance and the directory how they are, all at once. */
export async function checkMeetings(options: MeetingsOptions, call: Call): Promise<MeetingsHealth> {
  const { providers } = options
  const [directory, ...healths] = await Promise.all([
    checkDirectory(options),
    ...providers.names.map(async (name) => [name, await checkProvider(options, name, call)] as const),
  ])
  const ok = directory.ok && healths.every(([, health]) => health.ok)
  return { ok, providers: Object.fromEntries(healths), directory }
}

/** An instance that does not answer in good time must not keep the answers of the others. */
async function checkProvider(
  { providers, clock }: MeetingsOptions,
  name: string,
  call: Call,
): Promise<ProviderHealth> {
  const timeoutMs = Math.ceil((call.remainingMs * 3) / 4)
  const own = new Call({ clock, timeoutMs, strict: call.strict, signal: call.signal })
  try {
    return await own.run(async () => (await providers.get(name)).check(own))
  } catch (error) {
    if (call.signal.aborted) throw error
    if (MeetingError.is(error)) return { ok: false, reachable: false, problem: error.message }
    return { ok: false, reachable: false, problem: 'the provider failed in a way that it does not foresee' }
  }
}

async function checkDirectory({ directory }: MeetingsOptions): Promise<MeetingsHealth['directory']> {
  const { shared } = directory
  const note =
    'the directory is in the memory of this process: with more than one process, or after a restart, your own id alone does not find a meeting'
  try {
    await directory.get(PROBE)
    return { ok: true, shared, ...(shared ? {} : { note }) }
  } catch {
    return { ok: false, shared, note: 'the directory does not answer' }
  }
}
