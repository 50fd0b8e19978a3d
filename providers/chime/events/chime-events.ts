import type { HttpTransport } from '../../../src/http/http-transport.js'
import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import type {
  EventDelivery,
  ProviderDelivery,
  ProviderEvent,
  ProviderEvents,
  ProviderRegistration,
} from '../../../src/spec/provider-events.js'
import type { ProviderMeeting } from '../../../src/spec/provider-meeting.js'
import type { ChimeParts } from '../parts.js'
import type { ChimeRecordings } from '../recording/chime-recordings.js'
import { ReplicaIndex } from '../replicas/replica-of.js'
import { readMessage } from './message.js'
import { switchedOff } from './not-genuine.js'
import { observe } from './observe.js'
import { receiveEventBridge } from './receive-eventbridge.js'
import { registration } from './registration.js'
import { receiveSns, type SnsParts } from './sns/receive-sns.js'
import { SigningCertificates } from './sns/signing-certificates.js'
import { type TranslationParts, translate } from './translate.js'
import { unwrap } from './unwrap.js'

export interface ChimeEventsParts {
  readonly parts: ChimeParts
  readonly transport: HttpTransport
  /** Absent where recording is not configured. */
  readonly recordings: ChimeRecordings | undefined
  /** Runs work unless the provider is closed. */
  readonly run: <T>(work: () => Promise<T>) => Promise<T>
}

/**
 * The events of an instance's meetings (fact sheet, section 4). Chime signs none of them, so each way has a proof of its own: the
 * signature of SNS, the key of EventBridge, or, for `readTrusted`, that only AWS can put something there.
 */
export class ChimeEvents implements ProviderEvents {
  readonly ways: ProviderEvents['ways'] = { sns: 'POST', eventbridge: 'POST' }
  readonly #parts: ChimeParts
  readonly #run: ChimeEventsParts['run']
  readonly #sns: SnsParts
  readonly #translation: TranslationParts

  constructor({ parts, transport, recordings, run }: ChimeEventsParts) {
    const { clock, config } = parts
    this.#parts = parts
    this.#run = run
    this.#sns = { clock, transport, config, certificates: new SigningCertificates({ clock, transport }) }
    this.#translation = { parts, recordings, replicas: new ReplicaIndex(parts) }
  }

  sessionOf(vendor: Readonly<Record<string, string>>): string | undefined {
    return vendor['meetingId']
  }

  receive(delivery: EventDelivery, options: ProviderCallOptions): Promise<ProviderDelivery> {
    return this.#run(async () => {
      const { way } = delivery.claims
      const { config } = this.#parts
      if (way === 'eventbridge') return this.#read([receiveEventBridge(delivery, config.events)], options)
      if (way !== 'sns') throw switchedOff(way, 'Chime has none of this name')
      const text = await receiveSns(this.#sns, delivery, options)
      return this.#read(text === undefined ? [] : unwrap(text), options)
    })
  }

  readTrusted(message: unknown, options: ProviderCallOptions): Promise<ProviderDelivery> {
    return this.#run(async () => this.#read(unwrap(message), options))
  }

  register(): Promise<ProviderRegistration> {
    return this.#run(async () => registration(this.#parts.config.events))
  }

  observe(meeting: ProviderMeeting, event: ProviderEvent): Promise<ProviderEvent> {
    return this.#run(() => observe(this.#parts, meeting, event))
  }

  async #read(envelopes: readonly unknown[], options: ProviderCallOptions): Promise<ProviderDelivery> {
    // All are read before anything is asked about any.
    const messages = envelopes.map((envelope) => readMessage(envelope, this.#parts.config))
    return {
      events: await Promise.all(messages.map((message) => translate(this.#translation, message, options))),
    }
  }
}
