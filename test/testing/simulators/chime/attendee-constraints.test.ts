import { describe, expect, it } from 'vitest'
import { createMeeting, rawRequest, startBench } from './support.js'

const full = { Audio: 'SendReceive', Video: 'SendReceive', Content: 'SendReceive' }

async function send(body: unknown, path: string): Promise<{ status: number; name: string | null }> {
  const { simulator, client } = await startBench()
  const { MeetingId } = await createMeeting(client)
  const target = `/meetings/${MeetingId}/attendees${path}`
  const response = await rawRequest(simulator, 'POST', target, JSON.stringify(body))
  if (response.status !== 200) expect(simulator.meetings()[0]?.attendees).toEqual([])
  return { status: response.status, name: response.headers.get('x-amzn-errortype') }
}

const users = (count: number): unknown[] =>
  Array.from({ length: count }, (_, index) => ({ ExternalUserId: `user-${index}` }))

const wrongAttendees: [string, unknown, string][] = [
  ['no user', {}, 'ValidationException'],
  ['a user of one character', { ExternalUserId: 'a' }, 'ValidationException'],
  ['a user of 65 characters', { ExternalUserId: 'a'.repeat(65) }, 'ValidationException'],
  ['a user outside the character class', { ExternalUserId: 'Żaneta' }, 'BadRequestException'],
  ['a user with the reserved prefix', { ExternalUserId: 'Aws:ann' }, 'BadRequestException'],
  ['a number for a user', { ExternalUserId: 42 }, 'SerializationException'],
  [
    'capabilities without audio',
    { ExternalUserId: 'ann', Capabilities: { ...full, Audio: undefined } },
    'ValidationException',
  ],
  [
    'capabilities without video',
    { ExternalUserId: 'ann', Capabilities: { ...full, Video: null } },
    'ValidationException',
  ],
  [
    'capabilities without content',
    { ExternalUserId: 'ann', Capabilities: { ...full, Content: undefined } },
    'ValidationException',
  ],
  [
    'an unknown capability',
    { ExternalUserId: 'ann', Capabilities: { ...full, Audio: 'Shout' } },
    'ValidationException',
  ],
]

describe('what the Chime simulator refuses in attendees', () => {
  it.each(wrongAttendees)('CreateAttendee: %s', async (_, attendee, name) => {
    expect(await send(attendee, '')).toEqual({ status: 400, name })
  })

  it.each(wrongAttendees)(
    'BatchCreateAttendee: %s in one of two, and then nobody is created',
    async (_, attendee, name) => {
      const batch = { Attendees: [{ ExternalUserId: 'ben' }, attendee] }
      expect(await send(batch, '?operation=batch-create')).toEqual({ status: 400, name })
    },
  )

  it.each([
    ['without a list', {}, 400],
    ['of nobody', { Attendees: [] }, 400],
    ['of one', { Attendees: users(1) }, 200],
    ['of 100', { Attendees: users(100) }, 200],
    ['of 101', { Attendees: users(101) }, 400],
  ])('answers a batch %s', async (_, batch, status) => {
    const answer = await send(batch, '?operation=batch-create')
    expect(answer).toEqual({ status, name: status === 200 ? null : 'ValidationException' })
  })
})
