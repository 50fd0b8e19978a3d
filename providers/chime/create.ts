import { createHash } from 'node:crypto'
import { MeetingError } from '../../src/errors/meeting-error.js'
import { repeatOnce } from '../../src/resilience/repeat-once.js'
import { sleep } from '../../src/resilience/sleep.js'
import type { ProviderCallOptions } from '../../src/spec/call-options.js'
import type { ProviderCreateRequest, ProviderCreateResult } from '../../src/spec/provider.js'
import { createMeetingInput } from './create-input.js'
import { notesOf, readDescription } from './description.js'
import type { ChimeParts } from './parts.js'
import { objectOf } from './reading.js'
import { refuseInStrictMode } from './strict.js'
import type { CreateMeetingInput } from './wire.js'

/** How long two creates of one meeting stay out of each other's way before the second looks again. */
const CONFLICT_MS = 200
/** How many meetings that one create made may have died before it is given up. */
const MOST_TOKENS = 4

/**
 * Makes the meeting; repeated with the same token, Chime answers with the one that it made before. Whether that one still
 * lives is undocumented (fact sheet, section 2.1): a repeated create looks, and where it is dead goes on with a token
 * derived from the first, at which everybody who repeats arrives alike.
 *
 * The disposition is always `created`: nobody was told of the meeting by an earlier try. Its time is known only to the
 * call that did not repeat.
 */
export async function createMeeting(
  parts: ChimeParts,
  request: ProviderCreateRequest,
  options: ProviderCallOptions,
): Promise<ProviderCreateResult> {
  const { input, warnings } = createMeetingInput(request, parts.config)
  refuseInStrictMode(warnings, options)
  const answer = request.repeated
    ? await createAlive(parts, input, options)
    : await sendCreate(parts, input, options)
  const description = readDescription('CreateMeeting', answer)
  const providerData = objectOf(answer, 'Meeting')
  return {
    disposition: 'created',
    vendor: {
      meetingId: description.MeetingId,
      region: parts.config.region,
      mediaRegion: description.MediaRegion ?? input.MediaRegion,
    },
    notes: notesOf(description),
    ...(!request.repeated && { createdAt: new Date(parts.clock.now()) }),
    warnings,
    ...(providerData !== undefined && { providerData }),
  }
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
    if (await isAlive(parts, MeetingId, options)) return answer
    const token = createHash('sha256').update(`${input.ClientRequestToken}:2`).digest('hex').slice(0, 32)
    input = { ...input, ClientRequestToken: token }
  }
  throw new MeetingError({
    code: 'conflict',
    message: 'every meeting that this create made has ended already; create the meeting anew',
  })
}

async function isAlive(parts: ChimeParts, MeetingId: string, options: ProviderCallOptions): Promise<boolean> {
  try {
    await repeatOnce(parts.clock, options, () => parts.api.call('GetMeeting', { MeetingId }, options))
    return true
  } catch (error) {
    if (!MeetingError.is(error)) throw error
    if (error.code === 'not-found') return false
    // Looking has no effect, but the create before it may have had one.
    throw error.with({ effect: 'unknown' })
  }
}

async function sendCreate(
  { api, clock }: ChimeParts,
  input: CreateMeetingInput,
  options: ProviderCallOptions,
): Promise<unknown> {
  const attempt = (): Promise<unknown> => api.call('CreateMeeting', input, options)
  try {
    return await repeatOnce(clock, options, attempt)
  } catch (error) {
    if (!MeetingError.is(error) || error.code !== 'conflict') throw error
  }
  // Another create with this token is under way, and the meeting that it makes is the answer.
  try {
    await sleep(clock, CONFLICT_MS, options.signal)
    return await attempt()
  } catch (error) {
    throw MeetingError.is(error) ? error.with({ effect: 'unknown' }) : error
  }
}
