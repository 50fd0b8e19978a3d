import { paginateListAttendees } from '@aws-sdk/client-chime-sdk-meetings'
import { describe, expect, it } from 'vitest'
import { createAttendee, createMeeting, nobody, refusal, serviceIdForm, startBench } from './support.js'

const everything = { Audio: 'SendReceive', Video: 'SendReceive', Content: 'SendReceive' } as const
const listener = { Audio: 'Receive', Video: 'Receive', Content: 'Receive' } as const

describe('attendees of the Chime simulator', () => {
  it('creates an attendee who may do everything unless told otherwise', async () => {
    const { client } = await startBench()
    const { MeetingId } = await createMeeting(client)
    const ann = await createAttendee(client, MeetingId)
    expect(ann).toEqual({
      ExternalUserId: 'ann',
      AttendeeId: expect.stringMatching(serviceIdForm),
      JoinToken: expect.any(String),
      Capabilities: everything,
    })
    const { Attendee: ben } = await client.createAttendee({
      MeetingId,
      ExternalUserId: 'ben',
      Capabilities: listener,
    })
    expect(ben?.Capabilities).toEqual(listener)
  })

  it('gives everybody an own join token that is a valid HTTP token of the documented characters', async () => {
    const { client } = await startBench()
    const { MeetingId } = await createMeeting(client)
    const Attendees = Array.from({ length: 100 }, (_, index) => ({ ExternalUserId: `user-${index}` }))
    const answer = await client.batchCreateAttendee({ MeetingId, Attendees })
    const tokens = (answer.Attendees ?? []).map((attendee) => attendee.JoinToken ?? '')
    expect(new Set(tokens).size).toBe(100)
    for (const token of tokens) expect(token).toMatch(/^[a-zA-Z0-9]{2,2048}$/)
  })

  it('creates a batch in the order of the request and reports no errors as an empty list', async () => {
    const { simulator, client } = await startBench()
    const { MeetingId } = await createMeeting(client)
    const answer = await client.batchCreateAttendee({
      MeetingId,
      Attendees: [{ ExternalUserId: 'ann' }, { ExternalUserId: 'ben', Capabilities: listener }],
    })
    expect(answer.Attendees?.map((attendee) => attendee.ExternalUserId)).toEqual(['ann', 'ben'])
    expect(answer.Errors).toEqual([])
    expect(simulator.meetings()[0]?.attendees).toMatchObject([
      {
        attendeeId: answer.Attendees?.[0]?.AttendeeId,
        externalUserId: 'ann',
        capabilities: everything,
        connected: false,
      },
      {
        attendeeId: answer.Attendees?.[1]?.AttendeeId,
        externalUserId: 'ben',
        capabilities: listener,
        connected: false,
      },
    ])
  })

  it('reads an attendee back, join token included', async () => {
    const { client } = await startBench()
    const { MeetingId } = await createMeeting(client)
    const ann = await createAttendee(client, MeetingId)
    const { Attendee } = await client.getAttendee({ MeetingId, AttendeeId: ann.AttendeeId })
    expect(Attendee).toEqual(ann)
  })

  it('deletes an attendee once; afterwards the id is unknown and the token dead', async () => {
    const { simulator, client } = await startBench()
    const { MeetingId } = await createMeeting(client)
    const { AttendeeId, JoinToken } = await createAttendee(client, MeetingId)
    const { $metadata } = await client.deleteAttendee({ MeetingId, AttendeeId })
    expect($metadata.httpStatusCode).toBe(204)
    const gone = { name: 'NotFoundException', status: 404 }
    expect(await refusal(client.deleteAttendee({ MeetingId, AttendeeId }))).toMatchObject(gone)
    expect(await refusal(client.getAttendee({ MeetingId, AttendeeId }))).toMatchObject(gone)
    expect(() => simulator.connect({ meetingId: MeetingId, joinToken: JoinToken })).toThrow(
      /belongs to nobody/,
    )
  })

  it('knows an attendee only in the meeting it was created in', async () => {
    const { client } = await startBench()
    const first = await createMeeting(client)
    const second = await createMeeting(client)
    const { AttendeeId } = await createAttendee(client, first.MeetingId)
    expect(await refusal(client.getAttendee({ MeetingId: second.MeetingId, AttendeeId }))).toMatchObject({
      name: 'NotFoundException',
      status: 404,
    })
  })

  it('lists everybody created in pages of at most 100, those who left included', async () => {
    const { simulator, client } = await startBench()
    const { MeetingId } = await createMeeting(client)
    const ids = Array.from({ length: 250 }, (_, index) => `user-${index}`)
    for (const page of [ids.slice(0, 100), ids.slice(100, 200), ids.slice(200)]) {
      await client.batchCreateAttendee({
        MeetingId,
        Attendees: page.map((id) => ({ ExternalUserId: id })),
      })
    }
    const listed: (string | undefined)[] = []
    for await (const page of paginateListAttendees({ client }, { MeetingId })) {
      listed.push(...(page.Attendees ?? []).map((attendee) => attendee.ExternalUserId))
    }
    expect(listed).toEqual(ids)
    expect(simulator.callsTo('ListAttendees')).toBe(3)
  })

  it('continues a list after the last one seen, whoever was deleted in between', async () => {
    const { client } = await startBench()
    const { MeetingId } = await createMeeting(client)
    const first = await createAttendee(client, MeetingId, 'user-1')
    for (const id of ['user-2', 'user-3', 'user-4']) await createAttendee(client, MeetingId, id)
    const page = await client.listAttendees({ MeetingId, MaxResults: 2 })
    await client.deleteAttendee({ MeetingId, AttendeeId: first.AttendeeId })
    const next = await client.listAttendees({ MeetingId, MaxResults: 2, NextToken: page.NextToken })
    expect(next.Attendees?.map((attendee) => attendee.ExternalUserId)).toEqual(['user-3', 'user-4'])
    expect(next.NextToken ?? undefined).toBeUndefined()
  })

  it.each([
    ['a page size of 0', { MaxResults: 0 }, 'ValidationException'],
    ['a page size over 100', { MaxResults: 101 }, 'ValidationException'],
    ['a token of another list', { NextToken: 'bm9uc2Vuc2U' }, 'BadRequestException'],
    ['a token over 4096 characters', { NextToken: 'a'.repeat(4097) }, 'ValidationException'],
  ])('refuses to list with %s', async (_, changes, name) => {
    const { client } = await startBench()
    const { MeetingId } = await createMeeting(client)
    expect(await refusal(client.listAttendees({ MeetingId, ...changes }))).toMatchObject({
      name,
      status: 400,
    })
  })

  it.each([1, 100])('lists in pages of %i', async (MaxResults) => {
    const { client } = await startBench()
    const { MeetingId } = await createMeeting(client)
    const people = Array.from({ length: 100 }, (_, index) => ({ ExternalUserId: `user-${index}` }))
    await client.batchCreateAttendee({ MeetingId, Attendees: people })
    await createAttendee(client, MeetingId, 'last')
    const page = await client.listAttendees({ MeetingId, MaxResults })
    expect(page.Attendees).toHaveLength(MaxResults)
    expect(page.NextToken).toEqual(expect.any(String))
  })

  it('refuses to continue the list of another meeting', async () => {
    const { client } = await startBench()
    const first = await createMeeting(client)
    const second = await createMeeting(client)
    for (const id of ['user-1', 'user-2']) await createAttendee(client, first.MeetingId, id)
    const { NextToken } = await client.listAttendees({ MeetingId: first.MeetingId, MaxResults: 1 })
    expect(NextToken).toEqual(expect.any(String))
    expect(await refusal(client.listAttendees({ MeetingId: second.MeetingId, NextToken }))).toMatchObject({
      name: 'BadRequestException',
      status: 400,
    })
  })

  it('answers 404 for an attendee who never was', async () => {
    const { client } = await startBench()
    const { MeetingId } = await createMeeting(client)
    expect(await refusal(client.getAttendee({ MeetingId, AttendeeId: nobody }))).toMatchObject({
      name: 'NotFoundException',
      message: expect.stringContaining('Attendee'),
    })
  })

  it.each([
    ['new-attendee', 2],
    ['same-attendee', 1],
  ] as const)('makes a repeated user a %s', async (repeatedUser, seats) => {
    const { simulator, client } = await startBench({ repeatedUser })
    const { MeetingId } = await createMeeting(client)
    const first = await createAttendee(client, MeetingId, 'ann')
    const second = await createAttendee(client, MeetingId, 'ann')
    expect(second.AttendeeId === first.AttendeeId).toBe(seats === 1)
    expect(second.JoinToken === first.JoinToken).toBe(seats === 1)
    expect(simulator.meetings()[0]?.attendees).toHaveLength(seats)
  })

  it('creates a meeting together with its attendees', async () => {
    const { simulator, client } = await startBench()
    simulator.failAttendee('ben', { errorCode: 'Throttled', errorMessage: 'later' })
    const answer = await client.createMeetingWithAttendees({
      ClientRequestToken: 'token-1',
      ExternalMeetingId: 'class-42',
      MediaRegion: 'us-east-1',
      Attendees: [{ ExternalUserId: 'ann', Capabilities: listener }, { ExternalUserId: 'ben' }],
    })
    expect(answer.Meeting?.ExternalMeetingId).toBe('class-42')
    expect(answer.Attendees).toMatchObject([{ ExternalUserId: 'ann', Capabilities: listener }])
    expect(answer.Errors).toEqual([{ ExternalUserId: 'ben', ErrorCode: 'Throttled', ErrorMessage: 'later' }])
  })
})
