import {
  type Capability,
  type CapabilityKey,
  type CompleteCapabilities,
  type CreateMeetingRequest,
  createMeetings,
  type Directory,
  errorCodes,
  type JoinMeetingRequest,
  type JoinResult,
  MeetingError,
  type MeetingErrorCode,
  type MeetingProvider,
  type MeetingRef,
  type Meetings,
  type MeetingsConfig,
  type MeetingWarning,
  type MemoryDirectory,
  type OnCall,
  type ProviderCapabilities,
  type ProviderContext,
  type ProviderEntry,
} from 'anymeet'
import { customLink } from 'anymeet/custom-link'
import { createFakeProvider, type FakeProvider } from 'anymeet/fake'
import { describe, expectTypeOf, test } from 'vitest'

declare const meetings: Meetings
declare const joined: JoinResult
declare const ref: MeetingRef

describe('a join result', () => {
  test('is told apart by its kind', () => {
    if (joined.kind === 'url') {
      expectTypeOf(joined.url).toEqualTypeOf<string>()
      // @ts-expect-error a link has no session
      void joined.session
    } else {
      expectTypeOf(joined.kind).toEqualTypeOf<'sdk'>()
      expectTypeOf(joined.session).toEqualTypeOf<Readonly<Record<string, unknown>>>()
      expectTypeOf(joined.sdk).toEqualTypeOf<string>()
      // @ts-expect-error a session has no link
      void joined.url
    }
  })

  test('has neither link nor session before it is told apart, and what both have', () => {
    // @ts-expect-error not every result has a link
    void joined.url
    // @ts-expect-error not every result has a session
    void joined.session
    expectTypeOf(joined.participantId).toEqualTypeOf<string>()
    expectTypeOf(joined.role).toEqualTypeOf<'moderator' | 'attendee'>()
    expectTypeOf(joined.expiresAt).toEqualTypeOf<Date | undefined>()
  })

  test('can be told apart to the last case', () => {
    const credentials = (result: JoinResult): string => {
      switch (result.kind) {
        case 'url':
          return result.url
        case 'sdk':
          return result.sdk
        default:
          return result satisfies never
      }
    }
    expectTypeOf(credentials).returns.toEqualTypeOf<string>()
  })
})

describe('the calls', () => {
  test('take a ref, its text or an own id', () => {
    expectTypeOf(meetings.join).parameter(0).toEqualTypeOf<MeetingRef | string>()
    expectTypeOf(meetings.end).parameter(0).toEqualTypeOf<MeetingRef | string>()
    expectTypeOf(meetings.info).parameter(0).toEqualTypeOf<MeetingRef | string>()
    expectTypeOf(meetings.join(ref, { participant: { name: 'Ann' } })).resolves.toEqualTypeOf<JoinResult>()
  })

  test('answer with what there is to decide on', () => {
    expectTypeOf(meetings.createMeeting({ id: 'ab' }))
      .resolves.toHaveProperty('disposition')
      .toEqualTypeOf<'created' | 'existing'>()
    expectTypeOf(meetings.end('ab'))
      .resolves.toHaveProperty('outcome')
      .toEqualTypeOf<'ended' | 'ending' | 'already-ended' | 'not-found'>()
    expectTypeOf(meetings.info('ab'))
      .resolves.toHaveProperty('participantCount')
      .toEqualTypeOf<number | undefined>()
  })

  test('know their fields and words', () => {
    // @ts-expect-error an id is needed
    void meetings.createMeeting({ name: 'Class' })
    // @ts-expect-error not a word for recording
    void meetings.createMeeting({ id: 'ab', record: true })
    // @ts-expect-error a misspelt setting
    void meetings.createMeeting({ id: 'ab', maxParticpants: 5 })
    // @ts-expect-error a misspelt lock
    void meetings.createMeeting({ id: 'ab', locks: { cam: true } })
    // @ts-expect-error a name is needed
    void meetings.join('ab', { participant: {} })
    // @ts-expect-error not a role
    void meetings.join('ab', { participant: { name: 'Ann' }, role: 'host' })
    // @ts-expect-error the id comes with the target
    void meetings.join('ab', { participant: { name: 'Ann' }, create: { id: 'cd' } })
    // @ts-expect-error only `end` waits
    void meetings.info('ab', { wait: true })
    // @ts-expect-error milliseconds are a number
    void meetings.info('ab', { timeoutMs: '5' })
    // @ts-expect-error a number is no target
    void meetings.end(42)
  })

  test('are easy to use with values that may be missing, under exactOptionalPropertyTypes', () => {
    const build = (name: string | undefined, signal: AbortSignal | undefined): Promise<unknown> =>
      meetings.createMeeting({ id: 'ab', ...(name !== undefined && { name }) }, { ...(signal && { signal }) })
    expectTypeOf(build).returns.toEqualTypeOf<Promise<unknown>>()
    // @ts-expect-error undefined is not the same as left out
    void meetings.createMeeting({ id: 'ab', name: undefined })
    expectTypeOf<CreateMeetingRequest>().toExtend<{ readonly id: string }>()
    expectTypeOf<{ id: string }>().toExtend<CreateMeetingRequest>()
    expectTypeOf<{ participant: { name: string } }>().toExtend<JoinMeetingRequest>()
  })

  test('give out values that may not be changed by mistake', () => {
    // @ts-expect-error a ref is read only
    ref.id = 'other'
    // @ts-expect-error so are the ids of its vendor
    ref.vendor['createTime'] = '1'
    // @ts-expect-error a list of warnings is read only
    void joined.warnings.push
    expectTypeOf(joined.warnings).toEqualTypeOf<readonly MeetingWarning[]>()
  })
})

describe('a configuration', () => {
  test('takes plain configuration, a function, and a ready provider', () => {
    expectTypeOf<{ type: 'fake' }>().toExtend<ProviderEntry>()
    expectTypeOf<{ type: 'fake'; preset: 'slow'; latencyMs: number }>().toExtend<ProviderEntry>()
    expectTypeOf<{ type: 'custom-link'; url: string }>().toExtend<ProviderEntry>()
    expectTypeOf<{ type: 'bbb'; url: string; secret: string }>().toExtend<ProviderEntry>()
    expectTypeOf<{ type: 'chime'; region: string }>().toExtend<ProviderEntry>()
    expectTypeOf<(context: ProviderContext) => MeetingProvider>().toExtend<ProviderEntry>()
    expectTypeOf<MeetingProvider>().toExtend<ProviderEntry>()
    expectTypeOf<FakeProvider>().toExtend<ProviderEntry>()
    expectTypeOf(customLink({ url: 'https://example.com' })).toExtend<ProviderEntry>()
    void (() =>
      createMeetings({
        provider: 'a',
        providers: {
          a: { type: 'fake' },
          b: createFakeProvider(),
          c: ({ name }) => createFakeProvider({ name }),
        },
      }))
  })

  test('refuses what is none', () => {
    // @ts-expect-error not a type
    void (() => createMeetings({ providers: { a: { type: 'zoom' } } }))
    // @ts-expect-error a secret is needed
    void (() => createMeetings({ providers: { a: { type: 'bbb', url: 'https://x' } } }))
    // @ts-expect-error a misspelt key
    void (() => createMeetings({ providers: { a: { type: 'bbb', url: 'x', secret: 'y', sercet: 'z' } } }))
    // @ts-expect-error not a preset
    void (() => createMeetings({ providers: { a: { type: 'fake', preset: 'evil' } } }))
    // @ts-expect-error instances are needed
    void (() => createMeetings({}))
    expectTypeOf<MeetingsConfig>().not.toExtend<{ provider: string }>()
  })

  test('takes a directory and a hook of your own', () => {
    expectTypeOf<MemoryDirectory>().toExtend<Directory>()
    expectTypeOf<(report: { operation: string; durationMs: number }) => void>().toExtend<OnCall>()
    expectTypeOf<() => Promise<void>>().toExtend<OnCall>()
  })
})

describe('capabilities', () => {
  test('may leave keys out, except for the providers of this package', () => {
    const none: ProviderCapabilities = {}
    expectTypeOf(none['join.role']).toEqualTypeOf<Capability | undefined>()
    expectTypeOf<ProviderCapabilities>().not.toExtend<CompleteCapabilities>()
    expectTypeOf<Omit<CompleteCapabilities, 'join.device'>>().not.toExtend<CompleteCapabilities>()
    expectTypeOf<Record<CapabilityKey, Capability>>().toExtend<CompleteCapabilities>()
    // @ts-expect-error every key has to be answered
    const incomplete: CompleteCapabilities = { create: { support: 'native' } }
    void incomplete
    // @ts-expect-error not a key
    const misspelt: ProviderCapabilities = { 'create.lock.camera': { support: 'native' } }
    void misspelt
    // @ts-expect-error not a word
    const vague: ProviderCapabilities = { create: { support: 'partly' } }
    void vague
  })

  test('are known by key', () => {
    expectTypeOf<'create.locks.camera'>().toExtend<CapabilityKey>()
    expectTypeOf<'join.detectsMissing'>().toExtend<CapabilityKey>()
    expectTypeOf<'info.participants'>().toExtend<CapabilityKey>()
    expectTypeOf<string>().not.toExtend<CapabilityKey>()
  })
})

describe('an error', () => {
  test('is narrowed by is() and by instanceof', () => {
    const caught: unknown = undefined
    if (MeetingError.is(caught)) expectTypeOf(caught).toEqualTypeOf<MeetingError>()
    if (caught instanceof MeetingError) expectTypeOf(caught.code).toEqualTypeOf<MeetingErrorCode>()
    expectTypeOf<MeetingError['effect']>().toEqualTypeOf<'none' | 'unknown' | 'done'>()
    expectTypeOf<keyof typeof errorCodes>().toEqualTypeOf<MeetingErrorCode>()
  })

  test('has a code of a closed list', () => {
    const advice = (code: MeetingErrorCode): boolean => errorCodes[code].retryable
    expectTypeOf(advice)
      .parameter(0)
      .toEqualTypeOf<
        | 'invalid-request'
        | 'not-configured'
        | 'unauthenticated'
        | 'forbidden'
        | 'not-found'
        | 'conflict'
        | 'capacity'
        | 'quota'
        | 'rate-limited'
        | 'unsupported'
        | 'timeout'
        | 'aborted'
        | 'unavailable'
        | 'invalid-response'
        | 'unknown'
      >()
  })
})
