import assert from 'node:assert/strict'
import { type ContractAspect, clause } from '../clause.js'

export const end: ContractAspect = {
  name: 'end',
  clauses: [
    clause('ends a meeting, and says so of every repeat', ['end', 'info', 'vendor'], async (context) => {
      const { meetings } = context
      const { ref } = await context.run(meetings.createMeeting({ id: 'short' }))
      const first = await context.run(meetings.end(ref, { wait: true }))
      assert.equal(first.outcome, 'ended')
      assert.deepEqual(first.ref, ref)
      assert.equal((await context.run(meetings.info(ref))).status, 'ended')
      assert.equal((await context.run(meetings.end(ref))).outcome, 'already-ended')
      assert.equal((await context.run(meetings.end('short', { wait: true }))).outcome, 'already-ended')
    }),
    clause('answers without waiting, too', ['end', 'info', 'vendor'], async (context) => {
      const { meetings } = context
      await context.run(meetings.createMeeting({ id: 'hasty' }))
      assert.match((await context.run(meetings.end('hasty'))).outcome, /^(ended|ending)$/)
      assert.equal((await context.run(meetings.info('hasty'))).status, 'ended')
    }),
    clause('says already-ended of a meeting that ended by itself', ['end', 'vendor'], async (context) => {
      const { ref } = await context.run(context.meetings.createMeeting({ id: 'by-itself' }))
      await context.vendor.forget(ref)
      assert.equal((await context.run(context.meetings.end(ref))).outcome, 'already-ended')
    }),
    clause('says not-found of a meeting that nobody made', ['end'], async (context) => {
      assert.equal((await context.run(context.meetings.end('never-made'))).outcome, 'not-found')
      assert.equal(
        (await context.run(context.meetings.end('never-made', { wait: true }))).outcome,
        'not-found',
      )
    }),
    clause('lets nobody join what it has ended', ['end'], async (context) => {
      const { ref } = await context.run(context.meetings.createMeeting({ id: 'closed' }))
      await context.run(context.meetings.end(ref))
      await context.fails(context.meetings.join(ref, { participant: { name: 'Late' } }), 'not-found')
      await context.fails(context.meetings.join('closed', { participant: { name: 'Late' } }), 'not-found')
    }),
  ],
}
