/** A message into the public chat of a running meeting. */
export interface ChatMessage {
  /** 1 to 500 characters. */
  readonly text: string
  /** Whose name it shows, 1 to 255 characters. Default: the vendor's (BigBlueButton: System). */
  readonly from?: string
}
