import assert from 'node:assert/strict'
import type { CapabilityKey } from '../../../spec/capabilities.js'
import { type ContractAspect, clause } from '../clause.js'
import { person } from '../context.js'

export const info: ContractAspect = {
  name: 'info',
  clauses: [
    clause('describes a fresh meeting as open, and invents nothing', ['info'], async (context) => {
      const { ref } = await context.run(context.meetings.createMeeting({ id: 'fresh', name: 'Fresh one' }))
      const seen = await context.run(context.meetings.info('fresh'))
      assert.deepEqual(seen.ref, ref)
      assert.equal(seen.status, 'open')
      assert.equal(seen.name, 'Fresh one')
      assert.notEqual(seen.running, true)
      assert.equal(seen.endedAt, undefined)
      assert.ok(seen.createdAt instanceof Date)
      if (!(await context.supports('info.participantCount'))) assert.equal(seen.participantCount, undefined)
      if (!(await context.supports('info.participants'))) assert.equal(seen.participants, undefined)
      if (!(await context.supports('info.running'))) assert.equal(seen.running, undefined)
      if (!(await context.supports('info.participantCount'))) assert.equal(seen.presence, 'none')
      context.showsNoSecret(seen)
    }),
    clause(
      'counts and names who is inside, where it declares that it can without anybody listening to events',
      ['info', 'vendor'],
      async (context) => {
        const { meetings, vendor } = context
        const declared = await meetings.capabilities()
        const tells = (key: CapabilityKey): boolean => declared[key]?.support === 'native'
        await context.run(meetings.createMeeting({ id: 'inside' }))
        for (const [id, role] of [
          ['p1', 'moderator'],
          ['p2', 'attendee'],
        ] as const)
          await vendor.arrive(await context.run(meetings.join('inside', person(id, { role }))))
        const seen = await context.run(meetings.info('inside'))
        if (tells('info.participantCount')) assert.equal(seen.participantCount, 2)
        if (tells('info.running')) assert.equal(seen.running, true)
        if (tells('info.participants')) {
          assert.deepEqual(seen.participants?.map(({ id }) => id).sort(), ['p1', 'p2'])
          assert.equal(seen.participants?.find(({ id }) => id === 'p2')?.name, 'Person p2')
          if (await context.supports('join.role'))
            assert.equal(seen.participants?.find(({ id }) => id === 'p1')?.role, 'moderator')
        }
      },
    ),
    clause('gives metadata back', ['info'], async (context) => {
      if (!(await context.supports('create.metadata'))) return
      const metadata = { team: 'alpha & beta', 'ticket-no': '0042' }
      await context.run(context.meetings.createMeeting({ id: 'labelled', metadata }))
      const seen = (await context.run(context.meetings.info('labelled'))).metadata
      assert.equal(seen?.['team'], 'alpha & beta')
      assert.equal(seen?.['ticket-no'], '0042')
    }),
    clause(
      'says ended of a recorded meeting that the vendor has dropped',
      ['info', 'vendor'],
      async (context) => {
        const { ref } = await context.run(context.meetings.createMeeting({ id: 'dropped', name: 'Dropped' }))
        await context.vendor.forget(ref)
        const seen = await context.run(context.meetings.info('dropped'))
        assert.equal(seen.status, 'ended')
        assert.equal(seen.name, 'Dropped')
        assert.equal(seen.participants, undefined)
      },
    ),
    clause('says not-found of a meeting that nobody made', ['info'], async (context) => {
      await context.fails(context.meetings.info('never-made'), 'not-found')
    }),
  ],
}
