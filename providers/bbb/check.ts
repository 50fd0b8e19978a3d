import { MeetingError } from '../../src/errors/meeting-error.js'
import type { ProviderCallOptions } from '../../src/spec/call-options.js'
import type { ProviderHealth } from '../../src/spec/provider-health.js'
import type { BbbContext } from './bbb-context.js'
import { checkProblem, digestProblem, skewProblem } from './check-problem.js'
import type { BbbChecksum } from './checksum.js'
import type { ResolvedBbbConfig } from './config.js'
import { checksumsOf } from './servers.js'

/** No key is ever this: a key's dot follows a hash. */
const NO_MEETING = 'anymeet.check'

/** A clock that is off by more makes signed callbacks and times look wrong; less is the network's and nobody's. */
const MAX_SKEW_MS = 300_000

/**
 * Asks whether a meeting runs that cannot exist: the cheapest signed call, which answers an unknown meeting
 * with a plain no. So any answer to it proves address, secret and checksum. Where the signature is refused,
 * the server's other digests are tried, which tells a wrong secret from a wrong digest.
 */
export async function check(
  context: BbbContext,
  config: ResolvedBbbConfig,
  options: ProviderCallOptions,
): Promise<ProviderHealth> {
  const { api, clock } = context
  const details = { url: config.url, server: config.server, checksum: config.checksum }
  let skewMs = 0
  try {
    await api.isMeetingRunning(NO_MEETING, options, ({ headers }) => {
      skewMs = skewOf(headers['date'], clock.now())
    })
    const well = { ok: true, reachable: true, authenticated: true }
    if (Math.abs(skewMs) <= MAX_SKEW_MS) return { ...well, details }
    const clockSkewSeconds = String(Math.round(skewMs / 1_000))
    return { ...well, problem: skewProblem(skewMs), details: { ...details, clockSkewSeconds } }
  } catch (error) {
    if (!MeetingError.is(error)) return { ok: false, reachable: false, problem: String(error), details }
    const accepted =
      error.vendorCode === 'checksumError' ? await otherDigest(context, config, options) : undefined
    const problem = accepted === undefined ? checkProblem(error, config.checksum) : digestProblem(accepted)
    // A key of the API's own proves that BigBlueButton, or its load balancer, was there to answer.
    const answered =
      error.vendorCode !== undefined && !/^(?:HTTP \d+|HPE_\w+|E[A-Z_]+)$/.test(error.vendorCode)
    if (!answered) return { ok: false, reachable: false, problem, details }
    return { ok: false, reachable: true, authenticated: error.code !== 'unauthenticated', problem, details }
  }
}

/** A digest that the server takes with this secret, if there is one. */
async function otherDigest(
  { apiWith }: BbbContext,
  { server, checksum }: ResolvedBbbConfig,
  options: ProviderCallOptions,
): Promise<BbbChecksum | undefined> {
  for (const other of checksumsOf(server)) {
    if (other === checksum) continue
    const taken = apiWith(other).isMeetingRunning(NO_MEETING, options)
    if (await taken.then(() => true).catch(() => false)) return other
  }
  return undefined
}

/** How far the server's clock is ahead, in milliseconds; 0 where it does not say. */
function skewOf(date: string | undefined, now: number): number {
  const told = date === undefined ? Number.NaN : Date.parse(date)
  return Number.isNaN(told) ? 0 : told - now
}
