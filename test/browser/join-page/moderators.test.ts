import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runsWithChromium } from '../../support/browser/chromium.js'
import { screenshot } from '../../support/browser/screenshot.js'
import { PATIENCE_MS, type Visitor } from './visitor.js'
import { type Comer, World } from './world.js'

const patience = { timeout: PATIENCE_MS, interval: 200 }
const known: Comer = { create: false }

describe.runIf(runsWithChromium('moderators on the join page'))('a moderator', () => {
  let world: World
  let maria: Visitor
  let ana: Visitor

  beforeAll(async () => {
    world = await World.start()
    await world.meetings.createMeeting({ id: 'class', name: 'Biology, class 7b', record: 'on-demand' })
    maria = await world.comes('class', 'Maria', { ...known, role: 'moderator' })
    ana = await world.comes('class', 'Ana', known)
    await maria.open('people')
  })

  afterAll(async () => {
    await world?.empty()
    await world?.close()
  })

  const button = ({ page }: Visitor, name: string): ReturnType<typeof page.getByRole> =>
    page.getByRole('button', { name, exact: true })
  const capabilitiesOf = (id: string): unknown =>
    world.seats('class').find(({ externalUserId }) => externalUserId === id)?.capabilities

  /** Whether attendees may use it, as the moderator's panel shows it. */
  async function allow(what: string, allowed: boolean): Promise<void> {
    const box = maria.page.getByLabel(what, { exact: true })
    await box.click()
    await expect.poll(() => box.isChecked(), patience).toBe(allowed)
  }

  test('mutes all attendees, and lets them speak again', async () => {
    await maria.press('Mute all attendees')
    await ana.notice('muted-by-moderator')
    await expect.poll(() => maria.people(), patience).toContain('Ana camera on muted by a moderator')
    expect(await button(ana, 'Unmute').isDisabled()).toBe(true)
    expect(capabilitiesOf('ana')).toMatchObject({ Audio: 'Receive' })
    await expect.poll(() => maria.hears(), { ...patience, interval: 1_500 }).toBe(false)
    expect(await ana.hears()).toBe(false)
    await expect.poll(() => ana.hears(), patience).toBe(true)
    await screenshot(maria.page, 'moderators-muted')
    await screenshot(ana.page, 'moderators-attendee-muted')
    await maria.press('Allow all to speak')
    await ana.notice('microphone-back')
    await ana.press('Unmute')
    await expect.poll(() => maria.people(), patience).toContain('Ana camera on microphone on')
    await expect.poll(() => maria.hears(), patience).toBe(true)
  })

  test('mutes one attendee, and lets that one speak again', async () => {
    await maria.press(/^Mute .*Ana/)
    await expect.poll(() => button(ana, 'Unmute').isDisabled(), patience).toBe(true)
    await maria.press(/^Allow .*Ana.* to speak/)
    await expect.poll(() => button(ana, 'Unmute').isEnabled(), patience).toBe(true)
    await ana.press('Unmute')
  })

  test('turns the cameras of attendees off, and allows them again', async () => {
    await allow('Camera', false)
    await ana.notice('camera-taken')
    await maria.pictures(1)
    await expect.poll(() => button(ana, 'Start camera').isDisabled(), patience).toBe(true)
    expect(capabilitiesOf('ana')).toMatchObject({ Video: 'Receive' })
    await allow('Camera', true)
    await expect.poll(() => button(ana, 'Start camera').isEnabled(), patience).toBe(true)
    await ana.press('Start camera')
    await maria.pictures(2)
    await expect.poll(() => maria.moving(), patience).toEqual(['Ana', 'Maria'])
  })

  test('turns shared screens of attendees off, and allows them again', async () => {
    await ana.press('Share screen')
    await maria.page.locator('.tile-content').waitFor()
    await allow('Screen sharing', false)
    await maria.page.locator('.tile-content').waitFor({ state: 'detached' })
    await ana.notice('share-stopped')
    await expect.poll(() => button(ana, 'Share screen').isDisabled(), patience).toBe(true)
    await allow('Screen sharing', true)
    await expect.poll(() => button(ana, 'Share screen').isEnabled(), patience).toBe(true)
  })

  test('records, and everybody sees the sign', async () => {
    await maria.press('Start recording')
    for (const { page } of [maria, ana]) await page.locator('.recording').waitFor()
    await ana.notice('recording-started')
    await screenshot(ana.page, 'moderators-recording')
    await maria.press('Stop recording')
    for (const { page } of [maria, ana]) await page.locator('.recording').waitFor({ state: 'detached' })
    await ana.notice('recording-stopped')
    expect(await ana.page.locator('[data-notice=recording-started]').count()).toBe(0)
  })

  test('removes somebody, who sees why and comes back neither by a reload nor by the link', async () => {
    const link = await world.link('class', 'Gus', known)
    const gus = await world.visit(link)
    await gus.join()
    await maria.press(/^Remove .*Gus/)
    await maria.press('Remove')
    expect(await gus.over('removed')).toContain('A moderator has removed you.')
    await screenshot(gus.page, 'moderators-removed')
    await expect.poll(() => maria.page.locator('[data-person]').count(), patience).toBe(2)
    await gus.page.reload()
    await gus.over('removed')
    await (await world.visit(link)).over('denied')
    await gus.page.goto(link)
    await gus.over('denied')
    expect(world.inside('class')).toEqual(['maria', 'ana'])
  })

  test('has what attendees do not have', async () => {
    await maria.page.getByText('For moderators').waitFor()
    await ana.open('people')
    await expect.poll(() => ana.page.locator('[data-person]').count(), patience).toBe(2)
    const panel = ana.page.locator('.panel-people')
    expect(await panel.getByRole('button').count()).toBe(1)
    expect(await panel.getByRole('checkbox').count()).toBe(0)
    expect(await ana.page.getByRole('button', { name: /record|end for/i }).count()).toBe(0)
  })

  test('is not who an attendee can play by asking the server', async () => {
    const before = JSON.stringify(world.seats('class'))
    const answers = await ana.page.evaluate<unknown[]>(`(async () => {
      const { pass } = JSON.parse(sessionStorage.getItem('anymeet'))
      const headers = { 'content-type': 'application/json' }
      const act = async (action) => {
        const body = JSON.stringify({ pass, ...action })
        const response = await fetch('api/act', { method: 'POST', headers, body })
        return response.status + ' ' + (await response.json()).reason
      }
      const answers = []
      for (const action of [
        { action: 'mute' },
        { action: 'mute', participantId: 'maria' },
        { action: 'unmute' },
        { action: 'remove', participantId: 'maria' },
        { action: 'lock', locks: { camera: true } },
        { action: 'start-recording' },
        { action: 'stop-recording' },
        { action: 'admit', participantId: 'gus' },
        { action: 'refuse', participantId: 'gus' },
        { action: 'end' },
      ]) answers.push(await act(action))
      return answers
    })()`)
    expect(answers).toEqual(Array(10).fill('403 denied'))
    expect(JSON.stringify(world.seats('class'))).toBe(before)
    expect(await maria.page.locator('.recording').count()).toBe(0)
  })

  test('ends the meeting for everybody, after which the link says so', async () => {
    const link = await world.link('class', 'Zoe', known)
    await maria.press('Leave')
    await screenshot(maria.page, 'moderators-leave')
    await maria.press('End for everybody')
    for (const visitor of [maria, ana]) expect(await visitor.over('ended')).toContain('The meeting is over')
    expect(world.seats('class')).toEqual([])
    await ana.page.reload()
    await ana.over('ended')
    await (await world.visit(link)).over('ended')
  })
})
