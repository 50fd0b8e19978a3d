import type { CreateMeetingCommandInput } from '@aws-sdk/client-chime-sdk-meetings'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { meetingRequest, rawRequest, refusal, startBench } from './support.js'

type Changes = { [Member in keyof CreateMeetingCommandInput]?: unknown }

const tags = (count: number): unknown =>
  Array.from({ length: count }, (_, index) => ({ Key: `key${index}`, Value: '' }))

async function create(changes: Changes): Promise<{ status: number; name: string | null; message: string }> {
  const { simulator } = await startBench()
  const response = await rawRequest(
    simulator,
    'POST',
    '/meetings',
    JSON.stringify({ ...meetingRequest(), ...changes }),
  )
  const { Message = '' } = (await response.json()) as { Message?: string }
  expect(simulator.created).toBe(response.status === 200 ? 1 : 0)
  return { status: response.status, name: response.headers.get('x-amzn-errortype'), message: Message }
}

describe('what CreateMeeting of the Chime simulator refuses', () => {
  it.each<[string, Changes, string]>([
    ['no token', { ClientRequestToken: undefined }, 'clientRequestToken'],
    ['a token of one character', { ClientRequestToken: 'a' }, 'clientRequestToken'],
    ['a token of 65 characters', { ClientRequestToken: 'a'.repeat(65) }, 'clientRequestToken'],
    ['a token with a dot', { ClientRequestToken: 'a.b' }, 'clientRequestToken'],
    ['no external id', { ExternalMeetingId: null }, 'externalMeetingId'],
    ['an external id of one character', { ExternalMeetingId: 'a' }, 'externalMeetingId'],
    ['an external id of 65 characters', { ExternalMeetingId: 'a'.repeat(65) }, 'externalMeetingId'],
    ['no media region', { MediaRegion: undefined }, 'mediaRegion'],
    ['a media region of one character', { MediaRegion: 'e' }, 'mediaRegion'],
    ['a host id of one character', { MeetingHostId: 'h' }, 'meetingHostId'],
    ['a primary id of 65 characters', { PrimaryMeetingId: 'p'.repeat(65) }, 'primaryMeetingId'],
    ['an empty list of tenants', { TenantIds: [] }, 'tenantIds'],
    ['six tenants', { TenantIds: ['t1', 't2', 't3', 't4', 't5', 't6'] }, 'tenantIds'],
    ['a tenant of one character', { TenantIds: ['t'] }, 'tenantIds.1.member'],
    [
      'a tenant with four equal characters in a row',
      { TenantIds: ['ok', 'teeeen', 'teeen'] },
      'tenantIds.2.member',
    ],
    ['a tenant with a space', { TenantIds: ['a b'] }, 'tenantIds.1.member'],
    ['51 tags', { Tags: tags(51) }, 'tags'],
    ['a tag without a key', { Tags: [{ Value: 'x' }] }, 'tags.1.member.key'],
    ['a tag without a value', { Tags: [{ Key: 'x' }] }, 'tags.1.member.value'],
    ['a tag key of 129 characters', { Tags: [{ Key: 'k'.repeat(129), Value: '' }] }, 'tags.1.member.key'],
    ['a tag key with a space', { Tags: [{ Key: 'a b', Value: '' }] }, 'tags.1.member.key'],
    [
      'a tag value of 257 characters',
      { Tags: [{ Key: 'k', Value: 'v'.repeat(257) }] },
      'tags.1.member.value',
    ],
    ['a tag value with a bang', { Tags: [{ Key: 'k', Value: 'v!' }] }, 'tags.1.member.value'],
    ['a queue that is no ARN', { NotificationsConfiguration: { SqsQueueArn: 'queue' } }, 'sqsQueueArn'],
    ['a topic that is no ARN', { NotificationsConfiguration: { SnsTopicArn: 'arn:a b' } }, 'snsTopicArn'],
    [
      'a too long function ARN',
      { NotificationsConfiguration: { LambdaFunctionArn: `arn:${'a'.repeat(1021)}` } },
      'lambdaFunctionArn',
    ],
    ['an unknown network type', { MediaPlacementNetworkType: 'Ipv6Only' }, 'mediaPlacementNetworkType'],
    ['an unknown echo reduction', { MeetingFeatures: { Audio: { EchoReduction: 'YES' } } }, 'echoReduction'],
    ['video in UHD', { MeetingFeatures: { Video: { MaxResolution: 'UHD' } } }, 'video.maxResolution'],
    ['content in HD', { MeetingFeatures: { Content: { MaxResolution: 'HD' } } }, 'content.maxResolution'],
    ['no seats', { MeetingFeatures: { Attendee: { MaxCount: 0 } } }, 'maxCount'],
    ['251 seats', { MeetingFeatures: { Attendee: { MaxCount: 251 } } }, 'maxCount'],
  ])('%s, as a violation of the model', async (_, changes, member) => {
    const { status, name, message } = await create(changes)
    expect([status, name]).toEqual([400, 'ValidationException'])
    expect(message).toMatch(/^1 validation error detected: Value at /)
    expect(message).toContain(member)
  })

  it.each<[string, Changes]>([
    ['an external id with a bang', { ExternalMeetingId: 'class!' }],
    ['an external id outside Latin-1', { ExternalMeetingId: '教室42' }],
    ['an external id with an emoji', { ExternalMeetingId: 'class 🎓' }],
    ['the reserved prefix', { ExternalMeetingId: 'aws:class' }],
    ['the reserved prefix in capitals', { ExternalMeetingId: 'AWS:class' }],
    ['an unknown media region', { MediaRegion: 'mars-north-1' }],
    ['a media region of another partition', { MediaRegion: 'us-gov-west-1' }],
    ['FHD video without a seat limit', { MeetingFeatures: { Video: { MaxResolution: 'FHD' } } }],
    [
      'UHD content for 26',
      { MeetingFeatures: { Content: { MaxResolution: 'UHD' }, Attendee: { MaxCount: 26 } } },
    ],
    ['a primary that never was', { PrimaryMeetingId: 'nobody' }],
  ])('%s, by a rule of the service', async (_, changes) => {
    const { status, name } = await create(changes)
    expect([status, name]).toEqual([400, 'BadRequestException'])
  })

  it.each<[string, Changes]>([
    ['a number for a name', { ExternalMeetingId: 42 }],
    ['a string for a count', { MeetingFeatures: { Attendee: { MaxCount: '12' } } }],
    ['a fraction for a count', { MeetingFeatures: { Attendee: { MaxCount: 1.5 } } }],
    ['an object for a list', { Tags: {} }],
    ['a list for an object', { MeetingFeatures: [] }],
    ['a number for an enum', { MediaPlacementNetworkType: 4 }],
  ])('%s, as the wrong JSON type', async (_, changes) => {
    const { status, name } = await create(changes)
    expect([status, name]).toEqual([400, 'SerializationException'])
  })

  it.each(['{', '[]', 'null', '"meeting"'])('the body %s', async (body) => {
    const { simulator } = await startBench()
    const response = await rawRequest(simulator, 'POST', '/meetings', body)
    expect(response.headers.get('x-amzn-errortype')).toBe('SerializationException')
  })

  it('several things, all named at once, without their values', async () => {
    const { message } = await create({
      ExternalMeetingId: '!',
      ClientRequestToken: '?',
      MediaRegion: undefined,
    })
    expect(message).toMatch(/^4 validation errors detected: /)
    for (const member of ['externalMeetingId', 'clientRequestToken', 'mediaRegion'])
      expect(message).toContain(member)
    expect(message).not.toContain("'!'")
    expect(message).not.toContain('?')
  })

  it('answers errors with type header, code, message and request id', async () => {
    const { simulator } = await startBench()
    const body = JSON.stringify(meetingRequest({ ExternalMeetingId: 'aws:class' }))
    const response = await rawRequest(simulator, 'POST', '/meetings', body)
    expect(response.headers.get('x-amzn-errortype')).toBe('BadRequestException')
    expect(await response.json()).toEqual({
      Code: 'BadRequest',
      Message: expect.stringContaining('ExternalMeetingId'),
      RequestId: response.headers.get('x-amzn-requestid'),
    })
  })

  it('has the AWS client throw the named exception', async () => {
    const { client } = await startBench()
    const request = meetingRequest({ ExternalMeetingId: 'what?' })
    expect(await refusal(client.createMeeting(request))).toMatchObject({
      name: 'BadRequestException',
      status: 400,
    })
  })
})

describe('what CreateMeeting of the Chime simulator accepts', () => {
  it.each<[string, Changes]>([
    [
      'everything at its lower limit',
      { ClientRequestToken: 'a-', ExternalMeetingId: 'ab', TenantIds: ['ab'], Tags: [] },
    ],
    [
      'everything at its upper limit',
      {
        ClientRequestToken: 'a'.repeat(64),
        ExternalMeetingId: 'a'.repeat(64),
        TenantIds: ['abc'.repeat(85), 't2', 't3', 't4', 't5'],
        Tags: tags(50),
        NotificationsConfiguration: { SqsQueueArn: `arn:${'a'.repeat(1020)}` },
        MediaPlacementNetworkType: 'DualStack',
        MeetingFeatures: { Attendee: { MaxCount: 250 } },
      },
    ],
    [
      'FHD video for 25',
      { MeetingFeatures: { Video: { MaxResolution: 'FHD' }, Attendee: { MaxCount: 25 } } },
    ],
    ['FHD content for everybody', { MeetingFeatures: { Content: { MaxResolution: 'FHD' } } }],
    [
      'explicit null for what is optional',
      { MeetingHostId: null, Tags: null, MeetingFeatures: { Video: null } },
    ],
    ['64 characters outside the basic plane', { MeetingHostId: '\u{1f393}'.repeat(64) }],
    ['an unknown member', { Surprise: true } as Changes],
  ])('%s', async (_, changes) => {
    expect((await create(changes)).status).toBe(200)
  })

  it('exactly the external ids of the documented character class', async () => {
    const { simulator, client } = await startBench({ concurrentMeetings: Number.POSITIVE_INFINITY })
    const inside = [...`-_&@+=,(){}[]/«».:|'"#azAZ09ÀÖ×ÿ \t\n`]
    const outside = [...'!?%*;~<>$^`\\€Āж中ع\u{1f393}\u00a0\u0000']
    const character = fc.constantFrom(...inside)
    const text = fc.string({ unit: character, minLength: 2, maxLength: 64 })
    await fc.assert(
      fc.asyncProperty(text, async (ExternalMeetingId) => {
        const { Meeting } = await client.createMeeting(meetingRequest({ ExternalMeetingId }))
        expect(Meeting?.ExternalMeetingId).toBe(ExternalMeetingId)
      }),
      { numRuns: 60 },
    )
    const made = simulator.created
    for (const wrong of outside) {
      const request = meetingRequest({ ExternalMeetingId: `a${wrong}b` })
      expect(await refusal(client.createMeeting(request))).toMatchObject({ name: 'BadRequestException' })
    }
    expect(simulator.created).toBe(made)
  })
})
