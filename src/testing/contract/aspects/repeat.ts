import assert from 'node:assert/strict'
import { type ContractAspect, clause } from '../clause.js'

const CALLERS = 10

export const repeat: ContractAspect = {
  name: 'repeat',
  clauses: [
    clause('finds the meeting the second time', [], async (context) => {
      const first = await context.run(context.meetings.createMeeting({ id: 'again' }))
      const second = await context.run(context.meetings.createMeeting({ id: 'again' }))
      assert.equal(second.disposition, 'existing')
      assert.deepEqual(second.ref, first.ref)
      assert.deepEqual(second.warnings, [])
    }),
    clause('makes one meeting for any number of callers at once', ['vendor'], async (context) => {
      const calls = Array.from({ length: CALLERS }, () => context.meetings.createMeeting({ id: 'storm' }))
      const made = await context.run(Promise.all(calls))
      assert.equal(made.filter(({ disposition }) => disposition === 'created').length, 1)
      assert.equal(new Set(made.map(({ ref }) => JSON.stringify(ref))).size, 1)
      assert.equal(context.vendor.live(), 1)
    }),
    clause('makes one meeting for callers on two machines at once', ['vendor'], async (context) => {
      const { meetings } = context
      const other = context.machine()
      const calls = Array.from({ length: CALLERS }, (_, index) =>
        (index % 2 === 0 ? meetings : other).createMeeting({ id: 'two-machines' }),
      )
      const made = await context.run(Promise.all(calls))
      assert.equal(made.filter(({ disposition }) => disposition === 'created').length, 1)
      assert.equal(new Set(made.map(({ ref }) => JSON.stringify(ref))).size, 1)
      assert.equal(context.vendor.live(), 1)
    }),
    clause(
      'says which settings of an existing meeting are others, and which it was not asked about',
      [],
      async (context) => {
        const { meetings } = context
        await context.run(meetings.createMeeting({ id: 'differs', name: 'First', metadata: { team: 'a' } }))
        const changed = await context.run(meetings.createMeeting({ id: 'differs', name: 'Second' }))
        assert.deepEqual(
          changed.warnings.map(({ code, field }) => [code, field]),
          [['not-applied', 'name']],
        )
      },
    ),
    clause(
      'asks the vendor about a meeting that it has just seen alive only once in a while',
      ['vendor', 'info'],
      async (context) => {
        await context.run(context.meetings.createMeeting({ id: 'trusted' }))
        const before = context.vendor.requests()
        for (let call = 0; call < 5; call++)
          await context.run(context.meetings.createMeeting({ id: 'trusted' }))
        assert.equal(context.vendor.requests(), before)
      },
    ),
    clause(
      'makes no second meeting when the answer to the first create was lost',
      ['vendor'],
      async (context) => {
        const { meetings, vendor } = context
        vendor.fail('answer-lost', 'createMeeting', 1)
        const error = await context.fails(
          meetings.createMeeting({ id: 'lost' }),
          'unavailable',
          'invalid-response',
          'timeout',
        )
        assert.equal(error.effect, 'unknown')
        const found = await context.run(meetings.createMeeting({ id: 'lost' }))
        assert.equal(vendor.live(), 1)
        await vendor.arrive(await context.run(meetings.join(found.ref, { participant: { name: 'Ann' } })))
      },
    ),
    clause('can be repeated after the vendor was down', ['vendor'], async (context) => {
      const { meetings, vendor } = context
      vendor.fail('down', 'createMeeting', 2)
      const error = await context.fails(meetings.createMeeting({ id: 'was-down' }), 'unavailable')
      vendor.heal()
      assert.equal(error.retryable, true)
      const made = await context.run(meetings.createMeeting({ id: 'was-down' }))
      assert.equal(made.ref.incarnation, 1)
      assert.equal(vendor.live(), 1)
    }),
  ],
}
