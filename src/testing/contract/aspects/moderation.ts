import assert from 'node:assert/strict'
import type { CapabilityKey } from '../../../spec/capabilities.js'
import type { JoinResult } from '../../../spec/join-meeting.js'
import type { LockRequest, MuteParticipantsRequest } from '../../../spec/moderation.js'
import { type ContractAspect, clause } from '../clause.js'
import { type ContractContext, person } from '../context.js'
import type { ParticipantRights } from '../harness.js'

const everything: ParticipantRights = { microphone: true, camera: true, screenShare: true }

export const moderation: ContractAspect = {
  name: 'moderation',
  clauses: [
    clause('says unsupported of what it does not declare', [], async (context) => {
      const { meetings } = context
      await context.run(meetings.createMeeting({ id: 'loose' }))
      const calls: readonly (readonly [CapabilityKey, () => Promise<unknown>])[] = [
        ['removeParticipant', () => meetings.removeParticipant('loose', 'p1')],
        ['muteParticipants', () => meetings.muteParticipants('loose')],
        ['lock', () => meetings.lock('loose', { camera: true })],
        ['changeRole', () => meetings.changeRole('loose', 'p1', 'moderator')],
        ['promote', () => meetings.promote('loose', { participantId: 'p1' })],
        ['demote', () => meetings.demote('loose', 'p1')],
        ['leave', () => meetings.leave('loose', { participantId: 'p1' })],
        ['transcription.start', () => meetings.transcription.start('loose')],
        ['transcription.stop', () => meetings.transcription.stop('loose')],
      ]
      for (const [key, call] of calls)
        if (!(await context.supports(key))) await context.fails(call(), 'unsupported')
    }),
    clause('sends a person out on all devices, and nobody else', ['vendor'], async (context) => {
      if (!(await context.supports('removeParticipant'))) return
      const { meetings } = context
      await context.run(meetings.createMeeting({ id: 'bouncer' }))
      const phone = await enter(context, 'bouncer', 'p1', { device: 'phone' })
      const desk = await enter(context, 'bouncer', 'p1', { device: 'desk' })
      const other = await enter(context, 'bouncer', 'p11')
      const { outcome } = await context.run(meetings.removeParticipant('bouncer', 'p1'))
      assert.equal(outcome, 'done')
      assert.deepEqual(rights(context, phone, desk, other), [undefined, undefined, everything])
      await assert.rejects(context.vendor.arrive(phone))
      assert.match(
        (await context.run(meetings.removeParticipant('bouncer', 'p1'))).outcome,
        /^(done|not-found)$/,
      )
      assert.equal((await context.run(meetings.removeParticipant('bouncer', 'nobody'))).outcome, 'not-found')
      await context.vendor.arrive(await context.run(meetings.join('bouncer', person('p1'))))
    }),
    clause('mutes everybody but some, only some, and gives it back', ['vendor'], async (context) => {
      if (!(await context.supports('muteParticipants'))) return
      const { meetings } = context
      const { ref } = await context.run(meetings.createMeeting({ id: 'quiet' }))
      const people: JoinResult[] = []
      for (const id of ['p1', 'p2', 'p3', 'p4', 'p5']) people.push(await enter(context, 'quiet', id))
      const heard = (): readonly (boolean | undefined)[] =>
        rights(context, ...people).map((own) => own?.microphone)
      const mute = async (request: MuteParticipantsRequest): Promise<number> =>
        (await context.run(meetings.muteParticipants(ref, request))).changed
      assert.equal(await mute({ except: ['p1'] }), 4)
      assert.deepEqual(heard(), [true, false, false, false, false])
      assert.equal(await mute({ except: ['p1'] }), 0)
      assert.equal(await mute({ muted: false, only: ['p3'] }), 1)
      assert.deepEqual(heard(), [true, false, true, false, false])
      await mute({})
      assert.deepEqual(heard(), [false, false, false, false, false])
      assert.deepEqual(rights(context, ...people)[0], { ...everything, microphone: false })
      await mute({ muted: false })
      assert.deepEqual(heard(), [true, true, true, true, true])
    }),
    clause('locks for attendees, those inside and those who come later', ['vendor'], async (context) => {
      if (!(await context.supports('lock'))) return
      const { meetings } = context
      const { ref } = await context.run(
        meetings.createMeeting({ id: 'strict', locks: { screenShare: true } }),
      )
      const host = await enter(context, 'strict', 'host', { role: 'moderator' })
      const early = await enter(context, 'strict', 'p1')
      const locks = async (request: LockRequest): Promise<void> => {
        await context.run(meetings.lock(ref, request))
      }
      await locks({ camera: true, microphone: true })
      const late = await enter(context, 'strict', 'p2')
      const elsewhere = await context.run(context.machine().join('strict', person('p3')))
      const nothing = { microphone: false, camera: false, screenShare: false }
      assert.deepEqual(rights(context, host, early, late, elsewhere), [everything, nothing, nothing, nothing])
      await locks({ camera: false })
      const sees = { ...nothing, camera: true }
      assert.deepEqual(rights(context, host, early, late, elsewhere), [everything, sees, sees, sees])
      await locks({ microphone: false, screenShare: false })
      const free = await enter(context, 'strict', 'p4')
      assert.deepEqual(rights(context, early, late, free), [everything, everything, everything])
      assert.equal((await context.run(meetings.createMeeting({ id: 'strict' }))).disposition, 'existing')
    }),
    clause('makes moderators and attendees of one another', ['vendor'], async (context) => {
      if (!(await context.supports('changeRole'))) return
      const { meetings } = context
      await context.run(meetings.createMeeting({ id: 'promotion', locks: { camera: true } }))
      const joined = await enter(context, 'promotion', 'p1')
      assert.equal(rights(context, joined)[0]?.camera, false)
      for (const [role, camera] of [
        ['moderator', true],
        ['moderator', true],
        ['attendee', false],
      ] as const) {
        assert.equal((await context.run(meetings.changeRole('promotion', 'p1', role))).outcome, 'done')
        assert.equal(rights(context, joined)[0]?.camera, camera)
      }
      assert.equal(
        (await context.run(meetings.changeRole('promotion', 'nobody', 'moderator'))).outcome,
        'not-found',
      )
    }),
    clause('can be told that somebody left, any number of times', ['vendor'], async (context) => {
      if (!(await context.supports('leave'))) return
      const { meetings } = context
      await context.run(meetings.createMeeting({ id: 'door' }))
      await enter(context, 'door', 'p1')
      for (let time = 0; time < 2; time++)
        assert.equal((await context.run(meetings.leave('door', { participantId: 'p1' }))).outcome, 'done')
      assert.deepEqual((await context.run(meetings.sweep())).failed, [])
      await enter(context, 'door', 'p1')
    }),
    clause('starts and stops transcription, as often as it is asked', ['vendor', 'end'], async (context) => {
      if (!(await context.supports('transcription.start'))) return
      const { transcription } = context.meetings
      const { ref } = await context.run(context.meetings.createMeeting({ id: 'minutes' }))
      for (const language of ['en-US', 'de-DE'])
        assert.equal((await context.run(transcription.start(ref, { language }))).outcome, 'requested')
      for (let time = 0; time < 2; time++)
        assert.equal((await context.run(transcription.stop(ref))).outcome, 'stopped')
      await context.run(context.meetings.end(ref, { wait: true }))
      await context.fails(transcription.start(ref, { language: 'en-US' }), 'not-found')
    }),
    clause('refuses bad requests before anything is sent', [], async (context) => {
      const { meetings, vendor } = context
      await context.run(meetings.createMeeting({ id: 'strictly' }))
      const before = vendor.requests()
      const calls: readonly (readonly [CapabilityKey, field: string, call: () => Promise<unknown>])[] = [
        ['removeParticipant', 'participantId', () => meetings.removeParticipant('strictly', 'a b')],
        ['muteParticipants', 'only', () => meetings.muteParticipants('strictly', { only: [] })],
        [
          'muteParticipants',
          'except',
          () => meetings.muteParticipants('strictly', { only: ['a'], except: ['b'] }),
        ],
        ['lock', '', () => meetings.lock('strictly', {})],
        ['changeRole', 'role', () => meetings.changeRole('strictly', 'p1', 'host' as 'moderator')],
        ['leave', 'device', () => meetings.leave('strictly', { participantId: 'p1', device: '' })],
        ['transcription.start', 'language', () => meetings.transcription.start('strictly', { language: '' })],
      ]
      for (const [key, field, call] of calls) {
        if (!(await context.supports(key))) continue
        const error = await context.fails(call(), 'invalid-request')
        assert.ok(
          error.problems?.some(({ path }) => path === field),
          `${key} names "${field}": ${error.message}`,
        )
      }
      assert.equal(vendor.requests(), before)
    }),
  ],
}

async function enter(
  context: ContractContext,
  meeting: string,
  id: string,
  more: Parameters<typeof person>[1] = {},
): Promise<JoinResult> {
  const joined = await context.run(context.meetings.join(meeting, person(id, more)))
  await context.vendor.arrive(joined)
  return joined
}

function rights(
  { vendor }: ContractContext,
  ...joined: readonly JoinResult[]
): readonly (ParticipantRights | undefined)[] {
  return joined.map((one) => {
    assert.ok(vendor.rights, 'the harness must tell what people may do')
    return vendor.rights(one)
  })
}
