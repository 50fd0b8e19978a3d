import { describe, expect, it } from 'vitest'
import { readCreateOptions } from '../../../providers/chime/provider-options.js'
import { MeetingError } from '../../../src/errors/meeting-error.js'

function problemPaths(chime: unknown): readonly string[] {
  try {
    readCreateOptions({ chime })
    return []
  } catch (error) {
    if (!MeetingError.is(error) || error.code !== 'invalid-request') throw error
    return (error.problems ?? []).map(({ path }) => path)
  }
}

describe('providerOptions.chime', () => {
  it('may be absent, and empty', () => {
    expect(readCreateOptions(undefined)).toEqual({})
    expect(readCreateOptions({ bbb: { anything: 1 } })).toEqual({})
    expect(readCreateOptions({ chime: {} })).toEqual({})
  })

  it('takes everything that Chime takes', () => {
    const options = {
      tags: Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`key:${index}`, 'a value/1@2'])),
      tenantIds: ['aa', 'b_!@#$', 'aaabaaab', 'x1', 'y'.repeat(3)],
      notifications: {
        snsTopicArn: 'arn:aws:sns:us-east-1:111122223333:topic',
        sqsQueueArn: 'arn:aws:sqs:us-east-1:111122223333:queue',
        lambdaFunctionArn: 'arn:aws:lambda:us-east-1:111122223333:function:name',
      },
      meetingHostId: 'ab',
      primaryMeetingId: '00000000-0000-0000-0000-000000000001',
      echoReduction: false,
      mediaPlacementNetworkType: 'Ipv4Only',
    }
    expect(readCreateOptions({ chime: options })).toEqual(options)
  })

  it.each<[string, unknown, string]>([
    ['something else than an object', 'x', 'providerOptions.chime'],
    ['a key that is unknown', { tag: {} }, 'providerOptions.chime.tag'],
    [
      'more than 50 tags',
      { tags: Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`k${i}`, ''])) },
      'providerOptions.chime.tags',
    ],
    ['a tag key of other characters', { tags: { ü: 'x' } }, 'providerOptions.chime.tags.ü'],
    ['an empty tag key', { tags: { '': 'x' } }, 'providerOptions.chime.tags.'],
    [
      'a tag key that AWS keeps for itself',
      { tags: { 'aws:team': 'x' } },
      'providerOptions.chime.tags.aws:team',
    ],
    ['a tag value that is too long', { tags: { a: 'x'.repeat(257) } }, 'providerOptions.chime.tags.a'],
    ['a tag value of other characters', { tags: { a: '€' } }, 'providerOptions.chime.tags.a'],
    ['no tenant at all', { tenantIds: [] }, 'providerOptions.chime.tenantIds'],
    ['six tenants', { tenantIds: ['aa', 'ab', 'ac', 'ad', 'ae', 'af'] }, 'providerOptions.chime.tenantIds'],
    ['a tenant of one character', { tenantIds: ['a'] }, 'providerOptions.chime.tenantIds.0'],
    ['a character four times in a row', { tenantIds: ['xaaaay'] }, 'providerOptions.chime.tenantIds.0'],
    ['a tenant of other characters', { tenantIds: ['a b'] }, 'providerOptions.chime.tenantIds.0'],
    [
      'what is no ARN',
      { notifications: { snsTopicArn: 'topic' } },
      'providerOptions.chime.notifications.snsTopicArn',
    ],
    ['an unknown target', { notifications: { webhook: 'x' } }, 'providerOptions.chime.notifications.webhook'],
    ['a host of one character', { meetingHostId: 'a' }, 'providerOptions.chime.meetingHostId'],
    [
      'a primary that is too long',
      { primaryMeetingId: 'a'.repeat(65) },
      'providerOptions.chime.primaryMeetingId',
    ],
    ['echo reduction in words', { echoReduction: 'AVAILABLE' }, 'providerOptions.chime.echoReduction'],
    [
      'another kind of network',
      { mediaPlacementNetworkType: 'Ipv6' },
      'providerOptions.chime.mediaPlacementNetworkType',
    ],
  ])('refuses %s', (_what, options, path) => {
    expect(problemPaths(options)).toEqual([path])
  })
})
