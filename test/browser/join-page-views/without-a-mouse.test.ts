import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { runsWithChromium } from '../../support/browser/chromium.js'
import { PATIENCE_MS } from '../join-page/visitor.js'
import { type Comer, World } from '../join-page/world.js'
import { prepareLook } from './look-at.js'

const polling = { timeout: PATIENCE_MS, interval: 50 }

/** The name of what has the focus; empty where nothing has. */
async function focus(page: Page): Promise<string> {
  return await page.evaluate<string>('look.focus().name')
}

/** Presses Tab so often, and names what comes, with a ring around it or not. */
async function tab(page: Page, times: number): Promise<string[]> {
  const names: string[] = []
  for (let i = 0; i < times; i++) {
    await page.keyboard.press('Tab')
    names.push(await page.evaluate<string>('look.focus().name + (look.focus().ring ? "" : " (unseen)")'))
  }
  return names
}

/** Goes on with Tab until something of this name has the focus, or whose name begins so and says more after a comma. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let i = 0; i < 30; i++) {
    await page.keyboard.press('Tab')
    if (`${await focus(page)},`.startsWith(`${name},`)) return
  }
  throw new Error(`"${name}" cannot be reached`)
}

describe.skipIf(!runsWithChromium('test/browser/join-page-views/without-a-mouse.test.ts'))(
  'without a mouse',
  () => {
    let world: World

    beforeAll(async () => {
      world = await World.start()
    })
    afterEach(() => world.empty())
    afterAll(() => world?.close())

    describe('with the keyboard', () => {
      /** Comes in without touching a mouse. */
      async function comes(meeting: string, name: string, comer?: Comer): Promise<Page> {
        const visitor = await world.visit(await world.link(meeting, name, comer))
        const { page } = visitor
        await page.locator('.lobby video:not([hidden])').waitFor()
        await prepareLook(page)
        await tabTo(page, 'Join')
        await page.keyboard.press('Enter')
        await visitor.inside()
        return page
      }

      test('everything is reached in order, seen to be, and can be worked', async () => {
        const visitor = await world.visit(await world.link('order', 'Ana'))
        const { page } = visitor
        await page.locator('.lobby video:not([hidden])').waitFor()
        await prepareLook(page)
        expect(await focus(page)).toBe('Biology, class 7b')
        const check = ['Mute', 'Stop camera', 'Microphone', 'Camera', 'Speaker', 'Play a test sound', 'Join']
        expect(await tab(page, check.length)).toEqual(check)
        await page.keyboard.press('Enter')
        await visitor.inside()
        expect(await focus(page)).toBe('Biology, class 7b')

        const bar = [
          'Mute',
          'Stop camera',
          'Share screen',
          'Raise hand',
          'People',
          'Chat',
          'Devices',
          'Leave',
        ]
        expect(await tab(page, bar.length)).toEqual(bar)
        await page.keyboard.press('Tab')
        expect(await focus(page)).not.toBe('Leave')
        for (const [name, then] of [
          ['Mute', 'Unmute'],
          ['Stop camera', 'Start camera'],
          ['Share screen', 'Stop sharing'],
          ['Raise hand', 'Lower hand'],
        ] as const) {
          await tabTo(page, name)
          await page.keyboard.press('Space')
          await expect.poll(() => focus(page), polling).toBe(then)
        }
        await tabTo(page, 'Leave')
        await page.keyboard.press('Enter')
        await page.locator('[data-ending=left]').waitFor()
        expect(await focus(page)).toBe('You have left the meeting')
      })

      test('a message is written and sent, and Escape leads back to where one came from', async () => {
        const page = await comes('message', 'Ana')
        await tabTo(page, 'Chat')
        await page.keyboard.press('Enter')
        await page.locator('.chat-form textarea:focus').waitFor()
        await page.keyboard.type('first')
        await page.keyboard.press('Shift+Enter')
        await page.keyboard.type('second')
        await page.keyboard.press('Enter')
        await expect.poll(() => page.locator('.message-text').innerText(), polling).toBe('first\nsecond')
        await page.keyboard.press('Escape')
        await page.locator('.panel').waitFor({ state: 'detached' })
        expect(await focus(page)).toBe('Chat')
      })

      test('a panel takes the focus and gives it back', async () => {
        const page = await comes('panels', 'Ana')
        for (const name of ['People', 'Devices']) {
          await tabTo(page, name)
          await page.keyboard.press('Enter')
          await expect.poll(() => focus(page), polling).toMatch(name)
          expect(await tab(page, 1)).toEqual(['Close'])
          await page.keyboard.press('Enter')
          await page.locator('.panel').waitFor({ state: 'detached' })
          expect(await focus(page)).toBe(name)
        }
      })

      test('a question holds the focus until it is answered, and Escape takes only the question back', async () => {
        const page = await comes('question', 'Maria', { role: 'moderator' })
        await world.comes('question', 'Ana')
        await tabTo(page, 'Leave')
        await page.keyboard.press('Enter')
        await page.locator('dialog[open]').waitFor()
        // The browser's own controls come in between.
        const held = new Set(await tab(page, 8))
        held.delete(' (unseen)')
        expect([...held].sort()).toEqual(['Cancel', 'End for everybody', 'Leave'])
        await page.keyboard.press('Escape')
        await page.locator('dialog').waitFor({ state: 'detached' })
        expect(await focus(page)).toBe('Leave')

        await tabTo(page, 'People')
        await page.keyboard.press('Enter')
        await tabTo(page, 'Remove Ana')
        await page.keyboard.press('Enter')
        await page.locator('dialog[open]').waitFor()
        await page.keyboard.press('Escape')
        await page.locator('dialog').waitFor({ state: 'detached' })
        expect(await page.locator('.panel-people').count()).toBe(1)
        expect(await focus(page)).toBe('Remove Ana')
      })

      test('the focus stays in the list when what was pressed is gone', async () => {
        const create = { name: 'Biology, class 7b', guestPolicy: 'ask-moderator' } as const
        const guest = { create, participant: { guest: true } }
        const gus = await world.visit(await world.link('gone', 'Gus', guest))
        await gus.press('Ask to join')
        const page = await comes('gone', 'Maria', { role: 'moderator', create })
        await tabTo(page, 'People')
        await page.keyboard.press('Enter')
        await page.locator('.waiting-list').waitFor()
        await tabTo(page, 'Let in: Gus')
        await page.keyboard.press('Enter')
        await gus.inside()
        await expect.poll(() => focus(page), polling).toMatch(/^People/)

        await tabTo(page, 'Remove Gus')
        await page.keyboard.press('Enter')
        await tabTo(page, 'Remove')
        await page.keyboard.press('Enter')
        await gus.over('removed')
        await expect.poll(() => focus(page), polling).toMatch(/^People/)
      })
    })

    describe('a screen reader', () => {
      /** What is said without being asked for; names without the marks around them. */
      async function says(page: Page): Promise<string> {
        const text = await page.locator('[data-news]').innerText()
        return text.replaceAll(/[\u2068\u2069]/g, '')
      }

      test('is told who comes and goes, who wants to speak, and what is written', async () => {
        const maria = await world.comes('news', 'Maria', { role: 'moderator' })
        expect(await maria.page.locator('[data-news]').getAttribute('role')).toBe('status')
        const ana = await world.comes('news', 'Ana')
        await ana.press('Raise hand')
        await ana.open('chat')
        await ana.page.locator('.chat-form textarea').fill('Is this the right room?')
        await ana.page.keyboard.press('Enter')
        const heard: string[] = []
        const hears = async (sentence: string): Promise<void> => {
          await expect
            .poll(async () => {
              heard.push(await says(maria.page))
              return heard.some((text) => text.includes(sentence))
            }, polling)
            .toBe(true)
        }
        await hears('Ana raised a hand.')
        await hears('Ana: Is this the right room?')
        // Those who came in the first moments were there before.
        await Promise.all([ana.press('Leave'), world.comes('news', 'Ben')])
        await hears('Ana left.')
        await hears('Ben joined.')
      })

      test('finds the name and the signs of everybody on the stage and in the list, and hears short messages', async () => {
        const maria = await world.comes('signs', 'Maria', { role: 'moderator' })
        const ana = await world.comes('signs', 'Ana')
        await ana.press('Mute')
        await ana.press('Raise hand')
        const stage = maria.page.getByRole('list', { name: 'Pictures of the people in the meeting' })
        const tile = stage.getByRole('listitem').filter({ hasText: 'Ana' })
        await expect.poll(() => tile.innerText(), polling).toMatch(/Ana.*muted.*hand raised/s)
        await maria.open('people')
        const rows = (): Promise<string[]> => maria.people()
        await expect.poll(rows, polling).toContainEqual(expect.stringMatching(/^Ana.*hand raised.*muted/))
        expect(await rows()).toContainEqual(expect.stringMatching(/^Maria \(you\) Moderator/))

        await maria.press('Mute all attendees')
        await ana.notice('muted-by-moderator')
        const status = ana.page.getByRole('status').filter({ hasText: 'A moderator has muted you.' })
        expect(await status.count()).toBe(1)
      })
    })
  },
)
