import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ChimeOperation } from '../../../../providers/chime/wire.js'
import { isRead } from '../../../../providers/chime/wire.js'
import type { MeetingErrorCode, MeetingErrorEffect } from '../../../../src/errors/codes.js'
import { type ChimeSimulator, startChimeSimulator } from '../../../../src/testing/simulators/chime/index.js'
import { TestClock } from '../../../../src/testing/test-clock.js'
import { allOperations, call, failure, inputs, operationsOn } from './support.js'

interface Rule {
  readonly code: MeetingErrorCode
  readonly retryable: boolean
  /** Of operations that change something; a read never has an effect. */
  readonly effect: MeetingErrorEffect
  readonly thrownBy: readonly ChimeOperation[]
}

const tagOperations: readonly ChimeOperation[] = ['ListTagsForResource', 'TagResource', 'UntagResource']
const creates: readonly ChimeOperation[] = ['CreateMeeting', 'CreateMeetingWithAttendees']
const attendeeCreates: readonly ChimeOperation[] = ['CreateAttendee', 'BatchCreateAttendee']
const inMeetings = allOperations.filter((name) => !tagOperations.includes(name) && !creates.includes(name))

const final = (code: MeetingErrorCode, thrownBy: readonly ChimeOperation[]): Rule => ({
  code,
  retryable: false,
  effect: 'none',
  thrownBy,
})
const passing = (code: MeetingErrorCode, effect: MeetingErrorEffect = 'none'): Rule => ({
  code,
  retryable: true,
  effect,
  thrownBy: allOperations,
})

/** The table of exceptions in the fact sheet (section 1.5), with what each means here. */
const declared: Readonly<Record<string, Rule>> = {
  BadRequestException: final('invalid-request', allOperations),
  UnauthorizedException: final('unauthenticated', allOperations),
  ForbiddenException: final('forbidden', allOperations),
  ThrottlingException: passing('rate-limited'),
  ServiceFailureException: passing('unavailable', 'unknown'),
  ServiceUnavailableException: passing('unavailable'),
  NotFoundException: final('not-found', inMeetings),
  ConflictException: final('conflict', [
    ...creates,
    'UpdateAttendeeCapabilities',
    'BatchUpdateAttendeeCapabilitiesExcept',
  ]),
  UnprocessableEntityException: final('conflict', [
    ...attendeeCreates,
    'StartMeetingTranscription',
    'StopMeetingTranscription',
  ]),
  LimitExceededException: final('quota', [
    ...creates,
    ...attendeeCreates,
    'StartMeetingTranscription',
    ...tagOperations,
  ]),
  ResourceNotFoundException: final('not-found', tagOperations),
  TooManyTagsException: final('invalid-request', ['TagResource']),
}

const cases = Object.entries(declared).flatMap(([name, rule]) =>
  rule.thrownBy.map((operation) => [operation, name, rule] as const),
)

let simulator: ChimeSimulator

beforeAll(async () => {
  simulator = await startChimeSimulator({ rates: 'unlimited' })
})

afterAll(() => simulator.close())

describe('every exception that an operation declares', () => {
  it.each(allOperations)('is in the table: %s', async (operation) => {
    const index = createRequire(import.meta.url).resolve('@aws-sdk/client-chime-sdk-meetings')
    const file = join(dirname(index), `../dist-types/commands/${operation}Command.d.ts`)
    const text = await readFile(file, 'utf8')
    const documented = [...text.matchAll(/@throws \{@link (\w+Exception)\} \(/g)].map(([, name]) => name)
    const ours = cases.filter(([thrownBy]) => thrownBy === operation).map(([, name]) => name)
    expect(new Set(ours)).toEqual(new Set(documented))
  })

  it.each(cases)('of %s, %s reaches the caller as what it means', async (operation, name, rule) => {
    const chime = operationsOn(simulator, {}, new TestClock())
    simulator.throwNext(operation, name, { times: Number.POSITIVE_INFINITY, message: 'told by Chime' })
    // Too little time for a repeat.
    const error = await failure(call(chime, operation, inputs[operation], { timeoutMs: 10 }))
    simulator.heal()
    const full = name === 'LimitExceededException' && attendeeCreates.includes(operation)
    expect(error).toMatchObject({
      code: full ? 'capacity' : rule.code,
      effect: isRead(operation) ? 'none' : rule.effect,
      retryable: rule.retryable,
      vendorCode: name,
      operation,
      provider: 'chime-test',
    })
    expect(error.message).toBe(`${operation} failed: ${name}: told by Chime`)
  })

  it.each([
    ['ThrottledClientException', 'rate-limited', true],
    ['UnauthorizedClientException', 'unauthenticated', false],
    ['ResourceLimitExceededException', 'quota', false],
    ['ValidationException', 'invalid-request', false],
    ['AccessDeniedException', 'forbidden', false],
  ] as const)('has relatives that are understood, too: %s', async (name, code, retryable) => {
    const chime = operationsOn(simulator, {}, new TestClock())
    simulator.throwNext('CreateMeeting', name, { times: Number.POSITIVE_INFINITY })
    const error = await failure(call(chime, 'CreateMeeting', inputs.CreateMeeting, { timeoutMs: 10 }))
    simulator.heal()
    expect(error).toMatchObject({ code, retryable, vendorCode: name, effect: 'none' })
  })
})
