import { readFile } from 'node:fs/promises'
import { invalidRequest } from '../../../src/errors/invalid-request.js'
import { MeetingError } from '../../../src/errors/meeting-error.js'
import { safeCause } from '../../../src/errors/safe-cause.js'

/** A file to send: bytes, text (sent as UTF-8), a stream of bytes, or `{ path }` of a file of this machine. */
export type BbbFileContent =
  | Uint8Array
  | string
  | AsyncIterable<Uint8Array | string>
  | { readonly path: string }

/** The largest file that is taken. */
const MAX_BYTES = 30_000_000

/** All of it, in memory: what is signed and repeated has to be whole. */
export async function bytesOf(content: BbbFileContent, signal: AbortSignal): Promise<Uint8Array> {
  if (typeof content === 'string') return checked(Buffer.from(content, 'utf8'))
  if (content instanceof Uint8Array) return checked(content)
  if ('path' in content) return checked(await readFile(content.path, { signal }).catch(unreadable))
  const pieces: Uint8Array[] = []
  let length = 0
  for await (const piece of content) {
    if (signal.aborted)
      throw new MeetingError({
        code: 'aborted',
        message: 'cancelled while the file was read',
        effect: 'none',
      })
    const bytes = typeof piece === 'string' ? Buffer.from(piece, 'utf8') : piece
    length += bytes.byteLength
    if (length > MAX_BYTES) throw tooLong()
    pieces.push(bytes)
  }
  return checked(Buffer.concat(pieces))
}

function checked(bytes: Uint8Array): Uint8Array {
  if (bytes.byteLength > MAX_BYTES) throw tooLong()
  if (bytes.byteLength > 0) return bytes
  throw invalidRequest([{ path: 'file.content', rule: 'must not be empty' }])
}

function tooLong(): MeetingError {
  return invalidRequest([{ path: 'file.content', rule: `must be at most ${MAX_BYTES} bytes` }])
}

function unreadable(error: unknown): never {
  const problems = [{ path: 'file.content.path', rule: 'must be a file that can be read' }]
  throw invalidRequest(problems).with({ cause: safeCause(error) })
}
