import { expect, test } from 'vitest'
import type { BbbSimulatorOptions } from '../../../../src/testing/simulators/bbb/index.js'
import { eventsOf, hooked, idsOf } from './bbb-events-support.js'
import { call, create, pair, visit } from './support.js'

const steps = ['rap-archive-started', 'rap-archive-ended', 'rap-sanity-started', 'rap-sanity-ended']

/** A recorded meeting that has just gone. */
async function recorded(options: BbbSimulatorOptions = {}) {
  const started = await hooked(options)
  const { simulator, clock, app } = started
  await create(simulator, 'class-1', { ...pair, record: 'true', 'meta_Course-Name': 'Algebra' })
  await visit(simulator, 'class-1', { userID: 'u-1' })
  simulator.startRecording('class-1')
  simulator.startRecording('class-1')
  simulator.stopRecording('class-1')
  const recordID = simulator.meeting('class-1')!.internalMeetingID
  await clock.advance(600_000)
  await call(simulator, 'end', { meetingID: 'class-1' })
  await clock.advance(3000)
  await simulator.idle()
  return {
    ...started,
    recordID,
    after: () => eventsOf(app.received).slice(idsOf(app.received).indexOf('meeting-ended') + 1),
  }
}

test('the record button is told, each time that it changes something', async () => {
  const { app } = await recorded()
  expect(idsOf(app.received).filter((id) => id.startsWith('meeting-recording'))).toEqual([
    'meeting-recording-started',
    'meeting-recording-stopped',
  ])
})

test('a recording is told step by step, in seconds, and by format when it is ready', async () => {
  const { simulator, clock, recordID, after } = await recorded({
    recordingFormats: ['presentation', 'video'],
  })
  const endedAt = clock.now() - 3000
  const perFormat = (id: string) => [`${id} presentation`, `${id} video`]
  const named = () =>
    after().map(({ id, attributes }) => [id, attributes['workflow']].filter(Boolean).join(' '))
  const begun = [...steps, ...perFormat('rap-process-started')]
  expect(named()).toEqual(begun)
  await clock.advance(56_999)
  expect(named()).toEqual(begun)
  await clock.advance(1)
  await simulator.idle()
  const done = ['presentation', 'video'].flatMap((format) =>
    ['rap-process-ended', 'rap-publish-started', 'rap-publish-ended'].map((id) => `${id} ${format}`),
  )
  expect(named()).toEqual([...begun, ...done])
  const ended = after().filter(({ id }) => id === 'rap-publish-ended')
  expect(ended[1]).toEqual({
    id: 'rap-publish-ended',
    ts: Math.floor(clock.now() / 1000),
    attributes: {
      meeting: { 'internal-meeting-id': recordID, 'external-meeting-id': 'class-1' },
      'record-id': recordID,
      success: true,
      'step-time': 1200,
      workflow: 'video',
      recording: {
        name: 'Algebra',
        'is-breakout': 'false',
        'start-time': simulator.recordings()[0]!.startTime,
        'end-time': endedAt,
        metadata: {
          meetingId: 'class-1',
          meetingName: 'Algebra',
          isBreakout: 'false',
          'Course-Name': 'Algebra',
        },
        playback: {
          format: 'video',
          link: simulator.recordings()[0]!.formats[1]!.url,
          processing_time: 7177,
          duration: 600_000,
        },
        download: {},
      },
    },
  })
  expect(clock.pending).toBe(0)
})

test('that there is something to record is never told', async () => {
  const { after } = await recorded()
  const archived = after().find(({ id }) => id === 'rap-archive-ended')
  expect(archived?.attributes).toMatchObject({ success: true, recorded: false, duration: 0 })
})

test('a recording that the test finishes is told at once', async () => {
  const { simulator, clock, after } = await recorded()
  simulator.finishRecordings()
  await simulator.idle()
  expect(after().at(-1)?.id).toBe('rap-publish-ended')
  const count = after().length
  await clock.advance(60_000)
  await simulator.idle()
  expect(after()).toHaveLength(count)
})

test('what the API does to a recording is told in milliseconds, up to 2.7 without its recordID', async () => {
  for (const server of ['bbb-3.0', 'bbb-2.7'] as const) {
    const { simulator, clock, app } = await hooked({ server })
    const recordID = simulator.addRecording({ meetingID: 'class-1' })
    await call(simulator, 'publishRecordings', { recordID, publish: 'false' })
    await call(simulator, 'publishRecordings', { recordID, publish: 'true' })
    await call(simulator, 'deleteRecordings', { recordID })
    await call(simulator, 'deleteRecordings', { recordID })
    await simulator.idle()
    const events = eventsOf(app.received)
    expect(events.map(({ id, ts }) => `${id} ${ts}`)).toEqual(
      ['unpublished', 'published', 'deleted'].map((state) => `rap-${state} ${clock.now()}`),
    )
    expect(events[0]!.attributes['meeting']).toEqual({
      'internal-meeting-id': recordID,
      'external-meeting-id': 'class-1',
    })
    const told = server === 'bbb-3.0' ? recordID : undefined
    expect(events.map(({ attributes }) => attributes['record-id'])).toEqual([told, told, told])
  }
})
