import { describe, expect, it } from 'vitest'
import { knownErrorNames, ruleOf, ruleOfStatus } from '../../../providers/chime/error-table.js'
import { mapAttendeeError, mapChimeError } from '../../../providers/chime/map-error.js'
import type { MeetingErrorCode, MeetingErrorEffect } from '../../../src/errors/codes.js'
import { MeetingError } from '../../../src/errors/meeting-error.js'
import { calling, created, creating, failure, joined, setup } from './setup.js'

type Expected = readonly [
  name: string,
  code: MeetingErrorCode,
  effect: MeetingErrorEffect,
  retryable: boolean,
]

/** What the service answers, as an exception; what it does on attendee calls is below. */
const exceptions: readonly Expected[] = [
  ['BadRequestException', 'invalid-request', 'none', false],
  ['UnauthorizedException', 'unauthenticated', 'none', false],
  ['ForbiddenException', 'forbidden', 'none', false],
  ['ThrottlingException', 'rate-limited', 'none', true],
  ['ServiceFailureException', 'unavailable', 'unknown', true],
  ['ServiceUnavailableException', 'unavailable', 'none', true],
  ['NotFoundException', 'not-found', 'none', false],
  ['ConflictException', 'conflict', 'none', false],
  ['UnprocessableEntityException', 'conflict', 'none', false],
  ['LimitExceededException', 'quota', 'none', false],
  ['ResourceNotFoundException', 'not-found', 'none', false],
  ['TooManyTagsException', 'invalid-request', 'none', false],
  ['ValidationException', 'invalid-request', 'none', false],
  ['ValidationError', 'invalid-request', 'none', false],
  ['SerializationException', 'invalid-request', 'none', false],
  ['MalformedHttpRequestException', 'invalid-request', 'none', false],
  ['RequestEntityTooLargeException', 'invalid-request', 'none', false],
  ['AccessDeniedException', 'forbidden', 'none', false],
  ['NotAuthorized', 'forbidden', 'none', false],
  ['OptInRequired', 'forbidden', 'none', false],
  ['InvalidClientTokenId', 'unauthenticated', 'none', false],
  ['UnrecognizedClientException', 'unauthenticated', 'none', false],
  ['IncompleteSignature', 'unauthenticated', 'none', false],
  ['IncompleteSignatureException', 'unauthenticated', 'none', false],
  ['InvalidSignatureException', 'unauthenticated', 'none', false],
  ['SignatureDoesNotMatch', 'unauthenticated', 'none', false],
  ['MissingAuthenticationToken', 'unauthenticated', 'none', false],
  ['MissingAuthenticationTokenException', 'unauthenticated', 'none', false],
  ['AuthFailure', 'unauthenticated', 'none', false],
  ['ExpiredToken', 'unauthenticated', 'none', false],
  ['ExpiredTokenException', 'unauthenticated', 'none', false],
  ['RequestExpired', 'unauthenticated', 'none', false],
  ['RequestInTheFuture', 'unauthenticated', 'none', false],
  ['RequestTimeTooSkewed', 'unauthenticated', 'none', false],
  ['TooManyRequestsException', 'rate-limited', 'none', true],
  ['RequestLimitExceeded', 'rate-limited', 'none', true],
  ['InternalFailure', 'unavailable', 'unknown', true],
  ['InternalServerError', 'unavailable', 'unknown', true],
  ['InternalServerException', 'unavailable', 'unknown', true],
  ['ServiceUnavailable', 'unavailable', 'none', true],
  ['UnknownOperationException', 'unsupported', 'none', false],
  ['ResourceLimitExceededException', 'quota', 'none', false],
  ['ThrottledClientException', 'rate-limited', 'none', true],
  ['UnauthorizedClientException', 'unauthenticated', 'none', false],
  ['RequestTimeout', 'timeout', 'unknown', true],
  ['RequestTimeoutException', 'timeout', 'unknown', true],
]

/** What never comes over the wire as an exception. */
const local: readonly Expected[] = [
  ['Throttled', 'rate-limited', 'none', true],
  ['Unprocessable', 'conflict', 'none', false],
  ['PreconditionFailed', 'conflict', 'none', false],
  ['CredentialsProviderError', 'not-configured', 'none', false],
  ['TokenProviderError', 'not-configured', 'none', false],
  ['EndpointError', 'not-configured', 'none', false],
  ['TimeoutError', 'timeout', 'unknown', true],
  ['AbortError', 'aborted', 'unknown', false],
  ['AnswerTooLongError', 'invalid-response', 'unknown', false],
]

const network: readonly Expected[] = [
  ['ECONNREFUSED', 'unavailable', 'none', true],
  ['ENOTFOUND', 'unavailable', 'none', true],
  ['EAI_AGAIN', 'unavailable', 'none', true],
  ['EHOSTUNREACH', 'unavailable', 'none', true],
  ['ENETUNREACH', 'unavailable', 'none', true],
  ['CERT_HAS_EXPIRED', 'unavailable', 'none', false],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'unavailable', 'none', false],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'unavailable', 'none', false],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'unavailable', 'none', false],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'unavailable', 'none', false],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'unavailable', 'none', false],
  ['EPROTO', 'unavailable', 'none', false],
  ['ECONNRESET', 'unavailable', 'unknown', true],
  ['EPIPE', 'unavailable', 'unknown', true],
  ['ETIMEDOUT', 'timeout', 'unknown', true],
]

describe('the error table of Chime', () => {
  it('has an expectation for every name', () => {
    const expected = [...exceptions, ...local, ...network].map(([name]) => name)
    expect(expected.toSorted()).toEqual([...knownErrorNames].toSorted())
  })

  it('does not take the members of every object for names', () => {
    for (const name of ['constructor', 'toString', '__proto__']) expect(ruleOf(name)).toBeUndefined()
  })

  it.each(exceptions)(
    'what Chime answers as %s reaches the caller as %s',
    async (name, code, effect, retryable) => {
      const { simulator, provider } = await setup()
      simulator.throwNext('CreateMeeting', name, { times: 2, message: 'told by Chime' })
      // No time is left for a repeat.
      const error = await failure(provider.createMeeting(creating(), calling({ remainingMs: 0 })))
      // After a conflict the other create may have made the meeting, so that one is looked for.
      const conflict = code === 'conflict'
      expect(error).toMatchObject({
        code,
        effect: conflict ? 'unknown' : effect,
        retryable,
        vendorCode: name,
      })
      expect(error.message).toBe(`CreateMeeting failed: ${name}: told by Chime`)
      expect(simulator.callsTo('CreateMeeting')).toBe(conflict ? 2 : 1)
    },
  )

  it.each([...local, ...network])('maps %s to %s', (name, code, effect, retryable) => {
    const error = network.some(([other]) => other === name)
      ? Object.assign(new Error('on the network'), { code: name })
      : Object.assign(new Error('raised locally'), { name })
    expect(mapChimeError(error, 'CreateMeeting', 0)).toMatchObject({
      code,
      effect,
      retryable,
      vendorCode: name,
    })
    expect(mapChimeError(error, 'GetMeeting', 0).effect).toBe('none')
  })
})

describe('an error of Chime', () => {
  it('is about the seats of the meeting on attendee calls, and about the account elsewhere', () => {
    const error = Object.assign(new Error('full'), { name: 'LimitExceededException' })
    expect(mapChimeError(error, 'CreateAttendee', 0).code).toBe('capacity')
    expect(mapChimeError(error, 'BatchCreateAttendee', 0).code).toBe('capacity')
    expect(mapChimeError(error, 'CreateMeeting', 0).code).toBe('quota')
    expect(mapAttendeeError('ResourceLimitExceeded', 'full').code).toBe('capacity')
  })

  it.each<[string, MeetingErrorCode]>([
    ['BadRequest', 'invalid-request'],
    ['Conflict', 'conflict'],
    ['Forbidden', 'forbidden'],
    ['NotFound', 'not-found'],
    ['PreconditionFailed', 'conflict'],
    ['ResourceLimitExceeded', 'capacity'],
    ['ServiceFailure', 'unavailable'],
    ['AccessDenied', 'forbidden'],
    ['ServiceUnavailable', 'unavailable'],
    ['Throttled', 'rate-limited'],
    ['Throttling', 'rate-limited'],
    ['Unauthorized', 'unauthenticated'],
    ['Unprocessable', 'conflict'],
    ['SomethingNew', 'unknown'],
  ])('inside a batch, %s is %s and has no effect', (errorCode, code) => {
    expect(mapAttendeeError(errorCode, 'why')).toMatchObject({ code, effect: 'none', vendorCode: errorCode })
  })

  it('carries the time to wait, in seconds or as a date', async () => {
    const { simulator, provider } = await setup()
    simulator.throwNext('CreateMeeting', 'ServiceUnavailableException', { retryAfterSeconds: 7 })
    const rest = calling({ remainingMs: 0 })
    expect((await failure(provider.createMeeting(creating(), rest))).retryAfterMs).toBe(7_000)
    simulator.throwNext('CreateMeeting', 'ThrottlingException', { retryAfterSeconds: 2 })
    // Callers who were throttled together do not come back together.
    const { retryAfterMs = 0 } = await failure(provider.createMeeting(creating(), rest))
    expect(Math.floor(retryAfterMs / 1_000)).toBe(2)
    const headers = { 'retry-after': 'Mon, 05 Jan 2026 09:00:10 GMT' }
    const dated = Object.assign(new Error('busy'), { name: 'ThrottlingException', $response: { headers } })
    expect(mapChimeError(dated, 'GetMeeting', Date.UTC(2026, 0, 5, 9)).retryAfterMs).toBe(10_000)
  })

  it.each<[number, MeetingErrorCode, MeetingErrorEffect]>([
    [200, 'invalid-response', 'unknown'],
    [302, 'invalid-response', 'none'],
    [401, 'unauthenticated', 'none'],
    [403, 'forbidden', 'none'],
    [404, 'invalid-response', 'none'],
    [429, 'rate-limited', 'none'],
    [500, 'unavailable', 'unknown'],
    [502, 'unavailable', 'unknown'],
    [503, 'unavailable', 'none'],
    [504, 'timeout', 'unknown'],
  ])(
    'that comes from something in front of Chime is known by its status %i',
    async (status, code, effect) => {
      const { simulator, provider } = await setup()
      simulator.stage({ kind: 'answer', status, body: '<html>"JoinToken":"hush</html>' })
      const error = await failure(provider.createMeeting(creating(), calling({ remainingMs: 0 })))
      expect(error).toMatchObject({ code, effect, vendorCode: `HTTP ${status}` })
      expect(error.cause).toBeUndefined()
      expect(error.message).toBe(`CreateMeeting failed: the answer is not JSON (HTTP ${status})`)
      expect(ruleOfStatus(status)).toMatchObject({ code, effect })
    },
  )

  it('without a type is known by its status, too', async () => {
    const { simulator, provider } = await setup()
    simulator.stage({ kind: 'answer', status: 403, body: '{"message":"blocked by the firewall"}' })
    const error = await failure(created(provider))
    expect(error).toMatchObject({ code: 'forbidden', vendorCode: 'HTTP 403' })
    expect(error.message).toContain('blocked by the firewall')
  })

  it('of a type that is new is unknown, unless the status says more', async () => {
    const { simulator, provider } = await setup()
    simulator.throwNext('CreateMeeting', 'BrandNewException', { status: 400 })
    expect(await failure(created(provider))).toMatchObject({
      code: 'unknown',
      effect: 'none',
      vendorCode: 'BrandNewException',
    })
    simulator.throwNext('CreateMeeting', 'BrandNewException', { status: 500 })
    expect(await failure(created(provider))).toMatchObject({ code: 'unavailable', effect: 'unknown' })
  })

  it('tells a connection that was cut before the answer from one that was cut in it', async () => {
    const { simulator, provider } = await setup()
    const meeting = await created(provider)
    // A fresh connection: on an idle one the request would simply go out again.
    simulator.stage({ kind: 'cut', when: 'CreateAttendee', times: 2 })
    expect(await failure(joined(provider, meeting))).toMatchObject({ code: 'unavailable', effect: 'unknown' })
    simulator.stage({ kind: 'truncate', when: 'DeleteMeeting' })
    simulator.stage({ kind: 'truncate', when: 'CreateMeeting' })
    expect(await failure(created(provider))).toMatchObject({
      code: 'invalid-response',
      retryable: true,
      effect: 'unknown',
    })
  })

  it('of a connection that never came about has no effect', () => {
    const connect = Object.assign(new Error('connect ETIMEDOUT'), { code: 'ETIMEDOUT', syscall: 'connect' })
    expect(mapChimeError(connect, 'CreateMeeting', 0)).toMatchObject({ code: 'unavailable', effect: 'none' })
    const slow = new Error('the request socket did not establish a connection with the server within 5 ms')
    const error = mapChimeError(Object.assign(slow, { name: 'TimeoutError' }), 'CreateMeeting', 0)
    expect(error).toMatchObject({ code: 'unavailable', effect: 'none', retryable: true })
  })

  it('that is none of ours stays what it is, and what is no error is unknown', () => {
    const own = new MeetingError({ code: 'quota', message: 'x' })
    expect(mapChimeError(own, 'GetMeeting', 0)).toBe(own)
    expect(mapChimeError('thrown', 'GetMeeting', 0)).toMatchObject({ code: 'unknown' })
    expect(mapChimeError(new Error('odd'), 'CreateMeeting', 0)).toMatchObject({
      code: 'unknown',
      effect: 'unknown',
    })
    const parser = Object.assign(new Error('bad'), { code: 'HPE_INVALID_CONSTANT' })
    expect(mapChimeError(parser, 'CreateMeeting', 0)).toMatchObject({ code: 'invalid-response' })
  })

  it('never holds a join token, however the answer is broken', async () => {
    const { simulator, provider } = await setup()
    const meeting = await created(provider)
    const token = 'c2VjcmV0LWpvaW4tdG9rZW4'
    const broken = [
      `{"Attendee":{"JoinToken":"${token}`,
      `{"Attendee":{"JoinToken":"${token}"}} trailing`,
      `{"Attendee":{"JoinToken":"${token}","AttendeeId":1}}`,
      token,
    ]
    for (const body of broken) {
      for (const status of [200, 500]) {
        simulator.stage({ kind: 'answer', when: 'CreateAttendee', status, body })
        const error = await failure(joined(provider, meeting))
        expect(everything(error)).not.toContain(token)
      }
    }
    simulator.throwNext('CreateAttendee', 'BadRequestException', { message: `see "JoinToken":"${token}"` })
    expect(everything(await failure(joined(provider, meeting)))).not.toContain(token)
  })
})

/** Every text in an error and in its causes, hidden members included. */
function everything(error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error)
  return Object.getOwnPropertyNames(error)
    .map((name) => `${name}=${everything((error as Record<string, unknown>)[name])}`)
    .join('\n')
}
