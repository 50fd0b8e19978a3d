import { describe, expect, test } from 'vitest'
import { eventsOf, hooked } from './bbb-events-support.js'
import { call, create, field, info, link, pair, start, visit } from './support.js'

describe('the people in a meeting', () => {
  test('are told as join named them, with their session token since 3', async () => {
    const users = []
    for (const server of ['bbb-3.0', 'bbb-2.7'] as const) {
      const { simulator, app } = await hooked({ server }, { eventID: 'user-joined,user-left' })
      await create(simulator, 'class-1')
      await visit(simulator, 'class-1', { userID: 'u-1', fullName: 'Ada', guest: 'true' })
      simulator.leave('class-1', 'u-1')
      await simulator.idle()
      users.push(eventsOf(app.received).map(({ id, attributes }) => ({ id, ...attributes['user'] })))
    }
    const ids = { 'internal-user-id': expect.stringMatching(/^w_/), 'external-user-id': 'u-1' }
    const joined = { id: 'user-joined', ...ids, name: 'Ada', role: 'MODERATOR', presenter: 'false' }
    const of3 = {
      guest: true,
      'ip-address': '127.0.0.1',
      'user-agent': 'simulator',
      referer: '',
      'session-token': expect.stringMatching(/^[0-9a-f]{16}$/),
    }
    expect(users).toEqual([
      [
        { ...joined, ...of3 },
        { id: 'user-left', ...ids, guest: true },
      ],
      [joined, { id: 'user-left', ...ids }],
    ])
  })

  test('have the internal id for the external one where join gave none', async () => {
    const { simulator, app } = await hooked({}, { eventID: 'user-joined' })
    await create(simulator, 'class-1')
    await visit(simulator, 'class-1')
    await simulator.idle()
    const user = eventsOf(app.received)[0]!.attributes['user']!
    expect(user['external-user-id']).toBe(user['internal-user-id'])
  })

  test('are in once they opened the client, and once only; a guest once let in', async () => {
    const { simulator, app } = await hooked({}, { eventID: 'user-joined' })
    await create(simulator, 'class-1', {
      ...pair,
      guestPolicy: 'ASK_MODERATOR',
      allowRequestsWithoutSession: 'true',
    })
    const join = {
      fullName: 'Ada',
      meetingID: 'class-1',
      role: 'MODERATOR',
      userID: 'u-1',
      redirect: 'false',
    }
    const client = field(await call(simulator, 'join', join), 'url')!
    await simulator.idle()
    expect(app.received).toEqual([])
    await fetch(client)
    await fetch(client)
    await visit(simulator, 'class-1', { userID: 'guest-1', guest: 'true', role: 'VIEWER' })
    await simulator.idle()
    expect(app.received).toHaveLength(1)
    simulator.admit('class-1', 'guest-1')
    await simulator.idle()
    const users = eventsOf(app.received).map(({ attributes }) => attributes['user']!['external-user-id'])
    expect(users).toEqual(['u-1', 'guest-1'])
  })

  test('show and say things, each told once', async () => {
    const { simulator, app } = await hooked()
    await create(simulator, 'class-1')
    await visit(simulator, 'class-1', { userID: 'u-1' })
    await visit(simulator, 'class-1', { userID: 'u-2', fullName: 'Bob', role: 'VIEWER' })
    await simulator.idle()
    const before = app.received.length
    for (const act of [
      'startCamera',
      'connectMicrophone',
      'mute',
      'unmute',
      'raiseHand',
      'lowerHand',
      'shareScreen',
      'stopScreenShare',
      'disconnectMicrophone',
      'stopCamera',
      'makePresenter',
    ] as const) {
      for (const userID of ['u-2', 'u-2', 'nobody']) simulator[act]('class-1', userID)
      simulator[act]('no-class', 'u-2')
    }
    simulator.say('class-1', 'u-2', 'Hi')
    simulator.setEmoji('class-1', 'u-2', 'happy')
    await simulator.idle()
    const told = eventsOf(app.received.slice(before)).map(({ id, attributes }) => {
      const { 'internal-user-id': _, 'external-user-id': userID, ...fields } = attributes['user'] ?? {}
      return [id, userID, fields]
    })
    const stream = expect.stringMatching(/^w_[0-9a-f]+_[0-9a-f]+$/)
    expect(told).toEqual([
      ['user-cam-broadcast-start', 'u-2', { stream }],
      ['user-audio-voice-enabled', 'u-2', { 'listening-only': false, 'sharing-mic': true, muted: false }],
      ['user-audio-muted', 'u-2', { muted: true }],
      ['user-audio-unmuted', 'u-2', { muted: false }],
      ['user-raise-hand-changed', 'u-2', { 'raise-hand': true }],
      ['user-raise-hand-changed', 'u-2', { 'raise-hand': false }],
      ['user-presenter-unassigned', 'u-1', {}],
      ['user-presenter-assigned', 'u-2', {}],
      ['meeting-screenshare-started', 'u-2', {}],
      ['meeting-screenshare-stopped', 'u-2', {}],
      ['user-audio-voice-disabled', 'u-2', { 'listening-only': false, 'sharing-mic': false, muted: true }],
      ['user-cam-broadcast-end', 'u-2', { stream }],
      ['chat-group-message-sent', undefined, {}],
      ['user-emoji-changed', 'u-2', { emoji: 'happy' }],
    ])
    expect(simulator.messages('class-1')).toEqual([{ userName: 'Bob', message: 'Hi' }])
  })

  test('take along what they have on when they leave, and a moderator takes over', async () => {
    const { simulator, app } = await hooked()
    await create(simulator, 'class-1')
    await visit(simulator, 'class-1', { userID: 'u-1' })
    await visit(simulator, 'class-1', { userID: 'u-2' })
    simulator.shareScreen('class-1', 'u-1')
    simulator.startCamera('class-1', 'u-1')
    simulator.connectMicrophone('class-1', 'u-1')
    await simulator.idle()
    const before = app.received.length
    simulator.leave('class-1', 'u-1')
    await simulator.idle()
    const told = eventsOf(app.received.slice(before))
    expect(told.map(({ id, attributes }) => `${id} ${attributes['user']?.['external-user-id']}`)).toEqual([
      'meeting-screenshare-stopped u-1',
      'user-cam-broadcast-end u-1',
      'user-audio-voice-disabled u-1',
      'user-left u-1',
      'user-presenter-assigned u-2',
    ])
  })

  test('are seen by getMeetingInfo as the events tell', async () => {
    const { simulator } = await start()
    await create(simulator, 'class-1')
    await visit(simulator, 'class-1', { userID: 'u-1' })
    const seen = async () => {
      const answer = await info(simulator, 'class-1')
      return [
        'videoCount',
        'voiceParticipantCount',
        'attendees/attendee/hasVideo',
        'attendees/attendee/hasJoinedVoice',
      ]
        .map((path) => field(answer, ...path.split('/')))
        .join(' ')
    }
    expect(await seen()).toBe('0 0 false false')
    simulator.startCamera('class-1', 'u-1')
    simulator.connectMicrophone('class-1', 'u-1')
    expect(await seen()).toBe('1 1 true true')
  })
})

describe('the chat', () => {
  test('is told with its sender, who may be the server', async () => {
    const { simulator, clock, app } = await hooked({}, { eventID: 'chat-group-message-sent' })
    await create(simulator, 'class-1')
    await visit(simulator, 'class-1', { userID: 'u-1' })
    simulator.say('class-1', 'u-1', 'Hello <all>')
    await fetch(
      link(simulator, 'sendChatMessage', { meetingID: 'class-1', message: 'Soon over', userName: 'Robot' }),
    )
    await simulator.idle()
    const told = eventsOf(app.received).map(({ attributes }) => attributes)
    const message = (text: string, sender: object) => ({
      'chat-id': 'MAIN-PUBLIC-GROUP-CHAT',
      'chat-message': { id: expect.any(String), message: text, sender: { ...sender, time: clock.now() } },
    })
    expect(told).toMatchObject([
      message('Hello <all>', { 'internal-user-id': expect.stringMatching(/^w_/), name: 'Ada' }),
      message('Soon over', { 'internal-user-id': 'SYSTEM', name: 'Robot' }),
    ])
  })
})

test('version 2 knows no muting, calls a raised hand an emoji, and does not say whether a recording runs', async () => {
  const { simulator, app } = await hooked({ server: 'bbb-2.7' })
  await create(simulator, 'class-1', { ...pair, record: 'true' })
  await visit(simulator, 'class-1', { userID: 'u-1' })
  simulator.connectMicrophone('class-1', 'u-1')
  simulator.mute('class-1', 'u-1')
  simulator.raiseHand('class-1', 'u-1')
  simulator.lowerHand('class-1', 'u-1')
  simulator.startRecording('class-1')
  simulator.stopRecording('class-1')
  simulator.shareScreen('class-1', 'u-1')
  await simulator.idle()
  const told = eventsOf(app.received).map(({ id, attributes }) => [id, attributes['user']?.['emoji']])
  expect(told.slice(3)).toEqual([
    ['user-audio-voice-enabled', undefined],
    ['user-emoji-changed', 'raiseHand'],
    ['user-emoji-changed', undefined],
    ['meeting-recording-changed', undefined],
    ['meeting-recording-changed', undefined],
    ['meeting-screenshare-started', undefined],
  ])
  expect(eventsOf(app.received).at(-1)!.attributes).not.toHaveProperty('user')
})
