import assert from 'node:assert/strict'
import { type ContractAspect, clause } from '../clause.js'
import { PAST_TRUST_MS, person } from '../context.js'

const MINUTE = 60_000

export const lifetime: ContractAspect = {
  name: 'lifetime',
  clauses: [
    clause('ends a meeting when its time is up', ['vendor', 'info'], async (context) => {
      if (!(await context.supports('create.durationMinutes'))) return
      const { meetings, vendor, clock } = context
      const { ref } = await context.run(meetings.createMeeting({ id: 'short', durationMinutes: 3 }))
      await vendor.arrive(await context.run(meetings.join(ref, person('p1'))))
      await clock.advance(2 * MINUTE)
      assert.equal((await context.run(meetings.info(ref))).status, 'open')
      assert.deepEqual((await context.run(meetings.sweep())).ended, [])
      await clock.advance(2 * MINUTE)
      assert.equal((await context.run(meetings.info(ref))).status, 'ended')
      await context.fails(meetings.join(ref, person('p2', { verify: true })), 'not-found')
      const swept = await context.run(meetings.sweep())
      assert.deepEqual(swept.failed, [])
      assert.equal(vendor.live(), 0)
      assert.deepEqual((await context.run(meetings.sweep())).ended, [])
    }),
    clause('makes a meeting anew whose time is up', ['vendor', 'info'], async (context) => {
      if (!(await context.supports('create.durationMinutes'))) return
      const { meetings, vendor, clock } = context
      const request = { id: 'again', durationMinutes: 3 }
      const first = await context.run(meetings.createMeeting(request))
      await vendor.arrive(await context.run(meetings.join(first.ref, person('p1'))))
      await clock.advance(3 * MINUTE + PAST_TRUST_MS)
      const second = await context.run(meetings.createMeeting(request))
      assert.equal(second.disposition, 'created')
      await vendor.arrive(await context.run(meetings.join('again', person('p1'))))
      assert.equal((await context.run(meetings.end(first.ref))).outcome, 'already-ended')
      assert.equal((await context.run(meetings.info(second.ref))).status, 'open')
    }),
    clause('looks after meetings that are over, and leaves those that are not', [], async (context) => {
      const { meetings } = context
      const { ref } = await context.run(meetings.createMeeting({ id: 'alive' }))
      for (let time = 0; time < 2; time++) {
        const swept = await context.run(meetings.sweep())
        assert.deepEqual([swept.seen, swept.ended, swept.failed], [1, [], []])
      }
      assert.deepEqual((await context.run(meetings.sweep({ tenant: 'somebody-else' }))).seen, 0)
      assert.equal((await context.run(meetings.join(ref, person('p1')))).ref.incarnation, 1)
    }),
  ],
}
