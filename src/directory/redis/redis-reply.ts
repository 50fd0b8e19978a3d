/** A text of an answer, which clients bring as text or as bytes; undefined where the server has nothing. */
export function replyText(reply: unknown): string | undefined {
  if (reply === null || reply === undefined) return undefined
  if (typeof reply === 'string') return reply
  if (reply instanceof Uint8Array) return Buffer.from(reply).toString()
  if (typeof reply === 'number' || typeof reply === 'bigint') return String(reply)
  throw unexpected()
}

export function replyList(reply: unknown): readonly unknown[] {
  if (Array.isArray(reply)) return reply
  throw unexpected()
}

/** The yes or no of a script. */
export function replyFlag(reply: unknown): boolean {
  return replyText(reply) === '1'
}

function unexpected(): Error {
  return new Error('Redis answered in a form that is not known: is the client set up to change answers?')
}
