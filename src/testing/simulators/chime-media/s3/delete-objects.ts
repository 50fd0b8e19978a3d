import type { S3Operation } from './operation.js'
import { S3Error } from './s3-error.js'
import { textsOf, writeXml } from './xml.js'

const keysPerCall = 1_000

/** Answers 200 even when nothing could be deleted: what failed is inside. In quiet mode only that is. */
export const deleteObjects: S3Operation = ({ buckets, denied }, { bucket }, { headers, body }) => {
  const checked = Object.keys(headers).some(
    (name) => name === 'content-md5' || (name.startsWith('x-amz-checksum-') && !name.endsWith('-algorithm')),
  )
  if (!checked) {
    throw new S3Error('InvalidRequest', 'Missing required header for this request: Content-MD5')
  }
  const keys = textsOf(body, 'Key')
  if (keys.length === 0 || keys.length > keysPerCall || !/<Delete[\s>]/.test(body)) {
    throw new S3Error(
      'MalformedXML',
      'The XML you provided was not well-formed or did not validate against our published schema',
    )
  }
  const refused = denied('s3:DeleteObject')
  const quiet = textsOf(body, 'Quiet')[0] === 'true'
  if (!refused) for (const key of keys) buckets.delete(bucket, key)
  const answer = writeXml('DeleteResult', {
    Deleted: refused || quiet ? [] : keys.map((Key) => ({ Key })),
    Error: refused ? keys.map((Key) => ({ Key, Code: 'AccessDenied', Message: 'Access Denied' })) : [],
  })
  return { status: 200, headers: { 'content-type': 'application/xml' }, body: answer }
}
