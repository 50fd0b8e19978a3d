import { describe, expect, test } from 'vitest'
import { call, create, field, info, outcome, parseXml, start, texts } from './support.js'

describe('fillMeetings', () => {
  test('makes ten thousand meetings with two people each, an answer of about 19 MB', async () => {
    const { simulator, clock } = await start()
    simulator.fillMeetings(10_000, 2)
    const { body, headers } = await call(simulator, 'getMeetings')
    expect(body.match(/<meeting>/g)).toHaveLength(10_000)
    expect(body.match(/<attendee>/g)).toHaveLength(20_000)
    expect(Number(headers['content-length'])).toBe(Buffer.byteLength(body))
    expect(body.length).toBeGreaterThan(18_000_000)
    await clock.advance(24 * 3_600_000)
    expect([simulator.meetings().length, simulator.created]).toEqual([10_000, 10_000])
  })

  test('makes meetings like others: well-formed, running, each with an ID of its own', async () => {
    const { simulator } = await start()
    simulator.fillMeetings(2)
    simulator.fillMeetings(1, 3)
    const answer = await call(simulator, 'getMeetings')
    expect(parseXml(answer.body).name).toBe('response')
    expect(simulator.meetings().map(({ meetingID, running }) => [meetingID, running])).toEqual([
      ['filled-1', false],
      ['filled-2', false],
      ['filled-3', true],
    ])
    const one = await info(simulator, 'filled-3')
    expect([field(one, 'participantCount'), field(one, 'moderatorCount')]).toEqual(['3', '1'])
    expect(outcome(await create(simulator, 'class-1'))).toBe('SUCCESS ')
    expect(outcome(await call(simulator, 'end', { meetingID: 'filled-3' }))).toBe(
      'SUCCESS sentEndMeetingRequest',
    )
  })
})

describe('fillRecordings', () => {
  test('puts ten thousand recordings on the disk, of so many meetings', async () => {
    const { simulator } = await start()
    simulator.fillRecordings(9_999)
    simulator.fillRecordings(1)
    const { body } = await call(simulator, 'getRecordings')
    expect(body.match(/<recording>/g)).toHaveLength(10_000)
    expect(new Set(body.match(/<recordID>[^<]*/g)).size).toBe(10_000)
    const answer = await call(simulator, 'getRecordings', { meetingID: 'recorded-10000' })
    expect(texts(answer, ['recordings', 'recording'], 'meetingID')).toEqual(['recorded-10000'])
    const page = await call(simulator, 'getRecordings', { limit: '100', offset: '9950' })
    expect([page.body.match(/<recording>/g)?.length, field(page, 'totalElements')]).toEqual([50, '10000'])
  })
})
