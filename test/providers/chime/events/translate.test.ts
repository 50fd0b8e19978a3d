import { describe, expect, it } from 'vitest'
import { externalMeetingId } from '../../../../providers/chime/external-id.js'
import { memoryStore } from '../../../../src/memory/memory-store.js'
import { systemClock } from '../../../../src/ports/clock.js'
import { calling, created, failure, setup } from '../setup.js'
import {
  account,
  attendeeId,
  chimeEvents,
  envelope,
  eventsOf,
  meetingId,
  message,
  personal,
  trusted,
  trustedOne,
} from './support.js'

const participant = { id: 'ada', connectionId: attendeeId }

describe('an event of Chime', () => {
  it.each<[string, Record<string, unknown>]>([
    ['MeetingStarted', { type: 'meeting.created' }],
    ['MeetingEnded', { type: 'meeting.ended' }],
    ['AttendeeJoined', { type: 'participant.joined', participant }],
    ['AttendeeLeft', { type: 'participant.left', participant, reason: 'left' }],
    ['AttendeeDropped', { type: 'participant.left', participant, reason: 'dropped' }],
    ['AttendeeVideoStarted', { type: 'participant.updated', participant, changes: { camera: true } }],
    ['AttendeeVideoStopped', { type: 'participant.updated', participant, changes: { camera: false } }],
    ['AttendeeContentJoined', { type: 'participant.updated', participant, changes: { screenShare: true } }],
    ['AttendeeContentLeft', { type: 'participant.updated', participant, changes: { screenShare: false } }],
    ['AttendeeContentDropped', { type: 'participant.updated', participant, changes: { screenShare: false } }],
    ['AttendeeContentVideoStarted', { type: 'other', participant }],
    ['AttendeeContentVideoStopped', { type: 'other', participant }],
    ['AttendeeAdded', { type: 'other', participant }],
    ['AttendeeDeleted', { type: 'other', participant }],
    ['AttendeeAuthorized', { type: 'other', participant }],
    ['AttendeeCapabilitiesUpdated', { type: 'other', participant }],
    ['TranscriptionStarted', { type: 'transcription.started' }],
    ['TranscriptionStopped', { type: 'transcription.stopped' }],
    ['TranscriptionResumed', { type: 'transcription.resumed' }],
    ['MediaPipelineInProgress', { type: 'other' }],
    ['MediaPipelineTemporaryFailure', { type: 'other' }],
    ['SomethingOfTomorrow', { type: 'other' }],
  ])('%s is told in neutral words', async (type, told) => {
    const isAbout = type.startsWith('Attendee') ? personal : message
    const content = type.includes('Content') ? { attendeeId: `${attendeeId}#content` } : {}
    const given = isAbout(type, content)
    const event = await trustedOne(chimeEvents(), given)
    const vendor = { meetingId, region: 'us-east-1', mediaRegion: 'eu-central-1' }
    expect(event).toEqual({
      id: expect.any(String),
      at: new Date(1_795_169_730_123),
      vendorType: `chime:${type}`,
      meeting: { key: 'class-42', vendor },
      providerData: given,
      ...told,
    })
  })

  it.each(['Interrupted', 'Failed'])('says why transcription was %s', async (how) => {
    const event = await trustedOne(
      chimeEvents(),
      message(`Transcription${how}`, { message: 'no more words' }),
    )
    expect(event).toMatchObject({ type: `transcription.${how.toLowerCase()}`, message: 'no more words' })
  })

  it('is about a person whose id is told without what was put around it', async () => {
    const events = chimeEvents()
    const who = async (externalUserId: string): Promise<unknown> => {
      const event = await trustedOne(events, personal('AttendeeJoined', { externalUserId }))
      return event.type === 'participant.joined' ? event.participant : undefined
    }
    expect(await who('p.x')).toEqual({ id: 'x', connectionId: attendeeId })
    expect(await who('ada.phone')).toEqual({ id: 'ada', device: 'phone', connectionId: attendeeId })
    expect(await who(`ada:${'h'.repeat(15)}`)).toEqual({ id: 'ada', connectionId: attendeeId })
    expect(await who('8charsid#Ada Lovelace')).toEqual({
      id: '8charsid#Ada Lovelace',
      connectionId: attendeeId,
    })
  })

  it('of content names who shares it, wherever Chime puts its mark', async () => {
    const events = chimeEvents()
    for (const detail of [
      { attendeeId: `${attendeeId}#content` },
      { attendeeId: `${attendeeId}#content`, externalUserId: 'ada#content' },
      { externalUserId: 'ada#content' },
    ])
      expect(await trustedOne(events, personal('AttendeeContentJoined', detail))).toMatchObject({
        type: 'participant.updated',
        participant,
        changes: { screenShare: true },
      })
  })

  it.each<[string, Record<string, unknown>]>([
    ['a bot', { externalUserId: 'aws:MediaPipeline-77777777' }],
    ['a bot in other letters', { externalUserId: 'AWS:MediaPipeline-77777777' }],
    ['nobody', { externalUserId: undefined }],
    ['no attendee', { attendeeId: undefined }],
  ])('about %s is nobody who comes or goes', async (_what, detail) => {
    const events = chimeEvents()
    for (const type of ['AttendeeJoined', 'AttendeeLeft', 'AttendeeDropped', 'AttendeeVideoStarted']) {
      const event = await trustedOne(events, personal(type, detail))
      expect(event.type).toBe('other')
      expect(event).not.toHaveProperty('participant')
    }
  })

  it('about shared content is not its person coming, going or showing a face', async () => {
    const events = chimeEvents()
    for (const type of ['AttendeeJoined', 'AttendeeLeft', 'AttendeeDropped', 'AttendeeVideoStarted'])
      expect(await trustedOne(events, personal(type, { attendeeId: `${attendeeId}#content` }))).toMatchObject(
        { type: 'other', participant },
      )
  })

  it('has one id whatever way it comes, and another one for everything else', async () => {
    const events = chimeEvents()
    const idOf = async (given: unknown): Promise<string> => (await trustedOne(events, given)).id
    const detail = { attendeeId, externalUserId: 'ada' }
    const id = await idOf(message('AttendeeJoined', detail))
    expect(await idOf(envelope('AttendeeJoined', detail))).toBe(id)
    expect(await idOf(message('AttendeeJoined', { ...detail, timestamp: 1_795_169_730_123.75 }))).toBe(id)
    const others = [
      message('AttendeeLeft', detail),
      message('AttendeeJoined', { ...detail, attendeeId: attendeeId.replace('9', '8') }),
      message('AttendeeJoined', { ...detail, timestamp: 1_795_169_730_124 }),
      message('AttendeeJoined', { ...detail, meetingId: meetingId.replace('0', '1') }),
      message('MediaPipelineInProgress', { mediaPipelineId: meetingId }),
      message('MediaPipelineInProgress', { mediaPipelineId: attendeeId }),
      message('PoolThing', { meetingId: undefined, poolArn: 'arn:1' }),
      message('PoolThing', { meetingId: undefined, poolArn: 'arn:2' }),
    ]
    const ids = await Promise.all(others.map(idOf))
    expect(new Set([id, ...ids]).size).toBe(others.length + 1)
  })

  it('without an ExternalMeetingId is about no meeting that is known', async () => {
    const events = chimeEvents()
    for (const externalMeetingId of [undefined, null, ''])
      expect(await trustedOne(events, personal('AttendeeJoined', { externalMeetingId }))).toEqual(
        expect.not.objectContaining({ meeting: expect.anything() }),
      )
  })

  it('takes its time from the envelope where it has none of its own', async () => {
    const event = await trustedOne(chimeEvents(), message('MeetingEnded', { timestamp: undefined }))
    expect(event.at).toEqual(new Date('2026-11-20T10:15:30.123Z'))
  })

  it('of a version that nobody knows yet is not interpreted', async () => {
    const event = await trustedOne(chimeEvents(), personal('AttendeeJoined', { version: '1' }))
    expect(event).toMatchObject({ type: 'other', vendorType: 'chime:AttendeeJoined' })
  })

  it('may have members that nobody knows yet', async () => {
    const given = { ...personal('AttendeeJoined', { mood: ['good'] }), more: { of: 'it' } }
    expect(await trustedOne(chimeEvents(), given)).toMatchObject({
      type: 'participant.joined',
      providerData: given,
    })
  })

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a number', 42],
    ['no JSON', 'hello'],
    ['an empty object', {}],
    ['another service', { ...message('MeetingEnded'), source: 'aws.s3' }],
    ['no detail', { ...message('MeetingEnded'), detail: 'x' }],
    ['no type', message('MeetingEnded', { eventType: undefined })],
    ['a type of another make', message('MeetingEnded', { eventType: 'MeetingEnded' })],
    ['no time at all', { ...message('MeetingEnded', { timestamp: 'soon' }), time: 'later' }],
    ['a time out of reach', message('MeetingEnded', { timestamp: 1e300 })],
    ['another control region', { ...message('MeetingEnded'), region: 'eu-central-1' }],
    ['records of a bucket', { Records: [{ eventSource: 'aws:s3', s3: {} }] }],
    ['a record that is no JSON', { Records: [{ eventSource: 'aws:sqs', body: '{' }] }],
    ['a confirmation of SNS', { Type: 'SubscriptionConfirmation', Message: 'You have chosen' }],
  ])('is refused as unreadable where it is %s', async (_what, given) => {
    expect(await failure(trusted(chimeEvents(), given))).toMatchObject({
      code: 'invalid-request',
      effect: 'none',
    })
  })

  it('is not unwrapped without an end', async () => {
    let wrapped: unknown = message('MeetingEnded')
    for (let i = 0; i < 4; i += 1) wrapped = { Type: 'Notification', Message: JSON.stringify(wrapped) }
    expect(await failure(trusted(chimeEvents(), wrapped))).toMatchObject({ code: 'invalid-request' })
  })

  it('of another account is refused where the account is configured', async () => {
    const events = chimeEvents({ config: { events: { account } } })
    expect(await trusted(events, message('MeetingEnded'))).toHaveLength(1)
    const foreign = { ...message('MeetingEnded'), account: '999999999999' }
    expect(await failure(trusted(events, foreign))).toMatchObject({ code: 'forbidden' })
    expect(await failure(trusted(events, { ...foreign, account: undefined }))).toMatchObject({
      code: 'forbidden',
    })
    expect(await trusted(chimeEvents(), foreign)).toHaveLength(1)
  })

  it('of a meeting with a long key is about that key', async () => {
    const { provider, simulator } = await setup()
    const key = `0123456789abcdef.${'k'.repeat(64)}`
    const heard: unknown[] = []
    // As fast as a vendor can be: before the create has been answered.
    const events = eventsOf(provider)
    const told: Promise<unknown>[] = []
    simulator.onEvent(({ detail, region, detailType }) => {
      const given = { ...message('x'), region, 'detail-type': detailType, detail }
      told.push(trustedOne(events, given).then((event) => heard.push(event.meeting?.key)))
    })
    await created(provider, { key })
    await Promise.all(told)
    expect(heard).toEqual([key])
    expect(externalMeetingId(key)).not.toBe(key)
    const lost = await trustedOne(
      chimeEvents(),
      message('MeetingEnded', { externalMeetingId: externalMeetingId(key) }),
    )
    expect(lost.meeting).toMatchObject({ key: externalMeetingId(key), vendor: { meetingId } })
  })

  it('costs an ordinary create nothing', async () => {
    const written: string[] = []
    const store = memoryStore(systemClock)
    const noting = {
      ...store,
      set: async (...args: Parameters<typeof store.set>) => {
        written.push(args[0])
        return store.set(...args)
      },
    }
    const { provider } = await setup({ store: noting })
    await created(provider, { key: `0123456789abcdef.${'k'.repeat(47)}` })
    expect(written).toEqual([])
  })

  it('is nothing that a closed provider reads', async () => {
    const { provider } = await setup()
    await provider.close()
    expect(await failure(trusted(eventsOf(provider), message('MeetingEnded')))).toMatchObject({
      code: 'not-configured',
    })
  })
})

describe('what AWS wraps events in', () => {
  const text = JSON.stringify(message('MeetingEnded'))
  const sns = { Type: 'Notification', MessageId: '1', TopicArn: 'arn', Message: text }

  it.each<[string, unknown]>([
    ['an envelope of EventBridge', envelope('MeetingEnded')],
    ['the body of a queue', message('MeetingEnded')],
    ['its text', text],
    ['a whole message of a queue', { MessageId: '1', ReceiptHandle: 'r', Body: text }],
    ['a notification of SNS', sns],
    ['a queue that is subscribed to a topic', { MessageId: '1', Body: JSON.stringify(sns) }],
    ['Lambda, called by SNS', { Records: [{ EventOwner: 'aws:sns', Sns: sns }] }],
    ['Lambda, called by SQS', { Records: [{ eventSource: 'aws:sqs', messageId: '1', body: text }] }],
    [
      'Lambda, called by SQS that is subscribed to a topic of a rule',
      { Records: [{ eventSource: 'aws:sqs', body: JSON.stringify(sns) }] },
    ],
  ])('is taken off: %s', async (_what, given) => {
    expect(await trustedOne(chimeEvents(), given)).toMatchObject({ type: 'meeting.ended' })
  })

  it('may hold several', async () => {
    const other = JSON.stringify(message('MeetingStarted'))
    const records = {
      Records: [
        { eventSource: 'aws:sqs', body: text },
        { eventSource: 'aws:sqs', body: other },
      ],
    }
    expect((await trusted(chimeEvents(), records)).map(({ type }) => type)).toEqual([
      'meeting.ended',
      'meeting.created',
    ])
    expect(await trusted(chimeEvents(), { Records: [] })).toEqual([])
  })
})

describe('the events of a Chime instance', () => {
  it('are of one session exactly if the MeetingId is the same', () => {
    const events = chimeEvents()
    expect(events.sessionOf({ meetingId, region: 'us-east-1' })).toBe(meetingId)
    expect(events.sessionOf({})).toBeUndefined()
  })

  it('need no registration, which says what is configured and no secret', async () => {
    const none = async function* (): AsyncGenerator<never> {}
    const register = async (config: object): Promise<unknown> =>
      chimeEvents({ config }).register?.(none, calling())
    expect(await register({})).toEqual({
      state: 'not-needed',
      detail:
        'meetings are made without notifications: their events are on EventBridge only; nothing is accepted by HTTP',
    })
    const queue = 'arn:aws:sqs:us-east-1:111122223333:q'
    const topic = 'arn:aws:sns:us-east-1:111122223333:t'
    const apiKey = 'hush-hush-hush-hush'
    expect(await register({ events: { sqsQueueArn: queue, snsTopicArn: topic, apiKey } })).toEqual({
      state: 'not-needed',
      detail: `meetings are made with notifications to ${queue}, ${topic}; accepted by HTTP: sns from ${topic}; eventbridge with a key in x-api-key`,
    })
  })
})
