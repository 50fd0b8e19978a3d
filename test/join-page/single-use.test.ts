import { describe, expect, test } from 'vitest'
import {
  type ApiResult,
  ann,
  type Browser,
  type ChimeWorld,
  chimeWorld,
  closedAfterEach,
  id,
  joinedAnswer,
  tokenOf,
} from './support.js'

const closing = closedAfterEach()

/** Where each link is for one use, and a meeting is there. */
async function oneUse(): Promise<ChimeWorld> {
  const world = await chimeWorld({ joinPage: { singleUse: true } })
  closing.push(() => world.close())
  await world.clock.settle(world.meetings.createMeeting({ id }))
  return world
}

type Result = ApiResult<Readonly<Record<string, unknown>>>

/** One request of the page, and not what it asks after it. */
function ask(
  browser: Browser,
  link: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Result> {
  return browser.post('redeem', { token: tokenOf(link) }, headers)
}

const noCookies = { cookie: '' }
const again = { status: 200, body: { state: 'again' } }
const used = { state: 'refused', reason: 'used' }
const cookie = /^anymeet-browser-[\w-]{8}=[\w-]{22}; Path=\/meet; Max-Age=100800; HttpOnly; SameSite=Strict$/

describe('a link for one use', () => {
  test('belongs to the browser that opened it first', async () => {
    const w = await oneUse()
    const link = await w.link(ann)
    const first = w.browser()
    const { pass } = joinedAnswer(await first.open(link))
    const other = w.browser()
    expect(await other.open(link)).toEqual(used)
    expect(await other.resume(pass)).toEqual(used)
    // Another one of the same browser is no stranger.
    expect((await first.open(await w.link(ann))).state).toBe('joined')
    expect((await first.resume(pass)).state).toBe('joined')
    expect(w.simulator.callsTo('CreateAttendee')).toBe(1)
  })

  test('belongs to nobody before its browser has shown the cookie, which it may never do', async () => {
    const w = await oneUse()
    const link = await w.link(ann)
    const without = w.browser()
    for (let time = 0; time < 3; time++) {
      const result = await ask(without, link, noCookies)
      expect(result).toMatchObject(again)
      expect(result.headers.getSetCookie()).toEqual([expect.stringMatching(cookie)])
    }
    expect(w.simulator.callsTo('CreateAttendee')).toBe(0)
    expect((await w.browser().open(link)).state).toBe('joined')
    expect(await without.open(link)).toEqual(used)
  })

  test('is not used up by an opening that failed: the same browser may try again', async () => {
    const w = await oneUse()
    const link = await w.link(ann)
    const browser = w.browser()
    w.simulator.throwNext('CreateAttendee', 'ServiceUnavailableException', { times: 9 })
    expect(await browser.open(link)).toMatchObject({ state: 'refused', reason: 'unavailable' })
    const failed = await ask(browser, link)
    expect([failed.status, failed.headers.getSetCookie()]).toEqual([503, [expect.stringMatching(cookie)]])
    w.simulator.heal()
    expect(await w.browser().open(link)).toEqual(used)
    expect((await browser.open(link)).state).toBe('joined')
  })

  test('is opened by a page that is loaded again before the first answer came', async () => {
    const w = await oneUse()
    const link = await w.link(ann)
    const browser = w.browser()
    expect(await ask(browser, link, noCookies)).toMatchObject(again)
    const answers = await Promise.all([browser.open(link), browser.open(link)])
    expect(answers.map(({ state }) => state)).toEqual(['joined', 'joined'])
    expect((await browser.open(link)).state).toBe('joined')
  })

  // As a browser does that is started anew, with the tabs that it had.
  test.each([
    ['two links', 2],
    ['the same link', 1],
  ])('is opened in two tabs at once, of %s, whichever answer comes first', async (_name, count) => {
    const w = await oneUse()
    const one = await w.link(ann)
    const other = count === 1 ? one : await w.link(ann)
    const browser = w.browser()
    // Both asked before either had a cookie; one of them is let in before the other hears at all.
    const [first, late] = await Promise.all([ask(w.browser(), one), ask(w.browser(), other)])
    const keep = (result: Result): void => {
      for (const text of result.headers.getSetCookie()) {
        const [pair = ''] = text.split(';')
        browser.cookies.set(pair.split('=')[0] ?? '', pair)
      }
    }
    keep(first)
    expect((await browser.open(one)).state).toBe('joined')
    keep(late)
    expect((await browser.open(other)).state).toBe('joined')
    for (const link of [one, other, one]) expect((await browser.open(link)).state).toBe('joined')
  })

  test('belongs to one of two browsers that open it at the same moment, on whichever machine', async () => {
    const w = await oneUse()
    const link = await w.link(ann)
    const open = async (page: ChimeWorld['page']): Promise<unknown> => {
      const answered = await ask(w.browser(), link)
      const headers = {
        'content-type': 'application/json',
        origin: w.origin,
        cookie: answered.headers.getSetCookie()[0]?.split(';')[0] ?? '',
      }
      const body = JSON.stringify({ token: tokenOf(link) })
      const request = new Request(`${w.base}/api/redeem`, { method: 'POST', headers, body })
      return await (await page.fetch(request)).json()
    }
    const machines = [w.page, w.machine().page, w.machine().page]
    const answers = await w.clock.settle(Promise.all(machines.map(open)))
    expect(answers.filter((answer) => JSON.stringify(answer) === JSON.stringify(used))).toHaveLength(2)
    expect(answers).toContainEqual(expect.objectContaining({ state: 'joined' }))
  })

  test('is opened by no made-up cookie', async () => {
    const w = await oneUse()
    const link = await w.link(ann)
    const owner = w.browser()
    await owner.open(link)
    const [name = ''] = owner.cookies.keys()
    for (const value of ['', 'x', 'A'.repeat(22), 'A'.repeat(23)]) {
      const browser = w.browser()
      browser.cookies.set(name, `${name}=${value}`)
      expect(await browser.open(link)).toEqual(used)
    }
  })

  test('is the same browser’s for as long as it may be opened, however old its first link is', async () => {
    const w = await oneUse()
    const browser = w.browser()
    await browser.open(await w.link(ann))
    await w.clock.advance(27.9 * 3_600_000)
    await w.clock.settle(w.meetings.createMeeting({ id }))
    const link = await w.link(ann)
    const opened = await ask(browser, link)
    expect(opened.body['state']).toBe('joined')
    expect(opened.headers.getSetCookie()).toEqual([expect.stringMatching(cookie)])
    expect(browser.cookies.size).toBe(1)
  })
})
