/** Words to a recording, in one language. */
export interface RecordingCaptions {
  readonly kind: 'subtitles' | 'captions'
  /** BCP 47: `pt-BR`. */
  readonly language: string
  /** The language's name as people choose it: `Português`. */
  readonly label: string
  /** Where the file can be fetched; may expire within the hour. */
  readonly url?: string
  readonly source?: 'live' | 'automatic' | 'upload'
}

/** Which track of a recording: there is one of a kind in a language. */
export type RecordingCaptionsKey = Pick<RecordingCaptions, 'kind' | 'language'>

/** A caption file to put to a recording. It takes the place of the one of the same kind and language. */
export interface RecordingCaptionsUpload extends RecordingCaptionsKey {
  /** 1 to 100 characters. */
  readonly label: string
  /** SRT, SSA/ASS or WebVTT; at most 1 MiB. */
  readonly content: string | Uint8Array
  /** Default: `captions.vtt`, or `.srt` or `.ass` as the content says. */
  readonly fileName?: string
}
