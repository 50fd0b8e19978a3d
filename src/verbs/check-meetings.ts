import { Call } from '../call/call.js'
import { MeetingError } from '../errors/meeting-error.js'
import type { MeetingsOptions } from '../meetings-options.js'
import type { Clock } from '../ports/clock.js'
import type { MeetingsHealth } from '../spec/health.js'
import type { ProviderHealth } from '../spec/provider-health.js'

/** A key that no meeting has: ids have two characters at least. */
const PROBE = { id: '-' }

/** Asks every instance, a tenant's own among them, and the directory how they are, all at once. */
export async function checkMeetings(
  options: MeetingsOptions,
  call: Call,
  tenant?: string,
): Promise<MeetingsHealth> {
  const { own, ...place } = await checkTenant(options, call, tenant)
  const asked = [
    ...options.providers.names.map((name) => ({ name, tenant: undefined })),
    ...own.map((name) => ({ name, tenant })),
  ]
  const [directory, ...healths] = await Promise.all([
    checkDirectory(options),
    ...asked.map(
      async ({ name, ...of }) => [name, await checkProvider(options, name, call, of.tenant)] as const,
    ),
  ])
  const ok = directory.ok && place.tenant?.ok !== false && healths.every(([, health]) => health.ok)
  return { ok, providers: Object.fromEntries(healths), ...place, directory }
}

/** The instances that are a tenant's own, and whether it can be told which they are. */
async function checkTenant(
  { providers, clock }: MeetingsOptions,
  call: Call,
  tenant: string | undefined,
): Promise<Pick<MeetingsHealth, 'tenant'> & { readonly own: readonly string[] }> {
  if (tenant === undefined) return { own: [] }
  try {
    return await partOf(call, clock).run(async () => {
      await providers.route(tenant)
      return { own: await providers.ownNames(tenant), tenant: { ok: true } }
    })
  } catch (error) {
    if (call.signal.aborted || !MeetingError.is(error)) throw error
    return { own: [], tenant: { ok: false, problem: error.message } }
  }
}

/** A part of the call that leaves time for the others. */
function partOf(call: Call, clock: Clock): Call {
  const timeoutMs = Math.ceil((call.remainingMs * 3) / 4)
  return new Call({ clock, timeoutMs, strict: call.strict, signal: call.signal })
}

/** An instance that does not answer in good time must not keep the answers of the others. */
async function checkProvider(
  { providers, clock }: MeetingsOptions,
  name: string,
  call: Call,
  tenant: string | undefined,
): Promise<ProviderHealth> {
  const own = partOf(call, clock)
  try {
    return await own.run(async () => (await providers.get(name, tenant)).check(own))
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
