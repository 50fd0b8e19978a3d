import { expect, test } from 'vitest'
import type { CallReport } from '../../src/call/on-call.js'
import { rejection, world } from '../identity/support.js'

const id = 'class-42'
const ann = { participant: { id: 'ann', name: 'Ann Smith' } }

test('every call is reported once, with instance, outcome, code and duration, and without anything personal', async () => {
  const w = world('link-like')
  const reports: CallReport[] = []
  const meetings = w.machine({ onCall: (report) => reports.push(report) })
  await meetings.createMeeting({ id })
  await meetings.join(id, ann)
  await meetings.info(id)
  await meetings.end(id)
  await meetings.check()
  w.fake.failNext('createMeeting', { code: 'quota' })
  await rejection(meetings.createMeeting({ id: 'other' }))
  w.fake.failNext('join', { code: 'capacity' })
  await meetings.createMeeting({ id: 'third' })
  await rejection(meetings.join('third', ann))
  await rejection(meetings.join('', ann))
  await rejection(meetings.info('third', { tenant: '' }))
  expect(reports).toEqual([
    { operation: 'createMeeting', provider: 'fake', outcome: 'ok', durationMs: 0 },
    { operation: 'join', provider: 'fake', outcome: 'ok', durationMs: 0 },
    { operation: 'info', provider: 'fake', outcome: 'ok', durationMs: 0 },
    { operation: 'end', provider: 'fake', outcome: 'ok', durationMs: 0 },
    { operation: 'check', outcome: 'ok', durationMs: 0 },
    { operation: 'createMeeting', provider: 'fake', outcome: 'error', code: 'quota', durationMs: 0 },
    { operation: 'createMeeting', provider: 'fake', outcome: 'ok', durationMs: 0 },
    { operation: 'join', provider: 'fake', outcome: 'error', code: 'capacity', durationMs: 0 },
    { operation: 'join', outcome: 'error', code: 'invalid-request', durationMs: 0 },
    { operation: 'info', outcome: 'error', code: 'invalid-request', durationMs: 0 },
  ])
  expect(JSON.stringify(reports)).not.toMatch(/ann|Smith|class-42|third/i)
})

test('the duration is what the caller waited', async () => {
  const w = world('slow')
  const reports: CallReport[] = []
  await w.run(w.machine({ onCall: (report) => reports.push(report) }).createMeeting({ id }))
  expect(reports).toMatchObject([{ durationMs: 2_000 }])
})

test('a hook that throws, or rejects, changes nothing', async () => {
  const w = world()
  const throwing = w.machine({
    onCall: () => {
      throw new Error('no log')
    },
  })
  const rejecting = w.machine({
    onCall: async () => {
      throw new Error('no log')
    },
  })
  for (const meetings of [throwing, rejecting]) {
    expect((await meetings.createMeeting({ id })).ref.id).toBe(id)
    expect((await rejection(meetings.join('nobody', { ...ann, verify: true }))).code).toBe('not-found')
  }
  // A rejection that nobody handles would fail this run.
  await new Promise((resolve) => setImmediate(resolve))
})
