import { describe, expect, it, onTestFinished } from 'vitest'
import { createMeetings } from '../../src/create-meetings.js'
import type { Meetings } from '../../src/meetings.js'
import type { MeetingRef } from '../../src/spec/meeting-ref.js'
import { startBbbSimulator } from '../../src/testing/simulators/bbb/index.js'
import { startChimeSimulator } from '../../src/testing/simulators/chime/index.js'
import { startChimeMediaSimulator } from '../../src/testing/simulators/chime-media/index.js'
import { rejection } from '../identity/support.js'
import { person } from './support.js'

const acme = { tenant: 'acme' }

/** Everything that is about one meeting, tried with a ref that was made up. */
async function refused(meetings: Meetings, ref: MeetingRef): Promise<void> {
  const options = ref.tenant === undefined ? {} : { tenant: ref.tenant }
  const attempts = [
    meetings.join(ref, person, options),
    meetings.join(ref, { ...person, verify: true }, options),
    meetings.info(ref, options),
    meetings.removeParticipant(ref, 'ann', options),
    meetings.muteParticipants(ref, {}, options),
    meetings.lock(ref, { camera: true }, options),
    meetings.changeRole(ref, 'ann', 'moderator', options),
    meetings.promote(ref, { participantId: 'ann' }, options),
    meetings.demote(ref, 'ann', options),
    meetings.sendMessage(ref, { text: 'hello' }, options),
    meetings.addDocuments(ref, [{ url: 'https://example.com/a.pdf' }], options),
    meetings.createBreakoutRoom(ref, { sequence: 2 }, options),
    meetings.listBreakoutRooms(ref, options),
    meetings.recordings.start(ref, options),
    meetings.recordings.stop(ref, options),
    meetings.transcription.start(ref, {}, options),
    meetings.transcription.stop(ref, options),
  ]
  const codes = new Set((await Promise.all(attempts.map(rejection))).map(({ code }) => code))
  expect([...codes].sort()).toEqual(['not-found', 'unsupported'])
  expect((await meetings.end(ref, options)).outcome).toBe('not-found')
}

describe('a made-up ref on BigBlueButton', () => {
  async function rooms(): Promise<{
    readonly meetings: Meetings
    readonly made: MeetingRef
    readonly room: MeetingRef
  }> {
    const simulator = await startBbbSimulator()
    onTestFinished(() => simulator.close())
    const { url, secret } = simulator
    const meetings = createMeetings({ providers: { bbb: { type: 'bbb', url, secret } } })
    const made = (await meetings.createMeeting({ id: 'class-42' }, acme)).ref
    const { ref: room } = await meetings.createBreakoutRoom(made, { sequence: 1, freeJoin: true }, acme)
    return { meetings, made, room }
  }

  it("opens no breakout room of another tenant's, nor of anybody's without a tenant", async () => {
    const { meetings, room } = await rooms()
    const { tenant: _acme, ...rest } = room
    for (const forged of [{ ...rest, tenant: 'umbrella' }, rest]) {
      await refused(meetings, forged)
      const { proof: _proof, ...vendor } = rest.vendor
      await refused(meetings, { ...forged, vendor })
      await refused(meetings, { ...forged, vendor: { ...vendor, proof: 'A'.repeat(22) } })
    }
    expect((await meetings.info(room, acme)).status).toBe('open')
    expect((await meetings.join(room, person, acme)).kind).toBe('url')
  })

  it("makes no room of another tenant's meeting, and gets no password of it", async () => {
    const { meetings, made } = await rooms()
    const key = new URL((await linkOf(meetings, made, acme)) ?? '').searchParams.get('meetingID') ?? ''
    expect(key).toMatch(/^[0-9a-f]{16}\.class-42$/)
    const mine = (await meetings.createMeeting({ id: 'mine' }, { tenant: 'umbrella' })).ref
    for (const vendor of [{ meetingId: key }, { parentKey: key }, { meetingId: key, parentKey: key }])
      await refused(meetings, { ...mine, vendor: { ...mine.vendor, ...vendor } })
    expect((await meetings.info(made, acme)).status).toBe('open')
  })

  it('is not needed by whoever knows a room by its list, on any machine', async () => {
    const { meetings, made, room } = await rooms()
    const [listed] = await meetings.listBreakoutRooms(made, acme)
    expect(listed?.ref).toEqual(room)
    expect((await meetings.end(room, acme)).outcome).toBe('ending')
  })
})

describe('a made-up ref on Chime', () => {
  it("opens, records and ends no meeting of another tenant's, on one account", async () => {
    const simulator = await startChimeSimulator({ rates: 'unlimited' })
    const media = await startChimeMediaSimulator({ meetings: simulator, rates: 'unlimited' })
    onTestFinished(async () => {
      await media.close()
      await simulator.close()
    })
    const { region, endpoint, accessKeyId, secretAccessKey } = simulator
    const endpoints = { mediaPipelines: media.pipelinesEndpoint, s3: media.s3Endpoint }
    const config = {
      type: 'chime',
      region,
      endpoint,
      credentials: { accessKeyId, secretAccessKey },
      rateLimit: 'unlimited',
      replicas: 2,
      recording: { bucket: 'our-recordings', endpoints },
    } as const
    const meetings = createMeetings({
      provider: 'chime',
      providers: { chime: config },
      tenants: (tenant) => (tenant === 'hooli' ? { provider: 'own', providers: { own: config } } : undefined),
    })
    const { ref } = await meetings.createMeeting({ id: 'class-42', record: 'on-demand' }, acme)
    await meetings.join(ref, person, acme)
    await meetings.recordings.start(ref, acme)
    const { tenant: _acme, ...rest } = ref
    const before = media.requests.length
    for (const forged of [
      { ...rest, tenant: 'umbrella' },
      { ...rest, tenant: 'hooli' },
      { ...rest, tenant: 'hooli', provider: 'own' },
      rest,
      { ...rest, id: 'another' },
    ])
      await refused(meetings, forged)
    expect(media.requests.length).toBe(before)
    expect(simulator.meetings()).toHaveLength(1)
    // Ann, and what records.
    expect(simulator.meetings()[0]?.attendees).toHaveLength(2)
    expect((await meetings.recordings.stop(ref, acme)).outcome).toBe('stopped')
    // Without a record the ref of the tenant itself is as good as before.
    const stranger = createMeetings({ providers: { chime: config } })
    expect((await stranger.info(ref, acme)).status).toBe('open')
    expect((await stranger.join(ref, person, acme)).kind).toBe('sdk')
    expect((await stranger.end(ref, acme)).outcome).toBe('ended')
  })
})

async function linkOf(meetings: Meetings, ref: MeetingRef, options: object): Promise<string | undefined> {
  const joined = await meetings.join(ref, person, options)
  return joined.kind === 'url' ? joined.url : undefined
}
