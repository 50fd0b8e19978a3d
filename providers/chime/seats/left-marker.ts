import { randomUUID } from 'node:crypto'
import { askStore } from '../ask-store.js'
import type { ChimeParts } from '../parts.js'
import type { Members } from '../reading.js'
import { KEPT_MS } from './ledger.js'

type StoreParts = Pick<ChimeParts, 'clock' | 'store'>

/** The last time that somebody left a meeting. */
export interface LastLeave {
  readonly at: number
  /** Tells one leave from the next. */
  readonly id: string
}

const leftKey = (primaryId: string): string => `left:${primaryId}`
const clearedKey = (primaryId: string): string => `cleared:${primaryId}`

/** Notes that somebody left, so that whoever gives seats free knows in which meetings to look. */
export async function noteLeave(parts: StoreParts, primaryId: string, at: number): Promise<void> {
  const leave: LastLeave = { at, id: randomUUID() }
  await askStore(parts, parts.store.set(leftKey(primaryId), JSON.stringify(leave), KEPT_MS))
}

/** The same of somebody who left a while ago: who left since is still the last. */
export async function noteEarlierLeave(parts: StoreParts, primaryId: string, at: number): Promise<void> {
  const last = await lastLeave(parts, primaryId)
  await noteLeave(parts, primaryId, Math.max(at, last?.at ?? at))
}

/** Undefined where nobody left. */
export async function lastLeave(parts: StoreParts, primaryId: string): Promise<LastLeave | undefined> {
  const line = await askStore(parts, parts.store.get(leftKey(primaryId)))
  const { at, id } = parsed(line)
  return typeof at === 'number' && typeof id === 'string' ? { at, id } : undefined
}

/** Notes that the seats of everybody who had left by then are free. */
export async function noteCleared(parts: StoreParts, primaryId: string, leave: LastLeave): Promise<void> {
  await askStore(parts, parts.store.set(clearedKey(primaryId), leave.id, KEPT_MS))
}

export async function isCleared(parts: StoreParts, primaryId: string, leave: LastLeave): Promise<boolean> {
  return (await askStore(parts, parts.store.get(clearedKey(primaryId)))) === leave.id
}

function parsed(line: string | undefined): Members {
  if (line === undefined) return {}
  try {
    return (JSON.parse(line) as Members | null) ?? {}
  } catch {
    return {}
  }
}
