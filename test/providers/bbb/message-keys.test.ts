import { describe, expect, it } from 'vitest'
import { meaningOf, messageKeys } from '../../../providers/bbb/message-keys.js'
import { callOptions, createRequest, failure, meeting, onAnswer, onServer } from './support.js'

// Section 3.4 of the fact sheet, key by key.
const codes: Record<string, string[]> = {
  'invalid-request': [
    ...[
      'unsupportedContentType',
      'validationError',
      'sizeError',
      'emptyError',
      'nullError',
      'missingParamMeetingID',
    ],
    ...[
      'missingParamFullName',
      'missingParamRecordID',
      'missingParamPublish',
      'missingParamName',
      'fullNameTooLong',
    ],
    ...[
      'invalidFormat',
      'Params required',
      'parentMeetingIDMissing',
      'fileNameError',
      'malformedXml',
      'noConfigFound',
    ],
    ...['paramError', 'missingParameter', 'invalidKind', 'invalidLang', 'empty_uploaded_text_track'],
    ...['missingParamCallbackURL', 'missingParamHookID', 'missingParameters'],
  ],
  unauthenticated: ['checksumError', 'missingToken', 'missingSession'],
  forbidden: ['invalidPassword', 'guestDeniedAccess', 'guestDeny'],
  'not-found': [
    ...[
      'invalidMeetingId',
      'parentMeetingDoesNotExist',
      'notFound',
      'meetingNotFound',
      'invalidMeetingIdentifier',
    ],
    ...['meetingForciblyEnded', 'mismatchCreateTimeParam', 'noMeetings', 'noSessions', 'noRecordings'],
    ...['noCaptionsFound', 'destroyMissingHook', 'invalidRecordingIdentifier'],
  ],
  conflict: ['idNotUnique', 'nonUniqueVoiceBridge', 'duplicateWarning'],
  capacity: ['maxParticipantsReached', 'serverTagUnavailable', 'attendeesLimitReached'],
  unsupported: ['unsupportedRequest', 'notImplemented'],
  unavailable: [
    ...['apiNotEnabled', 'upload_text_track_failed', 'createHookError', 'destroyHookError', 'listHookError'],
    ...['unknownError', 'createFailed', 'presentationDisabled', 'internalError', 'b3scale_server_error'],
    'b3scaleGatewayError',
  ],
  'invalid-response': ['successfullyJoined', 'sentEndMeetingRequest', 'upload_text_track_success'],
}
const every = Object.entries(codes).flatMap(([code, keys]) => keys.map((key) => ({ key, code })))

/** By which a load balancer says that it does not know what its server did. */
const lost = ['unknownError', 'internalError', 'b3scale_server_error', 'b3scaleGatewayError']

function failed(key: string): string {
  return `<response><returncode>FAILED</returncode><messageKey>${key}</messageKey><message>The server's words</message></response>`
}

describe('message keys', () => {
  it('are all in the table, and no other', () => {
    expect(Object.keys(messageKeys).toSorted()).toEqual(every.map(({ key }) => key).toSorted())
  })

  it.each(every)('$key is $code', async ({ key, code }) => {
    const bbb = await onAnswer(failed(key))
    const error = await failure(
      bbb.end(meeting(), callOptions({ remainingMs: 1 })).then((end) => {
        // End takes a missing meeting for an outcome; it is an error of every other call.
        expect(end.outcome).toBe('not-found')
        return bbb.info(meeting(), callOptions({ remainingMs: 1 }))
      }),
    )
    expect(error.code).toBe(code)
    if (code === 'not-found') return
    expect(error).toMatchObject({ vendorCode: key, effect: 'none' })
    expect(error.message).toContain(key)
    expect(error.message).toContain("The server's words")
  })

  it.each(every)('$key of a create had no effect, unless a load balancer does not know', async ({ key }) => {
    const bbb = await onAnswer(failed(key))
    const error = await failure(bbb.createMeeting(createRequest(), callOptions({ remainingMs: 1 })))
    expect(error.vendorCode).toBe(key)
    expect(error.effect).toBe(lost.includes(key) ? 'unknown' : 'none')
  })

  it('that nobody knows are a fault of the server and keep their name', async () => {
    for (const key of ['somethingNew', 'constructor', '__proto__', 'toString']) {
      const bbb = await onAnswer(failed(key))
      const error = await failure(bbb.createMeeting(createRequest(), callOptions({ remainingMs: 1 })))
      expect(error).toMatchObject({ code: 'unavailable', vendorCode: key, effect: 'none' })
    }
  })

  it('mean another thing in another call', () => {
    expect(meaningOf('invalidPassword', 'create').code).toBe('invalid-request')
    expect(meaningOf('invalidPassword', 'join').code).toBe('forbidden')
    expect(meaningOf('invalidPassword', 'end').code).toBe('forbidden')
  })

  it.each([
    ['children', '<errors><error><key>nonUniqueVoiceBridge</key><message>taken</message></error></errors>'],
    ['attributes', '<errors><error key="nonUniqueVoiceBridge" message="taken"/></errors>'],
    [
      'children of the first',
      '<errors><error><key>nonUniqueVoiceBridge</key><message>taken</message></error><error><key>b</key></error></errors>',
    ],
  ])('are found in a list of errors, as %s', async (_shape, errors) => {
    const bbb = await onAnswer(`<response><returncode>FAILED</returncode>${errors}</response>`)
    const error = await failure(bbb.createMeeting(createRequest(), callOptions()))
    expect(error).toMatchObject({ code: 'conflict', vendorCode: 'nonUniqueVoiceBridge', effect: 'none' })
    expect(error.message).toContain('taken')
  })

  it.each(['', '<messageKey/>', '<messageKey></messageKey><message></message>', '<errors/>'])(
    'may be missing: %j',
    async (fields) => {
      const bbb = await onAnswer(`<response><returncode>FAILED</returncode>${fields}</response>`)
      const error = await failure(bbb.createMeeting(createRequest(), callOptions({ remainingMs: 1 })))
      expect(error).toMatchObject({ code: 'unavailable', vendorCode: undefined, effect: 'none' })
    },
  )

  it('come with words that are cut and cleaned', async () => {
    const words = `password=hunter2 ${'x'.repeat(2_000)}`
    const bbb = await onAnswer(
      `<response><returncode>FAILED</returncode><messageKey>sizeError</messageKey><message>${words}</message></response>`,
    )
    const error = await failure(bbb.createMeeting(createRequest(), callOptions()))
    expect(error.message).not.toContain('hunter2')
    expect(error.message.length).toBeLessThan(400)
  })

  it('of a server that is briefly out of order are repeated once, on a read', async () => {
    const answers = [
      failed('internalError'),
      '<response><returncode>SUCCESS</returncode><createTime>7</createTime></response>',
    ]
    const bbb = await onServer((_request, response) => response.end(answers.shift()))
    expect(await bbb.info(meeting(), callOptions())).toMatchObject({ status: 'open' })
  })
})
