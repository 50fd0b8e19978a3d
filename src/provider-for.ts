import { MeetingError } from './errors/meeting-error.js'
import type { Session } from './identity/session.js'
import type { Providers } from './providers.js'
import type { CapabilityKey } from './spec/capabilities.js'
import type { MeetingProvider } from './spec/provider.js'

/** Whether a provider can do a thing at all, by its own means or others. */
export function isSupported(provider: MeetingProvider, key: CapabilityKey): boolean {
  return (provider.capabilities[key]?.support ?? 'unsupported') !== 'unsupported'
}

/** The instance on which a session lives, if it has the verb; else `unsupported`, with the provider's own reason. */
export function providerFor(
  providers: Providers,
  session: Session,
  verb: CapabilityKey,
): MeetingProvider | Promise<MeetingProvider> {
  const provider = providers.get(session.ref.provider, session.ref.tenant)
  return provider instanceof Promise
    ? provider.then((loaded) => having(loaded, verb))
    : having(provider, verb)
}

function having(provider: MeetingProvider, verb: CapabilityKey): MeetingProvider {
  if (isSupported(provider, verb)) return provider
  throw lacking(provider, verb)
}

type Method = (...args: never[]) => unknown

/** The optional methods of a provider whose name is that of their capability. */
type OptionalVerb = {
  [Name in keyof MeetingProvider & CapabilityKey]: NonNullable<MeetingProvider[Name]> extends Method
    ? Name
    : never
}[keyof MeetingProvider & CapabilityKey]

/** Those whose capability has another name. */
const capabilityOf: Readonly<Record<'createBreakoutRoom' | 'listBreakoutRooms', CapabilityKey>> = {
  createBreakoutRoom: 'breakoutRooms.create',
  listBreakoutRooms: 'breakoutRooms.list',
}

/** An optional method of the instance on which a session lives; else `unsupported`, with the provider's own reason. */
export async function methodOf<Name extends OptionalVerb | keyof typeof capabilityOf>(
  providers: Providers,
  session: Session,
  name: Name,
): Promise<NonNullable<MeetingProvider[Name]>> {
  const provider = await providers.get(session.ref.provider, session.ref.tenant)
  const method = provider[name]
  if (method === undefined) throw lacking(provider, capabilityKey(name))
  return method.bind(provider) as NonNullable<MeetingProvider[Name]>
}

function capabilityKey(name: OptionalVerb | keyof typeof capabilityOf): CapabilityKey {
  return name === 'createBreakoutRoom' || name === 'listBreakoutRooms' ? capabilityOf[name] : name
}

/** The error of asking a provider for what it does not have, with its own reason. */
export function lacking(provider: MeetingProvider, key: CapabilityKey): MeetingError {
  const note = provider.capabilities[key]?.note
  const reason = note === undefined ? '' : `: ${note}`
  return new MeetingError({
    code: 'unsupported',
    message: `provider "${provider.name}" has no "${key}"${reason}`,
    provider: provider.name,
  })
}
