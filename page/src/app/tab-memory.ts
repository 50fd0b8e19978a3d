import { jsonObject } from '../base/json-object.js'
import type { ChosenDevices } from '../media/local-media-state.js'

/** What the page remembers of itself across a reload of its tab, and nowhere else. */
interface TabRecord {
  /** Of the link that this tab was opened with. */
  readonly token?: string
  /** Of the server's latest answer. */
  readonly pass?: string
  /** The person was in the meeting, with these choices: a reload leads back into it. */
  readonly inside?: Choices
  /** The meeting is over for this person: a reload says so again, and opens nothing anew. */
  readonly over?: 'ended' | 'removed'
}

/** How somebody wants to come in. */
export interface Choices {
  readonly muted: boolean
  readonly camera: boolean
  /** Absent: the system's defaults. */
  readonly devices?: ChosenDevices
  /** Since when the hand is up, in milliseconds since the epoch. */
  readonly raisedAt?: number
}

/** What the memory needs of `sessionStorage`. */
interface TabStorage {
  getItem(key: string): string | null
  setItem(key: string, value: string): void
}

const KEY = 'anymeet'

/** Storage may be forbidden altogether: then a reload asks for the link again, and nothing else changes. */
export class TabMemory {
  readonly #storage: () => TabStorage
  #record: TabRecord

  constructor(storage: () => TabStorage) {
    this.#storage = storage
    this.#record = this.#read()
  }

  get(): TabRecord {
    return this.#record
  }

  set(record: TabRecord): void {
    this.#record = record
    try {
      this.#storage().setItem(KEY, JSON.stringify(record))
    } catch {
      // Kept for this page's life.
    }
  }

  #read(): TabRecord {
    try {
      return recordOf(jsonObject(this.#storage().getItem(KEY) ?? '{}'))
    } catch {
      return {}
    }
  }
}

function recordOf({ token, pass, inside, over }: Readonly<Record<string, unknown>>): TabRecord {
  return {
    ...(typeof token === 'string' ? { token } : {}),
    ...(typeof pass === 'string' ? { pass } : {}),
    ...(isChoices(inside) ? { inside } : {}),
    ...(over === 'ended' || over === 'removed' ? { over } : {}),
  }
}

function isChoices(value: unknown): value is Choices {
  if (typeof value !== 'object' || value === null) return false
  const { muted, camera, devices, raisedAt } = value as Readonly<Record<string, unknown>>
  if (devices !== undefined && !isDevices(devices)) return false
  if (raisedAt !== undefined && typeof raisedAt !== 'number') return false
  return typeof muted === 'boolean' && typeof camera === 'boolean'
}

function isDevices(value: unknown): value is ChosenDevices {
  if (typeof value !== 'object' || value === null) return false
  const { camera, microphone, speaker } = value as Readonly<Record<string, unknown>>
  return [camera, microphone, speaker].every((id) => typeof id === 'string')
}
