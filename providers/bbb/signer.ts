import { type BbbChecksum, checksum } from './checksum.js'

/**
 * Signs calls for one server. `query` is encoded already (see `encode`): the text that is hashed is the text
 * that is sent, byte for byte, so nothing between here and the socket may rewrite it.
 */
export interface BbbSigner {
  /** The absolute URL of a signed call. */
  sign(call: string, query: string): string
  /** The form of the one old call that is signed in its body, always by SHA-1. */
  signForm(call: string, form: string): string
}

export interface BbbSignerOptions {
  /** `https://host/bigbluebutton/api` */
  readonly url: string
  readonly secret: string
  readonly checksum: BbbChecksum
}

export function createSigner({ url, secret, checksum: algorithm }: BbbSignerOptions): BbbSigner {
  return {
    sign(call, query) {
      const sum = checksum(algorithm, call, query, secret)
      return query === '' ? `${url}/${call}?checksum=${sum}` : `${url}/${call}?${query}&checksum=${sum}`
    },
    signForm: (call, form) => `${form}&checksum=${checksum('sha1', call, form, secret)}`,
  }
}
