/** A document that a simulated server took as slides; it never fetches one. */
export interface SimulatedBbbDocument {
  readonly name: string
  /** Where the server would fetch it; absent when its bytes came in the request. */
  readonly url?: string
  readonly bytes?: Uint8Array
  /** The one on the screen: the first of a request, unless another says so. */
  readonly current: boolean
  readonly downloadable: boolean
  readonly removable: boolean
}
