import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { reportedViolation } from '../../../../src/testing/simulators/bbb/violation.js'

const reported = (...keys: readonly string[]): string | undefined =>
  reportedViolation(keys.map((key) => ({ key, message: '' })))?.key

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

test('without a violation nothing is reported', () => {
  expect(reported()).toBeUndefined()
})
