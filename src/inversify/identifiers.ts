import type { ServiceIdentifier } from 'inversify'
import type { OnCall } from '../call/on-call.js'
import type { TenantResolver } from '../config/tenant-route.js'
import type { Directory } from '../directory/directory.js'
import type { HttpTransport } from '../http/http-transport.js'
import type { Meetings } from '../meetings.js'
import type { Clock } from '../ports/clock.js'
import type { Store } from '../ports/store.js'
import type { MeetingProvider } from '../spec/provider.js'

/**
 * What `meetingBindings` binds. The symbols are global ones, so that the ESM and the CommonJS build, and two copies of
 * the package, mean the same; the type is asserted once here, so that wrong bindings and wrong reads do not compile.
 */
export interface MeetingIdentifiers {
  /** The facade. One for the container. */
  readonly Meetings: ServiceIdentifier<Meetings>
  /** A provider instance: the default one without a name, any by its name. Loads on demand: read it with `getAsync`. */
  readonly MeetingProvider: ServiceIdentifier<MeetingProvider>
  readonly Directory: ServiceIdentifier<Directory>
  readonly Store: ServiceIdentifier<Store>
  readonly HttpTransport: ServiceIdentifier<HttpTransport>
  readonly Clock: ServiceIdentifier<Clock>
  readonly OnCall: ServiceIdentifier<OnCall>
  /** Where tenants' meetings are. Bound by `meetingBindings` only where the configuration has one. */
  readonly TenantResolver: ServiceIdentifier<TenantResolver>
}

function identifier<T>(name: keyof MeetingIdentifiers): ServiceIdentifier<T> {
  return Symbol.for(`anymeet.${name}`)
}

export const meetingIdentifiers: MeetingIdentifiers = {
  Meetings: identifier('Meetings'),
  MeetingProvider: identifier('MeetingProvider'),
  Directory: identifier('Directory'),
  Store: identifier('Store'),
  HttpTransport: identifier('HttpTransport'),
  Clock: identifier('Clock'),
  OnCall: identifier('OnCall'),
  TenantResolver: identifier('TenantResolver'),
}
