import { describe, expect, test } from 'vitest'
import { rejection, turns } from '../../identity/support.js'
import { ann, id, setUp, verbs } from './support.js'

describe('a staged failure', () => {
  test('meets the next calls of its verb, in the order in which failures were staged, and no other verb', async () => {
    const { fake, meetings } = setUp()
    await meetings.createMeeting({ id })
    fake.failNext('info', { code: 'quota', message: 'no more' }, 2)
    fake.failNext('info', { code: 'forbidden' })
    expect((await meetings.join(id, ann)).kind).toBe('url')
    expect(await rejection(meetings.info(id))).toMatchObject({
      code: 'quota',
      message: 'no more',
      vendorCode: 'staged',
    })
    expect((await rejection(meetings.info(id))).code).toBe('quota')
    expect(await rejection(meetings.info(id))).toMatchObject({
      code: 'forbidden',
      message: 'staged failure: forbidden',
    })
    expect((await meetings.info(id)).status).toBe('open')
  })

  test.each(['createMeeting', 'join', 'end', 'info'] as const)('of any verb meets a %s', async (verb) => {
    const { fake, meetings } = setUp()
    await meetings.createMeeting({ id })
    fake.failNext('any', { code: 'forbidden' })
    expect((await rejection(verbs(meetings)[verb]())).code).toBe('forbidden')
    await verbs(meetings)[verb]()
  })

  test('meets check, which tells instead of failing', async () => {
    const { fake, meetings } = setUp()
    fake.failNext('check', { code: 'unauthenticated', message: 'wrong key' })
    expect((await meetings.check()).providers['fake']).toEqual({
      ok: false,
      reachable: false,
      problem: 'wrong key',
    })
    expect((await meetings.check()).ok).toBe(true)
  })

  test('may say how it went and when to come back', async () => {
    const { fake, meetings } = setUp()
    fake.failNext('createMeeting', { code: 'unavailable', effect: 'none', retryAfterMs: 7 })
    expect(await rejection(meetings.createMeeting({ id }))).toMatchObject({ effect: 'none', retryAfterMs: 7 })
    expect(fake.vendor.created).toBe(0)
  })

  test('that was processed has done its work, and only the answer is lost', async () => {
    const { fake, meetings } = setUp()
    fake.failNext('createMeeting', { code: 'rate-limited', processed: true })
    expect((await rejection(meetings.createMeeting({ id }))).effect).toBe('unknown')
    expect(fake.vendor.meetings).toHaveLength(1)
    fake.failNext('end', { code: 'unavailable', processed: true, effect: 'done' })
    expect((await rejection(meetings.end(id))).effect).toBe('done')
    expect(fake.vendor.meetings).toEqual([])
  })

  test('that hangs ends with the time limit or the signal, and with nothing else', async () => {
    const { clock, fake, meetings } = setUp()
    fake.failNext('createMeeting', { code: 'quota', hangs: true }, 2)
    const late = rejection(meetings.createMeeting({ id }, { timeoutMs: 1_000 }))
    await turns()
    await clock.advance(999)
    expect(clock.pending).toBe(1)
    await clock.advance(1)
    expect(await late).toMatchObject({ code: 'timeout', effect: 'unknown' })
    const controller = new AbortController()
    const given = rejection(meetings.createMeeting({ id }, { signal: controller.signal }))
    await turns()
    controller.abort()
    expect((await given).code).toBe('aborted')
  })

  test('that has not met a call can be taken back', async () => {
    const { fake, meetings } = setUp()
    fake.failNext('any', { code: 'quota' }, 5)
    fake.heal()
    expect((await meetings.createMeeting({ id })).disposition).toBe('created')
  })

  test('of a preset that always fails comes after those that are staged', async () => {
    const { fake, meetings } = setUp('down')
    fake.failNext('createMeeting', { code: 'quota' })
    expect((await rejection(meetings.createMeeting({ id }))).code).toBe('quota')
    fake.heal()
    expect((await rejection(meetings.createMeeting({ id }))).code).toBe('unavailable')
  })
})
