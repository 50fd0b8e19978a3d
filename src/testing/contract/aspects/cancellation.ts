import assert from 'node:assert/strict'
import { type ContractAspect, clause } from '../clause.js'
import type { ContractContext } from '../context.js'
import { person } from '../context.js'
import type { ContractVerb } from '../harness.js'

export const cancellation: ContractAspect = {
  name: 'cancellation',
  clauses: [
    clause('sends nothing for a signal that has fired already', [], async (context) => {
      await context.run(context.meetings.createMeeting({ id: 'warm' }))
      const before = context.vendor.requests()
      const signal = AbortSignal.abort()
      for (const call of [
        () => context.meetings.createMeeting({ id: 'too-late' }, { signal }),
        () => context.meetings.join('warm', person('p1'), { signal }),
        () => context.meetings.end('warm', { signal }),
        () => context.meetings.info('warm', { signal }),
      ])
        assert.equal((await context.fails(call(), 'aborted')).effect, 'none')
      assert.equal(context.vendor.requests(), before)
    }),
    clause(
      'gives up a create as soon as the signal fires, and finds it afterwards',
      ['vendor'],
      async (context) => {
        const { meetings, vendor } = context
        vendor.fail('hang', 'createMeeting', 1)
        const controller = new AbortController()
        const call = meetings.createMeeting({ id: 'given-up' }, { signal: controller.signal })
        await asked(context, call, 'createMeeting')
        controller.abort()
        assert.notEqual((await context.fails(call, 'aborted')).effect, 'none')
        assert.equal(context.clock.pending, 0, 'a timer is left')
        await context.run(meetings.createMeeting({ id: 'given-up' }))
        assert.equal(vendor.live(), 1)
      },
    ),
    clause(
      'reports the time limit of a create that hangs, and leaves nothing behind',
      ['vendor'],
      async (context) => {
        const { meetings, vendor, clock } = context
        vendor.fail('hang', 'createMeeting', 1)
        const call = meetings.createMeeting({ id: 'hangs' }, { timeoutMs: 6_000 })
        await asked(context, call, 'createMeeting')
        const outcome = context.fails(call, 'timeout')
        await clock.advance(6_000)
        assert.equal((await outcome).retryable, true)
        assert.equal(clock.pending, 0, 'a timer is left')
        await context.run(meetings.createMeeting({ id: 'hangs' }))
        assert.equal(vendor.live(), 1)
      },
    ),
    clause('reports the time limit of reads that hang', ['vendor', 'info'], async (context) => {
      const { meetings, vendor, clock } = context
      await context.run(meetings.createMeeting({ id: 'slow-read' }))
      vendor.fail('hang', 'info', 1)
      const call = meetings.info('slow-read', { timeoutMs: 6_000 })
      await asked(context, call, 'info')
      const outcome = context.fails(call, 'timeout')
      await clock.advance(6_000)
      await outcome
      assert.equal(clock.pending, 0, 'a timer is left')
    }),
    clause('does not let one caller who gives up take the others along', ['vendor'], async (context) => {
      const { meetings, vendor } = context
      vendor.fail('hang', 'createMeeting', 1)
      const controller = new AbortController()
      const leader = meetings.createMeeting({ id: 'shared' }, { signal: controller.signal })
      const follower = meetings.createMeeting({ id: 'shared' })
      await asked(context, leader, 'createMeeting')
      controller.abort()
      await context.fails(leader, 'aborted')
      assert.equal((await context.run(follower)).ref.id, 'shared')
      assert.equal(vendor.live(), 1)
    }),
  ],
}

/** Waits until a call has reached the vendor. */
async function asked({ vendor }: ContractContext, call: Promise<unknown>, verb: ContractVerb): Promise<void> {
  const before = vendor.requests(verb)
  let settled = false
  const mark = (): void => {
    settled = true
  }
  call.then(mark, mark)
  while (vendor.requests(verb) === before && !settled) await new Promise((resolve) => setImmediate(resolve))
  assert.equal(settled, false, 'the call ended before it reached the vendor')
}
