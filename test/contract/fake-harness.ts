import type { JoinResult, MeetingProvider } from 'anymeet'
import { createFakeProvider, type FakeFailure, type FakePreset, type FakeSeat } from 'anymeet/fake'
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
  'events',
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
      const seatOf = (session: Readonly<Record<string, unknown>>): FakeSeat | undefined =>
        fake.vendor.meeting(String(session['session']))?.seats.find(({ token }) => token === session['token'])
      const rightsOf = (session: Readonly<Record<string, unknown>>): ParticipantRights | undefined => {
        const seat = seatOf(session)
        return seat && { microphone: seat.microphone, camera: seat.camera, screenShare: seat.screenShare }
      }
      const inside = new Map<JoinResult, readonly [session: string, connectionId: string]>()
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
          const seat = seatOf(data)
          if (data['token'] !== undefined && joined.kind === 'sdk' && seat === undefined)
            throw new Error('these credentials let nobody in')
          const session = String(data['session'] ?? data['meeting'])
          const person = { id, name: String(seat?.name ?? data['name']), role: joined.role }
          inside.set(joined, [session, fake.vendor.arrive(session, person)])
        },
        async depart(joined) {
          const place = inside.get(joined)
          if (place !== undefined) fake.vendor.leave(...place)
        },
        async record(ref) {
          const meeting = fake.vendor.meeting(ref.vendor['session'] ?? '')
          if (meeting !== undefined) fake.vendor.recordings.add(meeting)
        },
        rights: (joined) => (joined.kind === 'sdk' ? rightsOf(joined.session) : undefined),
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
