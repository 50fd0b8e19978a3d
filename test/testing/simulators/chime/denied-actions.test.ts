import type { ChimeSDKMeetings } from '@aws-sdk/client-chime-sdk-meetings'
import { describe, expect, it } from 'vitest'
import { clientOf, createMeeting, nobody, refusal, startBench } from './support.js'

const user = 'arn:aws:iam::111122223333:user/anymeet'

describe('actions that IAM denies in the Chime simulator', () => {
  it('are refused in the words of AWS until healed', async () => {
    const { simulator, client } = await startBench()
    simulator.denyAction('chime:CreateMeeting')
    for (let count = 0; count < 3; count += 1) {
      expect(await refusal(createMeeting(client))).toEqual({
        name: 'AccessDeniedException',
        status: 403,
        message: `User: ${user} is not authorized to perform: chime:CreateMeeting on resource: *`,
      })
    }
    expect(simulator.created).toBe(0)
    simulator.heal()
    await createMeeting(client)
  })

  it('are refused for the meeting that they are about, whether it is there or not', async () => {
    const { simulator, client } = await startBench()
    const { MeetingId, MeetingArn } = await createMeeting(client)
    simulator.denyAction('chime:GetMeeting')
    simulator.denyAction('chime:DeleteMeeting')
    expect((await refusal(client.getMeeting({ MeetingId }))).message).toBe(
      `User: ${user} is not authorized to perform: chime:GetMeeting on resource: ${MeetingArn}`,
    )
    expect(await refusal(client.deleteMeeting({ MeetingId: nobody }))).toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining(`meeting/${nobody}`),
    })
    await client.listAttendees({ MeetingId })
    expect(simulator.meetings()).toHaveLength(1)
  })

  it('include creating with tags where tagging is denied', async () => {
    const { simulator, client } = await startBench()
    simulator.denyAction('chime:TagResource')
    const Tags = [{ Key: 'team', Value: 'blue' }]
    expect(await refusal(createMeeting(client, { Tags }))).toMatchObject({
      name: 'AccessDeniedException',
      message: `User: ${user} is not authorized to perform: chime:TagResource on resource: *`,
    })
    const { MeetingArn: ResourceARN } = await createMeeting(client, { Tags: [] })
    expect((await refusal(client.tagResource({ ResourceARN, Tags }))).name).toBe('AccessDeniedException')
    await client.listTagsForResource({ ResourceARN })
  })

  it('are judged after the key and before the rate', async () => {
    const { simulator, client } = await startBench({ rates: { perSecond: 1, burst: 1 } })
    simulator.denyAction('chime:GetMeeting')
    const stranger: ChimeSDKMeetings = clientOf(simulator, { accessKeyId: 'AKIASTRANGER' })
    const call = { MeetingId: nobody }
    expect((await refusal(stranger.getMeeting(call))).name).toBe('UnrecognizedClientException')
    for (let count = 0; count < 3; count += 1) {
      expect((await refusal(client.getMeeting(call))).name).toBe('AccessDeniedException')
    }
    simulator.heal()
    expect((await refusal(client.getMeeting(call))).name).toBe('NotFoundException')
  })
})
