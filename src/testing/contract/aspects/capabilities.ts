import assert from 'node:assert/strict'
import { type ContractAspect, clause } from '../clause.js'

export const capabilities: ContractAspect = {
  name: 'capabilities',
  clauses: [
    clause('declares support by one of three words, with reasonable limits', [], async ({ meetings }) => {
      for (const [key, capability] of Object.entries(await meetings.capabilities())) {
        assert.match(capability.support, /^(native|emulated|unsupported)$/, key)
        if (capability.limit !== undefined) assert.ok(capability.limit > 0, key)
      }
    }),
    clause('can create and join, by a link or by an SDK', [], async (context) => {
      assert.ok(await context.supports('create'))
      assert.ok(await context.supports('join'))
      assert.ok((await context.supports('join.url')) || (await context.supports('join.sdk')))
    }),
    clause(
      'is well when asked, and the directory in memory is said to be no shared one',
      [],
      async (context) => {
        const health = await context.run(context.meetings.check())
        assert.deepEqual(
          Object.values(health.providers).map(({ problem }) => problem),
          [undefined],
        )
        assert.equal(health.ok, true)
        assert.equal(health.directory.shared, false)
        assert.match(health.directory.note ?? '', /more than one process/)
      },
    ),
    clause('can be closed twice, and refuses calls from then on', [], async (context) => {
      const { meetings } = context
      await context.run(meetings.createMeeting({ id: 'before-close' }))
      await context.run(meetings.close())
      await context.run(meetings.close())
      await context.fails(meetings.createMeeting({ id: 'after-close' }), 'not-configured')
    }),
  ],
}
