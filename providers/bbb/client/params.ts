import { invalidRequest } from '../../../src/errors/invalid-request.js'
import type { Problem } from '../../../src/errors/meeting-error.js'
import { encodeQuery } from '../encode.js'
import { withLineBreaks } from '../option-params.js'

/** Members that hold a record of parameters: what stands before each name, and which names the server keeps. */
const records: Readonly<Record<string, readonly [prefix: string, names: RegExp]>> = {
  meta: ['meta_', /^[a-zA-Z][a-zA-Z0-9-]*$/],
  plugin: ['plugin_', /^[\w.-]+$/],
  // Names of XML elements in every later answer: one that is none, or that readers refuse, spoils them all.
  userdata: ['userdata-', /^(?!__proto__$)[A-Za-z_][\w.]*$/],
  extra: ['', /^[A-Za-z][\w.-]*$/],
}

const asJson: ReadonlySet<string> = new Set(['groups', 'pluginManifests'])
/** BigBlueButton strips control characters; these two texts are HTML, in which a line break is an element. */
const asHtml: ReadonlySet<string> = new Set(['welcome', 'moderatorOnlyMessage'])

// The server strips control characters; half a surrogate pair becomes another character; no XML can hold the rest.
const odd = /[\p{Cc}\p{Cs}\uFFFE\uFFFF]/u

/**
 * The query of a call out of its request: members as they are named; lists joined by commas, `Date` as
 * milliseconds, the records `meta`, `plugin`, `userdata` with their prefix, `extra` as it is. What the server
 * would change or drop without a word is `invalid-request`: characters that do not survive, a comma inside a
 * listed value, names that it does not keep, numbers that are none, a parameter that is set twice.
 */
export function queryOf(request: object): string {
  const params: [string, string][] = []
  const problems: Problem[] = []
  const put = (name: string, value: string, path: string): void => {
    if (odd.test(value))
      problems.push({
        path,
        rule: 'must hold no control characters, no lone surrogates, and neither U+FFFE nor U+FFFF',
      })
    if (params.some(([other]) => other === name)) problems.push({ path, rule: 'is set by another member' })
    params.push([name, value])
  }
  for (const [name, value] of Object.entries(request) as [string, unknown][]) {
    if (value === undefined) continue
    const record = Object.hasOwn(records, name) ? records[name] : undefined
    if (record === undefined) {
      const text = paramText(name, value)
      if (text === undefined) problems.push({ path: name, rule: ruleOf(value) })
      else put(name, text, name)
      continue
    }
    const [prefix, names] = record
    for (const [key, inner] of Object.entries(value as object) as [string, unknown][]) {
      if (inner === undefined) continue
      const path = `${name}.${key}`
      if (!names.test(key)) problems.push({ path, rule: `must have a name like ${names.source}` })
      else {
        const text = paramText(key, inner)
        if (text === undefined) problems.push({ path, rule: ruleOf(inner) })
        else put(prefix + key, text, path)
      }
    }
  }
  if (problems.length > 0) throw invalidRequest(problems)
  return encodeQuery(params)
}

function paramText(name: string, value: unknown): string | undefined {
  if (typeof value === 'string') return asHtml.has(name) ? withLineBreaks(value) : value
  if (typeof value === 'boolean') return String(value)
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : undefined
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : String(value.getTime())
  if (asJson.has(name)) return JSON.stringify(value)
  if (!Array.isArray(value) || value.length === 0) return undefined
  return value.some((entry) => typeof entry !== 'string' || entry === '' || entry.includes(','))
    ? undefined
    : value.join(',')
}

function ruleOf(value: unknown): string {
  if (Array.isArray(value)) return 'must be a list of texts, not empty and without commas'
  return 'must be text, a finite number, true, false, a valid date or a list of texts'
}

/** Errors of the client name parameters as they are. */
export function ownName(param: string): string {
  return param
}
