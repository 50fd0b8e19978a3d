import { describe, expect, test } from 'vitest'
import type { MeetingRef } from '../../src/spec/meeting-ref.js'
import { failing, type World, world, wrapped } from './support.js'

const id = 'class-42'
const ann = { participant: { id: 'ann', name: 'Ann' } }

async function made(w: World): Promise<MeetingRef> {
  return (await w.run(w.meetings.createMeeting({ id, name: 'Class' }))).ref
}

describe('a ref while the directory is down', () => {
  test('is joined, read and ended from what it says itself, with a warning', async () => {
    const w = world('link-like')
    const ref = await made(w)
    w.directory.before = failing('get', Number.POSITIVE_INFINITY)
    const warning = { code: 'directory-unavailable', message: expect.any(String) as string }
    const joined = await w.run(w.meetings.join(ref, ann))
    expect(joined.warnings.map(({ code }) => code)).toEqual(['settings-unknown', 'directory-unavailable'])
    expect(joined.ref).toEqual(ref)
    const info = await w.run(w.meetings.info(ref))
    expect([info.status, info.warnings]).toEqual(['open', [warning]])
    const ended = await w.run(w.meetings.end(ref))
    expect([ended.outcome, ended.warnings]).toEqual(['ended', [warning]])
    expect((await w.run(w.meetings.end(ref))).outcome).toBe('not-found')
  })

  test('may be dead, and is made anew only once the directory is back', async () => {
    const w = world()
    const ref = await made(w)
    w.fake.vendor.forget(ref.vendor['session'] ?? '')
    w.directory.before = failing('get', 2)
    expect(await w.fails(w.meetings.join(ref, { ...ann, create: {} }))).toMatchObject({
      code: 'unavailable',
      vendorCode: 'directory',
      effect: 'none',
      ref,
    })
    expect(w.fake.vendor.created).toBe(1)
    expect((await w.run(w.meetings.join(ref, { ...ann, create: {} }))).ref.incarnation).toBe(2)
  })

  test('that may live anywhere is not looked for by an own id', async () => {
    const w = world()
    await made(w)
    for (const call of [
      () => w.meetings.join(id, ann),
      () => w.meetings.info(id),
      () => w.meetings.end(id),
      () => w.meetings.createMeeting({ id }),
      () => w.meetings.join(id, { ...ann, create: {} }),
    ]) {
      w.directory.before = failing('get')
      expect(await w.fails(call())).toMatchObject({
        code: 'unavailable',
        effect: 'none',
        vendorCode: 'directory',
      })
    }
    expect(w.fake.vendor.meetings).toHaveLength(1)
  })
})

describe('a ref', () => {
  test('of an older session never reaches a newer one, and is not taken for it', async () => {
    const w = world('link-like')
    const old = await made(w)
    await w.run(w.meetings.end(old))
    const { ref } = await w.run(w.meetings.createMeeting({ id, name: 'Next', locks: { camera: true } }))
    expect(ref.incarnation).toBe(2)
    expect((await w.run(w.meetings.end(old))).outcome).toBe('already-ended')
    expect((await w.fails(w.meetings.info(old))).code).toBe('not-found')
    expect((await w.run(w.meetings.info(ref))).status).toBe('open')
    // It is not ended in the record either.
    expect((await w.directory.peek({ id }))?.endedAt).toBeUndefined()
    expect((await w.run(w.meetings.createMeeting({ id }))).disposition).toBe('existing')
  })

  test('of an older session is already ended for a vendor, too, that knows nothing of it', async () => {
    const w = world('sdk-like')
    const old = await made(w)
    await w.run(w.meetings.end(old))
    await w.run(w.meetings.createMeeting({ id }))
    expect((await w.run(w.meetings.end(old))).outcome).toBe('already-ended')
    expect(w.fake.vendor.meetings).toHaveLength(1)
  })

  test('that the directory does not know is still good, with the most restricted settings', async () => {
    const w = world()
    const ref = await made(w)
    const joined = await w.run(w.stranger().join(ref, ann))
    expect(joined.warnings.map(({ code }) => code)).toEqual(['settings-unknown'])
    expect(w.fake.calls.at(-1)).toMatchObject({ verb: 'join', id })
  })

  test('is good however its vendor ids are ordered', async () => {
    const w = world()
    const fake = wrapped(w.fake, {
      createMeeting: async (request, options) => {
        const result = await w.fake.createMeeting(request, options)
        return { ...result, vendor: { ...result.vendor, region: 'eu' } }
      },
    })
    const meetings = w.machine({ providers: { fake } })
    const { ref } = await w.run(meetings.createMeeting({ id }))
    const turned = { ...ref, vendor: Object.fromEntries(Object.entries(ref.vendor).toReversed()) }
    expect((await w.run(meetings.join(turned, ann))).warnings).toEqual([])
  })

  test.each([
    ['of another tenant', 'umbrella'],
    ['of none', undefined],
  ])('is not found %s, exactly as if it never was', async (_whose, tenant) => {
    const w = world('link-like')
    const { ref } = await w.run(w.meetings.createMeeting({ id }, { tenant: 'acme' }))
    const before = w.fake.calls.length
    const options = tenant === undefined ? {} : { tenant }
    const messages = []
    for (const call of [
      () => w.meetings.join(ref, ann, options),
      () => w.meetings.info(ref, options),
      () => w.meetings.end(ref, options),
      () => w.meetings.join(ref, { ...ann, create: {} }, options),
    ]) {
      const error = await w.fails(call())
      expect(error.code).toBe('not-found')
      messages.push(error.message)
    }
    expect(new Set(messages)).toEqual(new Set(['there is no meeting "class-42", or it has ended']))
    expect(w.fake.calls).toHaveLength(before)
  })

  test('without a tenant is not found with one', async () => {
    const w = world()
    const ref = await made(w)
    expect((await w.fails(w.meetings.join(ref, ann, { tenant: 'acme' }))).code).toBe('not-found')
  })
})

describe('an own id without a record', () => {
  test('means whatever the default provider knows under it', async () => {
    const w = world('link-like')
    await made(w)
    const stranger = w.stranger()
    expect((await w.run(stranger.info(id))).name).toBe('Class')
    const joined = await w.run(stranger.join(id, ann))
    expect(joined.ref).toEqual({ v: 1, provider: 'fake', id, incarnation: 0, vendor: {} })
    expect((await w.run(stranger.end(id))).outcome).toBe('ended')
    expect(w.fake.vendor.meetings).toEqual([])
  })
})
