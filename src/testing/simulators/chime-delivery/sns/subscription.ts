import { randomUUID } from 'node:crypto'
import { type DeliveryLine, newLine } from '../deliveries.js'
import { newToken } from './sns-issuer.js'

const tokenLifeMs = 2 * 86_400_000

/** An endpoint that is subscribed to a topic, or has been asked. */
export interface TopicSubscription {
  readonly url: string
  readonly arn: string
  /** Whether messages are posted to it now. */
  readonly confirmed: boolean
}

export class Subscription implements TopicSubscription {
  readonly url: string
  readonly raw: boolean
  readonly arn: string
  readonly line: DeliveryLine = newLine()
  #confirmed = false
  #token = ''
  #tokenEndsAt = 0

  constructor(topicArn: string, url: string, raw: boolean) {
    this.url = url
    this.raw = raw
    this.arn = `${topicArn}:${randomUUID()}`
  }

  get confirmed(): boolean {
    return this.#confirmed
  }

  /** A token that confirms the subscription for two days; an earlier one does no more. */
  ask(now: number): string {
    this.#token = newToken()
    this.#tokenEndsAt = now + tokenLifeMs
    return this.#token
  }

  /** False for a token that is not this subscription's, or has expired. A repetition changes nothing. */
  confirm(token: string, now: number): boolean {
    if (token !== this.#token || now >= this.#tokenEndsAt) return false
    this.#confirmed = true
    return true
  }

  end(): void {
    this.#confirmed = false
  }
}
