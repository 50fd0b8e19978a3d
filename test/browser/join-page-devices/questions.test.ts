import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { runsWithChromium } from '../../support/browser/chromium.js'
import { PATIENCE_MS, type Visitor } from '../join-page/visitor.js'
import { World } from '../join-page/world.js'
import { answers, arrives, asked, keepOpen, running } from './questions.js'

const patience = { timeout: PATIENCE_MS, interval: 200 }

describe.runIf(runsWithChromium('questions of the browser'))('while the browser asks', () => {
  let world: World

  beforeAll(async () => {
    world = await World.start()
  })
  afterEach(() => world.empty())
  afterAll(() => world.close())

  const enter = (visitor: Visitor): Promise<void> => visitor.page.locator('.lobby .main-action').click()

  describe('for the screen', () => {
    test('leaving is leaving: what is chosen after it is shared with nobody', async () => {
      const maria = await world.comes('left', 'Maria', { role: 'moderator' })
      const ana = await arrives(world, 'left', 'Ana', ['screen'])
      await ana.join()
      await ana.press('Share screen')
      await asked(ana, 'screen')
      await ana.press('Leave')
      await ana.over('left')
      await answers(ana, 'screen')
      await expect.poll(() => running(ana), patience).toEqual([])
      await maria.page.locator('.tile[data-seat=ana]').waitFor({ state: 'detached' })
      expect(await maria.page.locator('.tile-content').count()).toBe(0)
    })

    test('a lock holds: what is chosen after it is not shared', async () => {
      const maria = await world.comes('locked', 'Maria', { role: 'moderator' })
      const ana = await arrives(world, 'locked', 'Ana', ['screen'])
      await ana.join()
      await ana.press('Share screen')
      await asked(ana, 'screen')
      await maria.open('people')
      await maria.page.getByLabel('Screen sharing').click()
      await ana.page.locator('.control[title="Share screen"]:disabled').waitFor()
      await answers(ana, 'screen')
      await ana.notice('share-stopped')
      expect(await running(ana)).toEqual(['camera', 'microphone'])
    })
  })

  describe('for the microphone', () => {
    test('the meeting begins, and the voice comes with the answer', async () => {
      const maria = await world.comes('voice', 'Maria', { role: 'moderator' })
      const ana = await arrives(world, 'voice', 'Ana', ['microphone'])
      await asked(ana, 'microphone')
      await enter(ana)
      await ana.inside()
      await ana.page.getByText('Your browser asks for your microphone or camera.').waitFor()
      await maria.open('people')
      await expect.poll(() => maria.people(), patience).toContain('Ana muted')
      await answers(ana, 'microphone')
      await expect.poll(() => maria.people(), patience).toContain('Ana microphone on')
      await expect.poll(() => maria.hears(), patience).toBe(true)
      await ana.page.getByText('Your browser asks').waitFor({ state: 'detached' })
      // What the device check had not begun does not begin inside of the meeting.
      expect(await running(ana)).toEqual(['microphone'])
    })

    test('who has given up waiting switches nothing on by answering', async () => {
      const gus = await arrives(world, 'waiting', 'Gus', ['microphone'], {
        create: { name: 'Biology', guestPolicy: 'ask-moderator' },
        participant: { guest: true },
      })
      await asked(gus, 'microphone')
      await enter(gus)
      await gus.press('Stop waiting')
      await gus.over('left')
      await answers(gus, 'microphone')
      await expect.poll(() => running(gus), patience).toEqual([])
      expect(await gus.page.evaluate<number>('tracks.length')).toBe(1)
    })

    test('a reload leads back in, and leaving there switches nothing on by answering', async () => {
      const ana = await arrives(world, 'reload', 'Ana')
      await ana.join()
      await keepOpen(ana, ['microphone', 'camera'])
      await ana.page.reload()
      await ana.inside()
      await asked(ana, 'microphone')
      await ana.press('Leave')
      await ana.over('left')
      await answers(ana, 'microphone')
      await expect.poll(() => running(ana), patience).toEqual([])
      expect(await ana.page.evaluate<number>('tracks.length')).toBe(1)
    })
  })

  describe('for the camera', () => {
    test('the meeting begins, and the picture comes with the answer', async () => {
      const maria = await world.comes('picture', 'Maria', { role: 'moderator' })
      const ana = await arrives(world, 'picture', 'Ana', ['camera'])
      await asked(ana, 'camera')
      await enter(ana)
      await ana.inside()
      await maria.page.locator('.tile[data-seat=ana][data-picture=false]').waitFor()
      await answers(ana, 'camera')
      await expect.poll(() => maria.moving(), patience).toEqual(['Ana', 'Maria'])
      await expect.poll(() => ana.moving(), patience).toEqual(['Ana', 'Maria'])
    })

    test('leaving is leaving', async () => {
      const ana = await arrives(world, 'camera', 'Ana')
      await ana.join()
      await ana.press('Stop camera')
      await keepOpen(ana, ['camera'])
      await ana.press('Start camera')
      await asked(ana, 'camera')
      await ana.press('Leave')
      await ana.over('left')
      await answers(ana, 'camera')
      await expect.poll(() => running(ana), patience).toEqual([])
    })

    test('a lock holds', async () => {
      const maria = await world.comes('no-cameras', 'Maria', { role: 'moderator' })
      const ana = await arrives(world, 'no-cameras', 'Ana', ['camera'])
      await asked(ana, 'camera')
      await enter(ana)
      await ana.inside()
      await maria.open('people')
      await maria.page.getByLabel('Camera', { exact: true }).click()
      await ana.notice('camera-taken')
      await answers(ana, 'camera')
      await expect.poll(() => running(ana), patience).toEqual(['microphone'])
    })
  })

  test('and while it connects, leaving is leaving', async () => {
    const maria = await world.comes('connecting', 'Maria', { role: 'moderator' })
    const ana = await arrives(world, 'connecting', 'Ana')
    await ana.page.locator('.lobby video:not([hidden])').waitFor()
    world.chime.signalling.setReachable(false)
    await enter(ana)
    await ana.page.locator('[data-connection=connecting]').waitFor()
    // The first try has failed.
    await ana.page.waitForEvent('websocket')
    await ana.press('Leave')
    await ana.over('left')
    const retried = ana.page.waitForEvent('websocket')
    world.chime.signalling.setReachable(true)
    const socket = await retried
    if (!socket.isClosed()) await socket.waitForEvent('close')
    await maria.page.locator('[data-connection=reconnecting]').waitFor({ state: 'detached' })
    await expect.poll(() => world.chime.signalling.presence(idOf('connecting')).length, patience).toBe(1)
    expect(await maria.page.locator('.tile').count()).toBe(1)
  })

  function idOf(name: string): string {
    const meetings = world.chime.simulator.meetings()
    return meetings.find(({ externalMeetingId }) => externalMeetingId === name)?.meetingId ?? ''
  }
})
