import { ResourceNotFoundException, ServiceUnavailableException } from '@aws-sdk/client-chime-sdk-meetings'
import { describe, expect, it } from 'vitest'
import {
  createAttendee,
  createMeeting,
  meetingRequest,
  nobody,
  rawRequest,
  refusal,
  startBench,
} from './support.js'

describe('staged exceptions of the Chime simulator', () => {
  it.each([
    ['BadRequestException', 400],
    ['UnauthorizedException', 401],
    ['ForbiddenException', 403],
    ['ThrottlingException', 429],
    ['ServiceFailureException', 500],
    ['ServiceUnavailableException', 503],
    ['NotFoundException', 404],
    ['ConflictException', 409],
    ['UnprocessableEntityException', 422],
    ['LimitExceededException', 400],
    ['ResourceNotFoundException', 404],
    ['TooManyTagsException', 400],
    ['ValidationException', 400],
    ['AccessDeniedException', 403],
    ['InvalidClientTokenId', 403],
    ['UnrecognizedClientException', 403],
    ['IncompleteSignature', 400],
    ['InvalidSignatureException', 403],
    ['RequestExpired', 400],
    ['ExpiredTokenException', 403],
    ['OptInRequired', 403],
    ['ResourceLimitExceededException', 400],
    ['ThrottledClientException', 429],
    ['UnauthorizedClientException', 401],
    ['BrandNewException', 400],
  ])('reach the AWS client as %s with %i', async (name, status) => {
    const { simulator, client } = await startBench()
    simulator.throwNext('CreateMeeting', name, { message: 'so it is' })
    expect(await refusal(client.createMeeting(meetingRequest()))).toEqual({
      name,
      status,
      message: 'so it is',
    })
    await client.createMeeting(meetingRequest())
    expect(simulator.created).toBe(1)
  })

  it('meet only their call, as often as they say', async () => {
    const { simulator, client } = await startBench()
    simulator.throwNext('GetMeeting', 'ServiceFailureException', { times: 2 })
    const { MeetingId } = await createMeeting(client)
    expect((await refusal(client.getMeeting({ MeetingId }))).name).toBe('ServiceFailureException')
    expect((await refusal(client.getMeeting({ MeetingId }))).name).toBe('ServiceFailureException')
    await client.getMeeting({ MeetingId })
  })

  it('can have another status and say when to come back', async () => {
    const { simulator, client } = await startBench()
    simulator.throwNext('GetMeeting', 'ServiceUnavailableException', { retryAfterSeconds: 7 })
    const error = await client.getMeeting({ MeetingId: nobody }).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(ServiceUnavailableException)
    expect((error as ServiceUnavailableException).RetryAfterSeconds).toBe('7')
    simulator.throwNext('GetMeeting', 'AccessDeniedException', { status: 400 })
    expect(await refusal(client.getMeeting({ MeetingId: nobody }))).toMatchObject({
      name: 'AccessDeniedException',
      status: 400,
    })
  })

  it('have the code of the older namespace under its names', async () => {
    const { simulator } = await startBench()
    simulator.throwNext('GetMeeting', 'ThrottledClientException')
    simulator.throwNext('GetMeeting', 'UnauthorizedClientException')
    simulator.throwNext('GetMeeting', 'ResourceLimitExceededException')
    const codes: unknown[] = []
    for (let count = 0; count < 3; count += 1) {
      const response = await rawRequest(simulator, 'GET', `/meetings/${nobody}`)
      codes.push(((await response.json()) as { Code?: string }).Code)
    }
    expect(codes).toEqual(['Throttled', 'Unauthorized', 'ResourceLimitExceeded'])
  })

  it('can name the resource that they are about', async () => {
    const { simulator, client } = await startBench()
    const ResourceARN = 'arn:aws:chime:us-east-1:111122223333:meeting/x'
    simulator.throwNext('ListTagsForResource', 'ResourceNotFoundException', { resourceName: ResourceARN })
    const error = await client.listTagsForResource({ ResourceARN }).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(ResourceNotFoundException)
    expect((error as ResourceNotFoundException).ResourceName).toBe(ResourceARN)
  })

  it('can hide that the work was done', async () => {
    const { simulator, client } = await startBench()
    const request = meetingRequest()
    simulator.throwNext('CreateMeeting', 'ServiceFailureException', { processed: true })
    expect(await refusal(client.createMeeting(request))).toMatchObject({ status: 500 })
    expect(simulator.created).toBe(1)
    const { Meeting } = await client.createMeeting(request)
    expect(simulator.meetings()[0]?.meetingId).toBe(Meeting?.MeetingId)
    expect(simulator.created).toBe(1)
  })
})

describe('other staged faults of the Chime simulator', () => {
  it('cut, truncate and garble what the AWS client reads', async () => {
    const { simulator, client } = await startBench()
    simulator.stage({ kind: 'cut', when: 'CreateMeeting' })
    await expect(client.createMeeting(meetingRequest())).rejects.toMatchObject({ code: 'ECONNRESET' })
    expect(simulator.created).toBe(0)
    simulator.stage({ kind: 'truncate', when: 'CreateMeeting' })
    await expect(client.createMeeting(meetingRequest())).rejects.toThrow()
    expect(simulator.created).toBe(1)
    simulator.stage({ kind: 'answer', status: 502, body: '<html>Bad gateway</html>' })
    expect(await refusal(client.createMeeting(meetingRequest()))).toMatchObject({ status: 502 })
  })
})

describe('staged attendee failures of the Chime simulator', () => {
  const failure = { errorCode: 'ServiceFailure', errorMessage: 'try again' }

  it('fail one of a batch inside 200 and leave its neighbours alone', async () => {
    const { simulator, client } = await startBench()
    const { MeetingId } = await createMeeting(client)
    simulator.failAttendee('ben', failure)
    const Attendees = ['ann', 'ben', 'cem'].map((ExternalUserId) => ({ ExternalUserId }))
    const answer = await client.batchCreateAttendee({ MeetingId, Attendees })
    expect(answer.$metadata.httpStatusCode).toBe(200)
    expect(answer.Attendees?.map((attendee) => attendee.ExternalUserId)).toEqual(['ann', 'cem'])
    expect(answer.Errors).toEqual([
      { ExternalUserId: 'ben', ErrorCode: 'ServiceFailure', ErrorMessage: 'try again' },
    ])
    const again = await client.batchCreateAttendee({ MeetingId, Attendees: [{ ExternalUserId: 'ben' }] })
    expect(again.Errors).toEqual([])
  })

  it.each([
    ['ServiceFailure', 'ServiceFailureException', 500],
    ['ServiceFailureException', 'ServiceFailureException', 500],
    ['ResourceLimitExceeded', 'LimitExceededException', 400],
    ['Unprocessable', 'UnprocessableEntityException', 422],
    ['Throttled', 'ThrottlingException', 429],
  ])('fail CreateAttendee as a whole: %s is %s %i', async (errorCode, name, status) => {
    const { simulator, client } = await startBench()
    const { MeetingId } = await createMeeting(client)
    simulator.failAttendee('ben', { errorCode, errorMessage: 'no', times: 2 })
    await createAttendee(client, MeetingId, 'ann')
    expect(await refusal(createAttendee(client, MeetingId, 'ben'))).toEqual({ name, status, message: 'no' })
    expect(await refusal(createAttendee(client, MeetingId, 'ben'))).toEqual({ name, status, message: 'no' })
    await createAttendee(client, MeetingId, 'ben')
  })

  it('take no seat', async () => {
    const { simulator, client } = await startBench()
    const { MeetingId } = await createMeeting(client)
    simulator.failAttendee('ben', failure)
    await refusal(createAttendee(client, MeetingId, 'ben'))
    expect(simulator.meetings()[0]?.attendees).toEqual([])
  })
})
