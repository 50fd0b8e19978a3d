import assert from 'node:assert/strict'
import { type ContractAspect, clause } from '../clause.js'
import { PAST_TRUST_MS, person } from '../context.js'

export const recreate: ContractAspect = {
  name: 'recreate',
  clauses: [
    clause(
      'makes a dropped meeting anew, and the old ref never reaches the new session',
      ['vendor', 'info', 'end'],
      async (context) => {
        const { meetings, vendor } = context
        const old = await context.run(meetings.createMeeting({ id: 'weekly' }))
        await vendor.forget(old.ref)
        await context.clock.advance(PAST_TRUST_MS)
        const anew = await context.run(meetings.createMeeting({ id: 'weekly' }))
        assert.equal(anew.disposition, 'created')
        assert.equal(anew.ref.incarnation, 2)
        assert.equal(vendor.live(), 1)
        await context.fails(meetings.join(old.ref, person('p1', { verify: true })), 'not-found')
        await context.fails(meetings.info(old.ref), 'not-found')
        assert.match((await context.run(meetings.end(old.ref))).outcome, /^(already-ended|not-found)$/)
        assert.equal(vendor.live(), 1)
        assert.equal((await context.run(meetings.info(anew.ref))).status, 'open')
      },
    ),
    clause(
      'makes one new meeting for everybody who joins a dropped one, on two machines',
      ['vendor'],
      async (context) => {
        const { meetings, vendor } = context
        const other = context.machine()
        const old = await context.run(meetings.createMeeting({ id: 'rush' }))
        await vendor.forget(old.ref)
        await context.clock.advance(PAST_TRUST_MS)
        const joins = Array.from({ length: 8 }, (_, index) =>
          (index % 2 === 0 ? meetings : other).join(
            'rush',
            person(`p${index}`, { create: { name: 'Rush hour' } }),
          ),
        )
        const joined = await context.run(Promise.all(joins))
        assert.deepEqual(new Set(joined.map(({ ref }) => ref.incarnation)), new Set([2]))
        assert.equal(vendor.live(), 1)
        for (const result of joined) await vendor.arrive(result)
      },
    ),
    clause(
      'makes a meeting that never was for the first who joins with `create`',
      ['vendor'],
      async (context) => {
        const joined = await context.run(
          context.meetings.join('first', person('p1', { create: { name: 'First ever' } })),
        )
        assert.equal(joined.ref.incarnation, 1)
        assert.equal(context.vendor.live(), 1)
        await context.vendor.arrive(joined)
      },
    ),
    clause(
      'follows a ref of a dropped session into the new one only when asked to create',
      ['vendor'],
      async (context) => {
        const { meetings, vendor } = context
        const old = await context.run(meetings.createMeeting({ id: 'pinned' }))
        await vendor.forget(old.ref)
        await context.clock.advance(PAST_TRUST_MS)
        await context.fails(meetings.join(old.ref, person('p1', { verify: true })), 'not-found')
        const joined = await context.run(meetings.join(old.ref, person('p1', { create: {} })))
        assert.equal(joined.ref.incarnation, 2)
        await vendor.arrive(joined)
      },
    ),
    clause(
      'makes the next session after an end, at once and on another machine',
      ['vendor', 'end'],
      async (context) => {
        const other = context.machine()
        const first = await context.run(context.meetings.createMeeting({ id: 'twice' }))
        await context.run(other.createMeeting({ id: 'twice' }))
        await context.run(context.meetings.end('twice', { wait: true }))
        const second = await context.run(other.createMeeting({ id: 'twice' }))
        assert.equal(second.disposition, 'created')
        assert.equal(second.ref.incarnation, 2)
        assert.notDeepEqual(second.ref.vendor, first.ref.vendor)
      },
    ),
  ],
}
