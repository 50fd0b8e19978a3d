import assert from 'node:assert/strict'
import { formatMeetingRef } from '../../../identity/ref-text.js'
import type { JoinMeetingRequest, JoinResult } from '../../../spec/join-meeting.js'
import { type ContractAspect, clause } from '../clause.js'
import { person } from '../context.js'

const badJoins: readonly (readonly [field: string, request: object])[] = [
  ['participant', {}],
  ['participant.name', { participant: { name: '' } }],
  ['participant.name', { participant: { name: 'x'.repeat(256) } }],
  ['participant.name', { participant: { name: 'null\u0000' } }],
  ['participant.id', { participant: { name: 'Ann', id: 'a b' } }],
  ['participant.id', { participant: { name: 'Ann', id: 'x'.repeat(49) } }],
  ['participant.avatarUrl', { participant: { name: 'Ann', avatarUrl: 'ann.png' } }],
  ['role', { participant: { name: 'Ann' }, role: 'MODERATOR' }],
  ['device', { participant: { name: 'Ann' }, device: 'x'.repeat(33) }],
  ['create.name', { participant: { name: 'Ann' }, create: { name: '' } }],
  ['create.id', { participant: { name: 'Ann' }, create: { id: 'other' } }],
]

export const join: ContractAspect = {
  name: 'join',
  clauses: [
    clause('lets a person in, by ref, by its text, and by your own id', ['vendor'], async (context) => {
      const { meetings, vendor } = context
      const { ref } = await context.run(meetings.createMeeting({ id: 'doors' }))
      for (const [index, target] of [ref, formatMeetingRef(ref), 'doors'].entries()) {
        const joined = await context.run(meetings.join(target, person(`p${index}`)))
        assert.deepEqual(joined.ref, ref)
        assert.deepEqual(joined.warnings, [])
        await vendor.arrive(joined)
      }
    }),
    clause('answers with a kind that it declares', [], async (context) => {
      await context.run(context.meetings.createMeeting({ id: 'kind' }))
      const joined = await context.run(context.meetings.join('kind', person('p1')))
      assert.ok(await context.supports(`join.${joined.kind}`))
      if (joined.expiresAt !== undefined) assert.ok(joined.expiresAt.getTime() > context.clock.now())
      assert.equal(joined.participantId, 'p1')
    }),
    clause('gives every person other credentials', ['vendor'], async (context) => {
      await context.run(context.meetings.createMeeting({ id: 'people' }))
      const joined = await context.run(
        Promise.all(['p1', 'p2', 'p3'].map((id) => context.meetings.join('people', person(id)))),
      )
      assert.equal(new Set(joined.map(credentials)).size, 3)
    }),
    clause('takes ids and names of every allowed shape', ['vendor'], async (context) => {
      const { meetings, vendor } = context
      await context.run(meetings.createMeeting({ id: 'shapes' }))
      for (const id of ['x', 'y'.repeat(48), '-', '00', 'aws'])
        await vendor.arrive(await context.run(meetings.join('shapes', person(id))))
      for (const name of ["D'Arcy (ünïcode) + 50% & co", '李 小龍', '🙂', 'n'.repeat(255)])
        await vendor.arrive(await context.run(meetings.join('shapes', { participant: { name } })))
    }),
    clause('makes up an id for a person who brings none, another each time', [], async (context) => {
      await context.run(context.meetings.createMeeting({ id: 'anonymous' }))
      const ids = new Set<string>()
      for (let call = 0; call < 3; call++) {
        const joined = await context.run(
          context.meetings.join('anonymous', { participant: { name: 'Someone' } }),
        )
        ids.add(joined.participantId)
      }
      assert.equal(ids.size, 3)
    }),
    clause('tells moderators from attendees, or says that it does not', [], async (context) => {
      await context.run(context.meetings.createMeeting({ id: 'roles' }))
      const attendee = await context.run(context.meetings.join('roles', person('p1', { role: 'attendee' })))
      const moderator = await context.run(context.meetings.join('roles', person('p1', { role: 'moderator' })))
      assert.deepEqual(attendee.warnings, [])
      const warned = moderator.warnings.some(({ field }) => field === 'role')
      assert.ok(warned || rights(moderator) !== rights(attendee), 'equal, and no warning')
    }),
    clause(
      'works on another machine, and by the ref alone on one that shares no directory',
      ['vendor'],
      async (context) => {
        const { ref } = await context.run(context.meetings.createMeeting({ id: 'elsewhere' }))
        const near = await context.run(context.machine().join('elsewhere', person('p1')))
        assert.deepEqual(near.warnings, [])
        await context.vendor.arrive(near)
        const far = await context.run(context.stranger().join(formatMeetingRef(ref), person('p2')))
        assert.ok(far.warnings.some(({ code }) => code === 'settings-unknown'))
        await context.vendor.arrive(far)
      },
    ),
    clause('notices a missing meeting when asked to look', ['vendor'], async (context) => {
      await context.fails(
        context.meetings.join('nobody-made-this', person('p1', { verify: true })),
        'not-found',
      )
      const { ref } = await context.run(context.meetings.createMeeting({ id: 'soon-gone' }))
      await context.vendor.forget(ref)
      await context.fails(context.meetings.join(ref, person('p1', { verify: true })), 'not-found')
    }),
    clause(
      'notices a missing meeting without being asked, where it says that it does',
      ['vendor'],
      async (context) => {
        const { ref } = await context.run(context.meetings.createMeeting({ id: 'detect' }))
        await context.vendor.forget(ref)
        const joining = context.meetings.join(ref, person('p1'))
        if (await context.supports('join.detectsMissing')) await context.fails(joining, 'not-found')
        else assert.ok((await context.run(joining)).kind)
      },
    ),
    clause(
      'refuses every broken rule with one error that names the field, before anything is sent',
      [],
      async (context) => {
        await context.run(context.meetings.createMeeting({ id: 'rules' }))
        const before = context.vendor.requests()
        for (const [field, request] of badJoins) {
          const error = await context.fails(
            context.meetings.join('rules', request as JoinMeetingRequest),
            'invalid-request',
          )
          assert.ok(
            error.problems?.some(({ path }) => path === field),
            `${field}: ${error.message}`,
          )
        }
        for (const target of ['a b', '', 'amr1.zzz', { v: 1 }, 'x'.repeat(65)])
          await context.fails(context.meetings.join(target as string, person('p1')), 'invalid-request')
        assert.equal(context.vendor.requests(), before)
      },
    ),
  ],
}

function credentials(joined: JoinResult): string {
  return joined.kind === 'url' ? joined.url : JSON.stringify(joined.session)
}

/** What differs between two joins of one person by role: everything but what is random. */
function rights(joined: JoinResult): string {
  if (joined.kind === 'sdk')
    return JSON.stringify(joined.session, (key, value: unknown) =>
      /token|AttendeeId/i.test(key) ? undefined : value,
    )
  const url = new URL(joined.url)
  url.searchParams.delete('token')
  return url.href
}
