/** A document to show in a running meeting: fetched by the vendor from a URL, or sent along as bytes. */
export type MeetingDocument = MeetingDocumentByUrl | MeetingDocumentAsBytes

interface MeetingDocumentBase {
  /** Shown at once. At most one of those that are sent together. Default: the vendor's (BigBlueButton: the first). */
  readonly current?: boolean
  /** Attendees may download it. Default: false. */
  readonly downloadable?: boolean
  /** Moderators may take it away. Default: true. */
  readonly removable?: boolean
}

export interface MeetingDocumentByUrl extends MeetingDocumentBase {
  /** An absolute http(s) URL that the vendor's server can reach. BigBlueButton takes https only. */
  readonly url: string
  /** File name with its ending, 1 to 255 characters. Default: the URL's. */
  readonly name?: string
}

export interface MeetingDocumentAsBytes extends MeetingDocumentBase {
  readonly content: Uint8Array
  /** File name with its ending, 1 to 255 characters. */
  readonly name: string
}
