import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { reportedViolation } from '../../../../src/testing/simulators/bbb/violation.js'

const reportedBy = (release: number, ...keys: readonly string[]): string | undefined =>
  reportedViolation(
    release,
    keys.map((key) => ({ key, message: '' })),
  )?.key

const reported = (...keys: readonly string[]): string | undefined => reportedBy(2.4, ...keys)

test.each([
  [['invalidMeetingIdentifier', 'meetingForciblyEnded', 'invalidPassword'], 'meetingForciblyEnded'],
  [
    ['invalidMeetingIdentifier', 'meetingForciblyEnded', 'invalidPassword', 'missingParamFullName'],
    'missingParamFullName',
  ],
  [['notFound', 'invalidPassword'], 'invalidPassword'],
  [['notFound'], 'notFound'],
  [['nullError', 'sizeError'], 'sizeError'],
  [['missingParamMeetingID', 'sizeError'], 'sizeError'],
  [['missingToken', 'missingSession', 'notFound', 'meetingForciblyEnded'], 'meetingForciblyEnded'],
])('of %j the server reports %s', (keys, winner) => {
  expect(reported(...keys)).toBe(winner)
  expect(reported(...keys.toReversed())).toBe(winner)
})

test('an unsupported content type is reported before anything else', () => {
  const others = [
    'sizeError',
    'nullError',
    'emptyError',
    'validationError',
    'invalidPassword',
    'missingParamFullName',
    'notFound',
    'parentMeetingIDMissing',
    'parentMeetingDoesNotExist',
  ]
  fc.assert(
    fc.property(fc.shuffledSubarray(others), fc.nat(), (keys, at) => {
      expect(reported(...keys.toSpliced(at % (keys.length + 1), 0, 'unsupportedContentType'))).toBe(
        'unsupportedContentType',
      )
    }),
  )
})

test('before 2.4 the first rule that is looked at wins', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('sizeError', 'nullError', 'notFound'), { minLength: 1 }), (keys) => {
      expect(reportedBy(2.2, ...keys)).toBe(keys[0])
      expect(reportedBy(2.3, ...keys)).toBe(keys[0])
    }),
  )
})

test('without a violation nothing is reported', () => {
  expect(reported()).toBeUndefined()
})
