import { randomUUID } from 'node:crypto'
import type { Clock } from '../../../../ports/clock.js'
import { type ChimeEventSource, targetsOf } from '../chime-events.js'
import { Deliveries } from '../deliveries.js'
import type { DeliveryAttempt } from '../delivery-attempt.js'
import { EventGate, type ReleaseOrder } from '../event-gate.js'
import { assertHttpUrl, Poster } from '../post.js'
import { notificationOf } from '../rendered-event.js'
import type { TopicSubscribeOptions } from './options.js'
import type { SnsIssuer } from './sns-issuer.js'
import { type SnsMessage, snsHeaders, snsText } from './sns-message.js'
import { type DeliveryTransport, type SnsPage, transportAround } from './sns-transport.js'
import { Subscription, type TopicSubscription } from './subscription.js'
import { certificatePage, donePage, errorPage, nothingPage } from './topic-pages.js'

interface TopicParts {
  readonly clock: Clock
  readonly account: string
  readonly newIssuer: () => SnsIssuer
  readonly retryDelaysMs: readonly number[]
  readonly answerTimeoutMs: number | undefined
}

interface Publication {
  readonly id: string
  readonly text: string
  readonly subject: string | undefined
  readonly at: Date
}

/**
 * A topic of SNS with HTTP subscribers, made by `startTopicSimulator`. It posts for real; its own pages (certificate,
 * SubscribeURL, UnsubscribeURL) have the service's real addresses and are reached by `transport`.
 */
export class TopicSimulator {
  readonly #parts: TopicParts
  readonly #poster: Poster
  readonly #deliveries: Deliveries
  readonly #gate: EventGate<Publication>
  readonly #earlier: SnsIssuer[] = []
  readonly #connections = new Set<() => void>()
  #issuer: SnsIssuer
  #subscriptions: Subscription[] = []
  #attempts: DeliveryAttempt[] = []
  #fetched: string[] = []

  /** @internal Use `startTopicSimulator`. */
  constructor(parts: TopicParts) {
    this.#parts = parts
    this.#poster = new Poster(parts.clock)
    this.#deliveries = new Deliveries(parts.clock)
    this.#gate = new EventGate((publication) => this.#deliver(publication))
    this.#issuer = parts.newIssuer()
  }

  get arn(): string {
    return this.#issuer.topicArn
  }

  /** Where the certificate is with which messages are signed now. */
  get certificateUrl(): string {
    return this.#issuer.certificateUrl
  }

  get subscriptions(): readonly TopicSubscription[] {
    return this.#subscriptions
  }

  /** Every try to post something since the start or the last `reset`, in the order in which they ended. */
  get attempts(): readonly DeliveryAttempt[] {
    return this.#attempts
  }

  /** The URLs of the topic's own pages that were fetched by `transport`, oldest first. */
  get fetched(): readonly string[] {
    return this.#fetched
  }

  /**
   * Posts a SubscriptionConfirmation to the URL, which has to be an `http` one. Messages follow once its SubscribeURL has
   * been fetched.
   */
  subscribe(url: string, options: TopicSubscribeOptions = {}): TopicSubscription {
    assertHttpUrl(url)
    const subscription = new Subscription(this.arn, url, options.raw ?? false)
    this.#subscriptions.push(subscription)
    const now = this.#parts.clock.now()
    const token = subscription.ask(now)
    this.#post(subscription, this.#issuer.subscriptionConfirmation(token, new Date(now)))
    return subscription
  }

  /** Publishes a text, and returns the id of the message. */
  publish(text: string, options: { readonly subject?: string } = {}): string {
    const id = randomUUID()
    this.#gate.put({ id, text, subject: options.subject, at: new Date(this.#parts.clock.now()) })
    return id
  }

  /** Publishes every event that is for this topic from now on; the returned function ends that. */
  connect(source: ChimeEventSource): () => void {
    const disconnect = source.onEvent((event) => {
      if (!targetsOf(event, 'sns').includes(this.arn)) return
      this.publish(JSON.stringify(notificationOf(event, this.#parts.account)))
    })
    this.#connections.add(disconnect)
    return disconnect
  }

  /** The next `times` (default 1) messages are posted twice, with one id. */
  duplicateNext(times = 1): void {
    this.#gate.duplicateNext(times)
  }

  /** Keeps what is published from now on until `release`. */
  hold(): void {
    this.#gate.hold()
  }

  /** Posts what was held, by default the other way round, and holds no more. */
  release(order: ReleaseOrder = 'reversed'): void {
    this.#gate.release(order)
  }

  /** Signs with a new key from now on. The earlier certificate stays where it is. */
  rotateCertificate(): void {
    this.#earlier.push(this.#issuer)
    this.#issuer = this.#parts.newIssuer()
  }

  /** Reaches the topic's own pages at their real addresses; any other request goes to `base`, or is refused without one. */
  transport(base?: DeliveryTransport): DeliveryTransport {
    return transportAround(this.#issuer.origin, (method, url) => this.#page(method, url), base)
  }

  /** Resolves when nothing is being posted or waits to be posted again. */
  idle(): Promise<void> {
    return this.#deliveries.idle()
  }

  /** As after the start, less the key: no subscriptions, logs, or messages to be repeated. Connections stay. */
  reset(): void {
    this.#gate.reset()
    this.#deliveries.forget()
    for (const subscription of this.#subscriptions) subscription.end()
    this.#subscriptions = []
    this.#attempts = []
    this.#fetched = []
  }

  /** Stops listening and posting. Safe to repeat. */
  async close(): Promise<void> {
    for (const disconnect of this.#connections) disconnect()
    this.#connections.clear()
    this.#deliveries.close()
    this.#poster.close()
  }

  #deliver({ id, text, subject, at }: Publication): void {
    for (const subscription of this.#subscriptions.filter(({ confirmed }) => confirmed)) {
      const fields = { messageId: id, subject, at, subscriptionArn: subscription.arn }
      this.#post(subscription, this.#issuer.notification(text, fields))
    }
  }

  #post(subscription: Subscription, message: SnsMessage): void {
    const { raw, url, arn, line } = subscription
    const bare = raw && message.Type === 'Notification'
    const known = message.Type === 'SubscriptionConfirmation' ? undefined : arn
    const headers = snsHeaders(message, known)
    if (bare) headers['x-amz-sns-rawdelivery'] = 'true'
    const body = bare ? message.Message : snsText(message)
    this.#deliveries.carry(line, async (nth) => {
      const answer = await this.#poster.post({ url, headers, body, timeoutMs: this.#parts.answerTimeoutMs })
      const outcome = answer?.status ?? 'no-answer'
      this.#attempts.push({
        at: new Date(this.#parts.clock.now()),
        target: url,
        id: message.MessageId,
        nth,
        outcome,
      })
      return isFailure(answer?.status) ? this.#parts.retryDelaysMs[nth - 1] : undefined
    })
  }

  #page(method: string, url: URL): SnsPage {
    this.#fetched.push(url.href)
    if (method === 'GET' && url.pathname.endsWith('.pem')) return this.#certificate(url.href)
    const action = url.searchParams.get('Action')
    if (action === 'ConfirmSubscription') return this.#confirm(url.searchParams)
    if (action === 'Unsubscribe') return this.#unsubscribe(url.searchParams.get('SubscriptionArn'))
    return nothingPage()
  }

  #certificate(url: string): SnsPage {
    const found = [this.#issuer, ...this.#earlier].find(({ certificateUrl }) => certificateUrl === url)
    return found === undefined ? nothingPage() : certificatePage(found.certificatePem)
  }

  #confirm(query: URLSearchParams): SnsPage {
    if (query.get('TopicArn') !== this.arn) return errorPage(404, 'NotFound', 'Topic does not exist')
    const now = this.#parts.clock.now()
    const found = this.#subscriptions.find((one) => one.confirm(query.get('Token') ?? '', now))
    if (found === undefined)
      return errorPage(400, 'InvalidParameter', 'Invalid parameter: Token Reason: no match')
    return donePage('ConfirmSubscription', `<SubscriptionArn>${found.arn}</SubscriptionArn>`)
  }

  #unsubscribe(arn: string | null): SnsPage {
    const found = this.#subscriptions.find((one) => one.arn === arn)
    if (found?.confirmed === true) {
      found.end()
      const now = this.#parts.clock.now()
      this.#post(found, this.#issuer.unsubscribeConfirmation(found.arn, found.ask(now), new Date(now)))
    }
    return donePage('Unsubscribe')
  }
}

/** An answer that is not the server's fault is final, but for the one that asks for a pause. */
function isFailure(status: number | undefined): boolean {
  return status === undefined || status === 429 || status >= 500
}
