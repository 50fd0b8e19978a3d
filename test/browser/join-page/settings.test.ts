import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { runsWithChromium } from '../../support/browser/chromium.js'
import { screenshot } from '../../support/browser/screenshot.js'
import { PATIENCE_MS, type Visitor } from './visitor.js'
import { World } from './world.js'

const patience = { timeout: PATIENCE_MS, interval: 200 }

describe.runIf(runsWithChromium('what a meeting was made with, on the join page'))(
  'a meeting that was made',
  () => {
    let world: World

    beforeAll(async () => {
      world = await World.start()
    })

    afterEach(() => world.empty())
    afterAll(() => world?.close())

    const isDisabled = ({ page }: Visitor, name: string): Promise<boolean> =>
      page.getByRole('button', { name, exact: true }).isDisabled()

    test('to begin muted has people come in muted, who may then speak', async () => {
      const create = { name: 'Quiet please', muteOnStart: true }
      const maria = await world.comes('muted', 'Maria', { role: 'moderator', create })
      const ana = await world.visit(await world.link('muted', 'Ana', { create }))
      await ana.page.getByText('Your microphone will be muted.').waitFor()
      await ana.join()
      await maria.open('people')
      await expect
        .poll(() => maria.people(), patience)
        .toEqual(['Maria (you) Moderator camera on muted', 'Ana camera on muted'])
      await ana.press('Unmute')
      await expect.poll(() => maria.people(), patience).toContain('Ana camera on microphone on')
      await expect.poll(() => maria.hears(), patience).toBe(true)
    })

    test('with locks keeps attendees, and not moderators, from what is locked', async () => {
      const create = { name: 'Locked', locks: { camera: true, microphone: true, screenShare: true } }
      const maria = await world.comes('locks', 'Maria', { role: 'moderator', create })
      const ana = await world.visit(await world.link('locks', 'Ana', { create }))
      await ana.page.getByText('The moderators have turned cameras off for attendees.').waitFor()
      await ana.page.getByText('The moderators have turned microphones off for attendees.').waitFor()
      await screenshot(ana.page, 'settings-locked-lobby')
      await ana.join()
      await maria.open('people')
      await expect.poll(() => maria.people(), patience).toContain('Ana muted')
      const names = ['Unmute', 'Start camera', 'Share screen']
      expect(await Promise.all(names.map((name) => isDisabled(ana, name)))).toEqual([true, true, true])
      expect(await isDisabled(maria, 'Mute')).toBe(false)
      const may = world.seats('locks').map(({ capabilities }) => capabilities)
      expect(may).toEqual([
        { Audio: 'SendReceive', Video: 'SendReceive', Content: 'SendReceive' },
        { Audio: 'Receive', Video: 'Receive', Content: 'Receive' },
      ])
      for (const what of ['Camera', 'Microphone', 'Screen sharing'])
        expect(await maria.page.getByLabel(what, { exact: true }).isChecked()).toBe(false)
    })

    test('without cameras has no button for them', async () => {
      const create = { name: 'Voices only', media: { video: 'off', content: 'off' } } as const
      const ana = await world.visit(await world.link('voices', 'Ana', { create }))
      await ana.page.getByText('Cameras are not used in this meeting.').waitFor()
      await ana.join()
      expect(await ana.page.getByRole('button', { name: /camera|screen/i }).count()).toBe(0)
    })

    test('with a title, a welcome, a logo and a banner shows them', async () => {
      const create = {
        name: 'Biologie – الأحياء',
        welcomeMessage: 'Welcome to class.\nPlease raise your hand.',
        logoUrl: `${world.origin}/logo.svg`,
        bannerText: 'Exam week',
      }
      const ana = await world.visit(await world.link('looks', 'Ana', { create }))
      const { page } = ana
      await page.getByRole('heading', { name: create.name }).waitFor()
      expect(await page.title()).toContain(create.name)
      await page.getByText('Please raise your hand.').waitFor()
      const logo = page.getByRole('img', { name: 'Riverside School' })
      const isShown = (): Promise<boolean> => logo.evaluate((image) => image.naturalWidth > 0)
      await expect.poll(isShown, patience).toBe(true)
      await page.getByText('Exam week').waitFor()
      await screenshot(page, 'settings-lobby')
      await ana.join()
      await ana.open('chat')
      await page.getByText('Please raise your hand.').waitFor()
      await page.getByText('Exam week').waitFor()
      await expect.poll(isShown, patience).toBe(true)
      await screenshot(page, 'settings-meeting')
    })

    test('with an address for those who leave sends them there, and offers it at the end', async () => {
      const create = { name: 'On we go', logoutUrl: `${world.origin}/goodbye` }
      await world.meetings.createMeeting({ id: 'goodbye', ...create })
      const ana = await world.comes('goodbye', 'Ana', { create })
      const ben = await world.comes('goodbye', 'Ben', { create })
      await ana.press('Leave')
      await ana.page.waitForURL('**/goodbye')
      await world.meetings.end('goodbye')
      await ben.over('ended')
      await ben.page.getByRole('link', { name: 'Continue' }).click()
      await ben.page.waitForURL('**/goodbye')
    })
  },
)
