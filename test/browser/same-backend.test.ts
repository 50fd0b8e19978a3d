import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { startBbbSimulator } from '../../src/testing/simulators/bbb/index.js'
import { launchChromium, runsWithChromium } from '../support/browser/chromium.js'
import { screenshot } from '../support/browser/screenshot.js'
import { PageMediaPeer } from '../support/signalling/page-media-peer.js'
import { startLiveChime } from '../support/signalling/start-live-chime.js'

const root = fileURLToPath(new URL('../../', import.meta.url))
const closing: (() => unknown)[] = []

afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})

/** Starts examples/join-page.ts as its own process, and returns the address of the lesson. */
async function startExample(variables: Readonly<Record<string, string>>): Promise<string> {
  const { BBB_URL: _url, BBB_SECRET: _secret, AWS_PROFILE: _profile, ...env } = process.env
  const args = ['node_modules/tsx/dist/cli.mjs', 'examples/join-page.ts', '--serve']
  const child: ChildProcess = spawn(process.execPath, args, {
    cwd: root,
    env: { ...env, ...variables },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  closing.push(async () => {
    const exited = once(child, 'exit')
    child.kill()
    await exited
  })
  if (child.stdout === null) throw new Error('its output is piped')
  for await (const line of createInterface(child.stdout)) {
    const [url] = /http:\S+\/classes\/\S+/.exec(line) ?? []
    if (url !== undefined) return url
  }
  throw new Error('the example ended')
}

describe.skipIf(!runsWithChromium('test/browser/same-backend.test.ts'))('one backend', () => {
  let browser: Browser

  beforeAll(async () => {
    browser = await launchChromium()
  })

  afterAll(() => browser.close())

  /** Fills in the form of the lesson in a browser of one's own. */
  async function join(lesson: string, name: string): Promise<Page> {
    const context = await browser.newContext({ permissions: ['camera', 'microphone'] })
    closing.push(() => context.close())
    const page = await context.newPage()
    await page.goto(lesson)
    await page.getByLabel('Your name').fill(name)
    await page.getByRole('button', { name: 'Join the lesson' }).click()
    return page
  }

  test('with MEETING_PROVIDER=bbb sends two browsers into one meeting', async () => {
    const bbb = await startBbbSimulator()
    closing.push(() => bbb.close())
    const lesson = await startExample({
      MEETING_PROVIDER: 'bbb',
      BBB_URL: bbb.url,
      BBB_SECRET: bbb.secret,
    })
    for (const name of ['Ada', 'Bob'])
      await (await join(lesson, name)).waitForURL((url) => url.href.startsWith(new URL(bbb.url).origin))
    const running = bbb.meetings().map(({ attendees }) => attendees.map(({ fullName }) => fullName))
    expect(running).toEqual([['Ada', 'Bob']])
  })

  test('with MEETING_PROVIDER=chime sends two browsers into one meeting, where they see each other', async () => {
    const media = await PageMediaPeer.start(await browser.newPage())
    const chime = await startLiveChime({ media, simulator: { region: 'eu-central-1' } })
    closing.push(() => chime.close())
    const { endpoint, region, accessKeyId, secretAccessKey } = chime.simulator
    const lesson = await startExample({
      MEETING_PROVIDER: 'chime',
      CHIME_ENDPOINT: endpoint,
      AWS_REGION: region,
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      JOIN_PAGE_CONNECT: chime.signalling.origin,
    })
    const pages: Page[] = []
    for (const name of ['Ada', 'Bob']) {
      const page = await join(lesson, name)
      await page.waitForURL('**/meet/**')
      await page.getByRole('button', { name: 'Join', exact: true }).click()
      pages.push(page)
    }
    for (const page of pages) await page.locator('.tile[data-picture=true]').nth(1).waitFor()
    const running = chime.simulator
      .meetings()
      .map(({ attendees }) => attendees.map(({ connected }) => connected))
    expect(running).toEqual([[true, true]])
    if (pages[0] !== undefined) await screenshot(pages[0], 'same-backend-chime')
  })
})
