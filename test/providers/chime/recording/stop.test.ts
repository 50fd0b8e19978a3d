import { describe, expect, it } from 'vitest'
import { alive, calling, failure, studio, until } from './support.js'

describe('stopping a recording on Chime', () => {
  it('waits for a start under way before it stops', async () => {
    const made = await studio()
    const session = await made.meeting()
    made.media.stage({ kind: 'delay', ms: 2_000, when: 'CreateMediaCapturePipeline' })
    const starting = made.recordings.start(session, calling())
    await until(() => made.media.callsTo('CreateMediaCapturePipeline') === 1)
    const stopping = made.another().stop(session, calling())
    const [started, stopped] = await made.run(Promise.all([starting, stopping]))
    expect(stopped).toBe(started.id)
    expect(alive(made)).toEqual(['concatenation'])
  })

  it('does not stop what nobody knows to have started, and says so', async () => {
    const { recordings, media, meeting, run } = await studio()
    const session = await meeting()
    media.stage({ kind: 'cut', when: 'CreateMediaCapturePipeline', processed: true })
    await failure(run(recordings.start(session, calling())))
    const error = await failure(run(recordings.stop(session, calling())))
    expect(error).toMatchObject({ code: 'conflict', retryable: true, effect: 'none' })
    await run(recordings.start(session, calling()))
    expect(await run(recordings.stop(session, calling()))).toBeDefined()
  })

  it('stops nothing where nothing runs', async () => {
    const { recordings, media, meeting, run } = await studio()
    const session = await meeting()
    expect(await run(recordings.stop(session, calling()))).toBeUndefined()
    expect(await run(recordings.stop({ ...session, vendor: {} }, calling()))).toBeUndefined()
    expect(media.requests).toHaveLength(0)
  })
})
