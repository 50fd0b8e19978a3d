import { createHash } from 'node:crypto'
import { MeetingError } from '../../../src/errors/meeting-error.js'
import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import type { ProviderMeeting } from '../../../src/spec/provider.js'
import { askStore } from '../ask-store.js'
import { descriptionText, readDescription } from '../description.js'
import { isAlive } from '../is-alive.js'
import type { ChimeParts } from '../parts.js'
import { KEPT_MS } from '../seats/ledger.js'
import { sendCreate } from '../send-create.js'
import type { ChimeSessionMeeting } from '../session.js'
import { knownReplica, replicaKey } from './known-replicas.js'
import { replicaInput } from './replica-input.js'
import { rememberReplica } from './replica-of.js'

/**
 * The nth replica of a meeting, made if nobody has made it yet. Its token is derived from the meeting, so that any number of
 * processes which need it at once get the same one. A caller's abort frees the caller only. Fails with `quota` where the
 * account is allowed no more replicas, which is believed for ten seconds: a crowd that is refused would use up the rate of all
 * creates. Fails with `not-found` where the meeting itself is gone.
 */
export function openReplica(
  parts: ChimeParts,
  meeting: ProviderMeeting,
  primary: ChimeSessionMeeting,
  n: number,
  options: ProviderCallOptions,
): Promise<ChimeSessionMeeting> {
  const { replicas, opening, full } = parts.seats
  const key = replicaKey(primary.MeetingId, n)
  const known = replicas.get(key)
  if (known !== undefined) return Promise.resolve(known)
  if (full.has(key)) return Promise.reject(noMoreReplicas())
  return opening.run(key, options, (shared) =>
    findOrMake(parts, meeting, primary, n, shared).catch((error: unknown) => {
      if (MeetingError.is(error) && error.code === 'quota') full.add(key)
      throw error
    }),
  )
}

async function findOrMake(
  parts: ChimeParts,
  meeting: ProviderMeeting,
  primary: ChimeSessionMeeting,
  n: number,
  options: ProviderCallOptions,
): Promise<ChimeSessionMeeting> {
  const { store } = parts
  const { MeetingId } = primary
  const key = replicaKey(MeetingId, n)
  // A store that fails costs a call to Chime, which answers with the replica that there is.
  let replica = await knownReplica(parts, MeetingId, n).catch(() => undefined)
  if (replica === undefined) {
    const token = createHash('sha256').update(`${MeetingId}:replica:${n}`).digest('hex').slice(0, 32)
    const input = replicaInput(parts.config, meeting, primary, n, token)
    const answer = await sendCreate(parts, input, options).catch((error: unknown) =>
      ofThePrimary(parts, MeetingId, error, options),
    )
    replica = readDescription('CreateMeeting', answer)
    await rememberReplica(parts, replica.MeetingId, MeetingId)
    await askStore(parts, store.set(key, descriptionText(replica), KEPT_MS)).catch(() => undefined)
  }
  parts.seats.replicas.set(key, replica)
  return replica
}

/** Chime calls it a bad request where the primary is gone (fact sheet, section 2.7). */
async function ofThePrimary(
  parts: ChimeParts,
  primaryId: string,
  error: unknown,
  options: ProviderCallOptions,
): Promise<never> {
  if (
    MeetingError.is(error) &&
    error.code === 'invalid-request' &&
    !(await isAlive(parts, primaryId, options))
  )
    throw new MeetingError({ code: 'not-found', message: 'the meeting has ended', effect: 'none' })
  throw error
}

function noMoreReplicas(): MeetingError {
  return new MeetingError({
    code: 'quota',
    message:
      'the meeting is full, and Chime has just refused it a further replica: the quota of the account is used up',
    effect: 'none',
  })
}
