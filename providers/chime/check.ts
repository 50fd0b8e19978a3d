import { randomUUID } from 'node:crypto'
import { MeetingError } from '../../src/errors/meeting-error.js'
import { meetingErrorOf } from '../../src/errors/meeting-error-of.js'
import { repeatOnce } from '../../src/resilience/repeat-once.js'
import type { ProviderCallOptions } from '../../src/spec/call-options.js'
import type { ProviderHealth } from '../../src/spec/provider-health.js'
import type { ResolvedChimeConfig } from './config.js'
import { missingPermissionOf } from './missing-permission.js'
import type { ChimeParts } from './parts.js'

/** One thing beside the API that has to be well, for example that recordings can be stored. */
export interface ChimeProbe {
  /** What cannot be done where it fails: `recording`. */
  readonly name: string
  /** Makes nothing. Fails with a `MeetingError` that says what is wrong. */
  run(options: ProviderCallOptions): Promise<void>
}

interface Failure {
  readonly name: string
  readonly error: MeetingError
}

/**
 * Asks for a meeting that cannot exist. Where Chime does not find it, network, region, credentials and permission are
 * good; then the probes are run. Makes nothing and never rejects.
 */
export async function checkChime(
  parts: Pick<ChimeParts, 'api' | 'clock' | 'config'>,
  options: ProviderCallOptions,
  probes: readonly ChimeProbe[] = [],
): Promise<ProviderHealth> {
  const { config } = parts
  const details = { region: config.region, mediaRegion: config.mediaRegion }
  const first = await askForNothing(parts, options)
  if (first !== undefined && first.code !== 'forbidden')
    return { ok: false, ...diagnose(first, config), details }
  const failed = await Promise.all(probes.map((probe) => failureOf(probe, options)))
  const failures = [
    ...(first === undefined ? [] : [{ name: 'chime:GetMeeting', error: first }]),
    ...failed.filter((failure) => failure !== undefined),
  ]
  return {
    ok: failures.length === 0,
    reachable: true,
    authenticated: true,
    ...report(failures, config),
    details,
  }
}

/** Undefined where all is well. */
async function askForNothing(
  { api, clock }: Pick<ChimeParts, 'api' | 'clock'>,
  options: ProviderCallOptions,
): Promise<MeetingError | undefined> {
  try {
    const input = { MeetingId: randomUUID() }
    await repeatOnce(clock, options, () => api.call('GetMeeting', input, options))
    return new MeetingError({
      code: 'invalid-response',
      message: 'a meeting that does not exist is found: it is not the Amazon Chime SDK',
    })
  } catch (thrown) {
    const error = meetingErrorOf(thrown)
    return error.code === 'not-found' ? undefined : error
  }
}

async function failureOf(probe: ChimeProbe, options: ProviderCallOptions): Promise<Failure | undefined> {
  try {
    await probe.run(options)
    return undefined
  } catch (thrown) {
    return { name: probe.name, error: meetingErrorOf(thrown) }
  }
}

function report(
  failures: readonly Failure[],
  { region }: ResolvedChimeConfig,
): Pick<ProviderHealth, 'missingPermissions' | 'problem'> {
  if (failures.length === 0) return {}
  const missing = new Set(failures.flatMap(({ error }) => missingPermissionOf(error) ?? []))
  const problems = failures
    .filter(({ error }) => missingPermissionOf(error) === undefined)
    .map(({ name, error }) =>
      error.code === 'forbidden'
        ? `The credentials are good but not for ${name} in ${region}: extend their IAM policy (${error.message}).`
        : `${name}: ${error.message}.`,
    )
  if (missing.size === 0) return { problem: problems.join(' ') }
  const lack = `The credentials are good but lack ${[...missing].join(', ')} in ${region}: extend their IAM policy.`
  return { missingPermissions: [...missing], problem: [lack, ...problems].join(' ') }
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
