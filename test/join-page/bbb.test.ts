import { describe, expect, test } from 'vitest'
import { ann, type BbbWorld, bbbWorld, closedAfterEach, guest, id, mo } from './support.js'

const closing = closedAfterEach()

async function onBbb(): Promise<BbbWorld> {
  const world = await bbbWorld({ instances: { bbb: { joinVia: 'page' } } })
  closing.push(() => world.close())
  return world
}

describe('a link to the page for a meeting on BigBlueButton', () => {
  test('leads into the meeting, which is made when it is opened', async () => {
    const w = await onBbb()
    const create = { name: 'Geometry' }
    const link = await w.link({ ...mo, create, providerOptions: { bbb: { userdata: { theme: 'x' } } } })
    expect(w.bbb.requests).toEqual([])
    const answer = await w.browser().open(link)
    if (answer.state !== 'redirect') return expect.unreachable(answer.state)
    expect(w.bbb.callsTo('create')).toBe(1)
    expect(await w.bbb.visit(answer.url)).toMatchObject({ entered: true })
    const [meeting] = w.bbb.meetings()
    expect(meeting?.attendees).toMatchObject([{ userID: 'mo', fullName: 'Mo', role: 'MODERATOR' }])
    // Opened again, it makes no second one.
    expect((await w.browser().open(link)).state).toBe('redirect')
    expect(w.bbb.callsTo('create')).toBe(1)
  })

  test('leaves guests to the page of the vendor', async () => {
    const w = await onBbb()
    const create = { guestPolicy: 'ask-moderator' } as const
    expect((await w.browser().open(await w.link({ ...guest, create }))).state).toBe('redirect')
  })

  test('says that the meeting is over', async () => {
    const w = await onBbb()
    await w.clock.settle(w.meetings.createMeeting({ id }))
    const link = await w.link(ann)
    await w.clock.settle(w.meetings.end(id))
    expect(await w.browser().open(link)).toEqual({ state: 'refused', reason: 'ended' })
  })
})
