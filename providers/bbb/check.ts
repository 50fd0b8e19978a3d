import { MeetingError } from '../../src/errors/meeting-error.js'
import type { ProviderCallOptions } from '../../src/spec/call-options.js'
import type { ProviderHealth } from '../../src/spec/provider-health.js'
import type { BbbContext } from './bbb-context.js'
import { checkProblem } from './check-problem.js'
import type { ResolvedBbbConfig } from './config.js'

/** No key is ever this: a key's dot follows a hash. */
const NO_MEETING = 'anymeet.check'

/**
 * Asks whether a meeting runs that cannot exist: the cheapest signed call, which answers an unknown meeting
 * with a plain no. So any answer to it proves address, secret and checksum.
 */
export async function check(
  { api }: BbbContext,
  config: ResolvedBbbConfig,
  options: ProviderCallOptions,
): Promise<ProviderHealth> {
  const details = { url: config.url, server: config.server, checksum: config.checksum }
  try {
    await api.isMeetingRunning(NO_MEETING, options)
    return { ok: true, reachable: true, authenticated: true, details }
  } catch (error) {
    if (!MeetingError.is(error)) return { ok: false, reachable: false, problem: String(error), details }
    const problem = checkProblem(error, config.checksum)
    // A key of the API's own proves that BigBlueButton, or its load balancer, was there to answer.
    const answered =
      error.vendorCode !== undefined && !/^(?:HTTP \d+|HPE_\w+|E[A-Z_]+)$/.test(error.vendorCode)
    if (!answered) return { ok: false, reachable: false, problem, details }
    return { ok: false, reachable: true, authenticated: error.code !== 'unauthenticated', problem, details }
  }
}
