import { describe, expect, it } from 'vitest'
import { call, failure, inputs, nobody, startBench } from './support.js'

describe('an answer of Chime that lacks what it must have', () => {
  const token = 'c2VjcmV0LWpvaW4tdG9rZW4'
  const Meeting = { MeetingId: nobody, MediaPlacement: {} }

  it.each([
    ['CreateMeeting', {}],
    ['CreateMeeting', { Meeting: { MediaPlacement: {} } }],
    ['GetMeeting', { Meeting: { MeetingId: nobody } }],
    ['CreateMeetingWithAttendees', { Attendees: [] }],
    ['CreateMeetingWithAttendees', { Meeting }],
    ['CreateMeetingWithAttendees', { Meeting, Attendees: [{ AttendeeId: nobody, JoinToken: token }] }],
    ['CreateAttendee', { Attendee: { ExternalUserId: 'ada', JoinToken: token } }],
    ['GetAttendee', {}],
    ['UpdateAttendeeCapabilities', { Attendee: { ExternalUserId: 'ada', AttendeeId: nobody } }],
    ['BatchCreateAttendee', {}],
    ['BatchCreateAttendee', { Attendees: [null] }],
    ['ListAttendees', { NextToken: 'x' }],
  ] as const)('is no success: %s %j', async (operation, answer) => {
    const { simulator, chime } = await startBench()
    simulator.stage({ kind: 'answer', status: 200, body: JSON.stringify(answer) })
    const error = await failure(call(chime, operation, inputs[operation]))
    expect(error).toMatchObject({ code: 'invalid-response', operation, provider: 'chime-test' })
    expect(error.message).toContain(`the answer to ${operation} has no `)
    expect(JSON.stringify(error)).not.toContain(token)
  })

  it('may lack what would be empty', async () => {
    const { simulator, chime } = await startBench()
    simulator.stage({ kind: 'answer', status: 200, body: '{"Errors":[]}' })
    expect(await call(chime, 'BatchCreateAttendee', inputs.BatchCreateAttendee)).toEqual({
      Attendees: [],
      Errors: [],
    })
    simulator.stage({ kind: 'answer', status: 200, body: '{}' })
    expect(await call(chime, 'ListTagsForResource', inputs.ListTagsForResource)).toEqual({ Tags: [] })
  })
})
