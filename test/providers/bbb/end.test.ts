import { describe, expect, it } from 'vitest'
import type { ProviderMeeting } from '../../../src/spec/provider.js'
import { TestClock } from '../../../src/testing/test-clock.js'
import {
  callOptions,
  createRequest,
  failure,
  meeting,
  type OnSimulator,
  onServer,
  onSimulator,
} from './support.js'

const waiting = { wait: true, waitMs: 20_000, remainingMs: 35_000 }

interface OnClock extends OnSimulator {
  readonly clock: TestClock
}

describe.each(['bbb-2.4', 'bbb-3.0'] as const)('end on %s', (server) => {
  async function start(config: Record<string, unknown> = {}): Promise<OnClock> {
    const clock = new TestClock()
    return { clock, ...(await onSimulator({ server, clock, endDelayMs: 3_000 }, config)) }
  }

  async function made({ bbb }: OnSimulator): Promise<ProviderMeeting> {
    return meeting((await bbb.createMeeting(createRequest(), callOptions())).vendor)
  }

  /** Runs a call while time passes, a little at a time. */
  async function passing<T>(clock: TestClock, call: Promise<T>): Promise<T> {
    let done = false
    const settled = call.finally(() => {
      done = true
    })
    settled.catch(() => undefined)
    while (!done) await clock.advance(50)
    return settled
  }

  it('is accepted, and done in seconds', async () => {
    const on = await start()
    const session = await made(on)
    expect(await on.bbb.end(session, callOptions())).toEqual({ outcome: 'ending', warnings: [] })
    expect(on.simulator.meetings()).toMatchObject([{ ended: true }])
    await on.clock.advance(3_000)
    expect(on.simulator.meetings()).toEqual([])
  })

  it('with wait answers when the meeting is gone, and leaves no timer behind', async () => {
    const on = await start()
    const session = await made(on)
    const began = on.clock.now()
    const ended = await passing(on.clock, on.bbb.end(session, callOptions(waiting)))
    expect(ended.outcome).toBe('ended')
    expect(on.simulator.meetings()).toEqual([])
    expect(on.clock.now() - began).toBeGreaterThanOrEqual(3_000)
    expect(on.clock.pending).toBe(0)
    // One question before, then after 250, 500, 1,000 and 2,000 ms.
    expect(on.simulator.callsTo('getMeetingInfo')).toBe(5)
  })

  it('waits no longer than it may', async () => {
    const on = await start()
    const session = await made(on)
    const began = on.clock.now()
    const ended = await passing(on.clock, on.bbb.end(session, callOptions({ ...waiting, waitMs: 1_200 })))
    expect(ended.outcome).toBe('ending')
    expect(on.clock.now() - began).toBeLessThan(2_000)
  })

  it('waits no longer than it may for an answer that never comes', async () => {
    const on = await start()
    const session = await made(on)
    const call = on.bbb.end(session, callOptions({ ...waiting, waitMs: 1_200 }))
    await expect.poll(() => on.simulator.callsTo('end')).toBe(1)
    on.simulator.stage({ kind: 'hang', when: 'getMeetingInfo', times: 9 })
    expect((await passing(on.clock, call)).outcome).toBe('ending')
    expect(on.clock.pending).toBe(0)
  })

  it('goes on waiting while questions fail', async () => {
    const on = await start()
    const session = await made(on)
    const call = on.bbb.end(session, callOptions(waiting))
    await expect.poll(() => on.simulator.callsTo('end')).toBe(1)
    on.simulator.stage({ kind: 'answer', status: 502, body: 'Bad Gateway', when: 'getMeetingInfo', times: 3 })
    expect((await passing(on.clock, call)).outcome).toBe('ended')
  })

  it('ends the wait when a newer session runs under the id', async () => {
    const on = await start()
    const session = await made(on)
    const call = on.bbb.end(session, callOptions(waiting))
    await expect.poll(() => on.simulator.callsTo('end')).toBe(1)
    on.simulator.forget('class-42')
    await made(on)
    expect((await passing(on.clock, call)).outcome).toBe('ended')
    expect(on.simulator.meetings()).toMatchObject([{ ended: false }])
  })

  it('when cancelled while waiting says that the end was accepted', async () => {
    const on = await start()
    const session = await made(on)
    const controller = new AbortController()
    const call = failure(on.bbb.end(session, callOptions({ ...waiting, signal: controller.signal })))
    // The pause between two questions, and the limit of the wait.
    await expect.poll(() => on.clock.pending).toBe(2)
    controller.abort()
    expect(await call).toMatchObject({ code: 'aborted', effect: 'done' })
    expect(on.clock.pending).toBe(0)
  })

  it('is safe to repeat: already-ended while it ends, then not-found', async () => {
    const on = await start()
    const session = await made(on)
    await on.bbb.end(session, callOptions())
    expect((await on.bbb.end(session, callOptions())).outcome).toBe('already-ended')
    expect((await passing(on.clock, on.bbb.end(session, callOptions(waiting)))).outcome).toBe('already-ended')
    expect((await on.bbb.end(session, callOptions())).outcome).toBe('not-found')
    expect(on.simulator.callsTo('end')).toBe(1)
  })

  it('finds nothing to end where there never was a meeting', async () => {
    const on = await start()
    expect((await on.bbb.end(meeting(), callOptions())).outcome).toBe('not-found')
    expect((await on.bbb.end(meeting({ createTime: '1' }), callOptions())).outcome).toBe('not-found')
    expect(on.simulator.callsTo('end')).toBe(0)
  })

  it('leaves a newer session of the same id alone', async () => {
    const on = await start()
    const old = await made(on)
    on.simulator.forget('class-42')
    await made(on)
    expect((await on.bbb.end(old, callOptions(waiting))).outcome).toBe('already-ended')
    expect(on.simulator.meetings()).toMatchObject([{ ended: false }])
    expect(on.simulator.callsTo('end')).toBe(0)
  })

  it('without a record ends whatever runs, and waits for that session', async () => {
    const on = await start()
    await made(on)
    const call = on.bbb.end(meeting(), callOptions(waiting))
    await expect.poll(() => on.simulator.callsTo('end')).toBe(1)
    on.simulator.forget('class-42')
    await made(on)
    expect((await passing(on.clock, call)).outcome).toBe('ended')
    expect(on.simulator.meetings()).toMatchObject([{ ended: false }])
  })

  it('is already-ended where somebody was faster between question and request', async () => {
    const failed = (key: string): string =>
      `<response><returncode>FAILED</returncode><messageKey>${key}</messageKey><message>m</message></response>`
    const live = '<response><returncode>SUCCESS</returncode><createTime>7</createTime></response>'
    const answers =
      server === 'bbb-2.4'
        ? [live, failed('invalidPassword'), failed('notFound')]
        : [live, failed('notFound')]
    const bbb = await onServer((_request, response) => response.end(answers.shift()), { server })
    expect((await bbb.end(meeting({ createTime: '7' }), callOptions())).outcome).toBe('already-ended')
    expect(answers).toEqual([])
  })

  it('may be repeated where the answer was lost', async () => {
    const on = await start()
    const session = await made(on)
    // Twice: the transport may take the first for an idle connection that was closed, and send anew.
    on.simulator.stage({ kind: 'cut', when: 'end', processed: true, times: 2 })
    expect(await failure(on.bbb.end(session, callOptions()))).toMatchObject({
      code: 'unavailable',
      effect: 'unknown',
    })
    expect((await on.bbb.end(session, callOptions())).outcome).toBe('already-ended')
  })
})

describe('end on bbb-2.4', () => {
  it("says that the password is another where the meeting is somebody else's", async () => {
    const { simulator, bbb } = await onSimulator({ server: 'bbb-2.4' })
    await bbb.createMeeting(createRequest(), callOptions())
    const config = { url: simulator.url, passwordSeed: 'another seed' }
    const { bbb: stranger } = await onSimulator({ server: 'bbb-2.4' }, config)
    const error = await failure(stranger.end(meeting(), callOptions()))
    expect(error).toMatchObject({ code: 'forbidden', vendorCode: 'invalidPassword', effect: 'none' })
    expect(error.message).toContain('passwordSeed')
    expect(simulator.meetings()).toMatchObject([{ ended: false }])
  })
})
