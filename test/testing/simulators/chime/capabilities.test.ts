import type { AttendeeCapabilities, MeetingFeaturesConfiguration } from '@aws-sdk/client-chime-sdk-meetings'
import { describe, expect, it } from 'vitest'
import { createAttendee, createMeeting, nobody, refusal, startBench } from './support.js'

const capabilities = (Audio: string, Video: string, Content: string): AttendeeCapabilities =>
  ({ Audio, Video, Content }) as AttendeeCapabilities

const noVideo: MeetingFeaturesConfiguration = { Video: { MaxResolution: 'None' } }
const noContent: MeetingFeaturesConfiguration = { Content: { MaxResolution: 'None' } }
const listener = capabilities('Receive', 'Receive', 'Receive')

describe('capability rules of the Chime simulator', () => {
  it.each([
    ['content both ways without receiving video', {}, capabilities('SendReceive', 'Send', 'SendReceive')],
    ['receiving content without any video', {}, capabilities('SendReceive', 'None', 'Receive')],
    ['video in a meeting without', noVideo, capabilities('SendReceive', 'Receive', 'None')],
    ['content in a meeting without', noContent, capabilities('SendReceive', 'SendReceive', 'Send')],
  ])('refuse %s', async (_, MeetingFeatures, Capabilities) => {
    const { client } = await startBench()
    const { MeetingId } = await createMeeting(client, { MeetingFeatures })
    const wrong = { name: 'BadRequestException', status: 400 }
    const ann = { ExternalUserId: 'ann', Capabilities }
    expect(await refusal(client.createAttendee({ MeetingId, ...ann }))).toMatchObject(wrong)
    expect(await refusal(client.batchCreateAttendee({ MeetingId, Attendees: [ann] }))).toMatchObject(wrong)
    const { AttendeeId } = await createAttendee(client, MeetingId, 'ben')
    expect(
      await refusal(client.updateAttendeeCapabilities({ MeetingId, AttendeeId, Capabilities })),
    ).toMatchObject(wrong)
    expect(
      await refusal(
        client.batchUpdateAttendeeCapabilitiesExcept({
          MeetingId,
          ExcludedAttendeeIds: [{ AttendeeId: nobody }],
          Capabilities,
        }),
      ),
    ).toMatchObject(wrong)
  })

  it.each([
    ['sending content without receiving video', {}, capabilities('None', 'None', 'Send')],
    ['receiving both', {}, capabilities('Receive', 'Receive', 'Receive')],
    ['no video where there is none', noVideo, capabilities('SendReceive', 'None', 'Send')],
    ['no content where there is none', noContent, capabilities('SendReceive', 'SendReceive', 'None')],
  ])('allow %s', async (_, MeetingFeatures, Capabilities) => {
    const { client } = await startBench()
    const { MeetingId } = await createMeeting(client, { MeetingFeatures })
    const { Attendee } = await client.createAttendee({ MeetingId, ExternalUserId: 'ann', Capabilities })
    expect(Attendee?.Capabilities).toEqual(Capabilities)
  })

  it.each([
    ['nothing in particular', {}, capabilities('SendReceive', 'SendReceive', 'SendReceive')],
    ['no video', noVideo, capabilities('SendReceive', 'Receive', 'SendReceive')],
    ['no content', noContent, capabilities('SendReceive', 'SendReceive', 'None')],
    ['neither', { ...noVideo, ...noContent }, capabilities('SendReceive', 'None', 'None')],
  ])('set the defaults of a meeting with %s', async (_, MeetingFeatures, expected) => {
    const { client } = await startBench()
    const { MeetingId } = await createMeeting(client, { MeetingFeatures })
    expect((await createAttendee(client, MeetingId)).Capabilities).toEqual(expected)
  })

  it('change one attendee', async () => {
    const { client } = await startBench()
    const { MeetingId } = await createMeeting(client)
    const { AttendeeId } = await createAttendee(client, MeetingId)
    const { Attendee } = await client.updateAttendeeCapabilities({
      MeetingId,
      AttendeeId,
      Capabilities: listener,
    })
    expect(Attendee?.Capabilities).toEqual(listener)
    const read = await client.getAttendee({ MeetingId, AttendeeId })
    expect(read.Attendee?.Capabilities).toEqual(listener)
    expect(
      await refusal(client.updateAttendeeCapabilities({ MeetingId, AttendeeId, Capabilities: undefined })),
    ).toMatchObject({ name: 'ValidationException' })
  })

  it('change all but the excluded, and nobody who comes later', async () => {
    const { simulator, client } = await startBench()
    const { MeetingId } = await createMeeting(client)
    const { AttendeeId } = await createAttendee(client, MeetingId, 'teacher')
    await createAttendee(client, MeetingId, 'pupil')
    await client.batchUpdateAttendeeCapabilitiesExcept({
      MeetingId,
      ExcludedAttendeeIds: [{ AttendeeId }],
      Capabilities: listener,
    })
    await createAttendee(client, MeetingId, 'late')
    const audio = simulator
      .meetings()[0]
      ?.attendees.map(({ externalUserId, capabilities: { Audio } }) => [externalUserId, Audio])
    expect(audio).toEqual([
      ['teacher', 'SendReceive'],
      ['pupil', 'Receive'],
      ['late', 'SendReceive'],
    ])
  })

  it.each([
    ['250 people', Array.from({ length: 250 }, () => nobody), 200],
    ['251 people', Array.from({ length: 251 }, () => nobody), 400],
    ['an id that is none', ['nobody'], 400],
  ])('take an exclusion of %s: %i', async (_, ids, status) => {
    const { client } = await startBench()
    const { MeetingId } = await createMeeting(client)
    const change = client.batchUpdateAttendeeCapabilitiesExcept({
      MeetingId,
      ExcludedAttendeeIds: ids.map((AttendeeId) => ({ AttendeeId })),
      Capabilities: listener,
    })
    if (status === 200) expect((await change).$metadata.httpStatusCode).toBe(200)
    else expect(await refusal(change)).toMatchObject({ name: 'ValidationException', status })
  })

  it('refuse to change all but nobody', async () => {
    const { client } = await startBench()
    const { MeetingId } = await createMeeting(client)
    expect(
      await refusal(
        client.batchUpdateAttendeeCapabilitiesExcept({
          MeetingId,
          ExcludedAttendeeIds: [],
          Capabilities: listener,
        }),
      ),
    ).toMatchObject({ name: 'ValidationException', status: 400 })
  })
})
