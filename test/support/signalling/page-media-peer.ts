import type { JSHandle, Page } from 'playwright-core'
import { bundleForBrowser } from '../browser/bundle-for-browser.js'
import type { MediaOffer, MediaPeer } from './media-peer.js'

/** Lets a browser page play the media server. The page belongs to the caller, who closes it after the signalling server. */
export class PageMediaPeer implements MediaPeer {
  readonly #sfu: JSHandle<MediaPeer>

  private constructor(sfu: JSHandle<MediaPeer>) {
    this.#sfu = sfu
  }

  /** The page may be a blank one. */
  static async start(page: Page): Promise<PageMediaPeer> {
    await page.addScriptTag({ content: await bundleForBrowser('sfu.ts', 'media') })
    return new PageMediaPeer(await page.evaluateHandle<MediaPeer>('new media.Sfu()'))
  }

  async answer(offer: MediaOffer): Promise<string> {
    return await this.#sfu.evaluate((sfu, sent) => sfu.answer(sent), offer)
  }

  async connected(connectionId: string): Promise<void> {
    await this.#sfu.evaluate((sfu, id) => sfu.connected(id), connectionId)
  }

  setHeard(connectionId: string, heard: boolean): void {
    this.#tell(this.#sfu.evaluate((sfu, [id, on]) => sfu.setHeard(id, on), [connectionId, heard] as const))
  }

  close(connectionId: string): void {
    this.#tell(this.#sfu.evaluate((sfu, id) => sfu.close(id), connectionId))
  }

  #tell(told: Promise<void>): void {
    // A page that is closed has closed its connections with it.
    told.catch(() => undefined)
  }
}
