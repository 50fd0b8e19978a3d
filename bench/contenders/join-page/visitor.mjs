import { support } from '../../lib/support.mjs'

/**
 * Opens fresh pages of a site in a browser of its own, each as the first one ever. Answers how many bytes the site had sent when the
 * page was `ready`, and how long it took from the click on the `button` until something was `inside`.
 */
export async function startVisitor(site, { ready, button, inside }) {
  const { launchChromium } = await support('browser/chromium')
  const browser = await launchChromium()
  const visit = async (url, encoding) => {
    site.accept(encoding)
    const before = site.sent()
    const context = await browser.newContext()
    try {
      const page = await context.newPage()
      await page.goto(url, { waitUntil: 'networkidle' })
      await page.waitForSelector(ready)
      const bytes = site.sent() - before
      await page.evaluate(watchClick, { button, inside })
      await page.click(button)
      await page.waitForFunction(() => window.tookMs !== undefined)
      return { bytes, ms: await page.evaluate(() => window.tookMs) }
    } finally {
      await context.close()
    }
  }
  return { visit, close: () => browser.close() }
}

/** Runs in the page. Sees every change right after it was made, before it is painted. */
function watchClick({ button, inside }) {
  let clickedAt
  document.querySelector(button).addEventListener(
    'click',
    ({ timeStamp }) => {
      clickedAt = timeStamp
    },
    { capture: true },
  )
  new MutationObserver((_changes, observer) => {
    if (document.querySelector(inside) === null) return
    window.tookMs = performance.now() - clickedAt
    observer.disconnect()
  }).observe(document, { subtree: true, childList: true, attributes: true })
}
