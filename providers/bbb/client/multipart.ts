import { randomBytes } from 'node:crypto'
import { invalidRequest } from '../../../src/errors/invalid-request.js'
import type { RequestBody } from '../exchange.js'

export interface FilePart {
  readonly name: string
  readonly filename: string
  readonly content: Uint8Array
}

/** A form of one file. */
export function multipartBody({ name, filename, content }: FilePart): RequestBody {
  if (filename === '' || /[\p{Cc}\p{Cs}]/u.test(filename))
    throw invalidRequest([{ path: `${name}.filename`, rule: 'must be text without control characters' }])
  // 144 random bits: no content holds it.
  const boundary = `anymeet-${randomBytes(18).toString('hex')}`
  const quoted = filename.replace(/["\\]/g, '_')
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="${name}"; filename="${quoted}"\r\nContent-Type: application/octet-stream\r\n\r\n`
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    content: Buffer.concat([Buffer.from(head, 'utf8'), content, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  }
}
