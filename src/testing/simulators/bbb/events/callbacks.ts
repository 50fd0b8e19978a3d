import type { BbbSimulatorSettings } from '../options.js'
import { analyticsMessage, endCallbackUrl, recordingReadyMessage } from './callback-messages.js'
import type { CallbackUrls } from './callback-urls.js'
import type { DeliverySubject, Sender } from './sender.js'

/** What the callbacks take from the server, as it is at the time. */
export interface CallbackServer {
  readonly settings: BbbSimulatorSettings
  readonly secret: string
}

/** Waits between the attempts of an end callback, which lives in the server's memory only. Fact sheet section 5.1. */
const retriesAfterMs = [30_000, 60_000, 120_000, 300_000] as const
const dayS = 86_400

/** Calls whom a `create` named. */
export class Callbacks {
  readonly #server: CallbackServer
  readonly #sender: Sender

  constructor(server: CallbackServer, sender: Sender) {
    this.#server = server
    this.#sender = sender
  }

  get areOn(): boolean {
    return this.#server.settings.deliverCallbacks
  }

  /** The meeting is over: both end callbacks, each with its own retries, and the analytics. */
  meetingEnded(urls: CallbackUrls, meetingID: string, recorded: boolean, analytics: () => unknown): void {
    if (!this.areOn) return
    const { end, ended } = urls
    if (end !== undefined) {
      this.#get(endCallbackUrl(end, meetingID, recorded), { kind: 'end-callback', url: end, meetingID })
    }
    if (ended !== undefined) this.#get(ended, { kind: 'meeting-ended-url', url: ended, meetingID })
    if (urls.analytics !== undefined) this.#analytics(urls.analytics, meetingID, analytics())
  }

  /** One format of a recording is there. Tried once. */
  recordingReady(url: string, meetingID: string, recordID: string): void {
    if (!this.areOn) return
    const { settings, secret } = this.#server
    const algorithm = settings.recordingReadyDigest
    const message = recordingReadyMessage({ url, secret, meetingID, recordID, algorithm })
    this.#sender.send(message, { kind: 'recording-ready', url, meetingID }, 1)
  }

  #analytics(url: string, meetingID: string, data: unknown): void {
    const { secret } = this.#server
    const expiresAt = Math.floor(this.#sender.now() / 1000) + dayS
    const message = analyticsMessage({ url, secret, data, algorithm: 'HS512', expiresAt })
    this.#sender.send(message, { kind: 'analytics', url, meetingID }, 1)
  }

  #get(url: string, subject: DeliverySubject, attempt = 1): void {
    this.#sender.send({ method: 'GET', url, headers: {} }, subject, attempt, ({ delivered }) => {
      const wait = retriesAfterMs[attempt - 1]
      if (delivered || wait === undefined) return
      this.#sender.after(wait, () => this.#get(url, subject, attempt + 1))
    })
  }
}
