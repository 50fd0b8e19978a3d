import { describe, expect, test } from 'vitest'
import { MeetingError } from '../../src/errors/meeting-error.js'
import type { EndMeetingOptions } from '../../src/spec/end-meeting.js'
import type { MeetingRef } from '../../src/spec/meeting-ref.js'
import { type World, world } from './support.js'

const id = 'class-42'
const ann = { participant: { id: 'ann', name: 'Ann' } }

async function replaced(w: World): Promise<{ readonly old: MeetingRef; readonly newest: MeetingRef }> {
  const { ref: old } = await w.run(w.meetings.createMeeting({ id }))
  await w.run(w.meetings.end(old))
  await w.run(w.meetings.createMeeting({ id }))
  await w.run(w.meetings.end(id))
  const { ref: newest } = await w.run(w.meetings.createMeeting({ id }))
  return { old, newest }
}

describe.each(['sdk-like', 'link-like'] as const)(
  'a ref of a session that has been replaced (%s)',
  (preset) => {
    test('is not-found with the newest ref in the error, on another machine, too', async () => {
      const w = world(preset)
      const { old, newest } = await replaced(w)
      for (const machine of [w.meetings, w.machine()]) {
        const error = await w.fails(machine.join(old, ann))
        expect(error).toMatchObject({ code: 'not-found', ref: old, newRef: newest })
        expect(JSON.parse(JSON.stringify(error)).newRef).toEqual(newest)
        expect(await w.fails(machine.info(old))).toMatchObject({ code: 'not-found', newRef: newest })
      }
    })

    test('means the newest one where the caller says so', async () => {
      const w = world(preset)
      const { old, newest } = await replaced(w)
      expect((await w.run(w.meetings.join(old, ann, { follow: true }))).ref).toEqual(newest)
      expect((await w.run(w.meetings.info(old, { follow: true }))).ref).toEqual(newest)
      expect((await w.run(w.meetings.join(newest, ann, { follow: true }))).ref).toEqual(newest)
      expect((await w.run(w.meetings.join(id, ann, { follow: true }))).ref).toEqual(newest)
    })

    test('never ends the newest one', async () => {
      const w = world(preset)
      const { old, newest } = await replaced(w)
      expect((await w.run(w.meetings.end(old))).outcome).toBe('already-ended')
      const follow = { follow: true } as EndMeetingOptions
      expect(await w.fails(w.meetings.end(old, follow))).toMatchObject({
        code: 'invalid-request',
        problems: [{ path: 'follow' }],
      })
      expect((await w.run(w.meetings.info(newest))).status).toBe('open')
    })

    test('joins the newest one where the join may create', async () => {
      const w = world(preset)
      const { old, newest } = await replaced(w)
      expect((await w.run(w.meetings.join(old, { ...ann, create: {} }))).ref).toEqual(newest)
      await w.run(w.meetings.end(id))
      expect((await w.run(w.meetings.join(old, { ...ann, create: {} }))).ref.incarnation).toBe(4)
    })
  },
)

test('a ref of a session that has ended and was not replaced has no newer one', async () => {
  const w = world()
  const { ref } = await w.run(w.meetings.createMeeting({ id }))
  await w.run(w.meetings.end(ref))
  const error = await w.fails(w.meetings.join(ref, ann, { follow: true }))
  expect(error.code).toBe('not-found')
  expect(error.newRef).toBeUndefined()
  expect(MeetingError.is(error)).toBe(true)
})
