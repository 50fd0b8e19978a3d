import { type KeyObject, verify } from 'node:crypto'
import { MeetingError } from '../../../../src/errors/meeting-error.js'
import type { ProviderCallOptions } from '../../../../src/spec/call-options.js'
import type { EventDelivery } from '../../../../src/spec/provider-events.js'
import type { ResolvedChimeConfig } from '../../config.js'
import { notGenuine, switchedOff } from '../not-genuine.js'
import { type FetchParts, fetchText } from './fetch-text.js'
import type { SigningCertificates } from './signing-certificates.js'
import { parseSnsMessage, type SnsMessage, signedText } from './sns-message.js'
import { isCertificateUrl, isSubscribeUrl } from './sns-urls.js'

const RAW_DELIVERY = 'x-amz-sns-rawdelivery'
const hashes = { '1': 'sha1', '2': 'sha256' } as const

export interface SnsParts extends FetchParts {
  readonly config: Pick<ResolvedChimeConfig, 'region' | 'events'>
  readonly certificates: SigningCertificates
}

/**
 * The text that a topic of ours was sent; undefined for the messages by which SNS asks for a confirmation, which are answered by
 * giving it. By hand, on `node:crypto`: the packages that validate messages of SNS fetch certificates by themselves, past the
 * transport and its limits, and accept the messages of every topic of every account.
 *
 * Fails with `forbidden` for what SNS did not sign for one of the configured topics, before anything is fetched where that can
 * be told; with `unavailable` where SNS cannot be asked; with `unsupported` where no topic is configured.
 */
export async function receiveSns(
  parts: SnsParts,
  { headers, body }: Pick<EventDelivery, 'headers' | 'body'>,
  options: ProviderCallOptions,
): Promise<string | undefined> {
  const { events, region } = parts.config
  if (events.topicArns.length === 0)
    throw switchedOff('sns', 'configure `events.snsTopicArn` or `events.topicArns`')
  if (headers.get(RAW_DELIVERY)?.toLowerCase() === 'true')
    throw notGenuine('messages of a subscription with raw message delivery have no signature: switch it off')
  const message = parseSnsMessage(body)
  if (!events.topicArns.includes(message.TopicArn))
    throw notGenuine('the message is of a topic that is not configured')
  await verifySignature(parts, message, region, options)
  if (message.Type === 'Notification') return message.Message
  // The other kind offers to subscribe anew where somebody has unsubscribed, which is not for us to undo.
  if (message.Type === 'SubscriptionConfirmation') await confirm(parts, message, region)
  return undefined
}

async function verifySignature(
  { certificates }: SnsParts,
  message: SnsMessage,
  region: string,
  options: ProviderCallOptions,
): Promise<void> {
  if (!isCertificateUrl(message.SigningCertURL, region))
    throw notGenuine(`the certificate of the message is not at sns.${region}.amazonaws.com`)
  const signature = Buffer.from(message.Signature, 'base64')
  if (signature.length === 0 || signature.toString('base64') !== message.Signature)
    throw notGenuine('the signature is not in base64')
  const key = await certificates.keyOf(message.SigningCertURL, options)
  if (!isSigned(message, key, signature)) throw notGenuine('the signature is not that of the message')
}

function isSigned(message: SnsMessage, key: KeyObject, signature: Buffer): boolean {
  try {
    return verify(hashes[message.SignatureVersion], Buffer.from(signedText(message)), key, signature)
  } catch {
    // An OpenSSL whose policy forbids SHA-1 says so here.
    return false
  }
}

async function confirm(parts: SnsParts, message: SnsMessage, region: string): Promise<void> {
  const { SubscribeURL = '' } = message
  if (!isSubscribeUrl(message, region))
    throw notGenuine('the message asks to visit something else than the confirmation of its subscription')
  const { status } = await fetchText(parts, SubscribeURL)
  if (status === 200) return
  throw new MeetingError({
    code: 'unavailable',
    message: `SNS answers ${status} to the confirmation of the subscription`,
    vendorCode: `HTTP ${status}`,
    effect: 'none',
  })
}
