import { describe, expect, it } from 'vitest'
import { mapChimeError } from '../../../providers/chime/map-error.js'
import { missingPermissionOf } from '../../../providers/chime/missing-permission.js'
import { MeetingError } from '../../../src/errors/meeting-error.js'
import { created, failure, setup } from './setup.js'

const who = 'User: arn:aws:iam::111122223333:user/backend'
const what = 'arn:aws:chime:us-east-1:111122223333:meeting/*'

/** Texts as AWS services write them. */
const texts: readonly (readonly [text: string, message: string, permission: string])[] = [
  [
    `${who} is not authorized to perform: chime:CreateMeeting on resource: ${what} because no identity-based policy allows the chime:CreateMeeting action`,
    'the IAM policy lacks chime:CreateMeeting',
    'chime:CreateMeeting',
  ],
  [
    `${who} is not authorized to perform: chime:CreateMeeting`,
    'the IAM policy lacks chime:CreateMeeting',
    'chime:CreateMeeting',
  ],
  [
    `${who} is not authorized to perform: s3:ListBucket on resource: "arn:aws:s3:::films" with an explicit deny in a service control policy`,
    'a policy explicitly denies s3:ListBucket',
    's3:ListBucket',
  ],
  [
    `${who} is not authorized to perform: iam:CreateServiceLinkedRole on resource: role/aws-service-role`,
    'the IAM policy lacks iam:CreateServiceLinkedRole',
    'iam:CreateServiceLinkedRole',
  ],
]

describe('a permission that is missing', () => {
  it.each(texts)('is read out of what AWS says: %s', (text, message, permission) => {
    for (const name of [
      'AccessDeniedException',
      'ForbiddenException',
      'UnauthorizedException',
      'AccessDenied',
    ]) {
      const error = mapChimeError(Object.assign(new Error(text), { name }), 'CreateMeeting', 0)
      expect(error).toMatchObject({ code: 'forbidden', effect: 'none', retryable: false, vendorCode: name })
      expect(error.message).toBe(`CreateMeeting failed: ${message}`)
      expect(missingPermissionOf(error)).toBe(permission)
      expect(missingPermissionOf(error.at({ provider: 'chime-eu' }))).toBe(permission)
    }
  })

  it('is not made up where AWS names none', () => {
    const denied = Object.assign(new Error('User is not authorized'), { name: 'AccessDeniedException' })
    const error = mapChimeError(denied, 'CreateMeeting', 0)
    expect(error.message).toBe('CreateMeeting failed: AccessDeniedException: User is not authorized')
    expect(missingPermissionOf(error)).toBeUndefined()
    expect(
      missingPermissionOf(new MeetingError({ code: 'quota', message: 'the IAM policy lacks a:B' })),
    ).toBeUndefined()
    expect(missingPermissionOf(new Error('the IAM policy lacks a:B'))).toBeUndefined()
    expect(missingPermissionOf(undefined)).toBeUndefined()
  })

  it('is told to whoever makes a meeting', async () => {
    const { simulator, provider } = await setup()
    const [[message] = ['']] = texts
    simulator.throwNext('CreateMeeting', 'AccessDeniedException', { message })
    const error = await failure(created(provider))
    expect(missingPermissionOf(error)).toBe('chime:CreateMeeting')
    expect(simulator.created).toBe(0)
  })
})
