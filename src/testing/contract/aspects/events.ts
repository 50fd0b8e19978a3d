import assert from 'node:assert/strict'
import type { CapabilityKey } from '../../../spec/capabilities.js'
import type { MeetingEvent } from '../../../spec/event.js'
import type { JoinResult } from '../../../spec/join-meeting.js'
import type { MeetingRef } from '../../../spec/meeting-ref.js'
import { type ContractAspect, clause } from '../clause.js'
import { type ContractContext, PAST_TRUST_MS, person } from '../context.js'
import type { EventLog } from '../event-log.js'

export const events: ContractAspect = {
  name: 'events',
  clauses: [
    clause('has a way to tell exactly if it declares that it tells something', [], async (context) => {
      const told = Object.entries(await context.meetings.capabilities()).filter(
        ([key, { support }]) => key.startsWith('events.') && support !== 'unsupported',
      )
      assert.equal((await context.provider()).events !== undefined, told.length > 0)
      // The facade tells it beside the first join.
      assert.equal(
        await context.supports('events.meeting.started'),
        await context.supports('events.participant.joined'),
      )
    }),
    clause('gives every session a name of its own', ['events', 'vendor'], async (context) => {
      const { events: source } = await context.provider()
      if (source === undefined) return
      const { ref } = await context.run(context.meetings.createMeeting({ id: 'named' }))
      const other = await context.run(context.meetings.createMeeting({ id: 'other' }))
      await context.vendor.forget(ref)
      await context.clock.advance(PAST_TRUST_MS)
      const next = await context.run(context.meetings.createMeeting({ id: 'named' }))
      const names = [ref, other.ref, next.ref].map(({ vendor }) => source.sessionOf(vendor))
      assert.ok(names.every((name) => name !== undefined))
      assert.equal(new Set(names).size, 3)
      const again = await context.run(context.machine().createMeeting({ id: 'named' }))
      assert.equal(source.sessionOf(again.ref.vendor), names[2])
    }),
    clause(
      'tells that a meeting is made, who comes and goes, and that it is over, each once',
      ['events', 'vendor', 'end'],
      async (context) => {
        if (!(await tells(context, 'created', 'ended'))) return
        const { meetings } = context
        const log = await context.listen()
        const { ref } = await context.run(meetings.createMeeting({ id: 'told' }))
        await log.until({ 'meeting.created': 1, 'meeting.started': 0 })
        await enter(context, log, 'p1', ref, 'moderator')
        const second = await enter(context, log, 'p2', ref)
        await leave(context, second)
        await log.until({ 'participant.left': 1 })
        const [left] = log.of('participant.left')
        assert.equal(left?.participant.id, 'p2')
        await context.run(meetings.end(ref, { wait: true }))
        await log.until({
          'meeting.created': 1,
          'meeting.started': 1,
          'participant.joined': 2,
          'meeting.ended': 1,
        })
        const joined = log.of('participant.joined').map(({ participant }) => participant)
        assert.deepEqual(joined.map(({ id }) => id).sort(), ['p1', 'p2'])
        const connections = new Map(joined.map(({ id, connectionId }) => [id, connectionId]))
        assert.notEqual(connections.get('p1'), connections.get('p2'))
        assert.equal(left.participant.connectionId, connections.get('p2'))
        for (const { id, name, role } of joined) {
          if (name !== undefined) assert.equal(name, `Person ${id}`)
          if (role !== undefined && (await context.supports('join.role')))
            assert.equal(role, id === 'p1' ? 'moderator' : 'attendee')
        }
        for (const event of log.events) {
          assertAbout(event, ref)
          assert.ok(event.type === 'other' || (await declares(context, event)), `${event.type} is declared`)
          assert.ok(Math.abs(event.at.getTime() - context.clock.now()) < 60_000, 'the time is that of now')
        }
        assert.equal(new Set(log.events.map(({ id }) => id)).size, log.events.length)
        context.showsNoSecret(log.events)
      },
    ),
    clause('tells apart the sessions of one id', ['events', 'vendor', 'end'], async (context) => {
      if (!(await tells(context, 'created', 'ended'))) return
      const { meetings } = context
      const log = await context.listen()
      const first = await context.run(meetings.createMeeting({ id: 'again' }))
      await log.until({ 'meeting.created': 1 })
      await context.run(meetings.end(first.ref, { wait: true }))
      await log.until({ 'meeting.ended': 1 })
      await context.clock.advance(PAST_TRUST_MS)
      const second = await context.run(meetings.createMeeting({ id: 'again' }))
      await enter(context, log, 'p1', second.ref)
      await log.until({ 'meeting.created': 2, 'meeting.ended': 1, 'meeting.started': 1 })
      const [made, anew] = log.of('meeting.created')
      assert.notEqual(made?.id, anew?.id)
      for (const event of [made, ...log.of('meeting.ended')]) assertAbout(event, first.ref)
      for (const event of [anew, ...log.of('meeting.started'), ...log.of('participant.joined')])
        assertAbout(event, second.ref)
    }),
    clause('tells of each tenant which meetings are its own', ['events', 'vendor'], async (context) => {
      if (!(await tells(context, 'created'))) return
      const log = await context.listen()
      const refs: MeetingRef[] = []
      for (const tenant of ['acme', 'umbrella', undefined]) {
        const options = tenant === undefined ? {} : { tenant }
        const { ref } = await context.run(context.meetings.createMeeting({ id: 'shared-name' }, options))
        refs.push(ref)
        await enter(context, log, 'p1', ref)
      }
      await log.until({ 'meeting.created': 3, 'meeting.started': 3, 'participant.joined': 3 })
      for (const of of [log.of('meeting.created'), log.of('meeting.started'), log.of('participant.joined')])
        for (const ref of refs)
          assertAbout(
            of.find(({ tenant }) => tenant === ref.tenant),
            ref,
          )
    }),
    clause('shows who is inside once it is listened to', ['events', 'vendor', 'info'], async (context) => {
      if (!(await tells(context)) || !(await context.supports('info.participants'))) return
      const { meetings } = context
      const log = await context.listen()
      const { ref } = await context.run(meetings.createMeeting({ id: 'roster' }))
      await enter(context, log, 'p1', ref)
      const second = await enter(context, log, 'p2', ref)
      const both = await context.run(meetings.info(ref))
      assert.notEqual(both.presence, 'none')
      assert.deepEqual(both.participants?.map(({ id }) => id).sort(), ['p1', 'p2'])
      assert.deepEqual([both.running, both.participantCount], [true, 2])
      if (await context.supports('info.startedAt')) assert.ok(both.startedAt instanceof Date)
      await leave(context, second)
      await log.until({ 'participant.left': 1 })
      // Another machine knows it, too.
      const one = await context.run(context.machine().info(ref))
      // A vendor that is asked itself may remember who left for a while, and need not tell connections.
      if (one.presence === 'live') return assert.ok(one.participants?.some(({ id }) => id === 'p1'))
      assert.deepEqual(
        one.participants?.map(({ id, connectionId }) => [id, connectionId]),
        log
          .of('participant.joined')
          .flatMap(({ participant: { id, connectionId } }) => (id === 'p1' ? [[id, connectionId]] : [])),
      )
      assert.deepEqual([one.status, one.running, one.participantCount], ['open', true, 1])
    }),
  ],
}

/** Whether the provider tells who comes and goes, and of these, too. */
async function tells(
  context: ContractContext,
  ...meeting: readonly ('created' | 'ended')[]
): Promise<boolean> {
  const keys: readonly CapabilityKey[] = [
    'events.participant.joined',
    'events.participant.left',
    ...meeting.map((what) => `events.meeting.${what}` as const),
  ]
  for (const key of keys) if (!(await context.supports(key))) return false
  return true
}

/** Somebody joins and arrives, and that is told. */
async function enter(
  context: ContractContext,
  log: EventLog,
  id: string,
  ref: MeetingRef,
  role: 'moderator' | 'attendee' = 'attendee',
): Promise<JoinResult> {
  const options = ref.tenant === undefined ? {} : { tenant: ref.tenant }
  const told = log.of('participant.joined').length
  const joined = await context.run(context.meetings.join(ref, person(id, { role }), options))
  await context.vendor.arrive(joined)
  await log.until({ 'participant.joined': told + 1 })
  return joined
}

async function leave({ vendor }: ContractContext, joined: JoinResult): Promise<void> {
  assert.ok(vendor.depart, 'the harness must let people go')
  await vendor.depart(joined)
}

async function declares(context: ContractContext, event: MeetingEvent): Promise<boolean> {
  if (event.type === 'other') return false
  if (event.type !== 'participant.updated') return context.supports(`events.${event.type}`)
  const facts = Object.keys(event.changes) as (keyof typeof event.changes)[]
  for (const fact of facts) if (!(await context.supports(`events.participant.updated.${fact}`))) return false
  return facts.length > 0
}

/** A ref that came before the create was written down knows less, and nothing else. */
function assertAbout(event: MeetingEvent | undefined, ref: MeetingRef): void {
  assert.ok(event?.ref, `${event?.type} names its meeting`)
  const { id, provider, tenant, vendor } = event.ref
  assert.deepEqual([id, provider, tenant], [ref.id, ref.provider, ref.tenant])
  assert.deepEqual([event.provider, event.tenant], [ref.provider, ref.tenant])
  assert.ok(Object.keys(vendor).length > 0)
  for (const [name, value] of Object.entries(vendor)) assert.equal(value, ref.vendor[name])
}
