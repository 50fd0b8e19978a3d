import { describe, expect, onTestFinished, test } from 'vitest'
import { createMeetings } from '../../../../src/create-meetings.js'
import { MeetingError } from '../../../../src/errors/meeting-error.js'
import type { Meetings } from '../../../../src/meetings.js'
import { type ChimeSimulator, startChimeSimulator } from '../../../../src/testing/simulators/chime/index.js'
import {
  type ChimeMediaSimulator,
  startChimeMediaSimulator,
} from '../../../../src/testing/simulators/chime-media/index.js'
import { TestClock } from '../../../../src/testing/test-clock.js'

interface World {
  readonly clock: TestClock
  readonly chime: ChimeSimulator
  readonly media: ChimeMediaSimulator
  readonly meetings: Meetings
  run<T>(work: Promise<T>): Promise<T>
}

/** A facade on simulated meetings and pipelines. */
async function world(): Promise<World> {
  const clock = new TestClock()
  const chime = await startChimeSimulator({ clock })
  const media = await startChimeMediaSimulator({ meetings: chime, clock })
  const { region, endpoint, accessKeyId, secretAccessKey } = chime
  const meetings = createMeetings({
    clock,
    providers: {
      chime: {
        type: 'chime',
        region,
        endpoint,
        credentials: { accessKeyId, secretAccessKey },
        recording: {
          bucket: 'our-recordings',
          endpoints: { mediaPipelines: media.pipelinesEndpoint, s3: media.s3Endpoint },
        },
      },
    },
  })
  onTestFinished(async () => {
    // What was given up may still wait, by the clock.
    await clock.settle(meetings.close())
    await media.close()
    await chime.close()
  })
  return { clock, chime, media, meetings, run: (work) => clock.settle(work) }
}

const id = 'town-hall'

describe('a meeting that is to be recorded from the start', () => {
  test('is, and its recording is there after it has ended, without anybody stopping it', async () => {
    const { clock, meetings, run } = await world()
    const { ref, warnings } = await run(
      meetings.createMeeting({ id, name: 'Town hall', record: 'automatic', metadata: { team: 'all' } }),
    )
    expect(warnings).toEqual([])
    expect((await run(meetings.info(ref))).recording).toBe('requested')
    await clock.advance(5_000)
    expect((await run(meetings.info(ref))).recording).toBe('running')
    await run(meetings.end(ref))
    await clock.advance(60_000)
    const { recordings } = await run(meetings.recordings.list({ meetingIds: [id] }))
    expect(recordings).toMatchObject([
      { meetingId: id, name: 'Town hall', state: 'published', metadata: { team: 'all' } },
    ])
    expect(recordings[0]?.playback.map(({ format }) => format)).toEqual(['video', 'audio'])
  })

  test('is recorded once, however often it is created', async () => {
    const { media, meetings, run } = await world()
    for (let time = 0; time < 3; time++) await run(meetings.createMeeting({ id, record: 'automatic' }))
    expect(media.callsTo('CreateMediaCapturePipeline')).toBe(1)
  })

  test('goes on without where recording fails, and says so', async () => {
    const { media, meetings, run, chime } = await world()
    media.denyAction('chime:CreateMediaCapturePipeline')
    const made = await run(meetings.createMeeting({ id, record: 'automatic' }))
    expect(made.warnings).toMatchObject([{ code: 'not-applied', field: 'record' }])
    expect(made.warnings[0]?.message).toContain('chime:CreateMediaCapturePipeline')
    expect(chime.meetings()).toHaveLength(1)
    expect((await run(meetings.info(id))).recording).toBe('requested')
    media.heal()
    expect((await run(meetings.recordings.start(id))).outcome).toBe('requested')
  })

  test('is taken back in strict mode', async () => {
    const { media, meetings, run, chime } = await world()
    media.denyAction('chime:CreateMediaCapturePipeline')
    const error = await run(
      meetings
        .createMeeting({ id, record: 'automatic' }, { strict: true })
        .catch((thrown: unknown) => thrown),
    )
    expect(MeetingError.is(error) && error.code).toBe('forbidden')
    expect(chime.meetings()).toEqual([])
    media.heal()
    expect(
      (await run(meetings.createMeeting({ id, record: 'automatic' }, { strict: true }))).disposition,
    ).toBe('created')
  })

  test('is found again where strict mode could not take it back', async () => {
    const { media, meetings, run, chime } = await world()
    media.denyAction('chime:CreateMediaCapturePipeline')
    chime.denyAction('chime:DeleteMeeting')
    const create = () => meetings.createMeeting({ id, record: 'automatic' }, { strict: true })
    const error = await run(create().catch((thrown: unknown) => thrown))
    expect(error).toMatchObject({ code: 'forbidden', effect: 'unknown' })
    expect(String(error)).toContain('chime:CreateMediaCapturePipeline')
    media.heal()
    await run(create())
    expect(chime.meetings()).toHaveLength(1)
  })

  test('is recorded on the second try where the first one was given up between the two calls', async () => {
    const { media, meetings, run, chime } = await world()
    const giving = new AbortController()
    media.stage({ kind: 'hang', when: 'CreateMediaCapturePipeline' })
    const first = meetings.createMeeting({ id, record: 'automatic' }, { signal: giving.signal })
    const seen = first.catch((thrown: unknown) => thrown)
    while (media.callsTo('CreateMediaCapturePipeline') === 0)
      await new Promise((resolve) => setImmediate(resolve))
    giving.abort()
    expect(await run(seen)).toMatchObject({ code: 'aborted', effect: 'unknown' })
    media.heal()
    const again = await run(meetings.createMeeting({ id, record: 'automatic' }))
    expect(again.warnings).toEqual([])
    expect(chime.meetings()).toHaveLength(1)
    expect((await run(meetings.info(id))).recording).toMatch(/requested|running/)
  })
})
