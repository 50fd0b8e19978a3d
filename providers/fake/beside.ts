import type { MeetingError } from '../../src/errors/meeting-error.js'
import type { ProviderCallOptions } from '../../src/spec/call-options.js'
import type { CapabilityKey, ProviderCapabilities } from '../../src/spec/capabilities.js'
import type {
  MeetingProvider,
  ProviderBreakoutRoom,
  ProviderCreateRequest,
  ProviderMeeting,
  ProviderMeetingList,
} from '../../src/spec/provider.js'
import type { ProviderRecordings } from '../../src/spec/provider-recordings.js'
import type { FakeMeeting } from './fake-meeting.js'
import type { FakeVendor } from './fake-vendor.js'
import { fakeInfo } from './info.js'
import type { FakeVerb } from './staging.js'

/** The optional part of the contract. */
export type Beside = Pick<
  MeetingProvider,
  'listMeetings' | 'createBreakoutRoom' | 'listBreakoutRooms' | 'addDocuments' | 'sendMessage' | 'recordings'
>

export interface BesideContext {
  readonly vendor: FakeVendor
  readonly capabilities: ProviderCapabilities
  /** Runs work as one call: logged, delayed, failing where a failure is staged. */
  readonly run: <T>(verb: FakeVerb, options: ProviderCallOptions, work: () => T) => Promise<T>
  readonly live: (meeting: ProviderMeeting) => FakeMeeting | undefined
  /** The live meeting, or `not-found`. */
  readonly existing: (meeting: ProviderMeeting) => FakeMeeting
  readonly notFound: (what: string) => MeetingError
  /** Whether a capability is declared. */
  readonly has: (key: CapabilityKey) => boolean
}

/** The methods whose capability is declared, and no others. */
export function fakeBeside(context: BesideContext): Beside {
  const { vendor, run, existing, has } = context
  return {
    ...(has('listMeetings') && { listMeetings: (options) => listed(context, options) }),
    ...(has('breakoutRooms.create') && {
      createBreakoutRoom: (meeting, request, options) =>
        run('createBreakoutRoom', options, () => {
          const parent = existing(meeting)
          const known = vendor.rooms(parent).find((room) => room.sequence === request.sequence)
          const { name = `${parent.request.name ?? meeting.id} ${request.sequence}`, sequence } = request
          const made: ProviderCreateRequest = { ...parent.request, key: `${parent.key}.${sequence}`, name }
          const room = known ?? vendor.make(made, { parent: parent.session, sequence })
          return { ...roomOf(room), disposition: known === undefined ? 'created' : 'existing', warnings: [] }
        }),
    }),
    ...(has('breakoutRooms.list') && {
      listBreakoutRooms: (meeting, options) =>
        run('listBreakoutRooms', options, () => vendor.rooms(existing(meeting)).map(roomOf)),
    }),
    ...(has('addDocuments') && {
      addDocuments: (meeting, documents, options) =>
        run('addDocuments', options, () => {
          existing(meeting).documents.push(...documents)
        }),
    }),
    ...(has('sendMessage') && {
      sendMessage: (meeting, message, options) =>
        run('sendMessage', options, () => {
          vendor.post(existing(meeting).session, message)
        }),
    }),
    recordings: recordingMethods(context),
  }
}

function recordingMethods({ vendor, run, existing, live, has }: BesideContext): ProviderRecordings {
  const { recordings } = vendor
  const all: Required<ProviderRecordings> = {
    start: (meeting, options) =>
      run('recordings.start', options, () => {
        const running = existing(meeting)
        if (running.recordingId !== undefined) return { id: running.recordingId, outcome: 'already-running' }
        return { id: vendor.startRecording(running.session), outcome: 'requested' }
      }),
    stop: (meeting, options) =>
      run('recordings.stop', options, () => {
        const running = live(meeting)
        return running && vendor.stopRecording(running.session)
      }),
    list: (query, options) => run('recordings.list', options, () => recordings.page(query)),
    get: (id, options) => run('recordings.get', options, () => recordings.get(id)),
    publish: (id, options) => run('recordings.publish', options, () => recordings.setState(id, 'published')),
    unpublish: (id, options) =>
      run('recordings.unpublish', options, () => recordings.setState(id, 'unpublished')),
    delete: (id, options) => run('recordings.delete', options, () => recordings.delete(id)),
    update: (id, { metadata }, options) =>
      run('recordings.update', options, () => recordings.label(id, metadata)),
    captions: (id, options) => run('recordings.captions', options, () => recordings.captions(id)),
    putCaptions: (id, upload, options) =>
      run('recordings.putCaptions', options, () => recordings.putCaptions(id, upload)),
    deleteCaptions: (id, key, options) =>
      run('recordings.deleteCaptions', options, () => recordings.dropCaptions(id, key)),
  }
  const names = Object.keys(all) as (keyof ProviderRecordings)[]
  return Object.fromEntries(
    names.filter((name) => has(`recordings.${name}`)).map((name) => [name, all[name]]),
  )
}

function listed(
  { vendor, capabilities, run }: BesideContext,
  options: ProviderCallOptions,
): ProviderMeetingList {
  return {
    unreachable: [],
    async *[Symbol.asyncIterator]() {
      const meetings = await run('listMeetings', options, () => vendor.meetings)
      for (const meeting of meetings)
        yield { key: meeting.key, vendor: { session: meeting.session }, ...fakeInfo(meeting, capabilities) }
    },
  }
}

function roomOf({ session, request, sequence }: FakeMeeting): ProviderBreakoutRoom {
  return {
    vendor: { session },
    ...(sequence !== undefined && { sequence }),
    ...(request.name !== undefined && { name: request.name }),
  }
}
