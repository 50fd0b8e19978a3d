import { SqsError } from './sqs-error.js'

/** What a receipt handle says: which receipt of which message of which queue it is, and when that was. */
export interface Receipt {
  readonly queue: string
  readonly key: number
  readonly nth: number
  readonly at: number
}

const prefix = 'AQEB'

export function receiptHandle({ queue, key, nth, at }: Receipt): string {
  return prefix + Buffer.from(`${queue} ${key} ${nth} ${at}`).toString('base64')
}

/** Throws for a handle that this queue never gave. */
export function readReceiptHandle(handle: string, queue: string): Receipt {
  const text = Buffer.from(handle.slice(prefix.length), 'base64').toString()
  const [, name, key, nth, at] = /^([\w-]+) (\d+) (\d+) (\d+)$/.exec(text) ?? []
  if (!handle.startsWith(prefix) || name !== queue) {
    throw new SqsError(
      'ReceiptHandleIsInvalid',
      `The input receipt handle "${handle}" is not a valid receipt handle.`,
    )
  }
  return { queue, key: Number(key), nth: Number(nth), at: Number(at) }
}
