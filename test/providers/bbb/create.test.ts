import { describe, expect, it } from 'vitest'
import { TestClock } from '../../../src/testing/test-clock.js'
import { callOptions, createRequest, failure, onAnswer, onSimulator } from './support.js'

/** The parameters of the last create that the simulator kept. */
async function paramsOf(
  changes: Parameters<typeof createRequest>[0],
  server: 'bbb-2.4' | 'bbb-3.0' = 'bbb-3.0',
): Promise<Record<string, string>> {
  const { simulator, bbb } = await onSimulator({ server })
  await bbb.createMeeting(createRequest(changes), callOptions())
  return { ...simulator.meetings()[0]?.params }
}

const neutral = {
  record: 'false',
  muteOnStart: 'false',
  guestPolicy: 'ALWAYS_ACCEPT',
  webcamsOnlyForModerator: 'false',
  lockSettingsDisableCam: 'false',
  lockSettingsDisableMic: 'false',
  lockSettingsDisablePublicChat: 'false',
  lockSettingsDisablePrivateChat: 'false',
  lockSettingsDisableNotes: 'false',
  lockSettingsHideUserList: 'false',
}
const password = expect.stringMatching(/^[A-Za-z0-9_-]{22}$/)

describe('createMeeting', () => {
  it('says what the neutral defaults are, whatever the server would take for granted', async () => {
    expect(await paramsOf({})).toEqual({
      name: 'class-42',
      meetingID: 'class-42',
      attendeePW: password,
      moderatorPW: password,
      ...neutral,
    })
  })

  it('sends every neutral field that BigBlueButton has', async () => {
    const params = await paramsOf({
      name: 'Algebra & Analysis 中文 😀',
      maxParticipants: 25,
      durationMinutes: 90,
      welcomeMessage: 'Hello %%CONFNAME%%\nline\ttwo\r\nthree',
      record: 'on-demand',
      muteOnStart: true,
      guestPolicy: 'ask-moderator',
      locks: {
        camera: true,
        microphone: true,
        publicChat: true,
        privateChat: true,
        sharedNotes: true,
        userList: true,
      },
      webcamsOnlyForModerator: true,
      logoutUrl: 'https://example.com/bye?a=1&b=ü',
      logoUrl: 'https://example.com/logo.svg',
      bannerText: 'Exam: please be quiet',
      metadata: { course: 'M-101', 'with-dash': "O'Neil ~!*() +" },
      expireIfNoUserJoinedMinutes: 15,
      expireWhenLastUserLeftMinutes: 0,
    })
    expect(params).toEqual({
      meetingID: 'class-42',
      attendeePW: password,
      moderatorPW: password,
      name: 'Algebra & Analysis 中文 😀',
      maxParticipants: '25',
      duration: '90',
      welcome: 'Hello %%CONFNAME%%<br>line two<br>three',
      record: 'true',
      autoStartRecording: 'false',
      allowStartStopRecording: 'true',
      muteOnStart: 'true',
      guestPolicy: 'ASK_MODERATOR',
      webcamsOnlyForModerator: 'true',
      lockSettingsDisableCam: 'true',
      lockSettingsDisableMic: 'true',
      lockSettingsDisablePublicChat: 'true',
      lockSettingsDisablePrivateChat: 'true',
      lockSettingsDisableNotes: 'true',
      lockSettingsHideUserList: 'true',
      logoutURL: 'https://example.com/bye?a=1&b=ü',
      logo: 'https://example.com/logo.svg',
      bannerText: 'Exam: please be quiet',
      meta_course: 'M-101',
      'meta_with-dash': "O'Neil ~!*() +",
      meetingExpireIfNoUserJoinedInMinutes: '15',
      meetingExpireWhenLastUserLeftInMinutes: '0',
    })
  })

  it('spells the lock of the shared notes as 2.4 does there', async () => {
    const params = await paramsOf({ locks: { sharedNotes: true } }, 'bbb-2.4')
    expect(params).toMatchObject({ lockSettingsDisableNote: 'true' })
    expect(params).not.toHaveProperty('lockSettingsDisableNotes')
  })

  it.each([
    ['off', { record: 'false' }],
    ['on-demand', { record: 'true', autoStartRecording: 'false', allowStartStopRecording: 'true' }],
    ['automatic', { record: 'true', autoStartRecording: 'true', allowStartStopRecording: 'false' }],
  ] as const)('records %s', async (record, expected) => {
    expect(await paramsOf({ record })).toMatchObject(expected)
  })

  it.each([
    ['accept', 'ALWAYS_ACCEPT'],
    ['deny', 'ALWAYS_DENY'],
    ['ask-moderator', 'ASK_MODERATOR'],
    ['ask-unless-authenticated', 'ALWAYS_ACCEPT_AUTH'],
  ] as const)('has the guest policy %s', async (guestPolicy, expected) => {
    expect(await paramsOf({ guestPolicy })).toMatchObject({ guestPolicy: expected })
  })

  it('signs with each algorithm, and the server accepts it', async () => {
    for (const checksum of ['sha1', 'sha256', 'sha384', 'sha512']) {
      const { simulator, bbb } = await onSimulator({}, { checksum })
      await bbb.createMeeting(createRequest({ name: "Zoë O'Brien ~!*() 100% +1 😀" }), callOptions())
      expect(simulator.meetings()[0]?.name).toBe("Zoë O'Brien ~!*() 100% +1 😀")
    }
  })

  it('asks for XML and nothing else', async () => {
    const { simulator, bbb } = await onSimulator()
    await bbb.createMeeting(createRequest(), callOptions())
    expect(simulator.requests[0]).toMatchObject({
      method: 'GET',
      headers: { accept: 'application/xml, text/xml' },
    })
  })

  it('tells the session by strings, when it was made, and the answer without its passwords', async () => {
    const clock = new TestClock()
    const { simulator, bbb } = await onSimulator({ clock })
    const created = await bbb.createMeeting(createRequest(), callOptions())
    const [made] = simulator.meetings()
    expect(created).toMatchObject({
      disposition: 'created',
      vendor: { createTime: String(made?.createTime), internalId: made?.internalMeetingID },
      createdAt: new Date(made?.createTime ?? 0),
      warnings: [],
      providerData: { returncode: 'SUCCESS', meetingID: 'class-42', hasBeenForciblyEnded: 'false' },
    })
    expect(Object.keys(created.vendor)).toEqual(['createTime', 'internalId'])
    const shown = JSON.stringify(created)
    expect(shown).not.toContain(made?.attendeePW)
    expect(shown).not.toContain(made?.moderatorPW)
    expect(shown).not.toMatch(/PW/i)
  })

  it('finds the meeting that runs, also from another machine with other settings', async () => {
    const { simulator, bbb } = await onSimulator()
    const first = await bbb.createMeeting(createRequest({ name: 'One' }), callOptions())
    const { bbb: other } = await onSimulator({}, { url: simulator.url })
    const second = await other.createMeeting(createRequest({ name: 'Two' }), callOptions())
    expect(second).toMatchObject({ disposition: 'existing', vendor: first.vendor })
    expect(simulator.created).toBe(1)
  })

  it('finds it after the API secret was changed, by the old secret as seed', async () => {
    const { simulator, bbb } = await onSimulator()
    const old = simulator.secret
    await bbb.createMeeting(createRequest(), callOptions())
    simulator.rotateSecret('the-next-secret')
    const config = { url: simulator.url, secret: 'the-next-secret' }
    const { bbb: seeded } = await onSimulator({}, { ...config, passwordSeed: old })
    expect(await seeded.createMeeting(createRequest(), callOptions())).toMatchObject({
      disposition: 'existing',
    })

    const { bbb: unseeded } = await onSimulator({}, config)
    const error = await failure(unseeded.createMeeting(createRequest(), callOptions()))
    expect(error).toMatchObject({
      code: 'conflict',
      vendorCode: 'idNotUnique',
      effect: 'none',
      retryable: false,
    })
    expect(error.message).toContain('passwordSeed')
  })

  it('makes a new session after the meeting has gone', async () => {
    const { simulator, bbb } = await onSimulator()
    const first = await bbb.createMeeting(createRequest(), callOptions())
    simulator.forget('class-42')
    const second = await bbb.createMeeting(createRequest({ incarnation: 2 }), callOptions())
    expect(second.disposition).toBe('created')
    expect(second.vendor).not.toEqual(first.vendor)
  })

  it('gives an ID that looks like an internal one a prefix', async () => {
    const { simulator, bbb } = await onSimulator()
    const created = await bbb.createMeeting(createRequest({ id: 'cafe', key: 'cafe' }), callOptions())
    expect(simulator.meetings()[0]).toMatchObject({ meetingID: 'id.cafe', name: 'cafe' })
    expect(created.providerData).toMatchObject({ meetingID: 'cafe' })
  })

  it('keeps tenants apart by their keys', async () => {
    const { simulator, bbb } = await onSimulator()
    await bbb.createMeeting(createRequest({ key: '0123456789abcdef.class-42' }), callOptions())
    await bbb.createMeeting(createRequest({ key: 'fedcba9876543210.class-42' }), callOptions())
    const [one, other] = simulator.meetings()
    expect(one?.moderatorPW).not.toBe(other?.moderatorPW)
    expect(simulator.created).toBe(2)
  })

  it('refuses what is too long for a URL before anything is sent, naming the field', async () => {
    const { simulator, bbb } = await onSimulator()
    const long: [Parameters<typeof createRequest>[0], string][] = [
      [{ welcomeMessage: 'Ж'.repeat(2_000) }, 'welcomeMessage'],
      [{ metadata: { note: '中'.repeat(1_000) } }, 'metadata.note'],
      [{ bannerText: '中'.repeat(1_000) }, 'bannerText'],
      [{ providerOptions: { bbb: { bannerText: '中'.repeat(1_000) } } }, 'providerOptions.bbb.bannerText'],
    ]
    for (const [changes, path] of long) {
      const error = await failure(bbb.createMeeting(createRequest(changes), callOptions()))
      expect(error).toMatchObject({ code: 'invalid-request', effect: 'none', problems: [{ path }] })
      expect(error.message).toContain('8000')
    }
    expect(simulator.requests).toEqual([])
  })

  it('takes the longest welcome message of letters and blanks', async () => {
    const welcomeMessage = 'word '.repeat(400)
    expect(await paramsOf({ welcomeMessage })).toMatchObject({ welcome: welcomeMessage })
  })

  it.each([
    [
      'createTime',
      '<response><returncode>SUCCESS</returncode><internalMeetingID>x-1</internalMeetingID></response>',
    ],
    [
      'createTime',
      '<response><returncode>SUCCESS</returncode><internalMeetingID>x-1</internalMeetingID><createTime>1.7E12</createTime></response>',
    ],
    ['internalMeetingID', '<response><returncode>SUCCESS</returncode><createTime>1</createTime></response>'],
    // What some servers answer to anything they do not route.
    ['createTime', '<response><returncode>SUCCESS</returncode><version>2.0</version></response>'],
  ])('does not take an answer without %s for a meeting', async (field, body) => {
    const bbb = await onAnswer(body)
    const error = await failure(bbb.createMeeting(createRequest(), callOptions()))
    expect(error).toMatchObject({ code: 'invalid-response', effect: 'unknown' })
    expect(error.message).toContain(field)
  })

  it('says that the meeting may exist where the answer was lost, and finds it the next time', async () => {
    for (const kind of ['cut', 'truncate'] as const) {
      const { simulator, bbb } = await onSimulator()
      simulator.stage({ kind, when: 'create', processed: true })
      const error = await failure(bbb.createMeeting(createRequest(), callOptions()))
      expect(error).toMatchObject({ effect: 'unknown' })
      expect(simulator.callsTo('create')).toBe(1)
      const repeated = createRequest({ repeated: true })
      expect(await bbb.createMeeting(repeated, callOptions())).toMatchObject({ disposition: 'existing' })
      expect(simulator.created).toBe(1)
    }
  })

  it('repeats by itself, once, what certainly had no effect', async () => {
    const { simulator, bbb } = await onSimulator()
    simulator.stage({ kind: 'answer', status: 503, body: 'busy', when: 'create' })
    expect(await bbb.createMeeting(createRequest(), callOptions())).toMatchObject({ disposition: 'created' })
    simulator.stage({ kind: 'answer', status: 503, body: 'busy', when: 'create', times: 2 })
    const error = await failure(bbb.createMeeting(createRequest({ key: 'next' }), callOptions()))
    expect(error).toMatchObject({ code: 'unavailable', vendorCode: 'HTTP 503', effect: 'none' })
    expect(simulator.callsTo('create')).toBe(4)
  })

  it('stops at once when it is cancelled, and says whether the meeting may exist', async () => {
    const { simulator, bbb } = await onSimulator()
    simulator.stage({ kind: 'hang', when: 'create', processed: true })
    const controller = new AbortController()
    const call = failure(bbb.createMeeting(createRequest(), callOptions({ signal: controller.signal })))
    await expect.poll(() => simulator.callsTo('create')).toBe(1)
    controller.abort()
    expect(await call).toMatchObject({ code: 'aborted', effect: 'unknown' })

    const before = await failure(
      bbb.createMeeting(createRequest(), callOptions({ signal: controller.signal })),
    )
    expect(before).toMatchObject({ code: 'aborted', effect: 'none' })
    expect(simulator.callsTo('create')).toBe(1)
  })
})
