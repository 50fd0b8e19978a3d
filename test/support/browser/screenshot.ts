import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'

const folder = new URL('../../../.cache/screenshots/', import.meta.url)

/** Writes what a page looks like to `.cache/screenshots/<name>.png`, over one from before, and returns the path. */
export async function screenshot(page: Page, name: string): Promise<string> {
  const path = fileURLToPath(new URL(`${name}.png`, folder))
  await page.screenshot({ path, animations: 'disabled' })
  return path
}
