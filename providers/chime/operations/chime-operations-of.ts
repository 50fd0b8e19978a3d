import { MeetingError } from '../../../src/errors/meeting-error.js'
import type { MeetingProvider } from '../../../src/spec/provider.js'
import type { ChimeOperations } from './chime-operations.js'

/** Where an instance carries its operations. Global, because both builds of the package may live in one process. */
export const chimeOperationsKey: unique symbol = Symbol.for('anymeet.chime.operations')

/**
 * The API of the Amazon Chime SDK behind an instance of ours: `chimeOperations(await meetings.provider('chime-eu'))`. Fails with
 * `invalid-request` for a provider of another type.
 */
export function chimeOperations(provider: MeetingProvider): ChimeOperations {
  const carrier: MeetingProvider & { readonly [chimeOperationsKey]?: ChimeOperations } = provider
  const operations = carrier[chimeOperationsKey]
  if (operations !== undefined) return operations
  throw new MeetingError({
    code: 'invalid-request',
    message: `provider "${provider.name}" is of type ${provider.type}: only the instances of type chime have the operations of Chime`,
    effect: 'none',
    provider: provider.name,
  })
}
