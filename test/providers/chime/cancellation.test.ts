import { describe, expect, it } from 'vitest'
import type { MeetingProvider, ProviderMeeting } from '../../../src/spec/provider.js'
import { calling, created, creating, failure, setup, until } from './setup.js'

type Work = (
  provider: MeetingProvider,
  meeting: ProviderMeeting,
  signal: AbortSignal,
  abortable: boolean,
) => Promise<unknown>

const calls: readonly (readonly [
  name: string,
  call: 'CreateMeeting' | 'GetMeeting' | 'DeleteMeeting',
  effect: string,
  Work,
])[] = [
  [
    'createMeeting',
    'CreateMeeting',
    'unknown',
    (provider, _meeting, signal, abortable) =>
      provider.createMeeting(creating({ requestToken: 'b'.repeat(32) }), calling({ signal, abortable })),
  ],
  [
    'info',
    'GetMeeting',
    'none',
    (provider, meeting, signal, abortable) => provider.info(meeting, calling({ signal, abortable })),
  ],
  [
    'end',
    'DeleteMeeting',
    'unknown',
    (provider, meeting, signal, abortable) => provider.end(meeting, calling({ signal, abortable })),
  ],
]

describe.each([
  ['the time limit', false],
  ['the caller’s own signal', true],
])('cancellation on Chime by %s', (_by, abortable) => {
  it.each(calls)('frees %s at once', async (_name, call, effect, work) => {
    const { simulator, provider } = await setup()
    const meeting = await created(provider)
    simulator.stage({ kind: 'hang', when: call })
    const controller = new AbortController()
    const before = simulator.callsTo(call)
    const error = failure(work(provider, meeting, controller.signal, abortable))
    await until(() => simulator.callsTo(call) === before + 1)
    controller.abort()
    expect(await error).toMatchObject({ code: 'aborted', effect })
    // The connection is free or given up: the next call is answered.
    await provider.info(meeting, calling())
    await simulator.close()
  })

  it.each(calls)('sends nothing for %s that was cancelled before', async (_name, call, _effect, work) => {
    const { simulator, provider } = await setup()
    const meeting = await created(provider)
    const before = simulator.callsTo(call)
    const error = await failure(work(provider, meeting, AbortSignal.abort(), abortable))
    expect(error).toMatchObject({ code: 'aborted', effect: 'none' })
    expect(simulator.callsTo(call)).toBe(before)
  })
})
