import type { BrowserContextOptions, Page } from 'playwright-core'
import { expect } from 'vitest'
import { PATIENCE_MS, type Visitor } from '../join-page/visitor.js'
import type { Comer, World } from '../join-page/world.js'

export type Question = 'microphone' | 'camera' | 'screen'

/**
 * Keeps questions of the browser open until a test answers them (with yes), and what came of them where a test finds it. Which are
 * kept open is told by `globalThis.open`, a list, which survives a reload as the tab's memory does.
 */
const script = `
globalThis.questions = []
globalThis.tracks = []
const opened = () => JSON.parse(sessionStorage.getItem('questions') ?? '[]')
const kept = (ask, kindOf) => async (wanted) => {
  const kind = kindOf(wanted)
  if (opened().includes(kind)) await new Promise((answer) => questions.push({ kind, answer }))
  const stream = await ask(wanted)
  for (const track of stream.getTracks()) tracks.push({ kind, track })
  return stream
}
const { mediaDevices } = navigator
mediaDevices.getUserMedia = kept(
  mediaDevices.getUserMedia.bind(mediaDevices),
  ({ video }) => video ? 'camera' : 'microphone',
)
mediaDevices.getDisplayMedia = kept(mediaDevices.getDisplayMedia.bind(mediaDevices), () => 'screen')
`

/** Somebody with a link, whose browser keeps these questions open from the start. */
export async function arrives(
  world: World,
  meeting: string,
  name: string,
  open: readonly Question[] = [],
  comer: Comer = {},
  options: BrowserContextOptions = {},
): Promise<Visitor> {
  const visitor = await world.visit(`${world.origin}/elsewhere`, options)
  await visitor.context.addInitScript(script)
  await visitor.page.evaluate(`sessionStorage.setItem('questions', '${JSON.stringify(open)}')`)
  await visitor.page.goto(await world.link(meeting, name, comer))
  return visitor
}

/** From now on the browser keeps these questions open. */
export async function keepOpen({ page }: Visitor, open: readonly Question[]): Promise<void> {
  await page.evaluate(`sessionStorage.setItem('questions', '${JSON.stringify(open)}')`)
}

export async function asked({ page }: Visitor, kind: Question): Promise<void> {
  await holds(page, `questions.some((question) => question.kind === '${kind}')`)
}

/** Says yes, to the next ones of this kind, too; returns once the device runs, or was given back. */
export async function answers(visitor: Visitor, kind: Question): Promise<void> {
  await keepOpen(visitor, [])
  await visitor.page.evaluate(
    `for (const question of questions) if (question.kind === '${kind}') question.answer()`,
  )
  await holds(visitor.page, `tracks.some((one) => one.kind === '${kind}')`)
}

/** Which devices run: whose light is on. */
export async function running({ page }: Visitor): Promise<readonly Question[]> {
  return await page.evaluate<readonly Question[]>(
    `[...new Set(tracks.filter(({ track }) => track.readyState === 'live').map(({ kind }) => kind))].sort()`,
  )
}

/** Somebody pulls the plug. */
export async function unplug({ page }: Visitor, kind: Question): Promise<void> {
  await page.evaluate(`for (const { kind, track } of tracks)
    if (kind === '${kind}' && track.readyState === 'live') {
      track.stop()
      track.dispatchEvent(new Event('ended'))
    }`)
}

/** Playwright's own waiting evaluates in the page, which the page's Content-Security-Policy forbids. */
async function holds(page: Page, expression: string): Promise<void> {
  await expect.poll(() => page.evaluate<boolean>(expression), { timeout: PATIENCE_MS }).toBe(true)
}
