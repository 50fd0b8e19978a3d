import {
  type Attendee,
  ChimeSDKMeetings,
  type CreateMeetingCommandInput,
  type Meeting,
} from '@aws-sdk/client-chime-sdk-meetings'
import { onTestFinished } from 'vitest'
import {
  type ChimeSimulator,
  type ChimeSimulatorOptions,
  startChimeSimulator,
} from '../../../../src/testing/simulators/chime/index.js'
import { TestClock } from '../../../../src/testing/test-clock.js'

export interface Bench {
  readonly simulator: ChimeSimulator
  readonly client: ChimeSDKMeetings
  readonly clock: TestClock
}

/** A simulator with a standing clock and no rate quota, and the real AWS client on it; both go with the test. */
export async function startBench(options: Omit<ChimeSimulatorOptions, 'clock'> = {}): Promise<Bench> {
  const clock = new TestClock()
  const simulator = await startChimeSimulator({ clock, rates: 'unlimited', ...options })
  const client = clientOf(simulator)
  onTestFinished(() => simulator.close())
  return { simulator, client, clock }
}

/** The real AWS client, which retries nothing. */
export function clientOf(
  simulator: ChimeSimulator,
  changes: { region?: string; accessKeyId?: string } = {},
): ChimeSDKMeetings {
  const client = new ChimeSDKMeetings({
    endpoint: simulator.endpoint,
    region: changes.region ?? simulator.region,
    credentials: {
      accessKeyId: changes.accessKeyId ?? simulator.accessKeyId,
      secretAccessKey: simulator.secretAccessKey,
    },
    maxAttempts: 1,
  })
  onTestFinished(() => client.destroy())
  return client
}

/** The least that CreateMeeting takes; every call makes a new request token. */
export function meetingRequest(changes: Partial<CreateMeetingCommandInput> = {}): CreateMeetingCommandInput {
  return {
    ClientRequestToken: crypto.randomUUID(),
    ExternalMeetingId: 'class-42',
    MediaRegion: 'eu-central-1',
    ...changes,
  }
}

export async function createMeeting(
  client: ChimeSDKMeetings,
  changes: Partial<CreateMeetingCommandInput> = {},
): Promise<Meeting & { MeetingId: string }> {
  const { Meeting } = await client.createMeeting(meetingRequest(changes))
  if (Meeting?.MeetingId === undefined) throw new Error('The answer has no meeting')
  return { ...Meeting, MeetingId: Meeting.MeetingId }
}

export async function createAttendee(
  client: ChimeSDKMeetings,
  MeetingId: string,
  ExternalUserId = 'ann',
): Promise<Attendee & { AttendeeId: string; JoinToken: string }> {
  const { Attendee } = await client.createAttendee({ MeetingId, ExternalUserId })
  const { AttendeeId, JoinToken } = Attendee ?? {}
  if (AttendeeId === undefined || JoinToken === undefined) throw new Error('The answer has no attendee')
  return { ...Attendee, AttendeeId, JoinToken }
}

/** What a refused call looks like to the caller of the AWS client. */
export async function refusal(
  call: Promise<unknown>,
): Promise<{ name: string; status: number; message: string }> {
  const error = await call.then(
    () => {
      throw new Error('The call was not refused')
    },
    (reason: unknown) => reason,
  )
  const { name, message, $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } }
  return { name, message, status: $metadata?.httpStatusCode ?? 0 }
}

/** A request with a well-formed signature frame and any body, for what the AWS client cannot send. */
export function rawRequest(
  simulator: ChimeSimulator,
  method: string,
  target: string,
  body?: string,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(`${simulator.endpoint}${target}`, {
    method,
    headers: { 'x-amz-date': '20260105T090000Z', authorization: authorization(simulator), ...headers },
    ...(body === undefined ? {} : { body }),
  })
}

export function authorization(
  simulator: ChimeSimulator,
  scope = `20260105/${simulator.region}/chime/aws4_request`,
): string {
  const credential = `${simulator.accessKeyId}/${scope}`
  const signature = '0a'.repeat(32)
  return `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host;x-amz-date, Signature=${signature}`
}

export const serviceIdForm: RegExp = /^[a-fA-F0-9]{8}(?:-[a-fA-F0-9]{4}){3}-[a-fA-F0-9]{12}$/
export const nobody = '0a1b2c3d-1111-2222-3333-444455556666'
