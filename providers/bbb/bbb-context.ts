import type { Clock } from '../../src/ports/clock.js'
import type { BbbApi } from './api-client.js'
import type { BbbChecksum } from './checksum.js'
import type { BbbServer } from './config.js'
import type { EventContext } from './events/event-context.js'
import type { DerivePassword } from './passwords.js'
import type { RoomProof } from './room-proof.js'

/** What the operations of one instance share. */
export interface BbbContext {
  readonly api: BbbApi
  /** The same server, signed by another digest. */
  readonly apiWith: (checksum: BbbChecksum) => BbbApi
  readonly server: BbbServer
  readonly clock: Clock
  readonly password: DerivePassword
  readonly roomProof: RoomProof
  readonly events: EventContext
}
