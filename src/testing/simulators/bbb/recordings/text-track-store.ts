import { randomBytes } from 'node:crypto'

/** A caption or subtitle track of a recording. */
export interface SimulatedBbbTrack {
  readonly kind: 'subtitles' | 'captions'
  readonly lang: string
  readonly label: string
  readonly source: 'live' | 'automatic' | 'upload'
  /** The file as it came; a real server would turn it into WebVTT. */
  readonly content: string
}

interface Change {
  readonly at: number
  readonly recordID: string
  readonly kind: string
  readonly lang: string
  /** Undefined: the track goes. */
  readonly track: SimulatedBbbTrack | undefined
}

interface Download {
  readonly recordID: string
  readonly kind: string
  readonly lang: string
  readonly until: number
}

/** How long a link to a track works. */
const linkLifeMs = 3_600_000

/** The text tracks of all recordings; an upload shows only once it is processed. */
export class TextTrackStore {
  readonly #processingMs: number
  #tracks: Map<string, readonly SimulatedBbbTrack[]> = new Map()
  #pending: Change[] = []
  #downloads: Map<string, Download> = new Map()

  constructor(processingMs: number) {
    this.#processingMs = processingMs
  }

  of(recordID: string, now: number): readonly SimulatedBbbTrack[] {
    this.#settle(now)
    return this.#tracks.get(recordID) ?? []
  }

  /** Takes the place of a track with the same kind and language; without a track that one goes. */
  put(recordID: string, kind: string, lang: string, track: SimulatedBbbTrack | undefined, now: number): void {
    this.#pending.push({ at: now + this.#processingMs, recordID, kind, lang, track })
  }

  /** A track that is there at once, whatever made it. */
  add(recordID: string, track: SimulatedBbbTrack): void {
    this.#apply({ at: 0, recordID, kind: track.kind, lang: track.lang, track })
  }

  /** The secret part of a link to a track, good for an hour. */
  link(recordID: string, { kind, lang }: SimulatedBbbTrack, now: number): string {
    const token = randomBytes(20).toString('hex')
    this.#downloads.set(token, { recordID, kind, lang, until: now + linkLifeMs })
    return token
  }

  /** What a link leads to; undefined when it is too old, or the track has gone. */
  download(token: string, now: number): SimulatedBbbTrack | undefined {
    const link = this.#downloads.get(token)
    if (link === undefined || now >= link.until) return undefined
    return this.of(link.recordID, now).find(({ kind, lang }) => kind === link.kind && lang === link.lang)
  }

  reset(): void {
    this.#tracks.clear()
    this.#downloads.clear()
    this.#pending = []
  }

  #settle(now: number): void {
    const due = this.#pending.filter(({ at }) => at <= now)
    this.#pending = this.#pending.filter(({ at }) => at > now)
    for (const change of due) this.#apply(change)
  }

  /** A file that is no caption file is dropped without a word, and what was there stays. */
  #apply({ recordID, kind, lang, track }: Change): void {
    if (track !== undefined && !isCaptionFile(track.content)) return
    const others = (this.#tracks.get(recordID) ?? []).filter(
      (other) => other.kind !== kind || other.lang !== lang,
    )
    this.#tracks.set(recordID, track === undefined ? others : [...others, track])
  }
}

/** WebVTT, SubRip or SubStation Alpha, by what each cannot be without. */
function isCaptionFile(content: string): boolean {
  return /^\uFEFF?WEBVTT/.test(content) || content.includes('-->') || content.includes('[Script Info]')
}
