import { expect, test } from 'vitest'
import { createMeeting, startBench } from './support.js'

test('meetings are described with the SignalingUrl that the test wants, on every call', async () => {
  const signalingUrl = (meetingId: string): string => `ws://127.0.0.1:4711/control/${meetingId}`
  const { client } = await startBench({ signalingUrl })
  const { MeetingId, MediaPlacement } = await createMeeting(client)
  expect(MediaPlacement?.SignalingUrl).toBe(signalingUrl(MeetingId))
  expect(MediaPlacement?.AudioHostUrl).toContain('.app.chime.aws')
  const { Meeting } = await client.getMeeting({ MeetingId })
  expect(Meeting?.MediaPlacement).toEqual(MediaPlacement)
})

test('each meeting has its own SignalingUrl', async () => {
  const { client } = await startBench({ signalingUrl: (meetingId) => `wss://signal.test/${meetingId}` })
  const [one, other] = [await createMeeting(client), await createMeeting(client)]
  expect(one.MediaPlacement?.SignalingUrl).toBe(`wss://signal.test/${one.MeetingId}`)
  expect(other.MediaPlacement?.SignalingUrl).toBe(`wss://signal.test/${other.MeetingId}`)
})
