import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runsWithChromium } from '../../support/browser/chromium.js'
import { screenshot } from '../../support/browser/screenshot.js'
import { PATIENCE_MS, type Visitor } from './visitor.js'
import { type Comer, World } from './world.js'

const patience = { timeout: PATIENCE_MS, interval: 200 }
const create = { name: 'Biology, class 7b', guestPolicy: 'ask-moderator' } as const
const moderator: Comer = { role: 'moderator', create }
const pupil: Comer = { create }
const guest: Comer = { participant: { guest: true }, create }

describe.runIf(runsWithChromium('the waiting room of the join page'))('a guest', () => {
  let world: World
  let maria: Visitor
  let ana: Visitor

  beforeAll(async () => {
    world = await World.start()
    maria = await world.comes('door', 'Maria', moderator)
    ana = await world.comes('door', 'Ana', pupil)
  })

  afterAll(async () => {
    await world?.empty()
    await world?.close()
  })

  /** Comes to the door and asks. */
  async function asks(meeting: string, name: string): Promise<Visitor> {
    const visitor = await world.visit(await world.link(meeting, name, guest))
    await visitor.press('Ask to join')
    await visitor.page.getByRole('heading', { name: 'Please wait' }).waitFor()
    return visitor
  }

  const seats = (meeting: string): string[] =>
    world.seats(meeting).map(({ externalUserId }) => externalUserId)

  test('waits until a moderator lets them in, and has no seat before', async () => {
    const gus = await asks('door', 'Gus')
    expect(seats('door')).toEqual(['maria', 'ana'])
    await screenshot(gus.page, 'waiting-guest')
    await maria.page.getByRole('button', { name: /^People.+Waiting \(1\)$/ }).click()
    await screenshot(maria.page, 'waiting-moderator')
    await ana.open('people')
    expect(await ana.page.getByText('Waiting').count()).toBe(0)
    expect(world.chime.simulator.requests.some(({ body }) => body.includes('gus'))).toBe(false)
    await maria.press(/^Let in: .*Gus/)
    await gus.inside()
    await maria.pictures(3)
    expect(seats('door')).toEqual(['maria', 'ana', 'gus'])
    await maria.page.locator('.waiting-list').waitFor({ state: 'detached' })
    await gus.page.reload()
    await gus.inside()
    expect(seats('door')).toEqual(['maria', 'ana', 'gus'])
    await gus.press('Leave')
  })

  test('who is turned away is told so, and stays outside', async () => {
    const eve = await asks('door', 'Eve')
    await maria.open('people')
    await maria.press(/^Turn away: .*Eve/)
    expect(await eve.over('denied')).toContain('The moderators of this meeting have not let you in.')
    await screenshot(eve.page, 'waiting-refused')
    await eve.page.reload()
    await eve.over('denied')
    const other = await world.visit(await world.link('door', 'Eve', guest))
    await other.over('denied')
    expect(seats('door')).not.toContain('eve')
  })

  test('learns nothing of the meeting while waiting, may do nothing in it, and may stop waiting', async () => {
    const tim = await asks('door', 'Tim')
    const answers = await tim.page.evaluate<unknown[]>(`(async () => {
      const { pass } = JSON.parse(sessionStorage.getItem('anymeet'))
      const ask = async (route, question) => {
        const body = JSON.stringify({ pass, ...question })
        const headers = { 'content-type': 'application/json' }
        const response = await fetch('api/' + route, { method: 'POST', headers, body })
        return [response.status, await response.json()]
      }
      return [
        await ask('status', {}),
        await ask('act', { action: 'admit', participantId: 'tim' }),
        await ask('act', { action: 'end' }),
      ]
    })()`)
    const denied = [403, { state: 'refused', reason: 'denied' }]
    expect(answers).toEqual([denied, denied, denied])
    await maria.page.getByRole('button', { name: /^Let in: .*Tim/ }).waitFor()
    await tim.press('Stop waiting')
    await tim.over('left')
    await maria.page.locator('.waiting-list').waitFor({ state: 'detached' })
    expect(seats('door')).not.toContain('tim')
  })

  test('waits for a meeting, too, which a moderator makes by coming', async () => {
    const gus = await asks('early', 'Gus')
    expect(world.chime.simulator.meetings().map(({ externalMeetingId: id }) => id)).not.toContain('early')
    const nora = await world.comes('early', 'Nora', moderator)
    await nora.open('people')
    await nora.press(/^Let in: .*Gus/)
    await gus.inside()
    await expect.poll(() => world.inside('early'), patience).toEqual(['nora', 'gus'])
  })
})
