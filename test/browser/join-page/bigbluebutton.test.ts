import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { runsWithChromium } from '../../support/browser/chromium.js'
import type { Visitor } from './visitor.js'
import { World } from './world.js'

describe.runIf(runsWithChromium('BigBlueButton by the join page'))('a link to the page', () => {
  let world: World

  beforeAll(async () => {
    world = await World.start()
  })

  afterEach(() => world.empty())
  afterAll(() => world?.close())

  /** Waits until somebody has arrived at the vendor's own page. */
  async function atBigBlueButton({ page }: Visitor): Promise<void> {
    await page.waitForURL((url) => url.href.startsWith(new URL(world.bbb.url).origin))
  }

  const insideBbb = (meeting: string): string[] =>
    (world.bbb.meeting(meeting)?.attendees ?? []).map(({ fullName, role }) => `${fullName} ${role}`)

  test('leads into BigBlueButton, where it makes the meeting when it is opened', async () => {
    await world.deploy('bbb')
    const links = [
      await world.link('algebra', 'Maria', { role: 'moderator' }),
      await world.link('algebra', 'Ana'),
    ]
    expect(links.map((link) => new URL(link).origin)).toEqual([world.origin, world.origin])
    expect(world.bbb.requests).toEqual([])
    for (const link of links) await atBigBlueButton(await world.visit(link))
    expect(world.bbb.created).toBe(1)
    expect(insideBbb('algebra')).toEqual(['Maria MODERATOR', 'Ana VIEWER'])
  })

  test('made before the vendor was switched leads to the new one', async () => {
    await world.deploy('chime')
    const link = await world.link('geometry', 'Ana')
    await world.deploy('bbb')
    await atBigBlueButton(await world.visit(link))
    expect(insideBbb('geometry')).toEqual(['Ana VIEWER'])
    expect(world.seats('geometry')).toEqual([])
  })

  test('made before the vendor was switched back opens on the page', async () => {
    await world.deploy('bbb')
    const link = await world.link('physics', 'Ana')
    await world.deploy('chime')
    await (await world.visit(link)).join()
    expect(world.inside('physics')).toEqual(['ana'])
    expect(world.bbb.meeting('physics')).toBeUndefined()
  })

  test('of a running meeting leads to where it runs, whatever is switched meanwhile', async () => {
    await world.deploy('bbb')
    await atBigBlueButton(await world.visit(await world.link('music', 'Maria')))
    await world.deploy('chime')
    const link = await world.link('music', 'Ana')
    await atBigBlueButton(await world.visit(link))
    expect(insideBbb('music')).toEqual(['Maria VIEWER', 'Ana VIEWER'])
  })
})
