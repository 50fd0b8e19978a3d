import type { MeetingProvider } from 'anymeet'
import { createFakeProvider, type FakeFailure, type FakePreset } from 'anymeet/fake'
import type { ContractFault, ContractHarness, ContractVendor, ParticipantRights } from 'anymeet/testing'

const failures: Record<ContractFault, FakeFailure> = {
  down: { code: 'unavailable', effect: 'none' },
  throttled: { code: 'rate-limited', retryAfterMs: 100 },
  garbage: { code: 'invalid-response' },
  hang: { code: 'timeout', hangs: true },
  'answer-lost': { code: 'unavailable', processed: true },
}

const optionalMembers = [
  'listMeetings',
  'createBreakoutRoom',
  'listBreakoutRooms',
  'addDocuments',
  'sendMessage',
  'recordings',
  'transcription',
  'removeParticipant',
  'muteParticipants',
  'lock',
  'changeRole',
  'promote',
  'demote',
  'leave',
  'sweep',
] as const

/** The fake provider is its own vendor: two facades hold the same object. */
export function fakeHarness(preset: FakePreset): ContractHarness {
  return {
    async start(clock) {
      const fake = createFakeProvider({ name: 'fake', preset, clock })
      const beside = Object.fromEntries(
        optionalMembers.flatMap((name) => (fake[name] === undefined ? [] : [[name, fake[name]]])),
      )
      // Closing one machine must not close the vendor for the others.
      const shared: MeetingProvider = {
        specificationVersion: 1,
        name: fake.name,
        type: fake.type,
        capabilities: fake.capabilities,
        createMeeting: (request, options) => fake.createMeeting(request, options),
        join: (meeting, request, options) => fake.join(meeting, request, options),
        end: (meeting, options) => fake.end(meeting, options),
        info: (meeting, options) => fake.info(meeting, options),
        check: (options) => fake.check(options),
        ...beside,
        close: async () => undefined,
      }
      const seatOf = (session: Readonly<Record<string, unknown>>): ParticipantRights | undefined => {
        const meeting = fake.vendor.meeting(String(session['session']))
        const seat = meeting?.seats.find(({ token }) => token === session['token'])
        return seat && { microphone: seat.microphone, camera: seat.camera, screenShare: seat.screenShare }
      }
      const vendor: ContractVendor = {
        provider: () => shared,
        secrets: [],
        requests: (asked) => fake.calls.filter(({ verb }) => (asked ?? verb) === verb).length,
        live: () => fake.vendor.meetings.length,
        forget: async (ref) => fake.vendor.forget(ref.vendor['session'] ?? ''),
        async arrive(joined) {
          const data: Record<string, unknown> =
            joined.kind === 'url' ? Object.fromEntries(new URL(joined.url).searchParams) : joined.session
          const id = joined.participantId
          if (data['token'] !== undefined && joined.kind === 'sdk' && seatOf(data) === undefined)
            throw new Error('these credentials let nobody in')
          fake.vendor.arrive(String(data['session'] ?? data['meeting']), {
            id,
            name: String(data['name'] ?? id),
            role: joined.role,
          })
        },
        async record(ref) {
          const meeting = fake.vendor.meeting(ref.vendor['session'] ?? '')
          if (meeting !== undefined) fake.vendor.recordings.add(meeting)
        },
        rights: (joined) => (joined.kind === 'sdk' ? seatOf(joined.session) : undefined),
        shown(ref) {
          const { documents = [], messages = [] } = fake.vendor.meeting(ref.vendor['session'] ?? '') ?? {}
          return {
            messages: messages.map(({ text }) => text),
            documents: documents.map(({ name }) => name ?? ''),
          }
        },
        fail: (fault, verb, times) => {
          fake.failNext(verb, failures[fault], times)
        },
        heal: () => fake.heal(),
        close: async () => undefined,
      }
      return vendor
    },
  }
}
