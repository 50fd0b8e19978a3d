import { onTestFinished } from 'vitest'
import { ChimeApi } from '../../../../providers/chime/api.js'
import { type ChimeConfig, parseChimeConfig } from '../../../../providers/chime/config.js'
import { ChimeOperations } from '../../../../providers/chime/operations/chime-operations.js'
import type { ChimeCallOptions } from '../../../../providers/chime/operations/limited-call.js'
import type { ChimeOperation } from '../../../../providers/chime/wire.js'
import { MeetingError } from '../../../../src/errors/meeting-error.js'
import { type Clock, systemClock } from '../../../../src/ports/clock.js'
import {
  type ChimeSimulator,
  type ChimeSimulatorOptions,
  startChimeSimulator,
} from '../../../../src/testing/simulators/chime/index.js'

// Silences the AWS packages' notice that a later version of them will want a newer Node.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true'

export const nobody = '00000000-0000-0000-0000-000000000000'

export const sendReceive = { Audio: 'SendReceive', Video: 'SendReceive', Content: 'SendReceive' } as const

export interface Bench {
  readonly simulator: ChimeSimulator
  readonly chime: ChimeOperations
}

/** A simulated region and the operations of an instance on it, both closed when the test is over. */
export async function startBench(options: ChimeSimulatorOptions = {}): Promise<Bench> {
  const simulator = await startChimeSimulator({ rates: 'unlimited', ...options })
  onTestFinished(() => simulator.close())
  return { simulator, chime: operationsOn(simulator) }
}

/** Operations with an AWS client and rate limits of their own, closed when the test is over. */
export function operationsOn(
  simulator: ChimeSimulator,
  config: Partial<ChimeConfig> = {},
  clock: Clock = systemClock,
): ChimeOperations {
  const { chime, close } = openOperations(simulator, config, clock)
  onTestFinished(close)
  return chime
}

/** The same for several tests. */
export function openOperations(
  { endpoint, region, accessKeyId, secretAccessKey }: ChimeSimulator,
  config: Partial<ChimeConfig> = {},
  clock: Clock = systemClock,
): { readonly chime: ChimeOperations; readonly close: () => void } {
  const credentials = { accessKeyId, secretAccessKey }
  const parsed = parseChimeConfig({
    type: 'chime',
    region,
    endpoint,
    credentials,
    rateLimit: 'unlimited',
    ...config,
  })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  const api = new ChimeApi(parsed.value, clock)
  const over = new MeetingError({ code: 'not-configured', message: 'the test is over' })
  return {
    chime: new ChimeOperations({ name: 'chime-test', api, clock, run: (work) => work() }),
    close: () => api.close(over),
  }
}

type Method = (input: unknown, options?: ChimeCallOptions) => Promise<unknown>

/** Calls an operation by its name with whatever a table says. */
export function call(
  chime: ChimeOperations,
  operation: ChimeOperation,
  input: unknown,
  options?: ChimeCallOptions,
): Promise<unknown> {
  const name = operation.charAt(0).toLowerCase() + operation.slice(1)
  const method = (chime as object as Record<string, Method>)[name]
  if (method === undefined) throw new Error(`there is no ${name}`)
  return method.call(chime, input, options)
}

/** An input for each operation that goes out as it is; most of them ask for a meeting that nobody has. */
export const inputs: { readonly [Operation in ChimeOperation]: Readonly<Record<string, unknown>> } = {
  CreateMeeting: { ExternalMeetingId: 'class-42', MediaRegion: 'us-east-1' },
  CreateMeetingWithAttendees: {
    ExternalMeetingId: 'class-42',
    MediaRegion: 'us-east-1',
    Attendees: [{ ExternalUserId: 'ada' }],
  },
  GetMeeting: { MeetingId: nobody },
  DeleteMeeting: { MeetingId: nobody },
  CreateAttendee: { MeetingId: nobody, ExternalUserId: 'ada' },
  BatchCreateAttendee: { MeetingId: nobody, Attendees: [{ ExternalUserId: 'ada' }] },
  GetAttendee: { MeetingId: nobody, AttendeeId: nobody },
  ListAttendees: { MeetingId: nobody },
  DeleteAttendee: { MeetingId: nobody, AttendeeId: nobody },
  UpdateAttendeeCapabilities: { MeetingId: nobody, AttendeeId: nobody, Capabilities: sendReceive },
  BatchUpdateAttendeeCapabilitiesExcept: {
    MeetingId: nobody,
    ExcludedAttendeeIds: [{ AttendeeId: nobody }],
    Capabilities: sendReceive,
  },
  StartMeetingTranscription: {
    MeetingId: nobody,
    TranscriptionConfiguration: { EngineTranscribeSettings: { LanguageCode: 'en-US' } },
  },
  StopMeetingTranscription: { MeetingId: nobody },
  ListTagsForResource: { ResourceARN: 'arn:aws:chime:us-east-1:111122223333:meeting/none' },
  TagResource: {
    ResourceARN: 'arn:aws:chime:us-east-1:111122223333:meeting/none',
    Tags: [{ Key: 'team', Value: 'core' }],
  },
  UntagResource: { ResourceARN: 'arn:aws:chime:us-east-1:111122223333:meeting/none', TagKeys: ['team'] },
}

export const allOperations: readonly ChimeOperation[] = Object.keys(inputs) as ChimeOperation[]

/** The error of work that has to fail. */
export async function failure(work: Promise<unknown>): Promise<MeetingError> {
  const outcome = await outcomeOf(work)
  if (outcome === undefined) throw new Error('expected a MeetingError, got success')
  return outcome
}

/** The error of work that may fail. */
export async function outcomeOf(work: Promise<unknown>): Promise<MeetingError | undefined> {
  try {
    await work
    return undefined
  } catch (error) {
    if (MeetingError.is(error)) return error
    throw error
  }
}
