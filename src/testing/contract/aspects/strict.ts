import assert from 'node:assert/strict'
import { type ContractAspect, clause } from '../clause.js'
import { person } from '../context.js'
import { settings } from './warnings.js'

export const strict: ContractAspect = {
  name: 'strict',
  clauses: [
    clause('fails where it would warn of an unsupported setting, and makes nothing', [], async (context) => {
      const before = context.vendor.live()
      for (const [index, [key, path, setting]] of settings.entries()) {
        if (await context.supports(key)) continue
        const call = context.meetings.createMeeting({ id: `strict-${index}`, ...setting }, { strict: true })
        const error = await context.fails(call, 'unsupported')
        assert.deepEqual(
          error.problems?.map((problem) => problem.path),
          [path],
        )
        assert.equal(error.effect, 'none')
      }
      assert.equal(context.vendor.live(), before)
    }),
    clause('does what it supports', ['vendor'], async (context) => {
      for (const [index, [key, , setting]] of settings.entries()) {
        if (!(await context.supports(key))) continue
        const made = await context.run(
          context.meetings.createMeeting({ id: `fine-${index}`, ...setting }, { strict: true }),
        )
        assert.deepEqual(made.warnings, [])
      }
    }),
    clause('can be the configured default, and a call can say otherwise', [], async (context) => {
      const machine = context.machine({ strict: true })
      await context.run(machine.createMeeting({ id: 'by-config' }))
      if (await context.supports('join.device')) return
      const joining = person('p1', { device: 'phone' })
      await context.fails(machine.join('by-config', joining), 'unsupported')
      assert.equal(
        (await context.run(machine.join('by-config', joining, { strict: false }))).warnings.length,
        1,
      )
    }),
    clause('fails where an existing meeting has another setting', [], async (context) => {
      await context.run(context.meetings.createMeeting({ id: 'set', name: 'One' }))
      const error = await context.fails(
        context.meetings.createMeeting({ id: 'set', name: 'Two' }, { strict: true }),
        'conflict',
      )
      assert.deepEqual(
        error.problems?.map(({ path }) => path),
        ['name'],
      )
    }),
    clause('fails before a seat is taken where roles come out equal', [], async (context) => {
      await context.run(context.meetings.createMeeting({ id: 'equal' }))
      const joined = await context.run(context.meetings.join('equal', person('p1', { role: 'moderator' })))
      if (!joined.warnings.some(({ field }) => field === 'role')) return
      const before = context.vendor.requests()
      const call = context.meetings.join('equal', person('p2', { role: 'moderator' }), { strict: true })
      await context.fails(call, 'unsupported')
      assert.equal(context.vendor.requests(), before)
    }),
  ],
}
