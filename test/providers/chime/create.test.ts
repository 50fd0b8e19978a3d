import { describe, expect, it } from 'vitest'
import { memoryStore } from '../../../src/memory/memory-store.js'
import { TestClock } from '../../../src/testing/test-clock.js'
import { brokenStore } from './seats/support.js'
import { calling, created, creating, failure, runClock, setup, until } from './setup.js'

describe('createMeeting on Chime', () => {
  it('makes a meeting and answers with what later calls need', async () => {
    const clock = new TestClock()
    const { simulator, provider } = await setup({ region: 'eu-central-1', clock })
    const { result } = await created(provider, { key: '0123456789abcdef.class-42' })
    const [meeting] = simulator.meetings()
    expect(meeting).toMatchObject({
      externalMeetingId: '0123456789abcdef.class-42',
      mediaRegion: 'eu-central-1',
      features: undefined,
      tags: {},
    })
    expect(result).toMatchObject({
      disposition: 'created',
      vendor: { meetingId: meeting?.meetingId, region: 'eu-central-1', mediaRegion: 'eu-central-1' },
      createdAt: new Date(clock.now()),
      warnings: [],
      providerData: { MeetingId: meeting?.meetingId, ExternalMeetingId: '0123456789abcdef.class-42' },
    })
    expect(Object.values(result.notes ?? {}).join()).toContain('AudioHostUrl')
  })

  it('sends the media settings, the size and the options of Chime in Chime’s words', async () => {
    const { simulator, provider } = await setup({ config: { mediaRegion: 'us-west-2' } })
    await provider.createMeeting(
      creating({
        maxParticipants: 20,
        media: { region: 'eu-west-3', video: 'full-hd', content: 'ultra-hd' },
        providerOptions: {
          chime: {
            tags: { team: 'Maths 3', cost: '' },
            tenantIds: ['school-1'],
            notifications: { sqsQueueArn: 'arn:aws:sqs:us-east-1:111122223333:queue' },
            meetingHostId: 'host-1',
            echoReduction: true,
            mediaPlacementNetworkType: 'DualStack',
          },
        },
      }),
      calling(),
    )
    expect(JSON.parse(simulator.requests.at(-1)?.body ?? '')).toEqual({
      ClientRequestToken: 'a'.repeat(32),
      ExternalMeetingId: 'class-42',
      MediaRegion: 'eu-west-3',
      MeetingFeatures: {
        Attendee: { MaxCount: 20 },
        Audio: { EchoReduction: 'AVAILABLE' },
        Video: { MaxResolution: 'FHD' },
        Content: { MaxResolution: 'UHD' },
      },
      MeetingHostId: 'host-1',
      TenantIds: ['school-1'],
      Tags: [
        { Key: 'team', Value: 'Maths 3' },
        { Key: 'cost', Value: '' },
      ],
      NotificationsConfiguration: { SqsQueueArn: 'arn:aws:sqs:us-east-1:111122223333:queue' },
      MediaPlacementNetworkType: 'DualStack',
    })
    await created(provider)
    expect(simulator.meetings().at(-1)?.mediaRegion).toBe('us-west-2')
  })

  it('makes a replica of a meeting', async () => {
    const { simulator, provider } = await setup()
    const primary = await created(provider)
    const primaryMeetingId = primary.vendor['meetingId'] ?? ''
    const replica = await created(provider, { providerOptions: { chime: { primaryMeetingId } } })
    expect(replica.result.providerData).toMatchObject({ PrimaryMeetingId: primaryMeetingId })
    expect(simulator.created).toBe(2)
  })

  it('refuses a media region that the control region cannot use, before anything is sent', async () => {
    const { simulator, provider } = await setup({ region: 'af-south-1' })
    const error = await failure(created(provider, { media: { region: 'eu-west-1' } }))
    expect(error).toMatchObject({
      code: 'invalid-request',
      effect: 'none',
      problems: [{ path: 'media.region' }],
    })
    expect(error.message).toContain('af-south-1')
    expect(simulator.requests).toHaveLength(0)
  })

  it('keeps the seats and says so where Chime does not combine them with the finer picture', async () => {
    const { simulator, provider } = await setup()
    const { result } = await created(provider, {
      maxParticipants: 100,
      media: { video: 'full-hd', content: 'ultra-hd' },
    })
    expect(result.warnings).toMatchObject([
      { code: 'not-applied', field: 'media.video' },
      { code: 'not-applied', field: 'media.content' },
    ])
    expect(simulator.meetings()[0]?.features).toEqual({ Attendee: { MaxCount: 100 } })
  })

  it('fails instead in strict mode, before anything is sent', async () => {
    const { simulator, provider } = await setup()
    const error = await failure(created(provider, { media: { video: 'full-hd' } }, calling({ strict: true })))
    expect(error).toMatchObject({ code: 'unsupported', effect: 'none', problems: [{ path: 'media.video' }] })
    expect(simulator.requests).toHaveLength(0)
  })

  it('finds the same meeting when it is repeated with the same token', async () => {
    const { simulator, provider, another } = await setup()
    const first = await provider.createMeeting(creating(), calling())
    const again = await another().createMeeting(creating({ repeated: true }), calling())
    expect(again.vendor).toEqual(first.vendor)
    expect(again.disposition).toBe('created')
    expect(again.createdAt).toBeUndefined()
    expect(simulator.created).toBe(1)
  })

  it('arrives at one new meeting, whoever repeats, where the token’s meeting has died', async () => {
    const { simulator, provider, another } = await setup()
    const first = await provider.createMeeting(creating(), calling())
    simulator.forget(first.vendor['meetingId'] ?? '')
    const [one, other] = await Promise.all([
      provider.createMeeting(creating({ repeated: true }), calling()),
      another().createMeeting(creating({ repeated: true }), calling()),
    ])
    expect(one.vendor['meetingId']).not.toBe(first.vendor['meetingId'])
    expect(other.vendor).toEqual(one.vendor)
    simulator.forget(one.vendor['meetingId'] ?? '')
    const third = await provider.createMeeting(creating({ repeated: true }), calling())
    expect(simulator.meetings().map(({ meetingId }) => meetingId)).toEqual([third.vendor['meetingId']])
    expect(simulator.created).toBe(3)
  })

  it('gives up where one create has been repeated over many dead meetings', async () => {
    const { simulator, provider } = await setup()
    simulator.throwNext('GetMeeting', 'NotFoundException', { times: Number.POSITIVE_INFINITY })
    const error = await failure(provider.createMeeting(creating({ repeated: true }), calling()))
    expect(error.code).toBe('conflict')
    expect(simulator.created).toBe(4)
  })

  it('warns that no meeting outlives its people, and refuses in strict mode', async () => {
    const { simulator, provider } = await setup()
    const request = creating({ expireWhenLastUserLeftMinutes: 0 })
    const { warnings } = await provider.createMeeting(request, calling())
    expect(warnings).toMatchObject([{ code: 'not-applied', field: 'expireWhenLastUserLeftMinutes' }])
    const error = await failure(provider.createMeeting(request, calling({ strict: true })))
    expect(error).toMatchObject({ code: 'unsupported', effect: 'none' })
    expect(simulator.callsTo('CreateMeeting')).toBe(1)
    const sooner = creating({ expireWhenLastUserLeftMinutes: 5, requestToken: 'c'.repeat(32) })
    expect((await provider.createMeeting(sooner, calling())).warnings).toEqual([])
  })

  it('says when the meeting was made, also where it is repeated on another machine', async () => {
    const clock = new TestClock()
    const store = memoryStore(clock)
    const { provider, another } = await setup({ clock, store })
    const request = creating({ durationMinutes: 10 })
    const first = await provider.createMeeting(request, calling())
    expect(first.createdAt).toEqual(new Date(clock.now()))
    await clock.advance(60_000)
    const again = await another().createMeeting({ ...request, repeated: true }, calling())
    expect(again.createdAt).toEqual(first.createdAt)
    expect(again.notes).toEqual(first.notes)
    const forgotten = { store: brokenStore }
    const unknown = await another({}, forgotten).createMeeting({ ...request, repeated: true }, calling())
    expect(unknown.createdAt).toBeUndefined()
  })

  it('looks again where two creates of one meeting meet at Chime', async () => {
    const clock = new TestClock()
    const { simulator, provider } = await setup({ clock })
    simulator.throwNext('CreateMeeting', 'ConflictException')
    const creation = provider.createMeeting(creating(), calling())
    await runClock(clock, () => simulator.created === 1)
    expect((await creation).vendor['meetingId']).toBe(simulator.meetings()[0]?.meetingId)
    expect(simulator.callsTo('CreateMeeting')).toBe(2)
  })

  it('says that the meeting may exist where the conflict does not go away', async () => {
    const clock = new TestClock()
    const { simulator, provider } = await setup({ clock })
    simulator.throwNext('CreateMeeting', 'ConflictException', { times: 2 })
    const error = failure(provider.createMeeting(creating(), calling()))
    await runClock(clock, () => simulator.callsTo('CreateMeeting') === 2)
    expect(await error).toMatchObject({
      code: 'conflict',
      effect: 'unknown',
      vendorCode: 'ConflictException',
    })
  })

  it('waits where Chime is throttled or unavailable, while its time lasts, and then tells', async () => {
    const clock = new TestClock()
    const { simulator, provider } = await setup({ clock })
    simulator.throwNext('CreateMeeting', 'ServiceUnavailableException', { retryAfterSeconds: 2 })
    const creation = created(provider)
    await until(() => clock.pending > 0)
    await clock.advance(1_999)
    expect(simulator.callsTo('CreateMeeting')).toBe(1)
    await runClock(clock, () => simulator.callsTo('CreateMeeting') === 2)
    await creation
    simulator.throwNext('CreateMeeting', 'ThrottlingException', { times: 2 })
    await clock.settle(created(provider))
    simulator.throwNext('CreateMeeting', 'ThrottlingException', { times: Number.POSITIVE_INFINITY })
    const error = await clock.settle(failure(created(provider, {}, calling({ remainingMs: 2_000 }))))
    expect(error).toMatchObject({ code: 'rate-limited', retryable: true, effect: 'none' })
    expect(simulator.created).toBe(2)
  })

  it('repeats nothing that may have happened, and nothing that cannot help', async () => {
    const { simulator, provider } = await setup({ concurrentMeetings: 1 })
    simulator.throwNext('CreateMeeting', 'ServiceFailureException', { processed: true })
    expect(await failure(created(provider))).toMatchObject({
      code: 'unavailable',
      retryable: true,
      effect: 'unknown',
      vendorCode: 'ServiceFailureException',
    })
    expect(await failure(created(provider))).toMatchObject({
      code: 'quota',
      retryable: false,
      effect: 'none',
      vendorCode: 'LimitExceededException',
    })
    expect(simulator.callsTo('CreateMeeting')).toBe(2)
  })

  it('says that the meeting may exist where a repeated create cannot be looked at', async () => {
    const { simulator, provider } = await setup()
    simulator.throwNext('GetMeeting', 'AccessDeniedException')
    const error = await failure(provider.createMeeting(creating({ repeated: true }), calling()))
    expect(error).toMatchObject({ code: 'forbidden', effect: 'unknown' })
  })

  it('takes an answer without a meeting for what it is', async () => {
    const { simulator, provider } = await setup()
    for (const body of [
      '',
      '{}',
      '{"Meeting":null}',
      '{"Meeting":{"MeetingId":"x","MediaPlacement":null}}',
    ]) {
      simulator.stage({ kind: 'answer', when: 'CreateMeeting', status: 200, body })
      expect(await failure(created(provider))).toMatchObject({ code: 'invalid-response', effect: 'unknown' })
    }
  })
})
