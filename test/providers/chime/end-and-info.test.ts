import { describe, expect, it } from 'vitest'
import { TestClock } from '../../../src/testing/test-clock.js'
import { byRef, calling, created, failure, joined, runClock, setup, until } from './setup.js'

const nowhere = { id: 'class-42', key: 'class-42', incarnation: 0, vendor: {} }

describe('end on Chime', () => {
  it('ends the meeting at once, by the record or by the ref alone', async () => {
    const { simulator, provider, another } = await setup()
    const [one, two] = [await created(provider), await created(provider)]
    expect(await provider.end(one, calling({ wait: true, waitMs: 1_000 }))).toEqual({
      outcome: 'ended',
      warnings: [],
    })
    expect(await another().end(byRef(two), calling())).toEqual({ outcome: 'ended', warnings: [] })
    expect(simulator.meetings()).toEqual([])
  })

  it('is not surprised by a meeting that is gone, or that never was', async () => {
    const { simulator, provider } = await setup()
    const meeting = await created(provider)
    await provider.end(meeting, calling())
    expect(await provider.end(meeting, calling())).toEqual({ outcome: 'not-found', warnings: [] })
    const calls = simulator.requests.length
    expect(await provider.end(nowhere, calling())).toEqual({ outcome: 'not-found', warnings: [] })
    expect(simulator.requests).toHaveLength(calls)
  })

  it('does not take a meeting of another region for one that is gone', async () => {
    const { provider } = await setup()
    const meeting = await created(provider)
    const elsewhere = { ...meeting, vendor: { ...meeting.vendor, region: 'ap-south-1' } }
    expect(await failure(provider.end(elsewhere, calling()))).toMatchObject({ code: 'not-configured' })
  })

  it('repeats once what passes, and tells what does not', async () => {
    const clock = new TestClock()
    const { simulator, provider } = await setup({ clock })
    const meeting = await created(provider)
    simulator.throwNext('DeleteMeeting', 'ThrottlingException')
    const end = provider.end(meeting, calling())
    await runClock(clock, () => simulator.meetings().length === 0)
    expect((await end).outcome).toBe('ended')
    simulator.throwNext('DeleteMeeting', 'ServiceFailureException')
    expect(await failure(provider.end(meeting, calling()))).toMatchObject({
      code: 'unavailable',
      effect: 'unknown',
    })
  })
})

describe('info on Chime', () => {
  it('says that the meeting is open and invents nothing', async () => {
    const { provider, another } = await setup()
    const meeting = await created(provider, { maxParticipants: 30 })
    const { Attendee } = await joined(provider, meeting)
    const info = await another().info(byRef(meeting), calling())
    expect(info).toEqual({
      status: 'open',
      presence: 'none',
      maxParticipants: 30,
      warnings: [],
      providerData: meeting.result.providerData,
    })
    expect(JSON.stringify(info)).not.toContain(Attendee.JoinToken)
    const plain = await provider.info(await created(provider), calling())
    expect(plain.maxParticipants).toBeUndefined()
  })

  it('says not-found for a meeting that has ended, or of which nothing is known', async () => {
    const clock = new TestClock()
    const { provider } = await setup({ clock })
    const meeting = await created(provider)
    await clock.advance(5 * 60_000)
    for (const known of [meeting, nowhere])
      expect(await failure(provider.info(known, calling()))).toMatchObject({
        code: 'not-found',
        effect: 'none',
      })
  })

  it('repeats a read that failed in passing, whatever the failure, because reading has no effect', async () => {
    const clock = new TestClock()
    const { simulator, provider } = await setup({ clock })
    const meeting = await created(provider)
    for (const fault of ['ServiceFailureException', 'ServiceUnavailableException', 'ThrottlingException']) {
      const calls = simulator.callsTo('GetMeeting')
      simulator.throwNext('GetMeeting', fault)
      const info = provider.info(meeting, calling())
      await runClock(clock, () => simulator.callsTo('GetMeeting') === calls + 2)
      expect((await info).status).toBe('open')
    }
  })

  it('takes an answer without a meeting for what it is', async () => {
    const { simulator, provider } = await setup()
    const meeting = await created(provider)
    simulator.stage({ kind: 'answer', status: 200, body: '{"Meeting":null}' })
    expect((await failure(provider.info(meeting, calling()))).code).toBe('invalid-response')
  })
})

describe('calls on Chime under the rate limit', () => {
  it('wait their turn instead of being refused', async () => {
    const clock = new TestClock()
    const { simulator, provider } = await setup({
      clock,
      config: { rateLimit: { perSecond: 10, burst: 20 } },
    })
    const meeting = await created(provider)
    const reads = Promise.all(Array.from({ length: 50 }, () => provider.info(meeting, calling())))
    const start = clock.now()
    await runClock(clock, () => simulator.callsTo('GetMeeting') === 50)
    await reads
    expect(clock.now() - start).toBeGreaterThanOrEqual(2_900)
    expect(clock.pending).toBe(0)
  })

  it('are freed by their signal, with nothing sent and nothing left behind', async () => {
    const clock = new TestClock()
    const { simulator, provider } = await setup({ clock, config: { rateLimit: { perSecond: 1, burst: 1 } } })
    const meeting = await created(provider)
    await provider.info(meeting, calling())
    const controller = new AbortController()
    const error = failure(provider.info(meeting, calling({ signal: controller.signal })))
    await until(() => clock.pending === 1)
    controller.abort()
    expect(await error).toMatchObject({ code: 'aborted', effect: 'none' })
    expect(clock.pending).toBe(0)
    expect(simulator.callsTo('GetMeeting')).toBe(1)
  })

  it('start from an empty bucket after Chime has refused one', async () => {
    const clock = new TestClock()
    const { simulator, provider } = await setup({ clock, config: { rateLimit: { perSecond: 1, burst: 20 } } })
    const meeting = await created(provider)
    simulator.throwNext('GetMeeting', 'ThrottlingException')
    const start = clock.now()
    const info = provider.info(meeting, calling())
    await runClock(clock, () => simulator.callsTo('GetMeeting') === 2)
    await info
    expect(clock.now() - start).toBeGreaterThanOrEqual(1_000)
  })
})
