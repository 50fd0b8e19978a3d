import { describe, expect, test } from 'vitest'
import { failing, world, wrapped } from '../identity/support.js'

const id = 'class-42'
const person = (name: string, more = {}) => ({ participant: { id: name, name }, ...more })

describe('lock', () => {
  test('is in the record before the vendor is asked, so that nobody slips through', async () => {
    const w = world()
    await w.run(w.meetings.createMeeting({ id, locks: { camera: true } }))
    let seen: unknown
    const watching = wrapped(w.fake, {
      lock: async (meeting) => {
        seen = [meeting.settings?.locks, (await w.directory.peek({ id }))?.settings.locks]
        return { changed: 0, warnings: [] }
      },
    })
    await w.run(w.machine({ providers: { fake: watching } }).lock(id, { microphone: true }))
    const locks = { camera: true, microphone: true }
    expect(seen).toEqual([locks, locks])
  })

  test('of many machines at once leaves what each of them asked for', async () => {
    const w = world()
    await w.run(w.meetings.createMeeting({ id }))
    const asked = [{ camera: true }, { microphone: true }, { screenShare: true }, { camera: true }]
    await w.run(Promise.all(asked.map((locks) => w.machine().lock(id, locks))))
    expect((await w.directory.peek({ id }))?.settings.locks).toEqual({
      camera: true,
      microphone: true,
      screenShare: true,
    })
    expect((await w.directory.peek({ id }))?.incarnation).toBe(1)
  })

  test('says that it may have had an effect where the vendor fails after the record was changed', async () => {
    const w = world()
    await w.run(w.meetings.createMeeting({ id }))
    w.fake.failNext('lock', { code: 'unavailable', effect: 'none' })
    expect(await w.fails(w.meetings.lock(id, { camera: true }))).toMatchObject({
      code: 'unavailable',
      effect: 'unknown',
      retryable: true,
      operation: 'lock',
    })
    expect((await w.run(w.meetings.join(id, person('late')))).kind).toBe('sdk')
    expect(w.fake.vendor.meeting(id)?.seats[0]?.camera).toBe(false)
  })

  test('changes nothing at the vendor while the directory is down', async () => {
    const w = world()
    await w.run(w.meetings.createMeeting({ id }))
    w.directory.before = failing('claim')
    expect(await w.fails(w.meetings.lock(id, { camera: true }))).toMatchObject({
      code: 'unavailable',
      vendorCode: 'directory',
    })
    expect(w.fake.calls.some(({ verb }) => verb === 'lock')).toBe(false)
  })

  test('warns where the meeting is not in the directory that it is not kept', async () => {
    const w = world()
    const { ref } = await w.run(w.meetings.createMeeting({ id }))
    await w.run(w.meetings.join(ref, person('early')))
    const result = await w.run(w.stranger().lock(ref, { camera: true }))
    expect(result).toMatchObject({ changed: 1, warnings: [{ code: 'settings-unknown' }] })
  })

  test('leaves alone the record of a newer session', async () => {
    const w = world()
    const { ref } = await w.run(w.meetings.createMeeting({ id }))
    await w.run(w.meetings.end(ref))
    const next = await w.run(w.meetings.createMeeting({ id }))
    expect(next.ref.incarnation).toBe(2)
    expect(await w.fails(w.meetings.lock(ref, { camera: true }))).toMatchObject({ code: 'not-found', ref })
    expect((await w.directory.peek({ id }))?.settings.locks).toBeUndefined()
  })
})

describe('promote', () => {
  test('answers credentials for the person, and not-found for somebody who never joined', async () => {
    const w = world()
    await w.run(w.meetings.createMeeting({ id }))
    await w.run(w.meetings.join(id, person('ann', { device: 'desk' })))
    await w.run(w.meetings.join(id, person('host', { role: 'moderator' })))
    expect((await w.run(w.meetings.promote(id, { participantId: 'host' }))).role).toBe('moderator')
    const promoted = await w.run(w.meetings.promote(id, { participantId: 'ann', device: 'desk' }))
    expect(promoted).toMatchObject({ kind: 'sdk', role: 'attendee', participantId: 'ann', warnings: [] })
    expect(await w.fails(w.meetings.promote(id, { participantId: 'ann' }))).toMatchObject({
      code: 'not-found',
    })
    expect((await w.run(w.meetings.demote(id, 'ann'))).outcome).toBe('done')
    expect((await w.run(w.meetings.demote(id, 'bob'))).outcome).toBe('not-found')
  })
})

describe('a person who joins again', () => {
  test('takes the same seat on the same device, and another one on another', async () => {
    const w = world()
    await w.run(w.meetings.createMeeting({ id }))
    for (const device of ['desk', 'desk', 'phone', undefined, undefined])
      await w.run(w.meetings.join(id, person('ann', device === undefined ? {} : { device })))
    expect((await w.run(w.meetings.info(id, { seats: true }))).seats?.taken).toBe(3)
    expect((await w.run(w.meetings.info(id))).seats).toBeUndefined()
    expect(await w.fails(w.meetings.info(id, { seats: 1 as unknown as boolean }))).toMatchObject({
      code: 'invalid-request',
    })
  })
})

describe('a join that is under way while the meeting is locked', () => {
  test('comes out locked, as whoever joins later', async () => {
    const w = world()
    await w.run(w.meetings.createMeeting({ id }))
    let joins = 0
    const slow = wrapped(w.fake, {
      join: async (meeting, request, options) => {
        joins += 1
        const made = await w.fake.join(meeting, request, options)
        if (joins === 1) await w.machine().lock(id, { microphone: true })
        return made
      },
    })
    const joined = await w.run(w.machine({ providers: { fake: slow } }).join(id, person('ann')))
    expect(joins).toBe(2)
    const seat = w.fake.vendor.meeting(id)?.seats
    expect(seat).toHaveLength(1)
    expect(seat?.[0]?.microphone).toBe(false)
    expect(joined.kind === 'sdk' && joined.session['token']).toBe(seat?.[0]?.token)
  })
})
