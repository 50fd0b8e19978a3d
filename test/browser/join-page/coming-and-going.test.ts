import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { runsWithChromium } from '../../support/browser/chromium.js'
import { screenshot } from '../../support/browser/screenshot.js'
import { PATIENCE_MS } from './visitor.js'
import { World } from './world.js'

const patience = { timeout: PATIENCE_MS, interval: 200 }

describe.runIf(runsWithChromium('coming to a meeting of the join page, and going'))('somebody', () => {
  let world: World

  beforeAll(async () => {
    world = await World.start({ chromium: { cameras: 3 } })
  })

  afterEach(() => world.empty())
  afterAll(() => world?.close())

  /** What the others were told of somebody's coming and going. */
  function told(id: string): (string | undefined)[] {
    const presence = /Attendee(?:Joined|Left|Dropped|Deleted)$/
    return world.chime.simulator.events
      .filter(({ detail }) => detail.externalUserId === id && presence.test(detail.eventType))
      .map(({ detail }) => detail.eventType.replace('chime:Attendee', ''))
  }

  test('who loads the page again is back with the same seat and devices, and nobody saw them leave', async () => {
    const maria = await world.comes('reload', 'Maria')
    const uma = await world.comes('reload', 'Uma')
    await maria.pictures(2)
    await uma.press('Mute')
    const other = await uma.goOverToOtherCamera()
    await expect.poll(() => uma.camera(), patience).toBe(other)
    await uma.press('Raise hand')
    const seats = world.seats('reload').map(({ attendeeId }) => attendeeId)
    await uma.page.reload()
    await uma.inside()
    await uma.pictures(2)
    await expect.poll(() => maria.moving(), patience).toEqual(['Maria', 'Uma'])
    expect(await uma.camera()).toBe(other)
    await maria.open('people')
    await expect
      .poll(() => maria.people(), patience)
      .toEqual(['Maria (you) camera on microphone on', 'Uma hand raised camera on muted'])
    expect(world.seats('reload').map(({ attendeeId }) => attendeeId)).toEqual(seats)
    expect(told('uma')).toEqual(['Joined'])
  })

  test('whose camera is gone when the page is loaded again comes back with another', async () => {
    const vic = await world.comes('unplugged', 'Vic')
    await vic.pictures(1)
    // As if the camera that the page remembers had been unplugged meanwhile.
    await vic.page.addInitScript(
      `sessionStorage.anymeet = sessionStorage.anymeet.replace(/"camera":"\\w+"/, '"camera":"gone"')`,
    )
    await vic.page.reload()
    await vic.inside()
    await vic.pictures(1)
    expect(await vic.camera()).toBe('fake_device_0')
  })

  test('whose camera was off finds it off after loading the page again', async () => {
    const vic = await world.comes('dark', 'Vic')
    await vic.press('Stop camera')
    await vic.pictures(0)
    await vic.page.reload()
    await vic.inside()
    await vic.page.getByRole('button', { name: 'Start camera' }).waitFor()
    await vic.page.getByRole('button', { name: 'Mute', exact: true }).waitFor()
    await vic.pictures(0)
  })

  test('whose network fails for a moment is connected again, and nobody saw them leave', async () => {
    const maria = await world.comes('network', 'Maria')
    const ida = await world.comes('network', 'Ida')
    await ida.pictures(2)
    const { signalling } = world.chime
    signalling.setReachable(false)
    await ida.page.locator('[data-connection=reconnecting]').waitFor()
    await maria.page.locator('[data-connection=reconnecting]').waitFor()
    await screenshot(ida.page, 'coming-reconnecting')
    signalling.setReachable(true)
    await ida.notice('reconnected')
    await maria.notice('reconnected')
    await ida.inside()
    await expect.poll(() => maria.moving(), patience).toEqual(['Ida', 'Maria'])
    await expect.poll(() => maria.hears(), patience).toBe(true)
    await ida.open('chat')
    await ida.page.keyboard.type('Here again\n')
    await maria.open('chat')
    await maria.page.getByRole('log').getByText('Here again').waitFor()
    expect(told('ida')).toEqual(['Joined'])
  })

  test('who closes the tab is gone for the others', async () => {
    const maria = await world.comes('closed', 'Maria')
    const tom = await world.comes('closed', 'Tom')
    await maria.pictures(2)
    const before = world.departures
    await tom.page.close()
    await expect.poll(() => world.departures, patience).toBe(before + 1)
    const inside = async (): Promise<string[]> => {
      await world.giveUpTheLost()
      return world.inside('closed')
    }
    await expect.poll(inside, patience).toEqual(['maria'])
    await maria.pictures(1)
    await maria.open('people')
    await expect.poll(() => maria.people(), patience).toEqual(['Maria (you) camera on microphone on'])
  })

  test('who comes in by a second tab is there once, and the first tab says so', async () => {
    const maria = await world.comes('tabs', 'Maria')
    const link = await world.link('tabs', 'Lea')
    const first = await world.visit(link)
    await first.join()
    const second = await world.visit(link)
    await second.join()
    expect(await first.over('elsewhere')).toContain('You joined somewhere else')
    await screenshot(first.page, 'coming-elsewhere')
    await maria.pictures(2)
    await maria.open('people')
    await expect.poll(() => maria.page.locator('[data-person]').count(), patience).toBe(2)
    expect(world.seats('tabs')).toHaveLength(2)
    await first.press('Join again')
    await first.join()
    await second.over('elsewhere')
    expect(world.inside('tabs')).toEqual(['maria', 'lea'])
  })

  test('with two devices is there with both, as one person', async () => {
    const maria = await world.comes('devices', 'Maria', { role: 'moderator' })
    await world.comes('devices', 'Kim', { device: 'laptop' })
    await world.comes('devices', 'Kim', { device: 'phone' })
    await maria.pictures(3)
    await maria.open('people')
    await expect.poll(() => maria.page.locator('[data-person]').count(), patience).toBe(2)
    expect(world.inside('devices')).toHaveLength(3)
  })

  test('who leaves is gone for the others, and may come back', async () => {
    const maria = await world.comes('leaving', 'Maria')
    const pia = await world.comes('leaving', 'Pia')
    await maria.pictures(2)
    await pia.press('Leave')
    expect(await pia.over('left')).toContain('You have left the meeting')
    await maria.pictures(1)
    expect(world.inside('leaving')).toEqual(['maria'])
    await pia.press('Join again')
    await pia.join()
    await maria.pictures(2)
    expect(world.seats('leaving')).toHaveLength(2)
    expect(told('pia')).toEqual(['Joined', 'Left', 'Joined'])
  })
})
