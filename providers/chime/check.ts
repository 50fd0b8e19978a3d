import { randomUUID } from 'node:crypto'
import { MeetingError } from '../../src/errors/meeting-error.js'
import { repeatOnce } from '../../src/resilience/repeat-once.js'
import type { ProviderCallOptions } from '../../src/spec/call-options.js'
import type { ProviderHealth } from '../../src/spec/provider-health.js'
import type { ResolvedChimeConfig } from './config.js'
import type { ChimeParts } from './parts.js'

/**
 * Asks for a meeting that cannot exist. Where Chime does not find it, network, region, credentials and permission are
 * good. Makes nothing and never rejects.
 */
export async function checkChime(
  { api, clock, config }: ChimeParts,
  options: ProviderCallOptions,
): Promise<ProviderHealth> {
  const { region, mediaRegion } = config
  const details = { region, mediaRegion }
  try {
    const input = { MeetingId: randomUUID() }
    await repeatOnce(clock, options, () => api.call('GetMeeting', input, options))
    return {
      ok: false,
      reachable: true,
      problem: 'What answers finds a meeting that does not exist: the endpoint is not the Amazon Chime SDK.',
      details,
    }
  } catch (error) {
    if (!MeetingError.is(error)) return { ok: false, reachable: false, problem: 'The check failed.', details }
    if (error.code === 'not-found') return { ok: true, reachable: true, authenticated: true, details }
    return { ok: false, ...diagnose(error, config), details }
  }
}

function diagnose(
  error: MeetingError,
  { region, endpoint }: ResolvedChimeConfig,
): Omit<ProviderHealth, 'ok'> {
  const where = endpoint === undefined ? `Chime in ${region}` : 'the configured endpoint'
  const why = `(${error.message})`
  switch (error.code) {
    case 'unauthenticated':
      return {
        reachable: true,
        authenticated: false,
        problem: expired.test(error.vendorCode ?? '')
          ? `The AWS credentials have expired, or the clock of this machine is wrong: renew them ${why}.`
          : `AWS does not take the credentials for ${region}: check access key, secret and session token ${why}.`,
      }
    case 'forbidden':
      return {
        reachable: true,
        authenticated: true,
        problem: `The credentials are good but may not call chime:GetMeeting in ${region}: extend their IAM policy ${why}.`,
      }
    case 'not-configured':
      return { reachable: false, problem: `Nothing was sent: ${error.message}.` }
    case 'rate-limited':
    case 'quota':
      return {
        reachable: true,
        problem: `${where} answers, but the rate quota of the account is used up ${why}.`,
      }
    case 'timeout':
    case 'aborted':
      return { reachable: false, problem: `${where} did not answer in time ${why}.` }
    case 'unavailable':
      return { reachable: false, problem: `${where} cannot be reached or is down ${why}.` }
    default:
      return { reachable: true, problem: `What answers for ${where} does not behave like Chime ${why}.` }
  }
}

const expired = /Expired|Skewed|InTheFuture/
