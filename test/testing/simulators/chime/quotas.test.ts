import type { ChimeSDKMeetings } from '@aws-sdk/client-chime-sdk-meetings'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TokenBucket } from '../../../../src/testing/simulators/token-bucket.js'
import { createAttendee, createMeeting, nobody, rawRequest, refusal, startBench } from './support.js'

const standard = { perSecond: 10, burst: 20 }

async function throttled(client: ChimeSDKMeetings, calls: number): Promise<number> {
  const refusals = await Promise.all(
    Array.from({ length: calls }, () => refusal(client.getMeeting({ MeetingId: nobody }))),
  )
  const limited = refusals.filter(({ name }) => name === 'ThrottlingException')
  for (const { status } of limited) expect(status).toBe(429)
  return limited.length
}

describe('rate quotas of the Chime simulator', () => {
  it('allow 20 calls at once and 10 a second afterwards, by default', async () => {
    const { simulator, client, clock } = await startBench({ rates: standard })
    expect(await throttled(client, 25)).toBe(5)
    await clock.advance(1000)
    expect(await throttled(client, 15)).toBe(5)
    await clock.advance(60_000)
    expect(await throttled(client, 25)).toBe(5)
    expect(simulator.callsTo('GetMeeting')).toBe(65)
  })

  it('count every operation for itself', async () => {
    const { client } = await startBench({ rates: { perSecond: 1, burst: 2 } })
    expect(await throttled(client, 3)).toBe(1)
    const { MeetingId } = await createMeeting(client)
    await createAttendee(client, MeetingId)
    await client.listAttendees({ MeetingId })
  })

  it('leave a throttled create undone', async () => {
    const { simulator, client } = await startBench({ rates: { perSecond: 1, burst: 1 } })
    await createMeeting(client)
    expect(await refusal(createMeeting(client))).toMatchObject({ name: 'ThrottlingException', status: 429 })
    expect(simulator.created).toBe(1)
  })

  it('can be switched off', async () => {
    const { client } = await startBench({ rates: 'unlimited' })
    expect(await throttled(client, 60)).toBe(0)
  })

  it('can hold for all operations together, and then a refused call costs nothing', async () => {
    const accountRates = { perSecond: 1, burst: 3 }
    const { client, clock } = await startBench({ rates: standard, accountRates })
    const { MeetingId } = await createMeeting(client)
    await createAttendee(client, MeetingId)
    expect(await throttled(client, 5)).toBe(4)
    expect(await refusal(client.listAttendees({ MeetingId }))).toMatchObject({
      name: 'ThrottlingException',
      status: 429,
    })
    await clock.advance(1000)
    await client.listAttendees({ MeetingId })
    await clock.advance(60_000)
    expect(await throttled(client, 20)).toBe(17)
  })

  it.each([
    [undefined, null],
    [7, '7'],
  ])('tell to come back after %s seconds: %s', async (retryAfterSeconds, header) => {
    const retryAfter = retryAfterSeconds === undefined ? {} : { retryAfterSeconds }
    const { simulator } = await startBench({ rates: { perSecond: 1, burst: 1 }, ...retryAfter })
    await rawRequest(simulator, 'GET', `/meetings/${nobody}`)
    const response = await rawRequest(simulator, 'GET', `/meetings/${nobody}`)
    expect(response.status).toBe(429)
    expect(response.headers.get('x-amzn-errortype')).toBe('ThrottlingException')
    expect(response.headers.get('retry-after')).toBe(header)
  })

  it('never let more through than burst plus what time has earned', () => {
    const steps = fc.array(fc.nat({ max: 3000 }), { maxLength: 200 })
    const rates = fc.record({
      perSecond: fc.integer({ min: 1, max: 50 }),
      burst: fc.integer({ min: 1, max: 50 }),
    })
    fc.assert(
      fc.property(rates, steps, (given, waits) => {
        let now = 0
        const bucket = new TokenBucket(given, { now: () => now, after: () => () => undefined })
        let taken = 0
        for (const wait of waits) {
          now += wait
          if (bucket.take()) taken += 1
          else expect(wait).toBeLessThanOrEqual(Math.ceil(1000 / given.perSecond))
        }
        expect(taken).toBeLessThanOrEqual(given.burst + (now * given.perSecond) / 1000 + 1e-6)
      }),
    )
  })
})

describe('seats of the Chime simulator', () => {
  it('are 250, counting people until they are deleted', async () => {
    const { simulator, client } = await startBench()
    const { MeetingId } = await createMeeting(client)
    const first = await createAttendee(client, MeetingId, 'first')
    for (const group of ['a', 'b']) {
      const Attendees = Array.from({ length: 100 }, (_, index) => ({ ExternalUserId: `${group}-${index}` }))
      await client.batchCreateAttendee({ MeetingId, Attendees })
    }
    const Attendees = Array.from({ length: 51 }, (_, index) => ({ ExternalUserId: `c-${index}` }))
    const answer = await client.batchCreateAttendee({ MeetingId, Attendees })
    expect(answer.$metadata.httpStatusCode).toBe(200)
    expect(answer.Attendees).toHaveLength(49)
    expect(answer.Errors).toEqual(
      ['c-49', 'c-50'].map((id) => ({
        ExternalUserId: id,
        ErrorCode: 'ResourceLimitExceeded',
        ErrorMessage: expect.any(String),
      })),
    )
    expect(await refusal(createAttendee(client, MeetingId, 'late'))).toMatchObject({
      name: 'LimitExceededException',
      status: 400,
    })
    simulator.connect({ meetingId: MeetingId, joinToken: first.JoinToken })
    simulator.disconnect(MeetingId, first.AttendeeId)
    expect(await refusal(createAttendee(client, MeetingId, 'late'))).toMatchObject({
      name: 'LimitExceededException',
    })
    await client.deleteAttendee({ MeetingId, AttendeeId: first.AttendeeId })
    await createAttendee(client, MeetingId, 'late')
  })

  it('are lowered by MaxCount', async () => {
    const { client } = await startBench()
    const { MeetingId } = await createMeeting(client, { MeetingFeatures: { Attendee: { MaxCount: 1 } } })
    await createAttendee(client, MeetingId, 'ann')
    expect(await refusal(createAttendee(client, MeetingId, 'ben'))).toMatchObject({
      name: 'LimitExceededException',
      status: 400,
    })
  })

  it('are not taken by a user who gets the same attendee again', async () => {
    const { client } = await startBench({ repeatedUser: 'same-attendee' })
    const { MeetingId } = await createMeeting(client, { MeetingFeatures: { Attendee: { MaxCount: 1 } } })
    const first = await createAttendee(client, MeetingId, 'ann')
    expect(await createAttendee(client, MeetingId, 'ann')).toEqual(first)
  })
})

describe('the quota of concurrent meetings of the Chime simulator', () => {
  it('is 250 by default', async () => {
    const { simulator, client } = await startBench()
    for (let count = 0; count < 250; count += 50) {
      await Promise.all(Array.from({ length: 50 }, () => createMeeting(client)))
    }
    expect(await refusal(createMeeting(client))).toMatchObject({
      name: 'LimitExceededException',
      status: 400,
    })
    expect(simulator.meetings()).toHaveLength(250)
  })

  it('counts live meetings only', async () => {
    const { client, clock } = await startBench({ concurrentMeetings: 2 })
    const { MeetingId } = await createMeeting(client)
    await createMeeting(client, { ClientRequestToken: 'second' })
    expect(await refusal(createMeeting(client))).toMatchObject({ name: 'LimitExceededException' })
    await createMeeting(client, { ClientRequestToken: 'second' })
    await client.deleteMeeting({ MeetingId })
    await createMeeting(client)
    await clock.advance(5 * 60_000)
    await createMeeting(client)
    await createMeeting(client)
  })
})
