import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { launchChromium, runsWithChromium } from '../../support/browser/chromium.js'
import { screenshot } from '../../support/browser/screenshot.js'
import { Visitor } from '../join-page/visitor.js'
import { World } from '../join-page/world.js'
import { lookAt, style } from './look-at.js'
import { all, ana, arrives, extremes, layla, lookAtAll, maria, type Speaker } from './people.js'

/** What a browser says of devices that it does not give: each kind in one language. */
const deviceErrors = { en: 'NotAllowedError', es: 'NotReadableError', ar: 'NotFoundError' } as const

/** What the server says of a link, and what it may add. */
const refusals = [
  ['ended', { logoutUrl: 'https://school.example/' }],
  ['expired', {}],
  ['not-genuine', {}],
  ['used', {}],
  ['not-started', { retryAfterMs: 600_000 }],
  ['full', { logoutUrl: 'https://school.example/' }],
  ['denied', {}],
  ['rate-limited', {}],
  ['unavailable', { retryAfterMs: 600_000 }],
  ['bad-request', {}],
] as const

describe.skipIf(!runsWithChromium('test/browser/join-page-views/on-the-way.test.ts'))(
  'on the way into the meeting and out of it',
  () => {
    let world: World

    beforeAll(async () => {
      world = await World.start({ chromium: { questions: 'as-granted' } })
    })
    afterEach(() => world.empty())
    afterAll(() => world?.close())

    const pictured = (page: Page): Promise<void> => page.locator('.lobby video:not([hidden])').waitFor()

    describe('in every language, window and colour scheme nothing is wrong with', () => {
      test('the page while the server has not answered', async () => {
        const visitor = await world.visit('about:blank')
        await visitor.page.route('**/api/redeem', () => {})
        await visitor.page.goto(await world.link('opening', 'Maria'))
        await visitor.page.locator('.card .spinner').waitFor()
        expect(await lookAt(visitor.page, 'opening', extremes(maria))).toEqual([])

        // It turns, but not for somebody who does not want things to move.
        expect(await style(visitor.page, '.spinner', 'animation-name')).toBe('turn')
        await visitor.page.emulateMedia({ reducedMotion: 'reduce' })
        expect(await style(visitor.page, '.spinner', 'animation-name')).toBe('none')
      })

      test('the device check', async () => {
        const visitors = await all(async (speaker) => {
          const visitor = await arrives(world, speaker, 'check')
          await pictured(visitor.page)
          return visitor
        })
        expect(await lookAtAll('lobby', visitors)).toEqual([])
      })

      test('the device check without devices', async () => {
        const visitors = await all(async (speaker) => {
          const visitor = await arrives(world, speaker, 'problem', { create: { muteOnStart: true } })
          await visitor.context.addInitScript(
            `navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('no', '${deviceErrors[speaker.code]}') }`,
          )
          await visitor.page.reload()
          await visitor.page.locator('[data-problem^=camera]').waitFor()
          return visitor
        })
        expect(await lookAtAll('lobby-problem', visitors)).toEqual([])
      })

      test('the question to come in, and the waiting room', async () => {
        const visitors = await all(async (speaker) => {
          const guest = { participant: { guest: true }, create: { locks: { camera: true } } }
          const visitor = await arrives(world, speaker, 'guests', guest)
          await visitor.page.locator('.lobby-news p').waitFor()
          return visitor
        })
        expect(await lookAtAll('lobby-ask', visitors, extremes)).toEqual([])
        for (const { page } of visitors.values()) await page.locator('.lobby .main-action').click()
        expect(await lookAtAll('waiting', visitors, extremes)).toEqual([])
        for (const { page } of visitors.values()) await page.locator('.card .quiet').click()
        for (const visitor of visitors.values()) await visitor.over('left')
        expect(await lookAtAll('ending-left', visitors, extremes)).toEqual([])
      })

      test('the pages that say why one cannot come in', async () => {
        // Each has its own way to it in other tests; here the server says it at once.
        const share = async (speaker: Speaker, turn: number): Promise<string[]> => {
          const { page } = await world.visit('about:blank', { locale: speaker.locale })
          const link = await world.link('refused', speaker.name, { participant: { id: speaker.id } })
          const faults: string[] = []
          for (const [reason, more] of refusals.filter((_, index) => index % 3 === turn)) {
            const json = { state: 'refused', reason, ...more }
            await page.route('**/api/redeem', (route) => route.fulfill({ json }), { times: 1 })
            await page.goto('about:blank')
            await page.goto(link)
            await page.locator(`[data-ending=${reason}]`).waitFor()
            faults.push(...(await lookAt(page, `ending-${reason}-${speaker.code}`, extremes(speaker))))
          }
          return faults
        }
        const found = await Promise.all([share(maria, 0), share(ana, 1), share(layla, 2)])
        expect(found.flat()).toEqual([])
      })

      test('the pages that say why one is no longer inside', async () => {
        const removed = await world.visit('about:blank', { locale: ana.locale })
        await removed.context.addInitScript('sessionStorage.setItem(\'anymeet\', \'{"over":"removed"}\')')
        await removed.page.goto(`${world.origin}/meet/`)
        await removed.over('removed')
        expect(await lookAt(removed.page, 'ending-removed-es', extremes(ana))).toEqual([])

        // The vendor knows the seat by no other name.
        const lost = await world.visit('about:blank', { locale: layla.locale })
        await lost.page.route('**/api/re*', async (route) => {
          const response = await route.fetch()
          const text = await response.text()
          await route.fulfill({ response, body: text.replace(/"JoinToken":"[^"]*"/, '"JoinToken":"wrong"') })
        })
        await lost.page.goto(await world.link('lost', layla.name, { participant: { id: layla.id } }))
        await lost.page.locator('.lobby .main-action').click()
        await lost.over('lost')
        expect(await lookAt(lost.page, 'ending-lost-ar', extremes(layla))).toEqual([])

        const elsewhere = await arrives(world, maria, 'elsewhere')
        await elsewhere.join()
        await (await arrives(world, maria, 'elsewhere')).join()
        await elsewhere.over('elsewhere')
        expect(await lookAt(elsewhere.page, 'ending-elsewhere-en', extremes(maria))).toEqual([])
      })
    })

    describe('somebody whose devices do not work', () => {
      const words = (visitor: Visitor, problem: string): Promise<string> =>
        visitor.page.locator(`[data-problem=${problem}] p`).innerText()

      test('reads how to allow them, and once they are allowed all is well', async () => {
        const ana = await world.visit(await world.link('class', 'Ana'), { permissions: [] })
        expect(await words(ana, 'microphone-refused')).toBe(
          'This page may not use your microphone. Allow it in the address bar of your browser, then try again.',
        )
        expect(await words(ana, 'camera-refused')).toMatch(/^This page may not use your camera\. Allow it/)
        await ana.page.getByText('You can join anyway: you will see and hear the others.').waitFor()

        await ana.context.grantPermissions(['camera', 'microphone'])
        await ana.press('Try again: Microphone')
        await ana.page.locator('meter').waitFor()
        await ana.press('Try again: Camera')
        await ana.page.locator('.lobby video:not([hidden])').waitFor()
        await expect.poll(() => ana.page.locator('[data-problem]').count()).toBe(0)
        expect(await ana.page.getByLabel('Camera', { exact: true }).inputValue()).not.toBe('')
        expect(await ana.page.getByText('You can join anyway').count()).toBe(0)
      })

      test('joins without any, sees that, and can still bring them in', async () => {
        const ana = await world.visit(await world.link('without', 'Ana'), { permissions: [] })
        await ana.join()
        await ana.page.locator('.tile[data-picture=false]').waitFor()
        await ana.page.getByRole('button', { name: 'Unmute' }).waitFor()
        await ana.open('devices')
        await words(ana, 'camera-refused')
        await screenshot(ana.page, 'join-page-without-devices')
        await ana.context.grantPermissions(['camera', 'microphone'])
        await ana.press('Try again: Camera')
        await ana.pictures(1)
        await ana.press('Unmute')
        await ana.page.getByRole('button', { name: 'Mute', exact: true }).waitFor()
        await expect.poll(() => ana.page.locator('[data-problem]').count()).toBe(0)
      })

      test('reads that another program uses them, and once that is closed all is well', async () => {
        const ana = await world.visit('about:blank')
        await ana.context.addInitScript(`globalThis.busy = true
        const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
        navigator.mediaDevices.getUserMedia = async (wanted) => {
          if (globalThis.busy) throw new DOMException('Could not start', 'NotReadableError')
          return await ask(wanted)
        }`)
        await ana.page.goto(await world.link('busy', 'Ana'))
        expect(await words(ana, 'camera-in-use')).toBe(
          'Another program is using your camera. Close that program, then try again.',
        )
        expect(await words(ana, 'microphone-in-use')).toMatch(/^Another program is using your microphone\./)
        await ana.page.evaluate('globalThis.busy = false')
        await ana.press('Try again: Camera')
        await ana.page.locator('.lobby video:not([hidden])').waitFor()
        await ana.press('Try again: Microphone')
        await expect.poll(() => ana.page.locator('[data-problem]').count()).toBe(0)
      })

      describe('in a browser without a camera', () => {
        let without: Browser

        beforeAll(async () => {
          without = await launchChromium({ cameras: 0 })
        })
        afterAll(() => without?.close())

        test('reads that there is none, and is heard all the same', async () => {
          const context = await without.newContext({ locale: 'en-GB' })
          const ana = new Visitor(await context.newPage(), context)
          await ana.page.goto(await world.link('missing', 'Ana'))
          expect(await words(ana, 'camera-missing')).toBe('No camera was found. Connect one, then try again.')
          await ana.page.locator('meter').waitFor()
          await ana.join()
          await ana.page.getByRole('button', { name: 'Mute', exact: true }).waitFor()
          await context.close()
        })
      })

      test('reads that a page without https has none to give', async () => {
        const ana = await world.visit('about:blank')
        await ana.context.addInitScript(
          "Object.defineProperty(navigator, 'mediaDevices', { value: undefined })",
        )
        await ana.page.goto(await world.link('insecure', 'Ana'))
        expect(await words(ana, 'camera-unsupported')).toMatch(/secure address \(https\)/)
        await ana.join()
      })
    })
  },
)
