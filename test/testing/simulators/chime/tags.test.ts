import {
  type ChimeSDKMeetings,
  ResourceNotFoundException,
  TooManyTagsException,
} from '@aws-sdk/client-chime-sdk-meetings'
import { describe, expect, it } from 'vitest'
import { type Bench, createMeeting, nobody, rawRequest, refusal, startBench } from './support.js'

interface Tagged extends Bench {
  readonly ResourceARN: string
}

async function startTagged(Tags: Parameters<typeof createMeeting>[1] = {}): Promise<Tagged> {
  const bench = await startBench()
  const { MeetingArn = '' } = await createMeeting(bench.client, Tags)
  return { ...bench, ResourceARN: MeetingArn }
}

const numbered = (count: number, prefix = 'key'): { Key: string; Value: string }[] =>
  Array.from({ length: count }, (_, index) => ({ Key: `${prefix}${index}`, Value: '' }))

async function rejection(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => undefined,
    (reason: unknown) => reason,
  )
}

describe('tags in the Chime simulator', () => {
  it('are those that the meeting was created with', async () => {
    const Tags = [
      { Key: 'team', Value: 'blue' },
      { Key: 'cost/centre', Value: '' },
    ]
    const { client, ResourceARN } = await startTagged({ Tags })
    expect((await client.listTagsForResource({ ResourceARN })).Tags).toEqual(Tags)
  })

  it('are added, replaced and removed', async () => {
    const { simulator, client, ResourceARN } = await startTagged({ Tags: [{ Key: 'team', Value: 'blue' }] })
    const tagged = await client.tagResource({
      ResourceARN,
      Tags: [
        { Key: 'team', Value: 'red' },
        { Key: 'room', Value: '7' },
      ],
    })
    expect(tagged.$metadata.httpStatusCode).toBe(204)
    expect(simulator.meetings()[0]?.tags).toEqual({ team: 'red', room: '7' })
    const untagged = await client.untagResource({ ResourceARN, TagKeys: ['team', 'never-there'] })
    expect(untagged.$metadata.httpStatusCode).toBe(204)
    expect(simulator.meetings()[0]?.tags).toEqual({ room: '7' })
    expect((await client.listTagsForResource({ ResourceARN })).Tags).toEqual([{ Key: 'room', Value: '7' }])
  })

  it('are at most 50, counting those that stay', async () => {
    const { simulator, client, ResourceARN } = await startTagged({ Tags: numbered(49) })
    const error = await rejection(client.tagResource({ ResourceARN, Tags: numbered(2, 'new') }))
    expect(error).toBeInstanceOf(TooManyTagsException)
    expect(error).toMatchObject({ ResourceName: ResourceARN, $metadata: { httpStatusCode: 400 } })
    expect(Object.keys(simulator.meetings()[0]?.tags ?? {})).toHaveLength(49)
    await client.tagResource({ ResourceARN, Tags: [...numbered(1, 'new'), ...numbered(1)] })
    expect(Object.keys(simulator.meetings()[0]?.tags ?? {})).toHaveLength(50)
  })

  it('do not outlive the meeting', async () => {
    const { client, simulator, ResourceARN } = await startTagged()
    simulator.forget(simulator.meetings()[0]?.meetingId ?? '')
    expect(await refusal(client.listTagsForResource({ ResourceARN }))).toMatchObject({
      name: 'ResourceNotFoundException',
      status: 404,
    })
  })

  const calls: [string, (client: ChimeSDKMeetings, arn: string | undefined) => Promise<unknown>][] = [
    ['ListTagsForResource', (client, ResourceARN) => client.listTagsForResource({ ResourceARN })],
    [
      'TagResource',
      (client, ResourceARN) => client.tagResource({ ResourceARN, Tags: [{ Key: 'k', Value: 'v' }] }),
    ],
    ['UntagResource', (client, ResourceARN) => client.untagResource({ ResourceARN, TagKeys: ['k'] })],
  ]

  it.each(calls)('%s says which resource it does not know', async (_, call) => {
    const { client, ResourceARN } = await startTagged()
    for (const arn of [
      `arn:aws:chime:us-east-1:111122223333:meeting/${nobody}`,
      ResourceARN.replace('us-east-1', 'eu-central-1'),
      ResourceARN.replace('111122223333', '444455556666'),
      'arn:aws:s3:::bucket',
    ]) {
      const error = await rejection(call(client, arn))
      expect(error).toBeInstanceOf(ResourceNotFoundException)
      expect(error).toMatchObject({ ResourceName: arn, $metadata: { httpStatusCode: 404 } })
    }
  })

  it.each(calls)('%s takes an ARN of 1011 characters for one', async (_, call) => {
    const { client } = await startBench()
    const longest = `arn:${'a'.repeat(1007)}`
    expect((await refusal(call(client, longest))).name).toBe('ResourceNotFoundException')
    for (const arn of [`${longest}a`, 'meeting', 'arn', '', undefined]) {
      expect(await refusal(call(client, arn))).toMatchObject({ name: 'ValidationException', status: 400 })
    }
  })

  it.each([
    ['no tags', []],
    ['50 tags', numbered(50)],
    ['the longest tag', [{ Key: 'k'.repeat(128), Value: 'v'.repeat(256) }]],
    ['every kind of character', [{ Key: 'aZ09+-=._:/', Value: 'a_0 +-=.:/@' }]],
  ])('TagResource takes %s', async (_, Tags) => {
    const { client, ResourceARN } = await startTagged()
    await client.tagResource({ ResourceARN, Tags })
    expect((await client.listTagsForResource({ ResourceARN })).Tags).toEqual(Tags)
  })

  it.each([
    ['no list', undefined, 'tags'],
    ['51 tags', numbered(51), 'tags'],
    ['an empty key', [{ Key: '', Value: '' }], 'tags.1.member.key'],
    ['a key of 129 characters', [{ Key: 'k'.repeat(129), Value: '' }], 'tags.1.member.key'],
    ['a key with a space', [{ Key: 'a b', Value: '' }], 'tags.1.member.key'],
    ['no value', [{ Key: 'k', Value: undefined }], 'tags.1.member.value'],
    ['a value of 257 characters', [{ Key: 'k', Value: 'v'.repeat(257) }], 'tags.1.member.value'],
    ['a value with a bang', [{ Key: 'k', Value: '!' }], 'tags.1.member.value'],
  ])('TagResource refuses %s', async (_, Tags, member) => {
    const { simulator, client, ResourceARN } = await startTagged()
    const refused = await refusal(client.tagResource({ ResourceARN, Tags }))
    expect(refused).toMatchObject({ name: 'ValidationException', status: 400 })
    expect(refused.message).toContain(`'${member}'`)
    expect(simulator.meetings()[0]?.tags).toEqual({})
  })

  it.each([
    ['no list', undefined, 'tagKeys'],
    ['51 keys', numbered(51).map(({ Key }) => Key), 'tagKeys'],
    ['an empty key', [''], 'tagKeys.1.member'],
    ['a key of 129 characters', ['k'.repeat(129)], 'tagKeys.1.member'],
    ['a key with a space', ['ok', 'a b'], 'tagKeys.2.member'],
  ])('UntagResource refuses %s', async (_, TagKeys, member) => {
    const { client, ResourceARN } = await startTagged({ Tags: numbered(50) })
    const refused = await refusal(client.untagResource({ ResourceARN, TagKeys }))
    expect(refused).toMatchObject({ name: 'ValidationException', status: 400 })
    expect(refused.message).toContain(`'${member}'`)
  })

  it('UntagResource takes 50 keys, and the longest one', async () => {
    const { simulator, client, ResourceARN } = await startTagged({ Tags: numbered(50) })
    await client.untagResource({ ResourceARN, TagKeys: ['k'.repeat(128)] })
    await client.untagResource({ ResourceARN, TagKeys: numbered(50).map(({ Key }) => Key) })
    expect(simulator.meetings()[0]?.tags).toEqual({})
  })

  it('are no operation under another verb or name', async () => {
    const { simulator, ResourceARN } = await startTagged()
    const body = JSON.stringify({ ResourceARN, Tags: [] })
    for (const [method, target] of [
      ['POST', '/tags'],
      ['PUT', '/tags?operation=tag-resource'],
      ['POST', '/tags?operation=tag'],
    ] as const) {
      expect((await rawRequest(simulator, method, target, body)).status).toBe(404)
    }
  })
})
