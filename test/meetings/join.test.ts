import { describe, expect, test } from 'vitest'
import type { JoinMeetingRequest } from '../../src/spec/join-meeting.js'
import { rejection, world } from '../identity/support.js'

const id = 'class-42'
const ann = { participant: { id: 'ann', name: 'Ann' } }

describe('a join with `create`', () => {
  test('tells what the new meeting could not be given, under its place in the request', async () => {
    const w = world('limited')
    const request: JoinMeetingRequest = {
      ...ann,
      role: 'moderator',
      create: { name: 'Class', record: 'automatic', maxParticipants: 50, locks: { userList: true } },
    }
    const joined = await w.meetings.join(id, request)
    expect(joined.warnings.map(({ code, field }) => `${code} ${field}`)).toEqual([
      'unsupported create.record',
      'not-applied create.maxParticipants',
      'unsupported create.locks.userList',
      'unsupported role',
    ])
    // The meeting is there now: nothing of `create` is looked at.
    expect((await w.meetings.join(id, request)).warnings.map(({ field }) => field)).toEqual(['role'])
  })

  test('fails in strict mode before anything is made', async () => {
    const w = world('limited')
    const error = await rejection(
      w.meetings.join(id, { ...ann, create: { record: 'automatic' } }, { strict: true }),
    )
    expect(error).toMatchObject({ code: 'unsupported', effect: 'none', operation: 'join' })
    expect(w.fake.vendor.created).toBe(0)
  })

  test('joins what lives, whatever `create` says', async () => {
    const w = world('link-like')
    const { ref } = await w.meetings.createMeeting({ id, name: 'First' })
    const joined = await w.meetings.join(id, { ...ann, create: { name: 'Second' } })
    expect([joined.ref, joined.warnings, w.fake.vendor.created]).toEqual([ref, [], 1])
  })

  test('asks a link vendor whether the meeting lives, but not more than once in 30 seconds', async () => {
    const w = world('link-like')
    await w.meetings.createMeeting({ id })
    const verified = (): unknown[] =>
      w.fake.calls.flatMap(({ request }) =>
        request !== undefined && 'verify' in request ? [request.verify] : [],
      )
    const machine = w.machine()
    for (let call = 0; call < 3; call++) await machine.join(id, { ...ann, create: {} })
    expect(verified()).toEqual([true, false, false])
    await w.clock.advance(31_000)
    await machine.join(id, { ...ann, create: {} })
    expect(verified()).toEqual([true, false, false, true])
    await machine.join(id, { ...ann, create: {}, verify: true })
    expect(verified().at(-1)).toBe(true)
  })

  test('passes on why it failed where that is not that the meeting is missing', async () => {
    const w = world()
    const { ref } = await w.meetings.createMeeting({ id })
    w.fake.failNext('join', { code: 'capacity', message: 'the meeting is full' })
    expect(await rejection(w.meetings.join(id, { ...ann, create: {} }))).toMatchObject({
      code: 'capacity',
      provider: 'fake',
      ref,
    })
    expect(w.fake.vendor.created).toBe(1)
  })
})

describe('a join', () => {
  test('says who joined, as what, and where, whatever the vendor answers', async () => {
    const w = world('limited')
    const { ref } = await w.meetings.createMeeting({ id })
    const joined = await w.meetings.join(id, { ...ann, role: 'moderator' })
    expect(joined).toEqual({
      kind: 'url',
      url: expect.stringContaining('role=attendee') as string,
      ref,
      role: 'attendee',
      participantId: 'ann',
      warnings: [{ code: 'unsupported', field: 'role', message: 'role was left out: everybody is equal' }],
    })
    const made = await w.meetings.join(id, { participant: { name: 'Bob' } })
    expect(made.participantId).toMatch(/^[0-9a-f]{32}$/)
    expect(made.kind === 'url' && made.url).toContain(`id=${made.participantId}`)
  })

  test('without `create` makes nothing', async () => {
    for (const preset of ['link-like', 'sdk-like'] as const) {
      const w = world(preset)
      expect((await rejection(w.meetings.join(id, { ...ann, verify: true }))).code).toBe('not-found')
      expect(w.fake.vendor.created).toBe(0)
    }
  })

  test('hands the provider its own options only', async () => {
    const w = world()
    await w.meetings.createMeeting({ id })
    const providerOptions = { fake: { a: 1 }, bbb: { 'userdata-x': 'y' } } as object
    await w.meetings.join(id, { ...ann, providerOptions })
    expect(w.fake.calls.at(-1)?.request).toMatchObject({ providerOptions: { fake: { a: 1 } } })
    expect(JSON.stringify(w.fake.calls.at(-1))).not.toContain('userdata')
  })

  test('does not read the rest of a ref that was tampered with as another meeting', async () => {
    const w = world('sdk-like')
    const { ref } = await w.meetings.createMeeting({ id })
    const { ref: other } = await w.meetings.createMeeting({ id: 'other' })
    // The session of one meeting under the id of another: the settings of neither apply.
    const mixed = { ...ref, vendor: other.vendor }
    const joined = await w.meetings.join(mixed, ann)
    expect(joined.warnings.map(({ code }) => code)).toEqual(['settings-unknown'])
  })
})
