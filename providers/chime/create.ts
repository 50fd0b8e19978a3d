import { createHash } from 'node:crypto'
import { MeetingError } from '../../src/errors/meeting-error.js'
import type { ProviderCallOptions } from '../../src/spec/call-options.js'
import type { MeetingSettings } from '../../src/spec/meeting-settings.js'
import type { ProviderCreateRequest, ProviderCreateResult } from '../../src/spec/provider.js'
import { askStore } from './ask-store.js'
import { createMeetingInput } from './create-input.js'
import { notesOf, readDescription } from './description.js'
import { isAlive } from './is-alive.js'
import { rememberKey } from './known-keys.js'
import type { ChimeParts } from './parts.js'
import { type Members, objectOf } from './reading.js'
import { notesForReplicas } from './replicas/replica-input.js'
import { KEPT_MS } from './seats/ledger.js'
import { sendCreate } from './send-create.js'
import { refuseInStrictMode } from './strict.js'
import type { CreateMeetingInput } from './wire.js'

/** How many meetings that one create made may have died before it is given up. */
const MOST_TOKENS = 4

/**
 * Makes the meeting; repeated with the same token, Chime answers with the one that it made before. Whether that one still
 * lives is undocumented (fact sheet, section 2.1): a repeated create looks, and where it is dead goes on with a token
 * derived from the first, at which everybody who repeats arrives alike.
 *
 * The disposition is always `created`: nobody was told of the meeting by an earlier try. Its time is known to the call that did
 * not repeat, and to the store; where neither can be asked, the time limits of the meeting count from now.
 */
export async function createMeeting(
  parts: ChimeParts,
  request: ProviderCreateRequest,
  options: ProviderCallOptions,
): Promise<ProviderCreateResult> {
  const { input, warnings } = createMeetingInput(request, parts.config)
  refuseInStrictMode(warnings, options)
  await rememberKey(parts, request.key)
  const answer = request.repeated
    ? await createAlive(parts, input, options)
    : await sendCreate(parts, input, options)
  const description = readDescription('CreateMeeting', answer)
  const providerData = objectOf(answer, 'Meeting')
  const now = parts.clock.now()
  const createdAt = request.repeated ? await firstMade(parts, description.MeetingId) : now
  if (!request.repeated && hasTimeLimit(request)) await noteMade(parts, description.MeetingId, now)
  return {
    disposition: 'created',
    vendor: {
      meetingId: description.MeetingId,
      region: parts.config.region,
      mediaRegion: description.MediaRegion ?? input.MediaRegion,
    },
    notes: {
      ...notesOf(description, createdAt ?? now),
      ...(parts.config.recording !== undefined && arnNote(providerData)),
      ...notesForReplicas(parts.config, input),
    },
    ...(createdAt !== undefined && { createdAt: new Date(createdAt) }),
    warnings,
    ...(providerData !== undefined && { providerData }),
  }
}

/** What a recording is asked for by. */
function arnNote(meeting: Members | undefined): Readonly<Record<string, string>> {
  const arn = meeting?.['MeetingArn']
  return typeof arn === 'string' ? { arn } : {}
}

async function createAlive(
  parts: ChimeParts,
  first: CreateMeetingInput,
  options: ProviderCallOptions,
): Promise<unknown> {
  let input = first
  for (let tokens = 0; tokens < MOST_TOKENS; tokens += 1) {
    const answer = await sendCreate(parts, input, options)
    const { MeetingId } = readDescription('CreateMeeting', answer)
    // Looking has no effect, but the create before it may have had one.
    const alive = await isAlive(parts, MeetingId, options).catch((error: unknown) => {
      throw MeetingError.is(error) ? error.with({ effect: 'unknown' }) : error
    })
    if (alive) return answer
    const token = createHash('sha256').update(`${input.ClientRequestToken}:2`).digest('hex').slice(0, 32)
    input = { ...input, ClientRequestToken: token }
  }
  throw new MeetingError({
    code: 'conflict',
    message: 'every meeting that this create made has ended already; create the meeting anew',
  })
}

function hasTimeLimit({ durationMinutes, expireIfNoUserJoinedMinutes }: MeetingSettings): boolean {
  return durationMinutes !== undefined || expireIfNoUserJoinedMinutes !== undefined
}

const madeKey = (meetingId: string): string => `made:${meetingId}`

/** For whoever repeats this create: Chime tells nobody when a meeting was made. */
async function noteMade(parts: ChimeParts, meetingId: string, at: number): Promise<void> {
  await askStore(parts, parts.store.set(madeKey(meetingId), String(at), KEPT_MS)).catch(() => undefined)
}

async function firstMade(parts: ChimeParts, meetingId: string): Promise<number | undefined> {
  const at = await askStore(parts, parts.store.get(madeKey(meetingId))).catch(() => undefined)
  return at === undefined || !Number.isFinite(Number(at)) ? undefined : Number(at)
}
