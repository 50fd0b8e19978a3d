import type { MeetingEvent } from '../spec/event.js'

/** An event that was put aside, and the session whose presence it tells of. */
export interface KeptEvent {
  readonly event: MeetingEvent
  readonly presence?: string | undefined
}

/** Where an object has this member it is one of ours: `['date', ms]`, `['object', entries]` for one that had it itself. */
const TAG = '$'

/** An event as text. Points in time, and whole numbers beyond the exact ones, come out as they were; functions are left out. */
export function eventText(kept: KeptEvent): string {
  return JSON.stringify(packed(kept))
}

/** Reads what `eventText` wrote; undefined for anything else. */
export function readEventText(text: string | undefined): KeptEvent | undefined {
  if (text === undefined) return undefined
  try {
    const kept = unpacked(JSON.parse(text)) as KeptEvent | null
    return typeof kept?.event?.id === 'string' && kept.event.at instanceof Date ? kept : undefined
  } catch {
    return undefined
  }
}

function packed(value: unknown): unknown {
  if (typeof value === 'bigint') return { [TAG]: ['bigint', String(value)] }
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof Date) return { [TAG]: ['date', value.getTime()] }
  if (Array.isArray(value)) return value.map(packed)
  const entries = Object.entries(value).map(([name, member]) => [name, packed(member)] as const)
  return TAG in value ? { [TAG]: ['object', entries] } : Object.fromEntries(entries)
}

function unpacked(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(unpacked)
  if (TAG in value) return untagged(value[TAG] as readonly [string, unknown])
  return ofEntries(Object.entries(value))
}

function untagged([kind, value]: readonly [string, unknown]): unknown {
  if (kind === 'bigint') return BigInt(value as string)
  // JSON has no way to write the time of an invalid date but null.
  if (kind === 'date') return new Date((value as number | null) ?? Number.NaN)
  return ofEntries(value as readonly [string, unknown][])
}

/** Not by assignment: a member may be called `__proto__`. */
function ofEntries(entries: readonly (readonly [string, unknown])[]): unknown {
  return Object.fromEntries(entries.map(([name, member]) => [name, unpacked(member)] as const))
}
