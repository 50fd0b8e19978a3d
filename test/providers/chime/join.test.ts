import { describe, expect, it } from 'vitest'
import { isChimeSession } from '../../../providers/chime/session.js'
import { memoryStore } from '../../../src/memory/memory-store.js'
import type { JoinResult } from '../../../src/spec/join-meeting.js'
import { TestClock } from '../../../src/testing/test-clock.js'
import { brokenStore } from './seats/support.js'
import { byRef, calling, created, failure, joined, joining, setup, until } from './setup.js'

describe('join on Chime', () => {
  it('answers with what the client library takes, and asks Chime for nothing but the attendee', async () => {
    const { simulator, provider, another } = await setup({ region: 'eu-central-1' })
    const meeting = await created(provider, { maxParticipants: 10 })
    // Another machine: it has the record and nothing else.
    const { Meeting, Attendee } = await joined(another(), meeting)
    expect(Meeting).toEqual({
      MeetingId: meeting.vendor['meetingId'],
      ExternalMeetingId: 'class-42',
      MediaRegion: 'eu-central-1',
      MediaPlacement: meeting.result.providerData?.['MediaPlacement'],
      MeetingFeatures: { Attendee: { MaxCount: 10 } },
    })
    expect(Attendee).toEqual({
      AttendeeId: simulator.meetings()[0]?.attendees[0]?.attendeeId,
      ExternalUserId: 'ada',
      JoinToken: expect.stringMatching(/.{20}/),
      Capabilities: { Audio: 'SendReceive', Video: 'SendReceive', Content: 'SendReceive' },
    })
    expect(simulator.requests.map(({ call }) => call)).toEqual(['CreateMeeting', 'CreateAttendee'])
    simulator.connect({ meetingId: Meeting.MeetingId, joinToken: Attendee.JoinToken })
    expect(simulator.meetings()[0]?.attendees[0]?.connected).toBe(true)
  })

  it('makes an attendee for every device of a person, and one for all joins on it', async () => {
    const { simulator, provider } = await setup()
    const meeting = await created(provider)
    const [one, two] = [await joined(provider, meeting), await joined(provider, meeting)]
    const phone = await joined(provider, meeting, joining('ada', { device: 'phone' }))
    expect(one).toEqual(two)
    expect(phone.Attendee.AttendeeId).not.toBe(one.Attendee.AttendeeId)
    expect(simulator.meetings()[0]?.attendees.map(({ externalUserId }) => externalUserId)).toEqual([
      'ada',
      'ada.phone',
    ])
  })

  it('takes the attendee id from the answer where Chime knows the person already', async () => {
    const { provider, another } = await setup({ repeatedUser: 'same-attendee' })
    const meeting = await created(provider)
    // They share no store, so each makes an attendee.
    const [one, two] = [await joined(provider, meeting), await joined(another(), meeting)]
    expect(one.Attendee.AttendeeId).toBe(two.Attendee.AttendeeId)
  })

  it('gives Chime two characters for an id of one', async () => {
    const { simulator, provider } = await setup()
    await joined(provider, await created(provider), joining('7'))
    expect(simulator.meetings()[0]?.attendees[0]?.externalUserId).toBe('p.7')
  })

  it('enforces the locks for attendees and not for moderators', async () => {
    const { simulator, provider } = await setup()
    const meeting = await created(provider, { locks: { microphone: true, screenShare: true } })
    const moderator = await provider.join(meeting, joining('grace', { role: 'moderator' }), calling())
    expect(moderator.warnings).toEqual([])
    await joined(provider, meeting)
    expect(simulator.meetings()[0]?.attendees.map(({ capabilities }) => capabilities)).toEqual([
      { Audio: 'SendReceive', Video: 'SendReceive', Content: 'SendReceive' },
      { Audio: 'Receive', Video: 'SendReceive', Content: 'Receive' },
    ])
  })

  it('warns a moderator who may do no more than an attendee, and refuses in strict mode', async () => {
    const { simulator, provider } = await setup()
    const meeting = await created(provider)
    const moderator = joining('grace', { role: 'moderator' })
    const result = await provider.join(meeting, moderator, calling())
    expect(result.warnings).toMatchObject([{ code: 'unsupported', field: 'role' }])
    expect((await provider.join(meeting, joining(), calling())).warnings).toEqual([])
    const calls = simulator.callsTo('CreateAttendee')
    const error = await failure(provider.join(meeting, moderator, calling({ strict: true })))
    expect(error).toMatchObject({ code: 'unsupported', effect: 'none', problems: [{ path: 'role' }] })
    expect(simulator.callsTo('CreateAttendee')).toBe(calls)
  })

  it('lets attendees of a meeting without cameras see what is shared, locked or not', async () => {
    const { simulator, provider } = await setup()
    const free = await created(provider, { media: { video: 'off' } })
    const locked = await created(provider, { media: { video: 'off' }, locks: { microphone: true } })
    await joined(provider, free)
    await joined(provider, locked)
    const [one, two] = simulator.meetings()
    expect(one?.features).toEqual({ Video: { MaxResolution: 'None' } })
    expect(one?.attendees[0]?.capabilities).toEqual({
      Audio: 'SendReceive',
      Video: 'Receive',
      Content: 'SendReceive',
    })
    expect(two?.features).toBeUndefined()
    expect(two?.attendees[0]?.capabilities).toEqual({
      Audio: 'Receive',
      Video: 'Receive',
      Content: 'SendReceive',
    })
  })

  it('gives attendees the least where the settings are unknown, and moderators everything', async () => {
    const { simulator, provider } = await setup()
    const ref = byRef(await created(provider))
    await joined(provider, ref)
    await joined(provider, ref, joining('grace', { role: 'moderator' }))
    expect(simulator.meetings()[0]?.attendees.map(({ capabilities }) => capabilities)).toEqual([
      { Audio: 'Receive', Video: 'Receive', Content: 'Receive' },
      { Audio: 'SendReceive', Video: 'SendReceive', Content: 'SendReceive' },
    ])
  })

  it('respects a meeting without cameras of which only the ref is known', async () => {
    const { simulator, provider } = await setup()
    const ref = byRef(await created(provider, { media: { video: 'off' } }))
    await joined(provider, ref)
    await joined(provider, ref, joining('grace', { role: 'moderator' }))
    expect(simulator.meetings()[0]?.attendees.map(({ capabilities }) => capabilities)).toEqual([
      { Audio: 'Receive', Video: 'None', Content: 'None' },
      { Audio: 'SendReceive', Video: 'Receive', Content: 'SendReceive' },
    ])
  })

  it('asks Chime once for a meeting that only its ref names, however many join', async () => {
    const { simulator, provider } = await setup()
    const meeting = await created(provider)
    const sessions = await Promise.all(
      Array.from({ length: 30 }, (_, index) => joined(provider, byRef(meeting), joining(`user-${index}`))),
    )
    expect(sessions[29]?.Meeting.MediaPlacement).toEqual(meeting.result.providerData?.['MediaPlacement'])
    await joined(provider, byRef(meeting))
    expect(simulator.callsTo('GetMeeting')).toBe(1)
  })

  it('shares with other processes through the store, and does without a store that fails', async () => {
    const clock = new TestClock()
    const store = memoryStore(clock)
    const { simulator, provider, another } = await setup({ store })
    const meeting = await created(provider)
    await joined(provider, byRef(meeting))
    await joined(another(), byRef(meeting))
    expect(simulator.callsTo('GetMeeting')).toBe(1)
    await joined(another({}, { store: brokenStore }), byRef(meeting))
    expect(simulator.callsTo('GetMeeting')).toBe(2)
    for await (const key of store.keys('')) await store.set(key, 'garbage', 60_000)
    await joined(another(), byRef(meeting))
    expect(simulator.callsTo('GetMeeting')).toBe(3)
  })

  it('asks again after Chime failed to describe the meeting', async () => {
    const { simulator, provider } = await setup()
    const ref = byRef(await created(provider))
    simulator.throwNext('GetMeeting', 'AccessDeniedException')
    expect(await failure(joined(provider, ref))).toMatchObject({ code: 'forbidden', effect: 'none' })
    expect(await joined(provider, ref)).toBeDefined()
  })

  it('says not-found for a meeting that has ended, with the record and without', async () => {
    const { simulator, provider, another } = await setup()
    const meeting = await created(provider)
    await joined(another(), byRef(meeting))
    simulator.forget(meeting.vendor['meetingId'] ?? '')
    for (const known of [meeting, byRef(meeting)]) {
      expect(await failure(joined(provider, known))).toMatchObject({
        code: 'not-found',
        effect: 'none',
        retryable: false,
      })
    }
  })

  it('says not-found where no MeetingId is recorded, and asks nobody', async () => {
    const { simulator, provider } = await setup()
    const unknown = { id: 'class-42', key: 'class-42', incarnation: 0, vendor: {} }
    expect((await failure(joined(provider, unknown))).code).toBe('not-found')
    expect(simulator.requests).toHaveLength(0)
  })

  it('names the region where a meeting lives that it cannot reach', async () => {
    const { simulator, provider } = await setup({ region: 'us-east-1' })
    const meeting = await created(provider)
    const elsewhere = { ...meeting, vendor: { ...meeting.vendor, region: 'eu-central-1' } }
    const calls = simulator.requests.length
    const error = await failure(joined(provider, elsewhere))
    expect(error.code).toBe('not-configured')
    expect(error.message).toContain('eu-central-1')
    expect(simulator.requests).toHaveLength(calls)
  })

  it('says capacity where the meeting is full', async () => {
    const { provider } = await setup()
    const meeting = await created(provider, { maxParticipants: 1 })
    await joined(provider, meeting)
    expect(await failure(joined(provider, meeting, joining('grace')))).toMatchObject({
      code: 'capacity',
      effect: 'none',
      retryable: false,
      vendorCode: 'LimitExceededException',
    })
  })

  it('leaves a caller who gave up before anything was sent without an attendee', async () => {
    const { simulator, provider } = await setup()
    const meeting = await created(provider)
    const error = await failure(
      joined(provider, meeting, joining(), calling({ signal: AbortSignal.abort() })),
    )
    expect(error).toMatchObject({ code: 'aborted', effect: 'none' })
    expect(simulator.callsTo('CreateAttendee')).toBe(0)
  })

  it('stops waiting for the description as soon as the signal fires', async () => {
    const { simulator, provider } = await setup()
    const ref = byRef(await created(provider))
    simulator.stage({ kind: 'hang', when: 'GetMeeting' })
    const controller = new AbortController()
    const error = failure(joined(provider, ref, joining(), calling({ signal: controller.signal })))
    await until(() => simulator.callsTo('GetMeeting') === 1)
    controller.abort()
    expect(await error).toMatchObject({ code: 'aborted', effect: 'none' })
    await simulator.close()
  })

  it('is told from the sessions of other providers', async () => {
    const { provider } = await setup()
    const meeting = await created(provider)
    const made = await provider.join(meeting, joining(), calling())
    const ref = { v: 1, provider: 'chime', id: 'class-42', incarnation: 1, vendor: {} } as const
    const result: JoinResult = { ...made, ref, role: 'attendee', participantId: 'ada' }
    expect(isChimeSession(result)).toBe(true)
    if (isChimeSession(result)) expect(result.session.Attendee.ExternalUserId).toBe('ada')
    const base = { ref, role: 'attendee', participantId: 'ada', warnings: [] } as const
    expect(isChimeSession({ ...base, kind: 'url', url: 'https://meet.example/1' })).toBe(false)
    expect(isChimeSession({ ...base, kind: 'sdk', sdk: 'other', session: {} })).toBe(false)
    expect(isChimeSession({ ...base, kind: 'sdk', sdk: 'amazon-chime-sdk-js', session: {} })).toBe(false)
  })
})
