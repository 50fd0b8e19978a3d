import { MeetingError } from '../../../src/errors/meeting-error.js'
import { safeCause } from '../../../src/errors/safe-cause.js'
import { askStore, keysOf } from '../ask-store.js'
import type { ChimeParts } from '../parts.js'
import { isRecordingId } from './recording-id.js'
import { parseRecordingState, type RecordingState } from './recording-state.js'

const DAY_MS = 86_400_000
const KEPT_MS = 400 * DAY_MS
/** Chime ends every meeting after a day. */
const RUNNING_MS = DAY_MS + 3_600_000
/** After this, what a process left behind that died while it started a recording is forgotten. */
const STARTING_MS = 600_000
/** Chime makes no films of what was captured 30 days ago. */
const PIPELINE_MS = 31 * DAY_MS

const recordingKey = (id: string): string => `recording:${id}`
const indexKey = ({ key, id }: { readonly key: string; readonly id: string }): string =>
  `recordings-of:${key}:${id}`
const captureKey = (meetingId: string): string => `capture:${meetingId}`
const pipelineKey = (pipelineId: string): string => `pipeline:${pipelineId}`

type StoreParts = Pick<ChimeParts, 'clock' | 'store'>

/**
 * The recordings in the store: each by its id, the ids by the key of their meeting and by their pipelines, and for a session the
 * id of what records it. Fails with `unavailable` where the store fails, or does not answer.
 */
export class RecordingStates {
  readonly #parts: StoreParts

  constructor(parts: StoreParts) {
    this.#parts = parts
  }

  async get(id: string): Promise<RecordingState | undefined> {
    const text = await reading(() => this.#get(recordingKey(id)))
    const state = text === undefined ? undefined : parseRecordingState(text)
    return state?.id === id ? state : undefined
  }

  /** Writes a recording that is new, or that has been started now. */
  async put(state: RecordingState): Promise<void> {
    const { id, meetingId, pipelines } = state
    const ttlMs = pipelines === undefined ? STARTING_MS : KEPT_MS
    await writing(async () => {
      await this.#set(indexKey(state), '', ttlMs)
      await this.#set(captureKey(meetingId), id, Math.min(ttlMs, RUNNING_MS))
      for (const pipelineId of Object.values(pipelines ?? {}))
        await this.#set(pipelineKey(pipelineId), id, PIPELINE_MS)
      // Last, so that where a write fails it is not there, or not started.
      await this.#set(recordingKey(id), JSON.stringify(state), ttlMs)
    })
  }

  /** Notes that this one records its session. */
  async runs({ id, meetingId }: RecordingState): Promise<void> {
    await writing(() => this.#set(captureKey(meetingId), id, RUNNING_MS))
  }

  /** Changes what is there now, for others may have changed it meanwhile; nothing where it is gone. */
  async change(id: string, changes: Partial<RecordingState>): Promise<RecordingState | undefined> {
    const state = await this.get(id)
    if (state === undefined) return undefined
    const changed = { ...state, ...changes }
    await writing(() => this.#set(recordingKey(id), JSON.stringify(changed), KEPT_MS))
    return changed
  }

  async drop(state: RecordingState): Promise<void> {
    await this.notRunning(state)
    await writing(async () => {
      await this.#delete(indexKey(state))
      for (const pipelineId of Object.values(state.pipelines ?? {}))
        await this.#delete(pipelineKey(pipelineId))
      await this.#delete(recordingKey(state.id))
    })
  }

  /** What records the session, or did last. */
  async ofSession(meetingId: string): Promise<RecordingState | undefined> {
    const id = await reading(() => this.#get(captureKey(meetingId)))
    return id === undefined ? undefined : this.get(id)
  }

  /** What a capture or the films made of it belong to. */
  async ofPipeline(pipelineId: string): Promise<RecordingState | undefined> {
    const id = await reading(() => this.#get(pipelineKey(pipelineId)))
    return id === undefined ? undefined : this.get(id)
  }

  /** Notes that this one does not record its session any more. */
  async notRunning({ id, meetingId }: RecordingState): Promise<void> {
    await writing(async () => {
      if ((await this.#get(captureKey(meetingId))) === id) await this.#delete(captureKey(meetingId))
    })
  }

  /** The ids of all recordings, or of those of some meetings; newest first. */
  async ids(keys?: readonly string[]): Promise<readonly string[]> {
    const prefixes = keys?.map((key) => indexKey({ key, id: '' })) ?? [recordingKey('')]
    const found = new Set<string>()
    await reading(async () => {
      for (const prefix of prefixes)
        for await (const key of keysOf(this.#parts, prefix)) found.add(key.slice(prefix.length))
    })
    return [...found].filter(isRecordingId).sort().toReversed()
  }

  #get(key: string): Promise<string | undefined> {
    return askStore(this.#parts, this.#parts.store.get(key))
  }

  #set(key: string, value: string, ttlMs: number): Promise<void> {
    return askStore(this.#parts, this.#parts.store.set(key, value, ttlMs))
  }

  #delete(key: string): Promise<void> {
    return askStore(this.#parts, this.#parts.store.delete(key))
  }
}

async function reading<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw broken('read', error).with({ effect: 'none' })
  }
}

async function writing(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    throw broken('written to', error)
  }
}

function broken(done: string, error: unknown): MeetingError {
  return new MeetingError({
    code: 'unavailable',
    message: `the store, which remembers recordings, cannot be ${done}`,
    cause: MeetingError.is(error) ? error.cause : safeCause(error),
  })
}
