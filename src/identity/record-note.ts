import { randomBytes } from 'node:crypto'
import type { Claim, ClaimRequest } from '../directory/directory.js'
import type { MeetingRecord } from '../directory/meeting-record.js'

const LEASE_MS = 5_000

/** The claim of somebody who only writes into a record, and makes no session. */
export function noteClaim({ tenant, id, incarnation, provider }: MeetingRecord, now: number): ClaimRequest {
  return {
    key: { tenant, id },
    replaces: incarnation,
    draft: {
      incarnation: incarnation + 1,
      provider,
      requestToken: randomBytes(16).toString('hex'),
      madeAt: now,
      note: true,
    },
    leaseMs: LEASE_MS,
  }
}

/** Whether a claim came with the draft of a create that somebody left, which must stay for whoever takes that over. */
export function holdsCreate({ inherited, draft }: Claim): boolean {
  return inherited && draft.note !== true
}
