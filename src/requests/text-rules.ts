import * as v from 'valibot'

// Control characters and lone surrogates do not survive any vendor, nor does XML know U+FFFE and U+FFFF. Everything
// else has to survive.
const oddities = /[\p{Cc}\p{Cs}\uFFFE\uFFFF]/u
const odditiesButLines = /[^\P{Cc}\n\r\t]|[\p{Cs}\uFFFE\uFFFF]/u

type TextSchema = v.GenericSchema<string, string>

/** What `text` accepts, asked without a schema. */
export function isText(value: unknown, min: number, max: number): value is string {
  return typeof value === 'string' && value.length >= min && value.length <= max && !oddities.test(value)
}

/** Text of `min` to `max` UTF-16 units without control characters. */
export function text(min: number, max: number): TextSchema {
  return textWithout(
    oddities,
    min,
    max,
    'must hold no control characters, no lone surrogates, and neither U+FFFE nor U+FFFF',
  )
}

/** The same, but with line breaks and tabs. */
export function multilineText(min: number, max: number): TextSchema {
  return textWithout(
    odditiesButLines,
    min,
    max,
    'must hold no control characters but line breaks and tabs, no lone surrogates, and neither U+FFFE nor U+FFFF',
  )
}

function textWithout(pattern: RegExp, min: number, max: number, rule: string): TextSchema {
  const length = `must have ${min} to ${max} characters`
  return v.pipe(
    v.string('must be a string'),
    v.minLength(min, length),
    v.maxLength(max, length),
    v.check((value) => !pattern.test(value), rule),
  )
}

/** A string that matches a pattern; the rule shows the pattern. */
export function matching(pattern: RegExp): TextSchema {
  return v.pipe(v.string('must be a string'), v.regex(pattern, `must match ${pattern.source}`))
}

/** A whole number within bounds. */
export function integer(min: number, max: number): v.GenericSchema<number, number> {
  const rule = `must be a whole number from ${min} to ${max}`
  return v.pipe(v.number(rule), v.integer(rule), v.minValue(min, rule), v.maxValue(max, rule))
}

/** One of some words. */
export function oneOf<const Words extends readonly string[]>(
  ...words: Words
): v.GenericSchema<Words[number], Words[number]> {
  return v.picklist(words, `must be one of ${words.map((word) => `"${word}"`).join(', ')}`)
}

export const flag: v.GenericSchema<boolean, boolean> = v.boolean('must be true or false')

/** An absolute http(s) URL without credentials in it. */
export function webUrl(max: number): TextSchema {
  return v.pipe(
    text(1, max),
    v.check(isWebUrl, 'must be an absolute http or https URL without user and password'),
  )
}

// The URL class makes a URL out of more than is one: "https:host", or one with blanks around it. An `@` before the path
// would end a user name.
const webUrlShape = /^https?:\/\/[^\s/?#\\@]+(?:[/?#\\](?:.*\S)?)?$/i
// With such a host there is nothing left that could be wrong. Asked first, because the parser takes four times as long.
const plainWebUrl = /^https?:\/\/(?:(?!xn--)[a-z\d-]+\.)+(?!xn--)[a-z]+(?::\d{1,4})?(?:[/?#\\](?:.*\S)?)?$/i

/** What `webUrl` accepts of a text. */
export function isWebUrl(value: string): boolean {
  return plainWebUrl.test(value) || (webUrlShape.test(value) && canParseUrl(value))
}

/**
 * `URL.canParse` without its fault: once V8 has optimised it, on Node 20.20 and 22.23 it takes a host such as
 * `münchen.example` for none, after some thousand calls. ASCII is read right.
 */
export function canParseUrl(value: string): boolean {
  if (/^[ -~]*$/.test(value)) return URL.canParse(value)
  try {
    return new URL(value).href !== ''
  } catch {
    return false
  }
}
