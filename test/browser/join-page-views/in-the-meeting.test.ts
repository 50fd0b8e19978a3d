import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runsWithChromium } from '../../support/browser/chromium.js'
import { screenshot } from '../../support/browser/screenshot.js'
import type { Visitor } from '../join-page/visitor.js'
import { World } from '../join-page/world.js'
import { lookAt, style } from './look-at.js'
import { ana, arrives, extremes, layla, lookAtAll, maria, type Speaker } from './people.js'

const texts = [
  'Welcome! The slides are at https://school.example/biology/7b/slides-of-the-first-week',
  'Gracias, ¿empezamos ya?',
  'مرحبًا بالجميع!',
] as const

const portrait = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4" width="40" height="40">
  <path fill="#7a4fb5" d="M0 0h4v4H0z"/><circle fill="#fff" cx="2" cy="1.6" r=".8"/><path fill="#fff" d="M.5 4a1.5 1.5 0 0 1 3 0z"/>
</svg>`

describe.skipIf(!runsWithChromium('test/browser/join-page-views/in-the-meeting.test.ts'))(
  'in a meeting of three languages, in every window and colour scheme nothing is wrong with',
  () => {
    let world: World
    const visitors = new Map<Speaker, Visitor>()

    beforeAll(async () => {
      world = await World.start()
    })
    afterAll(async () => {
      await world?.empty().finally(() => world.close())
    })

    const of = (speaker: Speaker): Visitor => {
      const visitor = visitors.get(speaker)
      if (visitor === undefined) throw new Error(`${speaker.name} is not here`)
      return visitor
    }
    const pages = (): Page[] => [...visitors.values()].map(({ page }) => page)
    const enters = async (speaker: Speaker): Promise<void> => {
      const participant = speaker === ana ? { avatarUrl: `${world.origin}/ana.svg` } : {}
      const comer = { role: 'moderator', create: { record: 'on-demand' }, participant } as const
      const visitor = await arrives(world, speaker, 'class', comer)
      await visitor.page.route('**/ana.svg', (route) =>
        route.fulfill({ contentType: 'image/svg+xml', body: portrait }),
      )
      visitors.set(speaker, await visitor.join())
    }
    const everybody = async (selector: string): Promise<void> => {
      for (const page of pages()) await page.locator(selector).first().waitFor()
    }
    const click = async (selector: string): Promise<void> => {
      for (const page of pages()) await page.locator(selector).first().click()
    }
    const open = async (panel: string): Promise<void> => {
      await click(`[data-panel=${panel}]`)
      await everybody(`.panel-${panel}`)
    }

    test('the stage, as long as one is alone', async () => {
      await enters(layla)
      await of(layla).pictures(1)
      expect(await lookAtAll('alone', visitors)).toEqual([])
    })

    test('the stage of several, with pictures, names and hands', async () => {
      await Promise.all([enters(maria), enters(ana)])
      await of(maria).page.locator('.tile-person').nth(2).waitFor()
      await of(layla).page.locator('.control-bar .control').nth(1).click()
      await Promise.all([...visitors.values()].map((visitor) => visitor.pictures(2)))
      await of(ana).page.locator('.control-bar .control').nth(3).click()
      await everybody('.tile-hand')
      expect(await lookAtAll('stage', visitors)).toEqual([])
    })

    test('a shared screen', async () => {
      await of(maria).press('Share screen')
      await everybody('.tile-content video')
      expect(await lookAtAll('share', visitors, extremes)).toEqual([])
      await of(maria).press('Stop sharing')
    })

    test('the chat', async () => {
      // Moderators learn of him some seconds later.
      const guest = { participant: { id: 'gus', guest: true } }
      const gus = await world.visit(await world.link('class', 'Gus Berg', guest))
      await gus.press('Ask to join')

      await open('chat')
      for (const [speaker, text] of [
        [maria, texts[0]],
        [ana, texts[1]],
        [layla, texts[2]],
      ] as const) {
        await of(speaker).page.locator('.chat-form textarea').fill(text)
        await of(speaker).page.keyboard.press('Enter')
      }
      for (const page of pages()) await page.locator('.message').nth(2).waitFor()
      expect(await lookAtAll('chat', visitors)).toEqual([])
    })

    test('Arabic: the page is mirrored, and names and messages keep their own direction', async () => {
      const left = async (page: Page, selector: string): Promise<number> =>
        (await page.locator(selector).first().boundingBox())?.x ?? Number.NaN
      const places = async (page: Page): Promise<readonly boolean[]> => [
        (await left(page, '.panel')) > (await left(page, '.stage')),
        (await left(page, '.message.mine')) > (await left(page, '.message:not(.mine)')),
        (await left(page, '.control.danger')) > (await left(page, '.control')),
        (await style(page, '.control.danger .icon', 'transform')) === 'none',
      ]
      expect(await places(of(ana).page)).toEqual([true, true, true, true])
      expect(await places(of(layla).page)).toEqual([false, false, false, false])

      for (const { page } of [of(ana), of(layla)]) {
        const directions = async (selector: string): Promise<unknown> =>
          await page.evaluate(`look.directions('${selector}')`)
        expect(await directions('.tile-name bdi')).toMatchObject({
          [maria.name]: 'ltr',
          [ana.name]: 'ltr',
          [layla.name]: 'rtl',
        })
        expect(await directions('.message-text')).toEqual({
          [texts[0]]: 'ltr',
          [texts[1]]: 'ltr',
          [texts[2]]: 'rtl',
        })
      }
    })

    test('the people, those who wait, what moderators can do, and a message that goes by', async () => {
      await open('people')
      await everybody('.waiting-list')
      await of(maria).press('Start recording')
      await everybody('.recording')
      for (const page of pages())
        expect(await page.evaluate("document.querySelector('.person img.avatar').naturalWidth")).toBe(40)
      expect(await lookAtAll('people', visitors)).toEqual([])
    })

    test('the colours that the system forces: what is on looks other than what is off', async () => {
      const { page } = of(maria)
      await page.emulateMedia({ forcedColors: 'active' })
      await screenshot(page, 'join-page-people-forced-colors')
      const fill = (panel: string): Promise<string> =>
        style(page, `.control[data-panel=${panel}]`, 'background-color')
      expect(await fill('people')).not.toBe(await fill('chat'))
      const desk = maria.looks.filter(({ name }) => name === 'desk')
      expect(await lookAt(page, 'people-forced-colors', desk)).toEqual([])
      await page.emulateMedia({ forcedColors: 'none' })
    })

    test('the question whether to remove somebody', async () => {
      await click('.person-actions .small')
      expect(await lookAtAll('remove', visitors, extremes)).toEqual([])
      await click('dialog .quiet')
    })

    test('the devices', async () => {
      await open('devices')
      expect(await lookAtAll('devices', visitors, extremes)).toEqual([])
    })

    test('the question how to leave', async () => {
      await click('.control.danger')
      expect(await lookAtAll('leave', visitors, extremes)).toEqual([])
      await click('dialog .quiet')
    })

    test('the words about a lost connection', async () => {
      world.chime.signalling.setReachable(false)
      await everybody('[data-connection=reconnecting]')
      expect(await lookAtAll('reconnecting', visitors, extremes)).toEqual([])
      world.chime.signalling.setReachable(true)
    })
  },
)
