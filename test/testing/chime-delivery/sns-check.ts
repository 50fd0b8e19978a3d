import { verify, X509Certificate } from 'node:crypto'

/** What a subscriber reads in a body. */
export type Message = Readonly<Record<string, string>>

/** The text that SNS signs, written down from the service's documentation for each type. */
function signedText(message: Message): string {
  const subject = message['Subject'] === undefined ? '' : `Subject\n${message['Subject']}\n`
  const start = `Message\n${message['Message']}\nMessageId\n${message['MessageId']}\n`
  const end = `TopicArn\n${message['TopicArn']}\nType\n${message['Type']}\n`
  const timestamp = `Timestamp\n${message['Timestamp']}\n`
  if (message['Type'] === 'Notification') return `${start}${subject}${timestamp}${end}`
  const url = `SubscribeURL\n${message['SubscribeURL']}\n`
  return `${start}${url}${timestamp}Token\n${message['Token']}\n${end}`
}

/** Whether a message was signed with the key of this certificate. */
export function isSigned(message: Message, pem: string): boolean {
  const hash = message['SignatureVersion'] === '1' ? 'sha1' : 'sha256'
  const { publicKey } = new X509Certificate(pem)
  const signature = Buffer.from(message['Signature'] ?? '', 'base64')
  return verify(hash, Buffer.from(signedText(message)), publicKey, signature)
}
