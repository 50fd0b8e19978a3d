import { describe, expect, it } from 'vitest'
import {
  createAttendee,
  createMeeting,
  nobody,
  rawRequest,
  refusal,
  serviceIdForm,
  startBench,
} from './support.js'

describe('meetings of the Chime simulator', () => {
  it('describes a created meeting with every member that the service answers', async () => {
    const { client } = await startBench({ region: 'us-west-2' })
    const meeting = await createMeeting(client, {
      MeetingHostId: 'host-1',
      TenantIds: ['tenant-1', 'tenant_2'],
      MeetingFeatures: { Audio: { EchoReduction: 'AVAILABLE' }, Attendee: { MaxCount: 12 } },
    })
    const id = meeting.MeetingId
    expect(id).toMatch(serviceIdForm)
    expect(meeting).toEqual({
      MeetingId: id,
      MeetingArn: `arn:aws:chime:us-west-2:111122223333:meeting/${id}`,
      ExternalMeetingId: 'class-42',
      MediaRegion: 'eu-central-1',
      MeetingHostId: 'host-1',
      TenantIds: ['tenant-1', 'tenant_2'],
      MeetingFeatures: { Audio: { EchoReduction: 'AVAILABLE' }, Attendee: { MaxCount: 12 } },
      MediaPlacement: expect.objectContaining({
        AudioHostUrl: expect.stringMatching(/^[0-9a-f]+\.k\.m1\.ec1\.app\.chime\.aws:3478$/),
        AudioFallbackUrl: expect.stringMatching(/^wss:\/\//),
        SignalingUrl: `wss://signal.m1.ec1.app.chime.aws/control/${id}`,
        EventIngestionUrl: 'https://data.svc.ec1.ingest.chime.aws/v1/client-events',
        TurnControlUrl: expect.stringMatching(/^https:\/\/.*eu-central-1/),
        ScreenDataUrl: expect.stringMatching(/^wss:\/\//),
        ScreenViewingUrl: expect.stringMatching(/^wss:\/\//),
        ScreenSharingUrl: expect.stringMatching(/^wss:\/\//),
      }),
    })
  })

  it('sends members that a meeting lacks as explicit null on the wire', async () => {
    const { simulator, client } = await startBench()
    const { MeetingId } = await createMeeting(client)
    const response = await rawRequest(simulator, 'GET', `/meetings/${MeetingId}`)
    expect(response.headers.get('content-type')).toBe('application/json')
    const { Meeting } = (await response.json()) as { Meeting: Record<string, unknown> }
    expect(Meeting).toMatchObject({ MeetingHostId: null, PrimaryMeetingId: null, TenantIds: [] })
    expect(Object.keys(Meeting)).not.toContain('MeetingFeatures')
  })

  it('makes ids that are GUID-shaped but not RFC 4122, each its own', async () => {
    const { client } = await startBench()
    const meetings = await Promise.all(Array.from({ length: 20 }, () => createMeeting(client)))
    const ids = meetings.map((meeting) => meeting.MeetingId)
    expect(new Set(ids).size).toBe(20)
    for (const id of ids) expect(id).not.toMatch(/^.{14}[1-8].{4}[89ab]/)
  })

  it('reads a meeting back as it was created, by its id in either letter case', async () => {
    const { client } = await startBench()
    const meeting = await createMeeting(client)
    const read = await client.getMeeting({ MeetingId: meeting.MeetingId })
    expect(read.Meeting).toEqual(meeting)
    const upper = await client.getMeeting({ MeetingId: meeting.MeetingId.toUpperCase() })
    expect(upper.Meeting).toEqual(meeting)
  })

  it('answers 404 for a meeting that never was, and refuses an id that is none', async () => {
    const { client } = await startBench()
    expect(await refusal(client.getMeeting({ MeetingId: nobody }))).toMatchObject({
      name: 'NotFoundException',
      status: 404,
    })
    expect(await refusal(client.getMeeting({ MeetingId: 'class-42' }))).toMatchObject({
      name: 'ValidationException',
      status: 400,
    })
  })

  it('deletes a meeting with 204 and without a body, and answers 404 from then on', async () => {
    const { simulator, client } = await startBench()
    const { MeetingId } = await createMeeting(client)
    const { AttendeeId, JoinToken: joinToken } = await createAttendee(client, MeetingId)
    const deleted = await rawRequest(simulator, 'DELETE', `/meetings/${MeetingId}`)
    expect([deleted.status, await deleted.text(), deleted.headers.get('content-length')]).toEqual([
      204,
      '',
      null,
    ])
    const gone = { name: 'NotFoundException', status: 404 }
    expect(await refusal(client.deleteMeeting({ MeetingId }))).toMatchObject(gone)
    expect(await refusal(client.getMeeting({ MeetingId }))).toMatchObject(gone)
    expect(await refusal(client.createAttendee({ MeetingId, ExternalUserId: 'ben' }))).toMatchObject(gone)
    expect(
      await refusal(client.batchCreateAttendee({ MeetingId, Attendees: [{ ExternalUserId: 'ben' }] })),
    ).toMatchObject(gone)
    expect(await refusal(client.getAttendee({ MeetingId, AttendeeId }))).toMatchObject(gone)
    expect(await refusal(client.listAttendees({ MeetingId }))).toMatchObject(gone)
    expect(await refusal(client.deleteAttendee({ MeetingId, AttendeeId }))).toMatchObject(gone)
    expect(() => simulator.connect({ meetingId: MeetingId, joinToken })).toThrow(/has ended/)
  })

  it('keeps two meetings of one external id apart', async () => {
    const { simulator, client } = await startBench()
    const first = await createMeeting(client)
    const second = await createMeeting(client)
    expect(second.MeetingId).not.toBe(first.MeetingId)
    expect(simulator.created).toBe(2)
  })

  it.each([
    ['GET', '/meetings'],
    ['POST', '/meetings?operation=explode'],
    ['PUT', `/meetings/${nobody}`],
    ['POST', `/meetings/${nobody}/attendees/`],
    ['GET', `/meetings/${nobody}/%E0%A4%A`],
    ['GET', '/meetings/'],
    ['GET', '/meetings/%E0%A4%A'],
    ['GET', '/rooms'],
  ])('has no operation for %s %s', async (method, target) => {
    const { simulator } = await startBench()
    const response = await rawRequest(simulator, method, target)
    expect(response.status).toBe(404)
    expect(response.headers.get('x-amzn-errortype')).toBe('UnknownOperationException')
    expect(simulator.requests.map((request) => request.call)).toEqual(['Unknown'])
  })
})
