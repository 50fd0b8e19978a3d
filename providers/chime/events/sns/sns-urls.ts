import type { SnsMessage } from './sns-message.js'

// Compared as text, letter by letter: what a URL parser would make of a backslash or a user name does not matter then. No region of
// Chime is in China, so all hosts end alike.

/** Whether SNS itself, in the region of our topics, serves this certificate: nobody else may say who signs. */
export function isCertificateUrl(url: string, region: string): boolean {
  const origin = originOf(region)
  return url.startsWith(origin) && /^[\w-]{1,200}\.pem$/.test(url.slice(origin.length))
}

/** Whether visiting it confirms the subscription that the message is about, and does nothing else. */
export function isSubscribeUrl(
  { SubscribeURL = '', TopicArn, Token }: Pick<SnsMessage, 'SubscribeURL' | 'TopicArn' | 'Token'>,
  region: string,
): boolean {
  const start = `${originOf(region)}?`
  if (!SubscribeURL.startsWith(start) || !/^[\w%&=.~:+-]{1,4000}$/.test(SubscribeURL.slice(start.length)))
    return false
  const query = new URLSearchParams(SubscribeURL.slice(start.length))
  return (
    query.get('Action') === 'ConfirmSubscription' &&
    query.get('TopicArn') === TopicArn &&
    query.get('Token') === Token
  )
}

function originOf(region: string): string {
  return `https://sns.${region}.amazonaws.com/`
}
