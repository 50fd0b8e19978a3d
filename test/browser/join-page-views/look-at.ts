import type { Page } from 'playwright-core'
import { bundleForBrowser } from '../../support/browser/bundle-for-browser.js'
import { screenshot } from '../../support/browser/screenshot.js'

/** A window, and what the person has told the browser about colours and letters. */
export interface Look {
  readonly name: string
  readonly width: number
  readonly height: number
  readonly colorScheme: 'light' | 'dark'
  readonly textSize?: string
}

const desk = { name: 'desk', width: 1280, height: 800 }
const phone = { name: 'phone', width: 390, height: 844 }
/** The narrowest that has to work: also a desk's window at 400 %. */
const narrow = { name: 'narrow', width: 320, height: 568 }
const lying = { name: 'lying', width: 844, height: 390 }
const largeText = { ...desk, name: 'large-text', textSize: '200%' }

/** Each window once, light and dark in turn; with `first` the other way round in another language. */
export function everyWindow(first: Look['colorScheme']): readonly Look[] {
  const second = first === 'light' ? 'dark' : 'light'
  return [
    { ...desk, colorScheme: first },
    { ...phone, colorScheme: second },
    { ...narrow, colorScheme: first },
    { ...lying, colorScheme: second },
    { ...largeText, colorScheme: first },
  ]
}

/**
 * Looks at a page in several windows, keeps a picture of each, and tells what is wrong: what axe finds, and what does not fit, is
 * covered or too small.
 */
export async function lookAt(page: Page, view: string, looks: readonly Look[]): Promise<string[]> {
  const faults: string[] = []
  await prepareLook(page)
  for (const { name, width, height, colorScheme, textSize = '' } of looks) {
    await page.setViewportSize({ width, height })
    await page.emulateMedia({ colorScheme })
    await page.evaluate(`look.setTextSize('${textSize}')`)
    await screenshot(page, `join-page-${view}-${name}`)
    // To axe, larger letters are the same page.
    const all = textSize === '' ? 'look.faults()' : 'look.layoutFaults()'
    const found = await page.evaluate<readonly string[]>(all)
    faults.push(...found.map((fault) => `${view}, ${name}, ${colorScheme}: ${fault}`))
  }
  await page.evaluate("look.setTextSize('')")
  return faults
}

/** Puts `look` into a page, under the page's own Content-Security-Policy: what the browser is told to evaluate comes in past it. */
export async function prepareLook(page: Page): Promise<void> {
  await page.evaluate(`${await bundleForBrowser('page-look.ts', 'look')}; globalThis.look = look`)
}

/** How the first that a selector finds is drawn. */
export async function style(page: Page, selector: string, property: string): Promise<string> {
  const element = `document.querySelector(${JSON.stringify(selector)})`
  return await page.evaluate<string>(`getComputedStyle(${element}).getPropertyValue('${property}')`)
}
