import { describe, expect, test } from 'vitest'
import type { FakePreset } from '../../../providers/fake/config.js'
import { FakeVendor } from '../../../providers/fake/fake-vendor.js'
import { createEventHandler } from '../../../src/events/create-event-handler.js'
import type { MeetingEvent } from '../../../src/spec/event.js'
import type { ProviderEvent } from '../../../src/spec/provider-events.js'
import { TestClock } from '../../../src/testing/test-clock.js'
import { rejection, turns } from '../../identity/support.js'
import { id, type Setting, setUp } from './support.js'

const ann = { id: 'ann', name: 'Ann', role: 'moderator' } as const

interface Listening extends Setting {
  readonly told: readonly ProviderEvent[]
  /** What was told since the last call. */
  news(): readonly ProviderEvent[]
}

function listening(preset: FakePreset = 'link-like'): Listening {
  const setting = setUp(preset)
  const told: ProviderEvent[] = []
  setting.fake.events?.subscribe?.((event) => told.push(event))
  let seen = 0
  return {
    ...setting,
    told,
    news() {
      const news = told.slice(seen)
      seen = told.length
      return news
    },
  }
}

const types = (events: readonly { type: string }[]): readonly string[] => events.map(({ type }) => type)

describe('a fake vendor', () => {
  test('tells what happens to a meeting, with the session and the time', async () => {
    const { clock, fake, meetings, news } = listening()
    const { ref } = await meetings.createMeeting({ id })
    await clock.advance(5)
    const connectionId = fake.vendor.arrive(id, { ...ann, device: 'desk', guest: true })
    await clock.advance(5)
    fake.vendor.leave(id, 'ann')
    await meetings.end(id)
    const meeting = { key: id, vendor: { session: ref.vendor['session'] } }
    const participant = { ...ann, connectionId, device: 'desk', guest: true }
    const common = { meeting, providerData: {} }
    expect(news()).toMatchObject([
      { ...common, type: 'meeting.created', at: new Date(0), vendorType: 'fake:meeting.created' },
      { ...common, type: 'participant.joined', at: new Date(5), participant },
      { ...common, type: 'participant.left', at: new Date(10), participant, reason: 'left' },
      { ...common, type: 'meeting.ended', at: new Date(10) },
    ])
  })

  test('gives every event an id of its own, also among vendors', async () => {
    const [one, other] = [listening(), listening()]
    for (const { fake, meetings } of [one, other]) {
      await meetings.createMeeting({ id })
      for (let time = 0; time < 3; time++) fake.vendor.arrive(id, ann)
      fake.vendor.emit({ type: 'other' })
    }
    const ids = [...one.told, ...other.told].map((event) => event.id)
    expect(ids).toHaveLength(10)
    expect(new Set(ids).size).toBe(10)
  })

  test('tells it to all who listen, and to nobody who has stopped', async () => {
    const { fake, meetings } = setUp()
    const heard: string[] = []
    const listen = (name: string): (() => void) | undefined =>
      fake.events?.subscribe?.((event) => heard.push(`${name} ${event.id}`))
    const stop = listen('first')
    listen('second')
    await meetings.createMeeting({ id })
    expect(heard).toHaveLength(2)
    expect(new Set(heard.map((line) => line.split(' ')[1])).size).toBe(1)
    stop?.()
    stop?.()
    fake.vendor.arrive(id, ann)
    expect(heard.map((line) => line.split(' ')[0])).toEqual(['first', 'second', 'second'])
  })

  test('names a connection by its id, or by the person, whose first one it then is', async () => {
    const { fake, meetings, news } = listening()
    await meetings.createMeeting({ id })
    const [first, second] = [fake.vendor.arrive(id, ann), fake.vendor.arrive(id, ann)]
    news()
    fake.vendor.leave(id, second, 'dropped')
    fake.vendor.leave(id, 'ann')
    fake.vendor.leave(id, 'ann')
    expect(news()).toMatchObject([
      { participant: { id: 'ann', connectionId: second }, reason: 'dropped' },
      { participant: { id: 'ann', connectionId: first }, reason: 'left' },
    ])
  })

  test('tells what people switch, and shows it', async () => {
    const { fake, meetings, news } = listening()
    await meetings.createMeeting({ id })
    const connectionId = fake.vendor.arrive(id, ann)
    news()
    fake.vendor.update(id, 'ann', { camera: true, presenter: true })
    fake.vendor.update(id, connectionId, { camera: false })
    expect(news()).toMatchObject([
      {
        type: 'participant.updated',
        participant: { connectionId },
        changes: { camera: true, presenter: true },
      },
      { type: 'participant.updated', participant: { connectionId }, changes: { camera: false } },
    ])
    expect((await meetings.info(id)).participants).toEqual([
      { ...ann, connectionId, camera: false, presenter: true, joinedAt: new Date(0) },
    ])
    expect(() => fake.vendor.update(id, 'bob', { camera: true })).toThrow(
      'nobody with the id "bob" is inside',
    )
  })

  test('tells what is said, by people and by the server', async () => {
    const { fake, meetings, news } = listening()
    await meetings.createMeeting({ id })
    fake.vendor.arrive(id, ann)
    news()
    fake.vendor.say(id, 'ann', 'Hello')
    await meetings.sendMessage(id, { text: 'Ten minutes left' })
    const [said, sent] = news()
    expect(said).toMatchObject({ type: 'chat.message', text: 'Hello', participant: { id: 'ann' } })
    expect(sent).toMatchObject({ type: 'chat.message', text: 'Ten minutes left' })
    expect(sent).not.toHaveProperty('participant')
    expect(() => fake.vendor.say(id, 'bob', 'Hi')).toThrow('nobody with the id "bob" is inside')
    expect(fake.vendor.meeting(id)?.messages.map(({ text }) => text)).toEqual(['Hello', 'Ten minutes left'])
  })

  test('tells what becomes of a recording', async () => {
    const { fake, meetings, news } = listening()
    const { ref } = await meetings.createMeeting({ id, record: 'on-demand' })
    news()
    const recordingId = fake.vendor.startRecording(id)
    expect(fake.vendor.stopRecording(id)).toBe(recordingId)
    expect(fake.vendor.stopRecording(id)).toBeUndefined()
    await meetings.end(ref)
    const [{ ref: recording } = expect.unreachable('there is none')] = (await meetings.recordings.list())
      .recordings
    await meetings.recordings.publish(recording)
    await meetings.recordings.unpublish(recording)
    await meetings.recordings.publish(recording)
    await meetings.recordings.delete(recording)
    const all = news()
    expect(types(all)).toEqual([
      'recording.started',
      'recording.stopped',
      'recording.ready',
      'meeting.ended',
      'recording.unpublished',
      'recording.published',
      'recording.deleted',
    ])
    for (const event of all) {
      expect(event.meeting).toEqual({ key: id, vendor: ref.vendor })
      if (event.type !== 'meeting.ended') expect(event.recordingId).toBe(recordingId)
    }
  })

  test('tells that a recording failed, or is ready that came by itself', async () => {
    const { fake, meetings, news } = listening()
    await meetings.createMeeting({ id })
    const meeting = fake.vendor.meeting(id) ?? expect.unreachable('it lives')
    news()
    fake.vendor.recordings.add(meeting)
    fake.vendor.recordings.setState(fake.vendor.recordings.add(meeting, 'processing'), 'failed')
    expect(types(news())).toEqual(['recording.ready', 'recording.failed'])
  })

  test('tells what time did once somebody looks, with the time at which it was', async () => {
    const { clock, fake, meetings, told, news } = listening()
    await meetings.createMeeting({ id, durationMinutes: 3 })
    await meetings.createBreakoutRoom(id, { sequence: 1 })
    fake.vendor.arrive(id, ann)
    fake.vendor.startRecording(id)
    news()
    await clock.advance(10 * 60_000)
    expect(news()).toEqual([])
    expect(fake.vendor.meetings).toEqual([])
    expect(fake.vendor.meetings).toEqual([])
    const end = new Date(3 * 60_000)
    expect(news().map(({ type, at, meeting }) => [type, at, meeting?.key])).toEqual([
      ['meeting.ended', end, `${id}.1`],
      ['recording.stopped', end, id],
      ['recording.ready', new Date(10 * 60_000), id],
      ['meeting.ended', end, id],
    ])
    expect(new Set(told.map((event) => event.id)).size).toBe(told.length)
  })

  test('tells the end of a meeting that it forgets, once', async () => {
    const { fake, meetings, news } = listening()
    await meetings.createMeeting({ id })
    news()
    fake.vendor.forget(id)
    fake.vendor.forget(id)
    await meetings.end(id)
    expect(types(news())).toEqual(['meeting.ended'])
  })

  test('tells anything else that it is given', async () => {
    const { fake, news } = listening('sdk-like')
    const at = new Date(7)
    fake.vendor.emit({
      type: 'other',
      id: 'x',
      at,
      vendorType: 'user-emoji',
      providerData: { emoji: 'wave' },
    })
    fake.vendor.emit({ type: 'chat.message', text: 'never told by this vendor' })
    const [other, chat] = news()
    expect(other).toEqual({
      type: 'other',
      id: 'x',
      at,
      vendorType: 'user-emoji',
      providerData: { emoji: 'wave' },
    })
    expect(chat).toMatchObject({ type: 'chat.message', at: new Date(0), vendorType: 'fake:chat.message' })
  })
})

describe('the preset', () => {
  test('sdk-like tells only what Chime does', async () => {
    const { fake, meetings, news } = listening('sdk-like')
    const { ref } = await meetings.createMeeting({ id, record: 'on-demand' })
    fake.vendor.arrive(id, ann)
    fake.vendor.update(id, 'ann', { camera: true, muted: true })
    fake.vendor.update(id, 'ann', { raisedHand: true, microphone: true, presenter: true })
    fake.vendor.update(id, 'ann', { screenShare: false })
    fake.vendor.say(id, 'ann', 'Hello')
    for (let time = 0; time < 2; time++) await meetings.transcription.start(id)
    for (let time = 0; time < 2; time++) await meetings.transcription.stop(id)
    await meetings.recordings.start(ref)
    await meetings.recordings.start(ref)
    await meetings.recordings.stop(ref)
    await meetings.recordings.stop(ref)
    const [recording = expect.unreachable('there is none')] = (await meetings.recordings.list()).recordings
    await meetings.recordings.unpublish(recording)
    await meetings.recordings.delete(recording)
    const all = news()
    expect(types(all)).toEqual([
      'meeting.created',
      'participant.joined',
      'participant.updated',
      'participant.updated',
      'transcription.started',
      'transcription.stopped',
      'recording.started',
      'recording.stopped',
      'recording.ready',
    ])
    expect(all.flatMap((event) => (event.type === 'participant.updated' ? [event.changes] : []))).toEqual([
      { camera: true },
      { screenShare: false },
    ])
  })

  test('sdk-like tells of every connection of somebody who is sent out', async () => {
    const { fake, meetings, news } = listening('sdk-like')
    await meetings.createMeeting({ id })
    for (const device of ['desk', 'phone']) {
      await meetings.join(id, { participant: { id: 'ann', name: 'Ann' }, device })
      fake.vendor.arrive(id, { ...ann, device })
    }
    fake.vendor.arrive(id, { ...ann, id: 'bob' })
    news()
    await meetings.removeParticipant(id, 'ann')
    expect(news()).toMatchObject(
      ['desk', 'phone'].map((device) => ({ type: 'participant.left', participant: { id: 'ann', device } })),
    )
    expect(fake.vendor.meeting(id)?.people.map((one) => one.id)).toEqual(['bob'])
  })

  test.each([
    ['link-like', true],
    ['sdk-like', true],
    ['limited', false],
    ['down', true],
    ['slow', true],
    ['throttled', true],
  ] as const)('%s has events: %s, and says so', (preset, expected) => {
    const { fake } = setUp(preset)
    const declared = Object.entries(fake.capabilities).filter(
      ([key, { support }]) => key.startsWith('events.') && support !== 'unsupported',
    )
    expect([fake.events !== undefined, declared.length > 0]).toEqual([expected, expected])
    for (const [key, { support, note }] of Object.entries(fake.capabilities))
      if (key.startsWith('events.') && support !== 'native')
        expect([key, note]).toEqual([key, expect.any(String)])
  })

  test('limited tells nothing, whoever listens', async () => {
    const { fake, meetings } = setUp('limited')
    const told: unknown[] = []
    fake.vendor.subscribe((event) => told.push(event))
    await meetings.createMeeting({ id })
    fake.vendor.arrive(id, ann)
    fake.vendor.update(id, 'ann', { camera: true })
    expect(told).toEqual([])
  })
})

describe('a vendor of its own', () => {
  test('tells all that a link vendor does', () => {
    const vendor = new FakeVendor(new TestClock(0))
    const told: string[] = []
    vendor.subscribe(({ type }) => told.push(type))
    const request = { id, key: id, incarnation: 1, requestToken: 'x', repeated: false } as const
    vendor.make(request)
    vendor.arrive(id, ann)
    expect(told).toEqual(['meeting.created', 'participant.joined'])
  })
})

describe('the events of a fake', () => {
  test('are named by the session, and come by no URL', async () => {
    const { fake, meetings } = setUp()
    const { ref } = await meetings.createMeeting({ id })
    const { events } = fake
    expect(events?.ways).toEqual({})
    expect(events?.sessionOf(ref.vendor)).toBe(ref.vendor['session'])
    expect(events?.sessionOf({})).toBeUndefined()
    const refused = rejection(events?.receive({} as never, {} as never) ?? Promise.resolve())
    expect((await refused).code).toBe('unsupported')
  })

  test('reach the handlers of a program under test', async () => {
    const { fake, meetings } = setUp('sdk-like')
    const handler = createEventHandler(meetings)
    const told: MeetingEvent[] = []
    handler.onEvent((event) => {
      told.push(event)
    })
    await handler.register()
    const { ref } = await meetings.createMeeting({ id })
    fake.vendor.arrive(id, ann)
    await turns()
    expect(types(told)).toEqual(['meeting.created', 'meeting.started', 'participant.joined'])
    expect(told[2]).toMatchObject({ provider: 'fake', ref, participant: ann })
    expect(await meetings.info(id)).toMatchObject({
      presence: 'events',
      running: true,
      participantCount: 1,
      participants: [ann],
    })
    await handler.close()
  })
})
