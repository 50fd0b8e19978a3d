import assert from 'node:assert/strict'
import { formatMeetingRef, parseMeetingRef } from '../../../identity/ref-text.js'
import type { CreateMeetingRequest } from '../../../spec/create-meeting.js'
import { type ContractAspect, clause } from '../clause.js'

const names = [
  'Zoë & "Çelik" <ops>',
  "O'Brien + 50% = ?",
  '数学 第１回',
  'ריאיון',
  '👩‍🏫 lesson',
  'a;b/c\\d#e!(f)*~',
]
const ids = [
  'ab',
  'x'.repeat(64),
  'deadbeef',
  'DEADBEEF00',
  '007',
  '1e5',
  '-_',
  'true',
  '__proto__',
  'constructor',
]

const badRequests: readonly (readonly [field: string, request: object])[] = [
  ['id', { id: 'a' }],
  ['id', { id: 'x'.repeat(65) }],
  ['id', { id: 'with space' }],
  ['id', { id: 'dot.dot' }],
  ['id', {}],
  ['name', { id: 'ok', name: 'x' }],
  ['name', { id: 'ok', name: 'bell\u0007' }],
  ['name', { id: 'ok', name: 'half \ud83d pair' }],
  ['maxParticipants', { id: 'ok', maxParticipants: 0 }],
  ['maxParticipants', { id: 'ok', maxParticipants: '5' }],
  ['durationMinutes', { id: 'ok', durationMinutes: 1.5 }],
  ['record', { id: 'ok', record: true }],
  ['guestPolicy', { id: 'ok', guestPolicy: 'ALWAYS_ACCEPT' }],
  ['locks.camera', { id: 'ok', locks: { camera: 'yes' } }],
  ['locks.door', { id: 'ok', locks: { door: true } }],
  ['logoutUrl', { id: 'ok', logoutUrl: 'javascript:alert(1)' }],
  ['logoUrl', { id: 'ok', logoUrl: 'data:image/png;base64,AAAA' }],
  ['metadata', { id: 'ok', metadata: { Upper: 'case' } }],
  ['media.video', { id: 'ok', media: { video: '4k' } }],
  ['maxParticpants', { id: 'ok', maxParticpants: 5 }],
]

export const create: ContractAspect = {
  name: 'create',
  clauses: [
    clause('makes a meeting and answers with a ref that survives JSON and text', [], async (context) => {
      const { meetings } = context
      const made = await context.run(meetings.createMeeting({ id: 'class-42', name: 'Class 42' }))
      assert.equal(made.disposition, 'created')
      assert.equal(made.ref.id, 'class-42')
      assert.equal(made.ref.incarnation, 1)
      assert.ok(made.createdAt instanceof Date)
      assert.deepEqual(JSON.parse(JSON.stringify(made.ref)), made.ref)
      assert.deepEqual(parseMeetingRef(formatMeetingRef(made.ref)), made.ref)
      context.showsNoSecret(made)
    }),
    clause('keeps apart whatever ids are allowed', ['info', 'vendor'], async (context) => {
      for (const id of ids) {
        const { ref, disposition } = await context.run(
          context.meetings.createMeeting({ id, name: `No ${id.slice(0, 50)}` }),
        )
        assert.equal(disposition, 'created', id)
        assert.equal(ref.id, id)
      }
      for (const id of ids)
        assert.equal((await context.run(context.meetings.info(id))).name, `No ${id.slice(0, 50)}`)
      assert.equal(context.vendor.live(), ids.length)
    }),
    clause('keeps every name as it was given', ['info'], async (context) => {
      for (const [index, name] of names.entries()) {
        const { ref } = await context.run(context.meetings.createMeeting({ id: `name-${index}`, name }))
        assert.equal((await context.run(context.meetings.info(ref))).name, name)
      }
    }),
    clause(
      'refuses every broken rule with one error that names the field, before anything is sent',
      [],
      async (context) => {
        await context.run(context.meetings.check())
        const before = context.vendor.requests()
        for (const [field, request] of badRequests) {
          const call = context.meetings.createMeeting(request as CreateMeetingRequest)
          const error = await context.fails(call, 'invalid-request')
          assert.ok(
            error.problems?.some(({ path }) => path === field),
            `${field}: ${error.message}`,
          )
          assert.equal(error.effect, 'none')
        }
        assert.equal(context.vendor.requests(), before)
      },
    ),
    clause('keeps the same id of two tenants apart', ['vendor'], async (context) => {
      const { meetings } = context
      const refs = []
      for (const tenant of [undefined, 'acme', 'umbrella']) {
        const made = await context.run(
          meetings.createMeeting({ id: 'standup' }, tenant === undefined ? {} : { tenant }),
        )
        assert.equal(made.disposition, 'created')
        assert.equal(made.ref.tenant, tenant)
        refs.push(made.ref)
      }
      assert.equal(context.vendor.live(), 3)
      const [, ofAcme] = refs
      assert.ok(ofAcme)
      const joining = { participant: { name: 'Eve' } }
      await context.fails(meetings.join(ofAcme, joining, { tenant: 'umbrella' }), 'not-found')
      await context.fails(meetings.join(ofAcme, joining), 'not-found')
      await context.run(meetings.join(ofAcme, joining, { tenant: 'acme' }))
    }),
    clause('leads nobody to the meeting of another tenant by a made-up ref', ['vendor'], async (context) => {
      const { meetings } = context
      const { ref } = await context.run(meetings.createMeeting({ id: 'standup' }, { tenant: 'acme' }))
      for (const id of [ref.id, 'retro']) {
        const forged = { ...ref, id, tenant: 'umbrella' }
        await context.fails(meetings.info(forged, { tenant: 'umbrella' }), 'not-found')
        const ended = await context.run(meetings.end(forged, { tenant: 'umbrella' }))
        assert.equal(ended.outcome, 'not-found')
      }
      assert.equal((await context.run(meetings.info(ref, { tenant: 'acme' }))).status, 'open')
      assert.equal(context.vendor.live(), 1)
    }),
  ],
}
