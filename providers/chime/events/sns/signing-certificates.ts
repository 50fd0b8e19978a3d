import { type KeyObject, X509Certificate } from 'node:crypto'
import { MeetingError } from '../../../../src/errors/meeting-error.js'
import { BoundedMap } from '../../../../src/memory/bounded-map.js'
import type { ProviderCallOptions } from '../../../../src/spec/call-options.js'
import { SharedWork } from '../../shared-work.js'
import { notGenuine } from '../not-genuine.js'
import { type FetchParts, fetchText } from './fetch-text.js'

/** SNS uses one at a time in a region, and another one every year. */
const MOST_KEPT = 20
const MIN_BITS = 2_048

interface SigningCertificate {
  readonly key: KeyObject
  /** By the clock. */
  readonly from: number
  readonly until: number
}

/** The certificates with which SNS signs, by their URLs, each fetched once at a time and kept for as long as it is valid. */
export class SigningCertificates {
  readonly #parts: FetchParts
  readonly #kept = new BoundedMap<string, SigningCertificate>(MOST_KEPT)
  readonly #fetching = new SharedWork<SigningCertificate>()

  constructor(parts: FetchParts) {
    this.#parts = parts
  }

  /**
   * The key of a certificate whose URL is known to be one of SNS: that it is served there, over TLS, is what makes it genuine. Fails
   * with `forbidden` where there is none, or it is not valid now, and with `unavailable` where SNS cannot be asked.
   */
  async keyOf(url: string, options: ProviderCallOptions): Promise<KeyObject> {
    const kept = this.#kept.get(url)
    if (kept !== undefined && this.#isValid(kept)) return kept.key
    const fetched = await this.#fetching.run(url, options, () => this.#fetch(url))
    if (!this.#isValid(fetched)) throw notGenuine('the certificate of the message is not valid now')
    this.#kept.set(url, fetched)
    return fetched.key
  }

  #isValid({ from, until }: SigningCertificate): boolean {
    const now = this.#parts.clock.now()
    return from <= now && now <= until
  }

  async #fetch(url: string): Promise<SigningCertificate> {
    const { status, body } = await fetchText(this.#parts, url)
    if (status === 200) return certificateIn(body)
    if (status >= 400 && status < 500 && status !== 429)
      throw notGenuine('SNS has no certificate at the URL that the message names')
    throw new MeetingError({
      code: 'unavailable',
      message: `SNS answers ${status} when asked for the certificate`,
      vendorCode: `HTTP ${status}`,
      effect: 'none',
    })
  }
}

function certificateIn(pem: string): SigningCertificate {
  try {
    const { publicKey: key, validFrom, validTo } = new X509Certificate(pem)
    const [from, until] = [Date.parse(validFrom), Date.parse(validTo)]
    const bits = key.asymmetricKeyDetails?.modulusLength ?? 0
    if (key.asymmetricKeyType === 'rsa' && bits >= MIN_BITS && from <= until) return { key, from, until }
  } catch {
    // What is no certificate at all is as useless as one of another kind.
  }
  throw notGenuine(`the certificate of the message is none of RSA with ${MIN_BITS} bits at least`)
}
