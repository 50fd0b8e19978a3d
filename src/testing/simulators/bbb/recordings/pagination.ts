import type { BbbPagination } from '../servers.js'
import { branch, leaf } from '../xml.js'
import type { SimulatedBbbFormat, StoredRecording } from './recording.js'

interface Entry {
  readonly recording: StoredRecording
  readonly formats: readonly SimulatedBbbFormat[]
}

export interface RecordingPage {
  readonly entries: readonly Entry[]
  /** What the answer says about the page. */
  readonly fields: readonly string[]
}

const maxLimit = 100

/** Cuts a page out, the way that the server does it; without `limit` everything is on it. Fact sheet section 1.3. */
export function pageOf(
  pagination: BbbPagination,
  recordings: readonly StoredRecording[],
  params: ReadonlyMap<string, string>,
): RecordingPage {
  const limit = clampedOr(undefined, params.get('limit'), 1, maxLimit)
  const offset = clampedOr(0, params.get('offset'), 0, Number.MAX_SAFE_INTEGER) ?? 0
  if (pagination === 'ignored' || limit === undefined) return { entries: recordings.map(whole), fields: [] }
  return pagination === 'total'
    ? {
        entries: recordings.slice(offset, offset + limit).map(whole),
        fields: [leaf('totalElements', recordings.length)],
      }
    : pageOfFormats(recordings, offset, limit)
}

/** The early shape: counts formats, and cuts the page before the formats of a recording are put together. */
function pageOfFormats(recordings: readonly StoredRecording[], offset: number, limit: number): RecordingPage {
  const rows = recordings.flatMap((recording) =>
    recording.formats.length === 0
      ? [{ recording, formats: [] }]
      : recording.formats.map((format) => ({ recording, formats: [format] })),
  )
  const page = rows.slice(offset, offset + limit)
  const pageable = branch(
    'pageable',
    leaf('offset', offset),
    leaf('limit', limit),
    leaf('paged', true),
    leaf('unpaged', false),
  )
  return {
    entries: merged(page),
    fields: [
      branch('pagination', pageable, leaf('totalElements', rows.length), leaf('empty', page.length === 0)),
    ],
  }
}

function merged(rows: readonly Entry[]): readonly Entry[] {
  const formatsOf = new Map<StoredRecording, readonly SimulatedBbbFormat[]>()
  for (const { recording, formats } of rows) {
    formatsOf.set(recording, [...(formatsOf.get(recording) ?? []), ...formats])
  }
  return [...formatsOf].map(([recording, formats]) => ({ recording, formats }))
}

function whole(recording: StoredRecording): Entry {
  return { recording, formats: recording.formats }
}

/** A number outside the bounds becomes the nearest one inside; what is no number counts as not given. */
function clampedOr(
  fallback: number | undefined,
  text: string | undefined,
  least: number,
  most: number,
): number | undefined {
  if (text === undefined || !/^[+-]?\d+$/.test(text)) return fallback
  return Math.min(Math.max(Number(text), least), most)
}
