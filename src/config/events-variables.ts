import type { Problem } from '../errors/meeting-error.js'
import { type EventsConfig, eventsConfigSchema } from './events-config.js'
import { parse } from './parsed.js'

const names: Readonly<Record<string, string>> = { url: 'MEETING_EVENTS_URL', secret: 'MEETING_EVENTS_SECRET' }

/** Reads `events` from its two variables; blanks separate several secrets. Undefined where neither is set. */
export function eventsFromVariables(
  url: string | undefined,
  secret: string | undefined,
  problems: Problem[],
): EventsConfig | undefined {
  if (url === undefined && secret === undefined) return undefined
  const secrets = secret?.split(/\s+/)
  const parsed = parse(eventsConfigSchema, { url, secret: secrets?.length === 1 ? secret : secrets })
  if (parsed.ok) return parsed.value
  for (const { path, rule } of parsed.problems) {
    const [key = ''] = path.split('.')
    problems.push({ path: names[key] ?? 'MEETING_EVENTS_URL', rule })
  }
  return undefined
}
