import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runsWithChromium } from '../../support/browser/chromium.js'
import { screenshot } from '../../support/browser/screenshot.js'
import { PATIENCE_MS, type Visitor } from './visitor.js'
import { World } from './world.js'

const patience = { timeout: PATIENCE_MS, interval: 200 }

describe.runIf(runsWithChromium('a meeting by the join page'))('people in a meeting', () => {
  let world: World
  let maria: Visitor
  let ana: Visitor

  beforeAll(async () => {
    world = await World.start({ chromium: { cameras: 3 } })
    maria = await world.comes('biology', 'Maria', { role: 'moderator' })
    ana = await world.comes('biology', 'Ana')
  })

  afterAll(async () => {
    await world?.empty()
    await world?.close()
  })

  const seatOf = (id: string): string =>
    world.seats('biology').find(({ externalUserId }) => externalUserId === id)?.attendeeId ?? ''

  test('see each other move', async () => {
    await expect.poll(() => maria.moving(), patience).toEqual(['Ana', 'Maria'])
    await expect.poll(() => ana.moving(), patience).toEqual(['Ana', 'Maria'])
    await screenshot(maria.page, 'meeting-two')
  })

  test('hear each other', async () => {
    await expect.poll(() => maria.hears(), patience).toBe(true)
    await expect.poll(() => ana.hears(), patience).toBe(true)
  })

  test('find each other in the list, with their roles', async () => {
    await maria.open('people')
    await ana.open('people')
    const camera = 'camera on microphone on'
    await expect
      .poll(() => maria.people(), patience)
      .toEqual([`Maria (you) Moderator ${camera}`, `Ana ${camera}`])
    await expect
      .poll(() => ana.people(), patience)
      .toEqual([`Ana (you) ${camera}`, `Maria Moderator ${camera}`])
  })

  test('write to each other', async () => {
    await ana.open('chat')
    await ana.page.keyboard.type('Is this the right room?\n')
    await maria.page.getByRole('button', { name: /^Chat.+1 new message$/ }).click()
    const log = (visitor: Visitor): Promise<string[]> => visitor.page.locator('.message').allInnerTexts()
    await maria.page.getByRole('log').getByText('Is this the right room?').waitFor()
    await maria.page.keyboard.type('Yes. ¡Buenos días!\n')
    await ana.page.getByRole('log').getByText('¡Buenos días!').waitFor()
    expect((await log(maria)).map((text) => text.split(/\s/)[0])).toEqual(['Ana', 'You'])
    expect((await log(ana)).map((text) => text.split(/\s/)[0])).toEqual(['You', 'Maria'])
    await screenshot(ana.page, 'meeting-chat')
  })

  test('see who speaks', async () => {
    const { signalling } = world.chime
    const speaking = maria.page.locator('.tile.speaking')
    const whenSpeaks = (id: string) => async (): Promise<(string | null)[]> => {
      // The service says so all the time.
      signalling.setVolumes(meetingId(), { [seatOf(id)]: 0.9 })
      return await speaking.evaluateAll((tiles) => tiles.map((tile) => tile.dataset.seat))
    }
    const often = { ...patience, interval: 50 }
    await expect.poll(whenSpeaks('ana'), often).toEqual(['ana'])
    await expect.poll(whenSpeaks('maria'), often).toEqual(['maria'])
    await maria.press('Mute')
    await speaking.waitFor({ state: 'detached' })
    await maria.press('Unmute')
  })

  test('see who is muted, and hear nothing of them', async () => {
    await maria.open('people')
    await ana.press('Mute')
    await expect.poll(() => maria.people(), patience).toContain('Ana camera on muted')
    await expect.poll(() => maria.hears(), { timeout: PATIENCE_MS, interval: 1_500 }).toBe(false)
    await ana.press('Unmute')
    await expect.poll(() => maria.people(), patience).toContain('Ana camera on microphone on')
    await expect.poll(() => maria.hears(), patience).toBe(true)
  })

  test('see a raised hand, until it is lowered', async () => {
    await ana.press('Raise hand')
    await maria.page.locator('.tile[data-seat=ana] .tile-hand').waitFor()
    expect(await maria.people()).toContain('Ana hand raised camera on microphone on')
    await ana.press('Lower hand')
    await maria.page.locator('.tile-hand').waitFor({ state: 'detached' })
  })

  test('may switch the camera off and on', async () => {
    await ana.press('Stop camera')
    await maria.pictures(1)
    expect(await maria.people()).toContain('Ana microphone on')
    expect(world.seats('biology').map(({ video }) => video)).toEqual([true, false])
    await ana.press('Start camera')
    await expect.poll(() => maria.moving(), patience).toEqual(['Ana', 'Maria'])
  })

  test('may go over to another camera', async () => {
    await ana.open('devices')
    const other = await ana.goOverToOtherCamera()
    await expect.poll(() => ana.camera(), patience).toBe(other)
    await expect.poll(() => maria.moving(), patience).toEqual(['Ana', 'Maria'])
    await screenshot(ana.page, 'meeting-devices')
  })

  test('see a shared screen, until it is no longer shared', async () => {
    await ana.press('Share screen')
    await expect.poll(() => maria.moving(), patience).toContain('Screen of Ana')
    expect(await maria.people()).toContain('Ana shares the screen camera on microphone on')
    await screenshot(maria.page, 'meeting-screen')
    await ana.press('Stop sharing')
    await maria.page.locator('.tile-content').waitFor({ state: 'detached' })
  })

  test('who come late find who is there, what was written, who raised a hand and what is shared', async () => {
    await ana.press('Mute')
    await ana.press('Raise hand')
    await maria.press('Share screen')
    const cem = await world.comes('biology', 'Cem')
    await cem.pictures(3)
    await expect.poll(() => cem.moving(), patience).toEqual(['Ana', 'Cem', 'Maria', 'Screen of Maria'])
    await cem.open('people')
    await expect
      .poll(() => cem.people(), patience)
      .toEqual([
        'Cem (you) camera on microphone on',
        'Ana hand raised camera on muted',
        'Maria Moderator shares the screen camera on microphone on',
      ])
    await cem.open('chat')
    await cem.page.getByRole('log').getByText('Is this the right room?').waitFor()
    await maria.pictures(3)
    await screenshot(cem.page, 'meeting-three')
  })

  function meetingId(): string {
    const meetings = world.chime.simulator.meetings()
    return meetings.find(({ externalMeetingId }) => externalMeetingId === 'biology')?.meetingId ?? ''
  }
})
