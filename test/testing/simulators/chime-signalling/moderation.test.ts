import { describe, expect, test } from 'vitest'
import { Bench, eventually } from './support.js'

const everything = { Audio: 'SendReceive', Video: 'SendReceive', Content: 'SendReceive' } as const
const audience = { Audio: 'Receive', Video: 'Receive', Content: 'Receive' } as const

describe('what the API does to people in a meeting', () => {
  test('who is deleted is thrown out, with the shared screen', async () => {
    const bench = await Bench.start()
    const ann = await bench.person('ann')
    const ben = await bench.person('ben', { camera: true })
    const screen = await bench.share(ben)
    await screen.join()
    await screen.subscribe({ camera: true })
    await eventually(() => ann.client.people.size).toBe(3)
    await bench.client.deleteAttendee({ MeetingId: bench.meetingId, AttendeeId: ben.attendeeId })
    expect(await ben.client.closed).toBe(1000)
    expect([ben.client.status, screen.status]).toEqual([411, 411])
    await eventually(() => [...ann.client.people.keys()]).toEqual([ann.attendeeId])
    await eventually(() => [...ann.client.videos.keys()]).toEqual([])
    const again = await bench.open(ben)
    expect(await again.closed).toBe(4403)
  })

  test('everybody learns that the meeting is over', async () => {
    const bench = await Bench.start()
    const ann = await bench.person('ann')
    const ben = await bench.person('ben')
    await bench.client.deleteMeeting({ MeetingId: bench.meetingId })
    expect(await Promise.all([ann.client.closed, ben.client.closed])).toEqual([1000, 1000])
    expect([ann.client.status, ben.client.status]).toEqual([410, 410])
    expect(bench.signalling.presence(bench.meetingId)).toEqual([])
  })

  test('who may only receive is not heard, and goes on without the camera', async () => {
    const bench = await Bench.start()
    const ann = await bench.person('ann', { camera: true })
    const ben = await bench.person('ben')
    const [annOffer] = bench.media.offers
    const connectionId = annOffer?.connectionId ?? ''
    expect(bench.media.heard.get(connectionId)).toBe(true)
    const at = { MeetingId: bench.meetingId, AttendeeId: ann.attendeeId }
    await bench.client.updateAttendeeCapabilities({ ...at, Capabilities: audience })
    expect(bench.media.heard.get(connectionId)).toBe(false)
    const { error } = await ann.client.until((frame) => frame.error !== null)
    expect(error?.status).toBe(206)
    await eventually(() => [...ben.client.videos.keys()]).toEqual([])
    expect(bench.eventsOf(ann).slice(-2)).toEqual(['CapabilitiesUpdated', 'VideoStopped'])
    await ann.client.subscribe({ camera: true })
    expect(bench.signalling.presence(bench.meetingId)).toMatchObject([{ video: false }, { video: false }])
    await bench.client.updateAttendeeCapabilities({ ...at, Capabilities: everything })
    expect(bench.media.heard.get(connectionId)).toBe(true)
    await ann.client.subscribe({ camera: true })
    await eventually(() => [...ben.client.videos.keys()]).toEqual([ann.attendeeId])
  })

  test('who may not share any more loses the screen, and stays', async () => {
    const bench = await Bench.start()
    const ann = await bench.person('ann')
    const ben = await bench.person('ben')
    const screen = await bench.share(ann)
    await screen.join()
    await screen.subscribe({ camera: true })
    await eventually(() => ben.client.people.size).toBe(3)
    const at = { MeetingId: bench.meetingId, AttendeeId: ann.attendeeId }
    await bench.client.updateAttendeeCapabilities({
      ...at,
      Capabilities: { ...everything, Content: 'Receive' },
    })
    expect(await screen.closed).toBe(1000)
    await eventually(() => [...ben.client.people.keys()]).toEqual([ann.attendeeId, ben.attendeeId])
    expect(bench.simulated(ann)).toMatchObject({ content: false, connected: true })
    const refused = await bench.share(ann)
    expect(await refused.closed).toBe(1000)
    expect(refused.status).toBe(403)
  })

  test('who may not receive video gets none', async () => {
    const bench = await Bench.start()
    const ann = await bench.person('ann', { camera: true })
    const ben = await bench.person('ben')
    const streamId = ben.client.videos.get(ann.attendeeId) ?? 0
    const at = { MeetingId: bench.meetingId, AttendeeId: ben.attendeeId }
    await bench.client.updateAttendeeCapabilities({
      ...at,
      Capabilities: { Audio: 'SendReceive', Video: 'Send', Content: 'Send' },
    })
    const answer = await ben.client.subscribe({ watch: [streamId] })
    expect(answer.tracks).toEqual([])
  })

  test('a meeting that ends itself takes everybody along', async () => {
    const bench = await Bench.start()
    const ann = await bench.person('ann')
    bench.simulator.forget(bench.meetingId)
    expect(await ann.client.closed).toBe(1000)
    expect(ann.client.status).toBe(410)
  })
})
