import { createHash, randomBytes, randomUUID, sign } from 'node:crypto'
import { type CertifiedKey, certifiedKey } from '../certificate.js'
import {
  type SnsConfirmation,
  type SnsMessage,
  type SnsNotification,
  type SnsSignatureVersion,
  signedText,
} from './sns-message.js'

export interface SnsIssuerOptions {
  readonly region: string
  readonly topicArn: string
  readonly version: SnsSignatureVersion
  readonly notBefore: Date
  readonly notAfter: Date
}

/** What a notification says besides its text. */
export interface SnsNotificationFields {
  readonly subject?: string | undefined
  readonly messageId?: string | undefined
  readonly at: Date
  readonly subscriptionArn?: string | undefined
}

/** Makes and signs the messages of one topic with a key of its own, made when it is first needed. */
export class SnsIssuer {
  readonly topicArn: string
  /** `https://sns.<region>.amazonaws.com`. */
  readonly origin: string
  readonly #options: SnsIssuerOptions
  readonly #host: string
  #certified: CertifiedKey | undefined

  constructor(options: SnsIssuerOptions) {
    this.#options = options
    this.#host = snsHost(options.region)
    this.topicArn = options.topicArn
    this.origin = `https://${this.#host}`
  }

  /** Where the real service would have the certificate. */
  get certificateUrl(): string {
    const name = createHash('md5').update(this.#key.der).digest('hex')
    return `${this.origin}/SimpleNotificationService-${name}.pem`
  }

  get certificatePem(): string {
    return this.#key.pem
  }

  /** Made when it is first needed: that takes a while, and many tests need none. */
  get #key(): CertifiedKey {
    const { notBefore, notAfter } = this.#options
    this.#certified ??= certifiedKey({ host: this.#host, notBefore, notAfter })
    return this.#certified
  }

  notification(text: string, fields: SnsNotificationFields): SnsNotification {
    const { subject, messageId = randomUUID(), at } = fields
    const { subscriptionArn = `${this.topicArn}:${randomUUID()}` } = fields
    return this.sign({
      Type: 'Notification',
      MessageId: messageId,
      TopicArn: this.topicArn,
      ...(subject === undefined ? {} : { Subject: subject }),
      Message: text,
      Timestamp: at.toISOString(),
      UnsubscribeURL: `${this.origin}/?Action=Unsubscribe&SubscriptionArn=${subscriptionArn}`,
    })
  }

  subscriptionConfirmation(token: string, at: Date): SnsConfirmation {
    const question = `You have chosen to subscribe to the topic ${this.topicArn}.`
    const answer = 'To confirm the subscription, visit the SubscribeURL included in this message.'
    return this.#confirmation('SubscriptionConfirmation', `${question}\n${answer}`, token, at)
  }

  unsubscribeConfirmation(subscriptionArn: string, token: string, at: Date): SnsConfirmation {
    const news = `You have chosen to deactivate subscription ${subscriptionArn}.`
    const remedy =
      'To cancel this operation and restore the subscription, visit the SubscribeURL included in this message.'
    return this.#confirmation('UnsubscribeConfirmation', `${news}\n${remedy}`, token, at)
  }

  /** Signs a message anew, whatever it says. */
  sign<Message extends object>(message: Message): Message & SnsSignature {
    const { version } = this.#options
    const hash = version === '1' ? 'sha1' : 'sha256'
    const text = Buffer.from(signedText(message))
    const signature: SnsSignature = {
      SignatureVersion: version,
      Signature: sign(hash, text, this.#key.privateKey).toString('base64'),
      SigningCertURL: this.certificateUrl,
    }
    return { ...message, ...signature }
  }

  #confirmation(Type: SnsConfirmation['Type'], Message: string, Token: string, at: Date): SnsConfirmation {
    const { topicArn } = this
    return this.sign({
      Type,
      MessageId: randomUUID(),
      Token,
      TopicArn: topicArn,
      Message,
      SubscribeURL: `${this.origin}/?Action=ConfirmSubscription&TopicArn=${topicArn}&Token=${Token}`,
      Timestamp: at.toISOString(),
    })
  }
}

export type SnsSignature = Pick<SnsMessage, 'SignatureVersion' | 'Signature' | 'SigningCertURL'>

/** Of the form that the service gives to an endpoint. */
export function newToken(): string {
  return `2336412f37${randomBytes(123).toString('hex')}`
}

function snsHost(region: string): string {
  return `sns.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`
}
