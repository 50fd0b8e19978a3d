import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { runsWithChromium } from '../../support/browser/chromium.js'
import { screenshot } from '../../support/browser/screenshot.js'
import { PATIENCE_MS, type Visitor } from '../join-page/visitor.js'
import { World } from '../join-page/world.js'
import { arrives, running, unplug } from './questions.js'

const patience = { timeout: PATIENCE_MS, interval: 200 }

describe.runIf(runsWithChromium('devices inside of a meeting'))('inside of a meeting', () => {
  let world: World

  beforeAll(async () => {
    world = await World.start()
  })
  afterEach(() => world.empty())
  afterAll(() => world.close())

  test('a camera that is unplugged is gone, with a word about it', async () => {
    const maria = await world.comes('camera', 'Maria', { role: 'moderator' })
    const ana = await arrives(world, 'camera', 'Ana')
    await ana.join()
    await maria.pictures(2)
    await unplug(ana, 'camera')
    await ana.page.locator('[data-notice=camera-problem]', { hasText: 'No camera was found.' }).waitFor()
    await maria.pictures(1)
    expect(await running(ana)).toEqual(['microphone'])
  })

  test('a microphone that is unplugged is muted, with a word about it, until there is one again', async () => {
    const maria = await world.comes('microphone', 'Maria', { role: 'moderator' })
    const ana = await arrives(world, 'microphone', 'Ana')
    await ana.join()
    await maria.open('people')
    await expect.poll(() => maria.people(), patience).toContain('Ana camera on microphone on')
    await unplug(ana, 'microphone')
    await ana.page.locator('[data-notice=microphone-problem]', { hasText: 'No microphone' }).waitFor()
    await expect.poll(() => maria.people(), patience).toContain('Ana camera on muted')
    await ana.press('Unmute')
    await expect.poll(() => maria.people(), patience).toContain('Ana camera on microphone on')
    await expect.poll(() => maria.hears(), patience).toBe(true)
  })

  test('a muted microphone that is exchanged stays silent', async () => {
    const maria = await world.comes('exchanged', 'Maria', { role: 'moderator' })
    const ana = await arrives(world, 'exchanged', 'Ana')
    await ana.join()
    await ana.press('Mute')
    await ana.open('devices')
    const microphones = ana.page.getByLabel('Microphone', { exact: true })
    const before = await microphones.inputValue()
    const values = await microphones
      .locator('option')
      .evaluateAll((options) => options.map(({ value }): string => value))
    await microphones.selectOption(values.find((value) => value !== before) ?? '')
    await expect.poll(() => ana.page.evaluate<number>('tracks.length'), patience).toBe(3)
    await ana.page.locator('.control[title="Unmute"]:enabled').waitFor()
    const enabled = 'tracks.at(-1).track.enabled'
    await expect.poll(() => ana.page.evaluate<boolean>(enabled), patience).toBe(false)
    await maria.open('people')
    await expect.poll(() => maria.people(), patience).toContain('Ana camera on muted')
    await ana.press('Unmute')
    await expect.poll(() => ana.page.evaluate<boolean>(enabled), patience).toBe(true)
  })

  test('a microphone lock is said to whom it mutes', async () => {
    const maria = await world.comes('lock', 'Maria', { role: 'moderator' })
    const ana = await arrives(world, 'lock', 'Ana')
    await ana.join()
    await maria.open('people')
    await maria.page.getByLabel('Microphone', { exact: true }).click()
    await ana.notice('microphone-locked')
    await maria.page.getByLabel('Microphone', { exact: true }).click()
    await ana.notice('microphone-back')
    await expect.poll(() => maria.people(), patience).toContain('Ana camera on muted')
  })

  test('only pictures are received that have a place, and another one when its turn comes', async () => {
    const names = ['Ana', 'Ben', 'Maria']
    const people: Visitor[] = []
    for (const name of names) people.push(await world.comes('small', name))
    for (const one of people) await expect.poll(() => one.moving(), patience).toEqual(names)
    // Room for two: oneself, and one more.
    const [ana] = people
    await ana?.page.setViewportSize({ width: 300, height: 360 })
    await ana?.page.locator('.stage-more').waitFor()
    await expect.poll(() => ana?.moving(), patience).toEqual(['Ana', 'Ben'])
    await expect.poll(() => received(ana), patience).toBe(1)
    await ana?.open('people')
    await expect.poll(() => ana?.people(), patience).toContain('Maria camera on microphone on')
    await ana?.page.keyboard.press('Escape')
    await people[1]?.press('Stop camera')
    await people[1]?.press('Mute')
    await expect.poll(() => ana?.moving(), patience).toEqual(['Ana', 'Maria'])
    await ana?.page.setViewportSize({ width: 1_000, height: 700 })
    await people[1]?.press('Start camera')
    await expect.poll(() => ana?.moving(), patience).toEqual(names)
    await expect.poll(() => received(ana), patience).toBe(2)
  })

  test('a raised hand is still up after a reload, and down after leaving', async () => {
    const maria = await world.comes('hand', 'Maria', { role: 'moderator' })
    const ana = await world.comes('hand', 'Ana')
    await ana.press('Raise hand')
    await maria.page.locator('.tile[data-seat=ana] .tile-hand').waitFor()
    await ana.page.reload()
    await ana.inside()
    await ana.page.getByRole('button', { name: 'Lower hand' }).waitFor()
    await maria.page.locator('.tile[data-seat=ana] .tile-hand').waitFor()
    await ana.press('Leave')
    await ana.over('left')
    const cem = await world.comes('hand', 'Cem')
    await ana.press('Join again')
    await ana.join()
    await cem.page.locator('.tile[data-seat=ana]').waitFor()
    await ana.page.getByRole('button', { name: 'Raise hand' }).waitFor()
    expect(await cem.page.locator('.tile-hand').count()).toBe(0)
    expect(await maria.page.locator('.tile-hand').count()).toBe(0)
  })

  test('who shows no camera shows the picture that was given for them, or the first letters', async () => {
    const picture = (name: string): string => `${world.origin}/${name}`
    const maria = await world.comes('pictures', 'Maria', {
      participant: { avatarUrl: picture('maria.svg') },
    })
    const ana = await world.comes('pictures', 'Ana Pérez', {
      participant: { id: 'ana', avatarUrl: picture('no-picture') },
    })
    for (const one of [maria, ana]) await one.press('Stop camera')
    const shown = maria.page.locator('.tile[data-seat=maria] img.avatar')
    await shown.waitFor()
    expect(
      await shown.evaluate(({ naturalWidth, alt, referrerPolicy }) => [naturalWidth, alt, referrerPolicy]),
    ).toEqual([96, '', 'no-referrer'])
    await maria.page.locator('.tile[data-seat=ana] .avatar[data-initials^=A]').waitFor()
    await maria.open('people')
    await maria.page.locator('[data-person=maria] img.avatar').waitFor()
    await maria.page.locator('[data-person=ana] .avatar[data-initials^=A]').waitFor()
    await screenshot(maria.page, 'meeting-avatars')
  })
})

/** How many pictures come in by the network. */
async function received(visitor: Visitor | undefined): Promise<number | undefined> {
  return await visitor?.page.evaluate<number>(`connections
    .filter(({ connectionState }) => connectionState === 'connected')
    .flatMap((one) => one.getTransceivers())
    .filter(({ receiver, currentDirection }) => receiver.track.kind === 'video' && currentDirection === 'recvonly')
    .length`)
}
