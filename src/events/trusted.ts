import { invalidRequest } from '../errors/invalid-request.js'
import { MeetingError } from '../errors/meeting-error.js'
import type { Providers } from '../providers.js'
import type { MeetingProvider } from '../spec/provider.js'
import type { TrustedReceipt } from './event-handler.js'
import { instanceOf, originOf } from './event-origin.js'
import type { Intake } from './intake.js'

/** The instance that a caller names. */
export interface NamedInstance {
  readonly provider: string
  readonly tenant?: string
}

export interface TrustedParts {
  readonly providers: Providers
  readonly intake: Intake
  readonly seen: (provider: MeetingProvider, of: NamedInstance) => void
}

/**
 * Takes a message for whose origin the caller vouches. Never parks: who delivers again, and where a message goes in the end, is the
 * business of the queue that it came from. Fails with what the listeners threw (several in an `AggregateError`), and with
 * `invalid-request`, `not-configured`, `unsupported`, `forbidden`, `unavailable`.
 */
export async function receiveTrusted(
  { providers, intake, seen }: TrustedParts,
  message: unknown,
  from: NamedInstance,
): Promise<TrustedReceipt> {
  intake.refuseIfBusy()
  const name = readName(from)
  const parsed = typeof message === 'string' ? parse(message) : message
  const provider = await instanceOf(providers, name)
  if (provider === undefined) throw noInstance(name)
  seen(provider, name)
  const origin = originOf(name, provider)
  if (origin?.events.readTrusted === undefined)
    throw new MeetingError({
      code: 'unsupported',
      message: 'this instance takes no messages that somebody vouches for',
      provider: name.provider,
    })
  const { events, errors } = await intake.take(
    origin,
    async (call) => (await origin.events.readTrusted?.(parsed, call)) ?? { events: [] },
    'never',
  )
  const [first] = errors
  if (first === undefined) return { events }
  throw errors.length === 1 ? first : new AggregateError(errors, first.message)
}

/** Fails with `invalid-request`. */
export function readName(from: NamedInstance): NamedInstance {
  const { provider, tenant } = (from as NamedInstance | undefined) ?? {}
  if (typeof provider !== 'string')
    throw invalidRequest([{ path: 'from.provider', rule: 'must be the name of an instance' }])
  if (tenant !== undefined && typeof tenant !== 'string')
    throw invalidRequest([{ path: 'from.tenant', rule: 'must be a string' }])
  return { provider, ...(tenant !== undefined && { tenant }) }
}

export function noInstance({ provider, tenant }: NamedInstance): MeetingError {
  const whose = tenant === undefined ? '' : ' as one of the tenant itself'
  return new MeetingError({
    code: 'not-configured',
    message: `provider instance "${provider}" is not configured${whose}`,
    provider,
  })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw invalidRequest([{ path: 'message', rule: 'must be JSON, as text or parsed' }])
  }
}
