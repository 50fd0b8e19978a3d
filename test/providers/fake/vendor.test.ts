import { describe, expect, test } from 'vitest'
import { type FakePreset, parseFakeConfig } from '../../../providers/fake/config.js'
import { createFakeProvider } from '../../../providers/fake/create-fake-provider.js'
import { createMeetings } from '../../../src/create-meetings.js'
import { rejection } from '../../identity/support.js'
import { ann, id, setUp } from './support.js'

describe('the log of calls', () => {
  test('has verb, own id and request, oldest first, those that fail included', async () => {
    const { fake, meetings } = setUp()
    fake.failNext('createMeeting', { code: 'quota' })
    await rejection(meetings.createMeeting({ id: 'ab' }))
    await meetings.createMeeting({ id })
    await meetings.join(id, ann)
    await meetings.info(id)
    await meetings.end(id)
    await meetings.check()
    expect(fake.calls.map(({ verb, id: own }) => [verb, own])).toEqual([
      ['createMeeting', 'ab'],
      ['createMeeting', id],
      ['join', id],
      ['info', id],
      ['end', id],
      ['check', undefined],
    ])
    expect(fake.calls[2]?.request).toMatchObject({
      participant: ann.participant,
      role: 'attendee',
      verify: false,
    })
  })
})

describe('the vendor behind it', () => {
  test('lets people come and go, each connection for itself', async () => {
    const { clock, fake, meetings } = setUp()
    const { ref } = await meetings.createMeeting({ id, maxParticipants: 5, record: 'on-demand' })
    expect(await meetings.info(id)).toMatchObject({
      running: false,
      participantCount: 0,
      participants: [],
      recording: 'requested',
    })
    expect((await meetings.info(id)).startedAt).toBeUndefined()
    await clock.advance(5_000)
    const person = { id: 'ann', name: 'Ann', role: 'moderator' } as const
    fake.vendor.arrive(id, person)
    fake.vendor.arrive(ref.vendor['session'] ?? '', person)
    await clock.advance(5_000)
    expect(await meetings.info(id)).toMatchObject({
      running: true,
      participantCount: 2,
      participants: [person, person],
      startedAt: new Date(5_000),
      maxParticipants: 5,
    })
    fake.vendor.leave(id, 'ann')
    fake.vendor.leave(id, 'nobody')
    expect((await meetings.info(id)).participantCount).toBe(1)
    fake.vendor.leave(id, 'ann')
    expect(await meetings.info(id)).toMatchObject({
      running: false,
      participantCount: 0,
      startedAt: new Date(5_000),
    })
  })

  test('lets nobody into a meeting that it does not have', () => {
    const { fake } = setUp()
    const person = { id: 'ann', name: 'Ann', role: 'attendee' } as const
    expect(() => fake.vendor.arrive('gone', person)).toThrow('the fake vendor has no meeting "gone"')
    expect(() => fake.vendor.leave('gone', 'ann')).toThrow('the fake vendor has no meeting "gone"')
    fake.vendor.forget('gone')
  })

  test('shows what lives and counts what was ever made', async () => {
    const { fake, meetings } = setUp()
    for (const own of ['first', 'second', 'third']) await meetings.createMeeting({ id: own })
    fake.vendor.forget('second')
    expect(fake.vendor.meetings.map(({ key }) => key)).toEqual(['first', 'third'])
    expect([fake.vendor.created, fake.vendor.meeting('second')]).toEqual([3, undefined])
    expect(fake.vendor.meeting('first')?.request).toMatchObject({ id: 'first', incarnation: 1 })
  })

  test('ends one session and never another of the same id', async () => {
    const { fake, meetings } = setUp('link-like')
    const { ref } = await meetings.createMeeting({ id })
    fake.vendor.forget(id)
    const stranger = createMeetings({ providers: { fake } })
    await stranger.createMeeting({ id })
    expect((await meetings.end(ref)).outcome).toBe('already-ended')
    expect(fake.vendor.meetings).toHaveLength(1)
  })
})

describe('a fake', () => {
  test('refuses calls once it is closed', async () => {
    const { fake, meetings } = setUp()
    await fake.close()
    await fake.close()
    expect(await rejection(meetings.createMeeting({ id }))).toMatchObject({
      code: 'not-configured',
      message: 'provider "fake" is closed',
    })
    expect(fake.calls).toEqual([])
  })

  test('needs good options', () => {
    expect(() => createFakeProvider({ preset: 'evil' as FakePreset, latencyMs: -1 })).toThrow(
      'the configuration is not right: preset must be one of link-like, sdk-like, limited, down, slow, throttled; latencyMs must be a whole number from 0 to 600000',
    )
    expect(parseFakeConfig({ type: 'fake' })).toEqual({
      ok: true,
      value: { type: 'fake', preset: 'link-like', latencyMs: 0 },
    })
    expect(parseFakeConfig({ type: 'bbb' })).toMatchObject({
      ok: false,
      problems: [{ path: 'type', rule: 'must be "fake"' }],
    })
  })
})
