import assert from 'node:assert/strict'
import type { CapabilityKey } from '../../../spec/capabilities.js'
import type { CreateMeetingRequest } from '../../../spec/create-meeting.js'
import { type ContractAspect, clause } from '../clause.js'
import { person } from '../context.js'

/** A value other than the default for every setting, with the path that a warning would name. */
export const settings: readonly (readonly [CapabilityKey, string, Omit<CreateMeetingRequest, 'id'>])[] = [
  ['create.maxParticipants', 'maxParticipants', { maxParticipants: 8 }],
  ['create.durationMinutes', 'durationMinutes', { durationMinutes: 45 }],
  ['create.welcomeMessage', 'welcomeMessage', { welcomeMessage: 'Hello\nthere' }],
  ['create.record.on-demand', 'record', { record: 'on-demand' }],
  ['create.record.automatic', 'record', { record: 'automatic' }],
  ['create.muteOnStart', 'muteOnStart', { muteOnStart: true }],
  ['create.guestPolicy', 'guestPolicy', { guestPolicy: 'ask-moderator' }],
  ['create.locks.camera', 'locks.camera', { locks: { camera: true } }],
  ['create.locks.microphone', 'locks.microphone', { locks: { microphone: true } }],
  ['create.locks.screenShare', 'locks.screenShare', { locks: { screenShare: true } }],
  ['create.locks.publicChat', 'locks.publicChat', { locks: { publicChat: true } }],
  ['create.locks.privateChat', 'locks.privateChat', { locks: { privateChat: true } }],
  ['create.locks.sharedNotes', 'locks.sharedNotes', { locks: { sharedNotes: true } }],
  ['create.locks.userList', 'locks.userList', { locks: { userList: true } }],
  ['create.webcamsOnlyForModerator', 'webcamsOnlyForModerator', { webcamsOnlyForModerator: true }],
  ['create.logoutUrl', 'logoutUrl', { logoutUrl: 'https://example.com/bye?a=1&b=2' }],
  ['create.logoUrl', 'logoUrl', { logoUrl: 'https://example.com/logo.svg' }],
  ['create.bannerText', 'bannerText', { bannerText: 'Exam: please keep quiet' }],
  ['create.metadata', 'metadata', { metadata: { team: 'a' } }],
  ['create.media.video', 'media.video', { media: { video: 'hd' } }],
  ['create.media.content', 'media.content', { media: { content: 'full-hd' } }],
  ['create.expireIfNoUserJoinedMinutes', 'expireIfNoUserJoinedMinutes', { expireIfNoUserJoinedMinutes: 4 }],
  [
    'create.expireWhenLastUserLeftMinutes',
    'expireWhenLastUserLeftMinutes',
    { expireWhenLastUserLeftMinutes: 3 },
  ],
]

export const warnings: ContractAspect = {
  name: 'warnings',
  clauses: [
    clause('warns of each setting that it does not support, and of no other', [], async (context) => {
      for (const [index, [key, path, setting]] of settings.entries()) {
        const made = await context.run(context.meetings.createMeeting({ id: `setting-${index}`, ...setting }))
        const expected = (await context.supports(key)) ? [] : [['unsupported', path]]
        assert.deepEqual(
          made.warnings.map(({ code, field }) => [code, field]),
          expected,
          path,
        )
      }
    }),
    clause('warns of nothing where a setting is asked for as it is anyway', [], async (context) => {
      const made = await context.run(
        context.meetings.createMeeting({
          id: 'defaults',
          record: 'off',
          muteOnStart: false,
          guestPolicy: 'accept',
          webcamsOnlyForModerator: false,
          locks: { camera: false, publicChat: false },
          metadata: {},
        }),
      )
      assert.deepEqual(made.warnings, [])
    }),
    clause('cuts a number to its limit and says so', [], async (context) => {
      const limit = (await context.meetings.capabilities())['create.maxParticipants']?.limit
      if (limit === undefined) return
      const made = await context.run(
        context.meetings.createMeeting({ id: 'crowd', maxParticipants: limit + 1 }),
      )
      assert.deepEqual(
        made.warnings.map(({ code, field }) => [code, field]),
        [['not-applied', 'maxParticipants']],
      )
    }),
    clause('warns of what it cannot tell about a person', [], async (context) => {
      await context.run(context.meetings.createMeeting({ id: 'person' }))
      const participant = {
        id: 'p1',
        name: 'Ann',
        avatarUrl: 'https://example.com/ann.png',
        guest: true,
        authenticated: false,
      }
      const joined = await context.run(context.meetings.join('person', { participant, device: 'phone' }))
      const expected: string[] = []
      for (const field of ['avatarUrl', 'guest', 'authenticated'] as const)
        if (!(await context.supports(`join.${field}`))) expected.push(`participant.${field}`)
      if (!(await context.supports('join.device'))) expected.push('device')
      assert.deepEqual(
        joined.warnings.map(({ field }) => field),
        expected,
      )
    }),
    clause('keeps credentials out of warnings', [], async (context) => {
      const made = await context.run(context.meetings.createMeeting({ id: 'quiet', muteOnStart: true }))
      const joined = await context.run(
        context.meetings.join('quiet', person('p1', { role: 'moderator', device: 'phone' })),
      )
      context.showsNoSecret([made.warnings, joined.warnings, joined.ref])
    }),
  ],
}
