import assert from 'node:assert/strict'
import type { MeetingInfo } from '../../../spec/meeting-info.js'
import { type ContractAspect, clause } from '../clause.js'
import { type ContractContext, person } from '../context.js'

export const list: ContractAspect = {
  name: 'list',
  clauses: [
    clause(
      'lists what runs, each with a ref that works, or says that it cannot',
      ['vendor'],
      async (context) => {
        const { meetings, vendor } = context
        const made = []
        for (const id of ['listed-1', 'listed-2', 'deadbeef'])
          made.push(await context.run(meetings.createMeeting({ id, name: `Name of ${id}` })))
        if (!(await context.supports('listMeetings'))) {
          await context.fails(collect(context), 'unsupported')
          return
        }
        await vendor.arrive(await context.run(meetings.join('listed-1', person('p1'))))
        const listed = await context.run(collect(context))
        assert.deepEqual(listed.map(({ ref }) => ref.id).sort(), ['deadbeef', 'listed-1', 'listed-2'])
        for (const { ref, name } of listed) {
          assert.equal(name, `Name of ${ref.id}`)
          assert.equal((await context.run(meetings.info(ref))).status, 'open')
        }
        const [first] = listed.filter(({ ref }) => ref.id === 'listed-1')
        assert.ok(first)
        if (await context.supports('info.participantCount')) assert.equal(first.participantCount, 1)
        assert.deepEqual((await context.run(meetings.join(first.ref, person('p2')))).warnings, [])
        context.showsNoSecret(listed)
      },
    ),
    clause('lists nothing where nothing runs', ['vendor'], async (context) => {
      if (await context.supports('listMeetings')) assert.deepEqual(await context.run(collect(context)), [])
    }),
    clause('lists to each tenant its own', ['vendor'], async (context) => {
      if (!(await context.supports('listMeetings'))) return
      for (const tenant of ['acme', 'umbrella'])
        await context.run(context.meetings.createMeeting({ id: `of-${tenant}` }, { tenant }))
      await context.run(context.meetings.createMeeting({ id: 'of-nobody' }))
      for (const [tenant, id] of [
        ['acme', 'of-acme'],
        ['umbrella', 'of-umbrella'],
        [undefined, 'of-nobody'],
      ] as const)
        assert.deepEqual(
          (await context.run(collect(context, tenant))).map(({ ref }) => ref.id),
          [id],
        )
    }),
  ],
}

async function collect({ meetings }: ContractContext, tenant?: string): Promise<MeetingInfo[]> {
  const all: MeetingInfo[] = []
  for await (const info of meetings.listMeetings(undefined, tenant === undefined ? {} : { tenant }))
    all.push(info)
  return all
}
