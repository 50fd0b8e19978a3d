import { type SimulatedChimeEvent, sqsBody } from '../../simulators/chime/index.js'
import { arnOf, defaultAccount } from '../../simulators/chime-delivery/account.js'
import { usualValidity } from '../../simulators/chime-delivery/certificate.js'
import { newToken, SnsIssuer, type SnsSignature } from '../../simulators/chime-delivery/sns/sns-issuer.js'
import {
  type SnsConfirmation,
  type SnsMessage,
  type SnsNotification,
  type SnsSignatureVersion,
  snsHeaders,
  snsText,
} from '../../simulators/chime-delivery/sns/sns-message.js'
import {
  type DeliveryTransport,
  type SnsPage,
  transportAround,
} from '../../simulators/chime-delivery/sns/sns-transport.js'
import { certificatePage, donePage, nothingPage } from '../../simulators/chime-delivery/sns/topic-pages.js'

export interface SnsSignerOptions {
  /** Default: the topic's, or `us-east-1`. */
  readonly region?: string
  /** Default: the topic `chime-events` of the account that everything simulated belongs to. */
  readonly topicArn?: string
  /** `1` signs with SHA-1, the default of a topic; `2` with SHA-256. Default `1`. */
  readonly version?: SnsSignatureVersion
  /** From when the certificate is valid. Default: a day before now. */
  readonly notBefore?: Date
  /** Until when the certificate is valid. Default: in a year. */
  readonly notAfter?: Date
}

/** What a message says of itself. */
export interface SnsSignerFields {
  readonly messageId?: string
  readonly subject?: string
  /** Default: now. */
  readonly at?: Date
}

/**
 * Makes messages as a topic of SNS posts them, with signatures that verify, for tests of an HTTP subscriber that talk to no
 * topic. Its key and certificate are its own, made when they are first needed.
 */
export interface SnsSigner {
  readonly topicArn: string
  readonly certificatePem: string
  /** What messages name as their SigningCertURL: an address of the real service, answered by `transport`. */
  readonly certificateUrl: string
  /** The SubscribeURLs that were fetched by a `transport` of this signer, oldest first. */
  readonly confirmed: readonly string[]
  /**
   * Answers for the certificate's URL and for SubscribeURLs, and hands everything else on to `base`; without one it refuses
   * that.
   */
  transport(base?: DeliveryTransport): DeliveryTransport
  /** Tells of an event, or of any text. */
  notification(content: SimulatedChimeEvent | string, fields?: SnsSignerFields): SnsNotification
  /** Asks a subscriber to confirm. */
  subscriptionConfirmation(fields?: { readonly token?: string; readonly at?: Date }): SnsConfirmation
  /** Signs whatever a message says now, so that a test can alter one and have it look right. */
  sign<Message extends object>(message: Message): Message & SnsSignature
  /**
   * The request with which the service posts a message. `body` sends other bytes than those of the message, under the same
   * headers.
   */
  request(url: string, message: SnsMessage, options?: { readonly body?: string }): Request
}

/** Makes a signer with a key of its own. A key takes some tenths of a second: make one signer for many tests. */
export function snsSigner(options: SnsSignerOptions = {}): SnsSigner {
  const region = options.region ?? options.topicArn?.split(':')[3] ?? 'us-east-1'
  const topicArn = options.topicArn ?? arnOf('sns', region, defaultAccount, 'chime-events')
  const usual = usualValidity(Date.now())
  const { version = '1', notBefore = usual.notBefore, notAfter = usual.notAfter } = options
  const issuer = new SnsIssuer({ region, topicArn, version, notBefore, notAfter })
  const confirmed: string[] = []
  const page = (url: URL): SnsPage => {
    if (url.href === issuer.certificateUrl) return certificatePage(issuer.certificatePem)
    if (url.searchParams.get('Action') !== 'ConfirmSubscription') return nothingPage()
    confirmed.push(url.href)
    return donePage('ConfirmSubscription', `<SubscriptionArn>${topicArn}:simulated</SubscriptionArn>`)
  }
  return {
    topicArn,
    get certificatePem() {
      return issuer.certificatePem
    },
    get certificateUrl() {
      return issuer.certificateUrl
    },
    confirmed,
    transport: (base) => transportAround(issuer.origin, (_, url) => page(url), base),
    notification: (content, { messageId, subject, at = new Date() } = {}) => {
      const text = typeof content === 'string' ? content : sqsBody(content)
      return issuer.notification(text, { messageId, subject, at })
    },
    subscriptionConfirmation: ({ token = newToken(), at = new Date() } = {}) =>
      issuer.subscriptionConfirmation(token, at),
    sign: (message) => issuer.sign(message),
    request: (url, message, { body = snsText(message) } = {}) => {
      const arn = message.Type === 'SubscriptionConfirmation' ? undefined : `${topicArn}:simulated`
      return new Request(url, { method: 'POST', headers: snsHeaders(message, arn), body })
    },
  }
}
