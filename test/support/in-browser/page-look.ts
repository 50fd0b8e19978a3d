import axe from 'axe-core'

/** Names on pictures may be cut: they stand in full in the list of people. */
const MAY_BE_CUT = '.tile-name, .tile-name *, .unseen, option'
const CONTROLS = 'button, a[href], input, select, textarea'
/** WCAG 2.2, 2.5.8. */
const SMALLEST_TARGET = 24

/** Waits until the page has been drawn: places on the stage follow the window's size. */
async function settled(): Promise<void> {
  for (let frames = 0; frames < 2; frames++) await new Promise(requestAnimationFrame)
}

/** As people set it in their browser, `200%`; empty: as it was. */
export async function setTextSize(size: string): Promise<void> {
  document.documentElement.style.fontSize = size
  await settled()
}

/** What has the focus, by its name, and whether one can see that it has. */
export function focus(): { readonly name: string; readonly ring: boolean } {
  const element = document.activeElement
  if (element === null || element === document.body) return { name: '', ring: false }
  const label = element instanceof HTMLSelectElement ? element.labels[0]?.textContent : element.textContent
  const { outlineStyle, outlineWidth } = getComputedStyle(element)
  return {
    name: (element.getAttribute('aria-label') ?? label ?? '').replaceAll(/[\u2068\u2069]/g, ''),
    ring: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2,
  }
}

/** In which direction each of the texts runs that a selector finds. */
export function directions(selector: string): Readonly<Record<string, string>> {
  const found = [...document.querySelectorAll(selector)]
  return Object.fromEntries(found.map((text) => [text.textContent, getComputedStyle(text).direction]))
}

/** What is wrong with the page as it is now, a line each. */
export async function faults(): Promise<readonly string[]> {
  return [...(await axeFaults()), ...layoutFaults()]
}

/** What axe finds. */
async function axeFaults(): Promise<readonly string[]> {
  const { violations } = await axe.run({
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    resultTypes: ['violations'],
  })
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary = '' }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`),
  )
}

/** What of it does not fit, is covered, or is too small to be hit. */
export function layoutFaults(): readonly string[] {
  const dialog = document.querySelector('dialog[open]')
  const root = dialog ?? document.body
  const { scrollWidth, clientWidth } = document.documentElement
  return [
    ...(scrollWidth > clientWidth ? [`the page is ${scrollWidth - clientWidth} px too wide`] : []),
    ...textsOf(root).flatMap(cut),
    ...[...root.querySelectorAll<HTMLElement>(CONTROLS)].filter(shown).flatMap(outOfReach),
  ]
}

function textsOf(root: Element): Text[] {
  const texts: Text[] = []
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const { currentNode } = walker
    if (currentNode instanceof Text && currentNode.data.trim() !== '') texts.push(currentNode)
  }
  return texts
}

function shown(element: Element): boolean {
  const { width, height } = element.getBoundingClientRect()
  return element.checkVisibility({ visibilityProperty: true }) && width > 1 && height > 1
}

/** Cut off by what is around it: by anything sideways, above and below by what cannot be scrolled. */
function cut(text: Text): string[] {
  const { parentElement } = text
  if (parentElement === null || parentElement.matches(MAY_BE_CUT) || !shown(parentElement)) return []
  const range = document.createRange()
  range.selectNodeContents(text)
  const { left, right, top, bottom } = range.getBoundingClientRect()
  if (right - left < 1 || hidden(parentElement)) return []
  const faults: string[] = []
  if (left < -1 || right > document.documentElement.clientWidth + 1) faults.push('beside the page')
  let scrolls = false
  for (let box: Element | null = parentElement; box !== null; box = box.parentElement) {
    const { overflowX, overflowY } = getComputedStyle(box)
    const edge = box.getBoundingClientRect()
    if (overflowX !== 'visible' && (left < edge.left - 1 || right > edge.right + 1))
      faults.push(`sideways by ${box.className}`)
    if (overflowY === 'auto' || overflowY === 'scroll') scrolls = true
    else if (overflowY !== 'visible' && !scrolls && (top < edge.top - 1 || bottom > edge.bottom + 1))
      faults.push(`above or below by ${box.className}`)
    if (box.matches('dialog')) break
  }
  return faults.map((fault) => `"${text.data.trim()}" is cut: ${fault}`)
}

/** For screen readers only. */
function hidden(element: Element): boolean {
  for (let box: Element | null = element; box !== null; box = box.parentElement)
    if (getComputedStyle(box).clipPath === 'inset(50%)') return true
  return false
}

function outOfReach(control: HTMLElement): string[] {
  control.scrollIntoView({ block: 'nearest' })
  const { left, top, width, height } = control.getBoundingClientRect()
  const name = control.getAttribute('aria-label') ?? control.textContent ?? control.tagName
  const faults: string[] = []
  if (Math.min(width, height) < SMALLEST_TARGET) faults.push(`"${name}" is ${width} by ${height} px small`)
  const hit = document.elementFromPoint(left + width / 2, top + height / 2)
  if (hit === null || !control.contains(hit))
    faults.push(`"${name}" is covered by ${hit?.className ?? 'nothing: it is outside of the window'}`)
  return faults
}
