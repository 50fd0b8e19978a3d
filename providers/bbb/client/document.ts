/** Slides or another document, fetched by the server or sent along. */
export type BbbDocument = BbbDocumentByUrl | BbbDocumentAsBytes

interface BbbDocumentBase {
  /** Shown at once. Default: the first document is. */
  readonly current?: boolean
  /** Everybody may download it. Default: false. */
  readonly downloadable?: boolean
  /** May be taken away. Default: true. */
  readonly removable?: boolean
}

export interface BbbDocumentByUrl extends BbbDocumentBase {
  /** https, and a host that the server can reach; it refuses `localhost`. At most 30 MB and 200 pages. */
  readonly url: string
  /** With its ending. Default: the URL's. */
  readonly filename?: string
}

export interface BbbDocumentAsBytes extends BbbDocumentBase {
  /** Sent in base64, a third longer. */
  readonly content: Uint8Array
  /** With its ending, by which the server knows what it is. */
  readonly filename: string
}
