import type { CreateMeetingRequest, JoinMeetingRequest } from 'anymeet'
import { describe, expect, it } from 'vitest'
import type { BbbCreateOptions, BbbJoinOptions } from '../../../providers/bbb/index.js'
import {
  callOptions,
  createRequest,
  failure,
  joinRequest,
  meeting,
  onSimulator,
  provider,
} from './support.js'

/** Every option there is, which the type sees to. */
const everything: Required<
  Omit<BbbCreateOptions, 'isBreakout' | 'parentMeetingID' | 'sequence' | 'freeJoin'>
> = {
  moderatorOnlyMessage: 'For you\nonly',
  dialNumber: '+49 30 1234',
  voiceBridge: '70123',
  bannerText: 'Beta',
  bannerColor: '#00ffAA',
  logo: 'https://example.com/logo.png',
  darklogo: 'https://example.com/dark.png',
  loginURL: 'https://example.com/login',
  meetingLayout: 'SMART_LAYOUT',
  disabledFeatures: ['screenshare', 'polls'],
  disabledFeaturesExclude: ['chat'],
  allowStartStopRecording: true,
  notifyRecordingIsOn: true,
  notifyRecordingAppend: 'Say cheese',
  recordFullDurationMedia: false,
  meetingKeepEvents: true,
  lockSettingsLockOnJoin: true,
  lockSettingsLockOnJoinConfigurable: false,
  lockSettingsHideViewersCursor: true,
  lockSettingsHideViewersAnnotation: true,
  allowModsToUnmuteUsers: true,
  allowModsToEjectCameras: true,
  allowPromoteGuestToModerator: false,
  endWhenNoModerator: true,
  endWhenNoModeratorDelayInMinutes: 5,
  allowRequestsWithoutSession: true,
  logoutTimer: 0,
  requireUserConsentBeforeUnmuting: true,
  userCameraCap: 1,
  meetingCameraCap: 0,
  maxPinnedCameras: 2,
  audioBridge: 'livekit',
  cameraBridge: 'bbb-webrtc-sfu',
  screenShareBridge: 'livekit',
  learningDashboardEnabled: false,
  learningDashboardCleanupDelayInMinutes: 2,
  virtualBackgroundsDisabled: true,
  breakoutRoomsEnabled: false,
  breakoutRoomsPrivateChatEnabled: true,
  breakoutRoomsRecord: false,
  breakoutRoomsCaptureSlides: true,
  breakoutRoomsCaptureSlidesFilename: 'slides',
  breakoutRoomsCaptureNotes: true,
  breakoutRoomsCaptureNotesFilename: 'notes',
  groups: [{ id: 'g1', name: 'One', roster: ['p-1', 'p-2'] }],
  preUploadedPresentation: 'https://example.com/slides.pdf',
  preUploadedPresentationName: 'Slides',
  preUploadedPresentationOverrideDefault: false,
  maxNumPages: 50,
  presentationConversionCacheEnabled: true,
  multiUserWhiteboardEnabled: false,
  presentationUploadExternalUrl: 'https://example.com/upload',
  presentationUploadExternalDescription: 'Upload here',
  pluginManifestsFetchUrl: 'https://example.com/plugins.json',
  clientSettingsOverrideJsonUrl: 'https://example.com/settings.json',
  meetingEndedURL: 'https://example.com/ended?token=abc',
  meta_endCallbackUrl: 'https://example.com/end',
  'meta_bbb-recording-ready-url': 'https://example.com/ready',
  'meta_analytics-callback-url': 'https://example.com/analytics',
  extra: { newParameter: 'some\nthing', meta_Custom: 'x' },
}

describe('vendor options', () => {
  it('are typed on the neutral requests', () => {
    const create: CreateMeetingRequest = { id: 'x', providerOptions: { bbb: { bannerColor: '#aabbcc' } } }
    // @ts-expect-error a colour is text
    const wrong: CreateMeetingRequest = { id: 'x', providerOptions: { bbb: { bannerColor: 7 } } }
    // @ts-expect-error there is no such option
    const unknown: JoinMeetingRequest['providerOptions'] = { bbb: { bannerText: 'x' } }
    expect([create, wrong, unknown]).toHaveLength(3)
  })
})

describe('vendor options of a create', () => {
  it('all reach the server, spelled as it wants them', async () => {
    const { simulator, bbb } = await onSimulator()
    const created = await bbb.createMeeting(
      createRequest({ providerOptions: { bbb: everything } }),
      callOptions(),
    )
    expect(created.warnings).toEqual([])
    const { extra, ...options } = everything
    const expected = Object.fromEntries(
      Object.entries(options).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.join(',') : String(value),
      ]),
    )
    expect(simulator.meetings()[0]?.params).toMatchObject({
      ...expected,
      moderatorOnlyMessage: 'For you<br>only',
      groups: '[{"id":"g1","name":"One","roster":["p-1","p-2"]}]',
      disabledFeatures: 'screenshare,polls',
      meta_Custom: 'x',
      newParameter: expect.stringContaining('some'),
    })
    expect(extra).toBeDefined()
  })

  it('overrule what record says about pausing', async () => {
    const { simulator, bbb } = await onSimulator()
    const request = createRequest({
      record: 'automatic',
      providerOptions: { bbb: { allowStartStopRecording: true } },
    })
    await bbb.createMeeting(request, callOptions())
    expect(simulator.meetings()[0]?.params).toMatchObject({
      autoStartRecording: 'true',
      allowStartStopRecording: 'true',
    })
  })

  it('that 2.4 does not have are left out with a warning, or refused in strict mode', async () => {
    const { simulator, bbb } = await onSimulator({ server: 'bbb-2.4' })
    const bbbOptions = { disabledFeatures: ['polls'], bannerText: 'Beta', maxPinnedCameras: 1 }
    const request = createRequest({ providerOptions: { bbb: bbbOptions } })
    const strict = await failure(bbb.createMeeting(request, callOptions({ strict: true })))
    expect(strict).toMatchObject({ code: 'unsupported', effect: 'none' })
    expect(simulator.requests).toEqual([])

    const created = await bbb.createMeeting(request, callOptions())
    expect(created.warnings).toMatchObject([
      { code: 'unsupported', field: 'providerOptions.bbb.disabledFeatures' },
      { code: 'unsupported', field: 'providerOptions.bbb.maxPinnedCameras' },
    ])
    expect(simulator.meetings()[0]?.params).toMatchObject({ bannerText: 'Beta' })
    expect(simulator.meetings()[0]?.params).not.toHaveProperty('disabledFeatures')
  })

  it('make a breakout room, whose meeting ID the ref carries from then on', async () => {
    const { simulator, bbb } = await onSimulator()
    await bbb.createMeeting(createRequest(), callOptions())
    const room = { isBreakout: true, parentMeetingID: 'class-42', sequence: 1, freeJoin: true }
    const request = createRequest({ id: 'room-1', key: 'room-1', providerOptions: { bbb: room } })
    const { vendor } = await bbb.createMeeting(request, callOptions())
    const made = simulator.meetings()[1]
    expect(vendor).toMatchObject({ meetingId: made?.meetingID, createTime: String(made?.createTime) })
    const session = meeting(vendor, 'room-1')
    expect(await bbb.info(session, callOptions())).toMatchObject({
      status: 'open',
      providerData: { isBreakout: 'true' },
    })
    const joined = await bbb.join(session, joinRequest(), callOptions())
    expect(await simulator.visit(joined.kind === 'url' ? joined.url : '')).toMatchObject({ entered: true })
    expect(await bbb.end(session, callOptions())).toMatchObject({ outcome: 'ending' })
  })

  const refused: [unknown, string][] = [
    [{ voiceBridge: 70123 }, 'voiceBridge'],
    [{ voiceBridge: '7012a' }, 'voiceBridge'],
    [{ voiceBridge: '99999' }, 'voiceBridge'],
    [{ bannerColor: 'red' }, 'bannerColor'],
    [{ bannerColor: '#abc' }, 'bannerColor'],
    [{ logo: 'logo.png' }, 'logo'],
    [{ logo: 'javascript:alert(1)' }, 'logo'],
    [{ preUploadedPresentation: 'http://example.com/a.pdf' }, 'preUploadedPresentation'],
    [{ meetingLayout: 'Smart Layout' }, 'meetingLayout'],
    [{ disabledFeatures: 'polls' }, 'disabledFeatures'],
    [{ disabledFeatures: [] }, 'disabledFeatures'],
    [{ disabledFeatures: ['a,b'] }, 'disabledFeatures.0'],
    [{ endWhenNoModeratorDelayInMinutes: 1.5 }, 'endWhenNoModeratorDelayInMinutes'],
    [{ userCameraCap: -1 }, 'userCameraCap'],
    [{ freeJoin: 'yes' }, 'freeJoin'],
    [{ bannerText: 'a\u0000b' }, 'bannerText'],
    [{ bannerText: '\ud800' }, 'bannerText'],
    [{ audioBridge: 'zoom' }, 'audioBridge'],
    [{ groups: [{ id: 'g' }] }, 'groups.0.roster'],
    [{ bannerColour: '#aabbcc' }, 'bannerColour'],
    [{ name: 'x' }, 'name'],
    [{ moderatorPW: 'x' }, 'moderatorPW'],
    [{ extra: { moderatorPW: 'x' } }, 'extra.moderatorPW'],
    [{ extra: { checksum: 'x' } }, 'extra.checksum'],
    [{ extra: { meetingID: 'x' } }, 'extra.meetingID'],
    [{ extra: { welcome: 'x' } }, 'extra.welcome'],
    [{ extra: { lockSettingsDisableCam: 'true' } }, 'extra.lockSettingsDisableCam'],
    [{ bannerText: 'a', extra: { bannerText: 'b' } }, 'extra.bannerText'],
    [{ extra: { 'a b': 'x' } }, 'extra.a b'],
    [{ extra: { a: 1 } }, 'extra.a'],
  ]

  it.each(refused)('%j are refused before anything is sent', async (options, field) => {
    const { simulator, bbb } = await onSimulator()
    const providerOptions = { bbb: options as BbbCreateOptions }
    const error = await failure(bbb.createMeeting(createRequest({ providerOptions }), callOptions()))
    const path = `providerOptions.bbb.${field}`
    expect(error).toMatchObject({ code: 'invalid-request', effect: 'none', problems: [{ path }] })
    expect(error.message).toContain(path)
    expect(simulator.requests).toEqual([])
  })

  it('that are no object, or a breakout room without a parent, are refused as a whole', async () => {
    const bbb = provider({ url: 'http://127.0.0.1:1' })
    for (const options of ['x', 7, { isBreakout: true }, { isBreakout: true, sequence: 1 }]) {
      const providerOptions = { bbb: options as BbbCreateOptions }
      const error = await failure(bbb.createMeeting(createRequest({ providerOptions }), callOptions()))
      expect(error).toMatchObject({ code: 'invalid-request', problems: [{ path: 'providerOptions.bbb' }] })
    }
  })

  it('show every problem at once', async () => {
    const bbb = provider({ url: 'http://127.0.0.1:1' })
    const providerOptions = { bbb: { bannerColor: 'red', logo: 'x', userCameraCap: -1 } }
    const error = await failure(bbb.createMeeting(createRequest({ providerOptions }), callOptions()))
    expect(error.problems).toHaveLength(3)
  })
})

describe('vendor options of a join', () => {
  const refused: [unknown, string][] = [
    [{ userdata: { 'with-dash': 'x' } }, 'userdata.with-dash'],
    [{ userdata: { '1st': 'x' } }, 'userdata.1st'],
    [{ userdata: { style: 'a\nb' } }, 'userdata.style'],
    [{ userdata: { style: null } }, 'userdata.style'],
    [{ userdata: { n: Number.NaN } }, 'userdata.n'],
    [{ enforceLayout: 'a b' }, 'enforceLayout'],
    [{ errorRedirectUrl: '/oops' }, 'errorRedirectUrl'],
    [{ role: 'MODERATOR' }, 'role'],
    [{ extra: { role: 'MODERATOR' } }, 'extra.role'],
    [{ extra: { password: 'x' } }, 'extra.password'],
    [{ extra: { redirect: 'false' } }, 'extra.redirect'],
    [{ extra: { bot: 'true' }, bot: false }, 'extra.bot'],
    [{ userdata: { a: 'x' }, extra: { 'userdata-a': 'y' } }, 'extra.userdata-a'],
  ]

  it.each(refused)('%j are refused', async (options, field) => {
    const bbb = provider({ url: 'http://127.0.0.1:1' })
    const providerOptions = { bbb: options as BbbJoinOptions }
    const error = await failure(bbb.join(meeting(), joinRequest({ providerOptions }), callOptions()))
    const path = `providerOptions.bbb.${field}`
    expect(error).toMatchObject({ code: 'invalid-request', effect: 'none', problems: [{ path }] })
  })

  it('that 2.4 does not have are left out with a warning, or refused in strict mode', async () => {
    const bbb = provider({ url: 'http://127.0.0.1:1', server: 'bbb-2.4' })
    const request = joinRequest({ providerOptions: { bbb: { bot: true, userdata: { a: 'b' } } } })
    const joined = await bbb.join(meeting(), request, callOptions())
    expect(joined.warnings).toMatchObject([{ code: 'unsupported', field: 'providerOptions.bbb.bot' }])
    expect(joined.kind === 'url' && joined.url).not.toContain('bot=')
    expect(await failure(bbb.join(meeting(), request, callOptions({ strict: true })))).toMatchObject({
      code: 'unsupported',
    })
  })
})
