import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Clock, systemClock } from '../../../src/ports/clock.js'
import { runsWithChromium } from '../../support/browser/chromium.js'
import { screenshot } from '../../support/browser/screenshot.js'
import { World } from './world.js'

/** Stands still until it is moved. Time limits of requests go on, so that a leap breaks off none that is under way. */
let now = Date.now()
const clock: Clock = { now: () => now, after: systemClock.after }

describe.runIf(runsWithChromium('links to the join page'))('a link to the page', () => {
  let world: World

  beforeAll(async () => {
    world = await World.start({ clock })
  })

  afterEach(() => world.empty())
  afterAll(() => world?.close())

  const askedOfVendors = (): number => world.chime.simulator.requests.length + world.bbb.requests.length
  const tokenOf = (link: string): string => new URL(link).hash.slice(1)

  /** What a script asks of the page's server. */
  async function redeem(link: string): Promise<Response> {
    return await fetch(`${world.origin}/meet/api/redeem`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: world.origin },
      body: JSON.stringify({ token: tokenOf(link) }),
    })
  }

  test('does nothing and tells nothing when something only looks at it', async () => {
    const link = await world.link('quiet', 'Ana', { create: { name: 'A secret lesson' } })
    const other = await world.link('another', 'Zoe')
    const bodies: string[] = []
    for (const method of ['GET', 'HEAD'])
      for (const url of [link, other]) {
        const response = await fetch(url, { method })
        expect(response.status).toBe(200)
        bodies.push(await response.text())
      }
    expect(bodies[0]).toContain('Riverside School')
    expect(bodies[1]).toBe(bodies[0])
    expect((await fetch(`${world.origin}/meet/api/redeem`)).status).toBe(405)
    expect(askedOfVendors()).toBe(0)
  })

  test('leaves no trace of its token', async () => {
    const link = await world.link('traces', 'Ana', {
      create: { name: 'Traces', logoutUrl: `${world.origin}/goodbye` },
    })
    const ana = await world.visit(link)
    await ana.join()
    expect(ana.page.url()).toBe(`${world.origin}/meet/`)
    await ana.press('Leave')
    await ana.page.waitForURL('**/goodbye')
    expect(await ana.page.evaluate('document.referrer')).toBe('')
    expect(world.requests).toContain('GET /goodbye')
    expect(world.requests.filter((line) => line.includes(' from '))).toEqual([])
    const [, payload = ''] = tokenOf(link).split('.')
    expect(payload).not.toBe('')
    expect(world.requests.filter((line) => line.includes(payload))).toEqual([])
    await ana.page.goBack()
    expect(ana.page.url()).not.toContain('#')
  })

  test('that was tampered with, or cut off, does not work, and no vendor is asked', async () => {
    const link = await world.link('forged', 'Ana')
    const asked = askedOfVendors()
    const [head = '', payload = '', signature = ''] = tokenOf(link).split('.')
    const claims = Buffer.from(payload, 'base64url').toString().replace('attendee', 'moderator')
    const forged = `${head}.${Buffer.from(claims).toString('base64url')}.${signature}`
    const page = `${world.origin}/meet/`
    for (const hash of [`#${forged}`, `#${tokenOf(link).slice(0, -9)}`, '#', '']) {
      const visitor = await world.visit(`${page}${hash}`)
      expect(await visitor.over('not-genuine')).toContain('This link does not work')
    }
    expect(claims).toContain('moderator')
    expect(askedOfVendors()).toBe(asked)
  })

  test('opens the page of another one that is opened in the same tab', async () => {
    const ana = await world.visit(await world.link('first', 'Ana', { create: { name: 'The first' } }))
    await ana.page.getByRole('heading', { name: 'The first' }).waitFor()
    await ana.page.goto(await world.link('second', 'Ana', { create: { name: 'The second' } }))
    await ana.page.getByRole('heading', { name: 'The second' }).waitFor()
    expect(world.inside('first')).toEqual([])
  })

  test('expires, and who came by it stays', async () => {
    const link = await world.link('later', 'Ana')
    const ana = await world.visit(link)
    await ana.join()
    now += 120 * 60_000 + 1_000
    const late = await world.visit(link)
    expect(await late.over('expired')).toContain('This link has expired')
    await screenshot(late.page, 'links-expired')
    await ana.page.reload()
    await ana.inside()
    expect(world.inside('later')).toEqual(['ana'])
  })

  test('for one use works in the browser that opened it, and in no other', async () => {
    await world.deploy('chime', { singleUse: true })
    const link = await world.link('once', 'Ana')
    const ana = await world.visit(link)
    await ana.join()
    await ana.page.reload()
    await ana.inside()
    const again = await ana.context.newPage()
    await again.goto(link)
    await again.locator('.lobby').waitFor()
    const thief = await world.visit(link)
    expect(await thief.over('used')).toContain('This link has already been used')
    expect(world.seats('once')).toHaveLength(1)
    await world.deploy('chime')
  })

  test('into a meeting that has not started says so, and works when it has', async () => {
    const ana = await world.visit(await world.link('not-yet', 'Ana', { create: false }))
    expect(await ana.over('not-started')).toContain('This page keeps trying by itself.')
    await world.meetings.createMeeting({ id: 'not-yet', name: 'Now it is there' })
    await ana.press('Try again')
    await ana.page.getByRole('heading', { name: 'Now it is there' }).waitFor()
    await ana.join()
  })

  test('into a meeting that is over says so, unless it is one that makes it anew', async () => {
    await world.meetings.createMeeting({ id: 'over' })
    const link = await world.link('over', 'Ana', { create: false })
    const anew = await world.link('over', 'Ana')
    await world.meetings.end('over')
    const ana = await world.visit(link)
    expect(await ana.over('ended')).toContain('The meeting is over')
    expect(world.seats('over')).toEqual([])
    await ana.page.goto(anew)
    await ana.page.locator('.lobby').waitFor()
    expect(world.seats('over')).toHaveLength(1)
  })

  test('into a full meeting says so, and works when somebody has left', async () => {
    const create = { name: 'For two', maxParticipants: 2 }
    const [maria, ana] = [
      await world.comes('full', 'Maria', { create }),
      await world.comes('full', 'Ana', { create }),
    ]
    const cem = await world.visit(await world.link('full', 'Cem', { create }))
    expect(await cem.over('full')).toContain('The meeting is full')
    await screenshot(cem.page, 'links-full')
    const before = world.departures
    await ana.press('Leave')
    await expect.poll(() => world.departures).toBe(before + 1)
    // A seat is kept for a minute for somebody who comes back.
    now += 61_000
    await cem.press('Try again')
    await cem.join()
    await maria.pictures(2)
  })

  test('that is opened too often works again a moment later', async () => {
    const link = await world.link('often', 'Ana')
    const answers: number[] = []
    for (let i = 0; i < 11; i++) answers.push((await redeem(link)).status)
    expect(answers).toEqual([...Array(10).fill(200), 429])
    const ana = await world.visit(link)
    expect(await ana.over('rate-limited')).toContain('Too many attempts')
    now += 5_000
    await ana.page.locator('.lobby').waitFor()
    expect(world.seats('often')).toHaveLength(1)
  })

  test('leads to a page that can reach its own meeting, and nothing else', async () => {
    const ana = await world.visit(await world.link('policy', 'Ana'))
    await ana.page.evaluate(`fetch('https://elsewhere.example/').catch(() => undefined)`)
    await expect.poll(() => world.problems.length).toBeGreaterThan(0)
    expect(world.problems.splice(0).join()).toContain('https://elsewhere.example/')
  })
})
