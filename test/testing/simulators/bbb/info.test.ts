import { describe, expect, test } from 'vitest'
import {
  call,
  child,
  create,
  field,
  fieldNames,
  info,
  outcome,
  pair,
  parseXml,
  servers,
  start,
  visit,
} from './support.js'

const meetingFieldNames = [
  'meetingName',
  'meetingID',
  'internalMeetingID',
  'createTime',
  'createDate',
  'voiceBridge',
  'dialNumber',
  'attendeePW',
  'moderatorPW',
  'running',
  'duration',
  'hasUserJoined',
  'recording',
  'hasBeenForciblyEnded',
  'startTime',
  'endTime',
  'participantCount',
  'listenerCount',
  'voiceParticipantCount',
  'videoCount',
  'maxUsers',
  'moderatorCount',
  'attendees',
  'metadata',
  'isBreakout',
]

describe('getMeetingInfo', () => {
  test('has every field, for a meeting that nobody has entered', async () => {
    const { simulator } = await start()
    await create(simulator, 'class-1', {
      ...pair,
      record: 'true',
      maxParticipants: '1200',
      'meta_Course-Id': '07',
      meta_under_score: 'x',
      meta_9: 'y',
    })
    const root = parseXml((await info(simulator, 'class-1')).body)
    expect(fieldNames(root)).toEqual(['returncode', ...meetingFieldNames])
    expect(Object.fromEntries(root.children.map(({ name, text }) => [name, text]))).toMatchObject({
      running: 'false',
      hasUserJoined: 'false',
      recording: 'true',
      endTime: '0',
      participantCount: '0',
      maxUsers: '1200',
      isBreakout: 'false',
    })
    expect(child(root, 'metadata')?.children).toMatchObject([{ name: 'course-id', text: '07' }])
    expect(child(root, 'attendees')?.children).toEqual([])
  })

  test('lists who is inside; the first moderator presents', async () => {
    const { simulator } = await start()
    await create(simulator, 'class-1')
    await visit(simulator, 'class-1', { fullName: 'Bo <b>', role: 'VIEWER', userID: '007' })
    await visit(simulator, 'class-1', { userID: 'ada' })
    const anonymous = await visit(simulator, 'class-1', { fullName: 'Cy' })
    const answer = await info(simulator, 'class-1')
    const attendees = child(parseXml(answer.body), 'attendees')!.children
    expect(attendees.map((attendee) => attendee.children.map(({ text }) => text))).toEqual([
      ['007', 'Bo <b>', 'VIEWER', 'false', 'false', 'false', 'false', 'HTML5'],
      ['ada', 'Ada', 'MODERATOR', 'true', 'false', 'false', 'false', 'HTML5'],
      [anonymous.userId, 'Cy', 'MODERATOR', 'false', 'false', 'false', 'false', 'HTML5'],
    ])
    expect(fieldNames(attendees[0])).toEqual([
      'userID',
      'fullName',
      'role',
      'isPresenter',
      'isListeningOnly',
      'hasJoinedVoice',
      'hasVideo',
      'clientType',
    ])
    expect([field(answer, 'participantCount'), field(answer, 'moderatorCount')]).toEqual(['3', '2'])
  })

  test.each(servers)(
    'says notFound on %s for an unknown or missing ID, and names a bad one',
    async (server) => {
      const { simulator } = await start({ server })
      expect(outcome(await info(simulator, 'nobody'))).toBe('FAILED notFound')
      expect(outcome(await call(simulator, 'getMeetingInfo'))).toBe('FAILED notFound')
      // Both rules are broken; notFound comes first in the server's hash map, as the rule of section 3.1 has it.
      expect(outcome(await info(simulator, 'a,b'))).toBe('FAILED notFound')
    },
  )

  test('tries an ID as the beginning of an internal ID first', async () => {
    const { simulator } = await start()
    await create(simulator, 'abc123')
    await create(simulator, '6367c4')
    expect(field(await info(simulator, '6367c4'), 'meetingID')).toBe('abc123')
    const internal = simulator.meeting('6367c4')!.internalMeetingID
    expect(field(await info(simulator, internal), 'meetingID')).toBe('6367c4')
    expect(outcome(await create(simulator, '6367c4'))).toBe('SUCCESS duplicateWarning')
  })
})

describe('isMeetingRunning', () => {
  test('is false for a meeting that nobody has entered, and for none at all', async () => {
    const { simulator } = await start()
    await create(simulator, 'class-1')
    const running = async (params: Record<string, string>): Promise<string[]> => {
      const answer = await call(simulator, 'isMeetingRunning', params)
      return [field(answer, 'returncode')!, field(answer, 'running')!]
    }
    expect(await running({ meetingID: 'class-1' })).toEqual(['SUCCESS', 'false'])
    expect(await running({ meetingID: 'nobody' })).toEqual(['SUCCESS', 'false'])
    expect(await running({})).toEqual(['SUCCESS', 'false'])
    await visit(simulator, 'class-1')
    expect(await running({ meetingID: 'class-1' })).toEqual(['SUCCESS', 'true'])
  })

  test('refuses a bad ID', async () => {
    const { simulator } = await start()
    expect(outcome(await call(simulator, 'isMeetingRunning', { meetingID: '' }))).toBe('FAILED sizeError')
    expect(outcome(await call(simulator, 'isMeetingRunning', { meetingID: 'a,b' }))).toBe(
      'FAILED validationError',
    )
  })
})

describe('getMeetings', () => {
  test('is an empty element with a key when there are none', async () => {
    const { simulator } = await start()
    const answer = await call(simulator, 'getMeetings')
    expect(outcome(answer)).toBe('SUCCESS noMeetings')
    expect(answer.body).toContain('<meetings/>')
  })

  test('has the fields of getMeetingInfo for each, also when it is one', async () => {
    const { simulator } = await start()
    await create(simulator, 'class-1')
    const list = async () =>
      child(parseXml((await call(simulator, 'getMeetings')).body), 'meetings')!.children
    expect((await list()).map(({ name }) => name)).toEqual(['meeting'])
    await create(simulator, 'class-2')
    const meetings = await list()
    expect(meetings.map((meeting) => child(meeting, 'meetingID')?.text)).toEqual(['class-1', 'class-2'])
    expect(fieldNames(meetings[0])).toEqual(meetingFieldNames)
  })

  test('writes maxUsers for people on 2.4', async () => {
    const texts = []
    for (const server of servers) {
      const { simulator } = await start({ server })
      await create(simulator, 'class-1', { ...pair, maxParticipants: '1200' })
      texts.push(field(await call(simulator, 'getMeetings'), 'meetings', 'meeting', 'maxUsers'))
    }
    expect(texts).toEqual(['1,200', '1200'])
  })

  test('still lists who left a moment ago; getMeetingInfo does so on 2.4 only', async () => {
    const counts = []
    for (const server of servers) {
      const { simulator, clock } = await start({ server })
      await create(simulator, 'class-1')
      await visit(simulator, 'class-1', { userID: 'u-1' })
      simulator.leave('class-1', 'u-1')
      await clock.advance(59_999)
      const list = field(await call(simulator, 'getMeetings'), 'meetings', 'meeting', 'participantCount')
      const single = field(await info(simulator, 'class-1'), 'participantCount')
      await clock.advance(1)
      const later = field(await call(simulator, 'getMeetings'), 'meetings', 'meeting', 'participantCount')
      counts.push([list, single, later])
    }
    expect(counts).toEqual([
      ['1', '1', '0'],
      ['1', '0', '0'],
    ])
  })

  test('writes a thousand people with a comma, getMeetingInfo without', async () => {
    const { simulator } = await start()
    simulator.fillMeetings(1, 1000)
    const list = await call(simulator, 'getMeetings')
    expect(field(list, 'meetings', 'meeting', 'participantCount')).toBe('1,000')
    expect(field(await info(simulator, 'filled-1'), 'participantCount')).toBe('1000')
  })
})
