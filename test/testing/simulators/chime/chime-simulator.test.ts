import { describe, expect, it } from 'vitest'
import { startChimeSimulator } from '../../../../src/testing/simulators/chime/index.js'
import { createAttendee, createMeeting, refusal, startBench } from './support.js'

describe('the Chime simulator', () => {
  it('shows from inside what the API does not tell', async () => {
    const { simulator, client, clock } = await startBench()
    await clock.advance(1000)
    const MeetingFeatures = { Video: { MaxResolution: 'None' } } as const
    const { MeetingId: meetingId } = await createMeeting(client, {
      MeetingFeatures,
      Tags: [{ Key: 'team', Value: 'blue' }],
    })
    const before = simulator.meetings()
    const { JoinToken: joinToken } = await createAttendee(client, meetingId)
    simulator.connect({ meetingId, joinToken })
    expect(before).toEqual([
      {
        meetingId,
        externalMeetingId: 'class-42',
        mediaRegion: 'eu-central-1',
        createdAt: new Date(clock.now()),
        attendees: [],
        features: MeetingFeatures,
        tags: { team: 'blue' },
        deliveries: [{ transport: 'eventbridge' }],
      },
    ])
    expect(simulator.meetings()[0]?.attendees).toMatchObject([{ externalUserId: 'ann', connected: true }])
  })

  it('logs every request with the name of its call', async () => {
    const { simulator, client } = await startBench()
    const { MeetingId } = await createMeeting(client)
    await createAttendee(client, MeetingId)
    await client.deleteMeeting({ MeetingId })
    expect(simulator.requests.map(({ call, method, target }) => [call, method, target])).toEqual([
      ['CreateMeeting', 'POST', '/meetings'],
      ['CreateAttendee', 'POST', `/meetings/${MeetingId}/attendees`],
      ['DeleteMeeting', 'DELETE', `/meetings/${MeetingId}`],
    ])
    expect(simulator.callsTo('CreateAttendee')).toBe(1)
    expect(simulator.callsTo('BatchCreateAttendee')).toBe(0)
  })

  it('forgets everything at reset', async () => {
    const { simulator, client } = await startBench({
      rates: { perSecond: 1, burst: 1 },
      concurrentMeetings: 1,
    })
    const ClientRequestToken = 'token-1'
    const first = await createMeeting(client, { ClientRequestToken })
    simulator.throwNext('CreateMeeting', 'ServiceFailureException')
    simulator.denyAction('chime:GetMeeting')
    simulator.failAttendee('ann', { errorCode: 'ServiceFailure', errorMessage: 'no' })
    simulator.reset()
    expect([simulator.created, simulator.meetings(), simulator.requests]).toEqual([0, [], []])
    expect(simulator.events).toEqual([])
    expect((await refusal(client.getMeeting({ MeetingId: first.MeetingId }))).name).toBe('NotFoundException')
    const second = await createMeeting(client, { ClientRequestToken })
    expect(second.MeetingId).not.toBe(first.MeetingId)
    await createAttendee(client, second.MeetingId, 'ann')
  })

  it('shares nothing with another one', async () => {
    const one = await startBench()
    const two = await startBench()
    const { MeetingId } = await createMeeting(one.client)
    expect(one.simulator.endpoint).not.toBe(two.simulator.endpoint)
    expect((await refusal(two.client.getMeeting({ MeetingId }))).name).toBe('NotFoundException')
    expect(two.simulator.meetings()).toEqual([])
  })

  it('closes more than once and then refuses connections', async () => {
    const { simulator, client } = await startBench()
    await createMeeting(client)
    const { endpoint } = simulator
    await simulator.close()
    await simulator.close()
    await expect(fetch(endpoint)).rejects.toThrow()
  })

  it.each([
    ['us-east-1', 'sa-east-1', true],
    ['eu-central-1', 'us-east-1', true],
    ['af-south-1', 'af-south-1', true],
    ['af-south-1', 'eu-central-1', false],
    ['il-central-1', 'us-east-1', false],
    ['us-gov-west-1', 'us-gov-east-1', true],
    ['us-gov-west-1', 'us-east-1', false],
  ])('in %s places media in %s: %s', async (region, MediaRegion, allowed) => {
    const { client } = await startBench({ region })
    const made = createMeeting(client, { MediaRegion })
    if (allowed) expect((await made).MediaRegion).toBe(MediaRegion)
    else expect(await refusal(made)).toMatchObject({ name: 'BadRequestException' })
  })

  it('places media only where it is told to', async () => {
    const { client } = await startBench({ mediaRegions: ['moon-far-1'] })
    expect((await createMeeting(client, { MediaRegion: 'moon-far-1' })).MediaRegion).toBe('moon-far-1')
    expect(await refusal(createMeeting(client))).toMatchObject({ name: 'BadRequestException' })
  })

  it.each(['eu-west-1', 'mars-north-1'])('does not start in %s, which has no endpoint', async (region) => {
    await expect(startChimeSimulator({ region })).rejects.toThrow(`no meetings endpoint in region ${region}`)
  })

  it('starts with defaults alone', async () => {
    const simulator = await startChimeSimulator()
    expect(simulator.region).toBe('us-east-1')
    expect(simulator.endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    await simulator.close()
  })
})
