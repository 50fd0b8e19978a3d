import type { BrowserContext, Page } from 'playwright-core'

/** How long what a person waits for may take on a busy machine: it only ends what hangs. */
export const PATIENCE_MS = 45_000

/** Keeps the connections of a page where a test finds them: what comes in by them is heard. */
export const keepConnections = `globalThis.connections = []
globalThis.RTCPeerConnection = class extends RTCPeerConnection {
  constructor(...settings) {
    super(...settings)
    globalThis.connections.push(this)
  }
}`

/** Somebody with a browser of their own, on the English page. */
export class Visitor {
  readonly page: Page
  readonly context: BrowserContext
  #seen = new Map<string, number>()
  #heard = Number.POSITIVE_INFINITY

  constructor(page: Page, context: BrowserContext) {
    this.page = page
    this.context = context
  }

  /** Checks the devices and comes in, once camera and microphone were tried. */
  async join(): Promise<this> {
    await this.page
      .locator('.lobby video:not([hidden]), [data-problem], .lobby .device-choice > .hint')
      .first()
      .waitFor()
    await this.page.locator('.lobby .main-action').click()
    await this.inside()
    return this
  }

  /** Waits until the meeting is there and its connection stands. */
  async inside(): Promise<void> {
    await this.page.locator('.meeting').waitFor()
    await this.page.locator('[data-connection$=connecting]').waitFor({ state: 'detached' })
  }

  /** Presses what has this name: `Mute`, or the part of it that matters where it is a pattern. */
  async press(name: string | RegExp): Promise<void> {
    await this.page.getByRole('button', { name, exact: typeof name === 'string' }).click()
  }

  /** Opens `people`, `chat` or `devices`, if that is not open. */
  async open(panel: 'people' | 'chat' | 'devices'): Promise<void> {
    const button = this.page.locator(`[data-panel=${panel}]`)
    if ((await button.getAttribute('aria-expanded')) === 'false') await button.click()
    await this.page.locator(`.panel-${panel}`).waitFor()
  }

  /** Waits for the page that says why it is over, and returns its words. */
  async over(ending: string): Promise<string> {
    const card = this.page.locator(`[data-ending=${ending}]`)
    await card.waitFor()
    const [words = ''] = await card.allInnerTexts()
    return words
  }

  /** Waits for a short message that goes by. */
  async notice(kind: string): Promise<void> {
    await this.page.locator(`[data-notice=${kind}]`).first().waitFor()
  }

  /** Waits until so many pictures of people are on the stage, one's own among them, and no more. */
  async pictures(count: number): Promise<void> {
    const pictures = this.page.locator('.tile-person[data-picture=true]')
    if (count > 0) await pictures.nth(count - 1).waitFor()
    await pictures.nth(count).waitFor({ state: 'detached' })
  }

  /** What the list of people says, once its panel is open, a line each: names, roles and signs. */
  async people(): Promise<string[]> {
    const rows = await this.page.locator('[data-person]').allInnerTexts()
    return rows.map((row) => row.replaceAll(/\s+/g, ' ').trim())
  }

  /** Whose pictures have moved on since the last look, and are not of one colour. Camera and screen, as the tile names them. */
  async moving(): Promise<string[]> {
    const shown = await this.page.locator('.tile[data-picture=true]').evaluateAll((tiles) =>
      tiles.map((tile): { name: string; frames: number; colours: number } => {
        const video = tile.querySelector('video')
        const brush = tile.ownerDocument.createElement('canvas').getContext('2d')
        brush.drawImage(video, 0, 0, 32, 32)
        const colours = new Set(new Uint32Array(brush.getImageData(0, 0, 32, 32).data.buffer)).size
        const name = tile.querySelector('.tile-name bdi').textContent
        return { name, frames: video.getVideoPlaybackQuality().totalVideoFrames, colours }
      }),
    )
    const before = this.#seen
    this.#seen = new Map(shown.map(({ name, frames }) => [name, frames]))
    return shown
      .filter(({ name, frames, colours }) => colours > 5 && frames > (before.get(name) ?? frames))
      .map(({ name }) => name.replaceAll(/[\u2068\u2069]/g, ''))
      .sort()
  }

  /** Whether something was heard since the last question. */
  async hears(): Promise<boolean> {
    const energy = await this.page.evaluate<number>(`Promise.all(
      connections.filter((one) => one.connectionState === 'connected').map(async (one) => {
        const inbound = [...(await one.getStats()).values()].filter(({ type }) => type === 'inbound-rtp')
        return inbound.reduce((sum, { totalAudioEnergy = 0 }) => sum + totalAudioEnergy, 0)
      }),
    ).then((each) => each.reduce((sum, one) => sum + one, 0))`)
    const before = this.#heard
    this.#heard = energy
    return energy > before + 1e-6
  }

  /** Which camera the person's own picture comes from. */
  async camera(): Promise<string> {
    const own = this.page.locator('.tile-person', { has: this.page.getByText('(you)') })
    return await own.locator('video').evaluate((video) => video.srcObject.getVideoTracks()[0].label)
  }

  /** Chooses the last of three cameras: the second that Chromium pretends to have sees depths, which nobody is sent. */
  async goOverToOtherCamera(): Promise<string> {
    await this.open('devices')
    const cameras = this.page.getByLabel('Camera', { exact: true })
    const label = await cameras.locator('option').nth(2).textContent()
    await cameras.selectOption({ label: label ?? '' })
    return label ?? ''
  }
}
