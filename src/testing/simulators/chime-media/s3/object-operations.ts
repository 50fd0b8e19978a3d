import type { SimulatedObject } from './bucket-store.js'
import type { S3Context, S3Operation } from './operation.js'
import { etagOf } from './operation.js'
import type { RoutedS3Call } from './routes.js'
import { S3Error } from './s3-error.js'

/** Query parameters by which a presigned URL sets headers of the answer. */
const overrides = ['content-type', 'content-disposition', 'cache-control', 'content-language', 'expires']

export const getObject: S3Operation = (context, routed) => {
  const object = find(context, routed)
  const headers: Record<string, string> = {
    'content-type': 'binary/octet-stream',
    etag: etagOf(object),
    'last-modified': object.lastModified.toUTCString(),
    'accept-ranges': 'bytes',
  }
  for (const header of overrides) {
    const value = routed.query.get(`response-${header}`)
    if (value !== null) headers[header] = value
  }
  return { status: 200, headers, body: object.text }
}

export const putObject: S3Operation = ({ buckets, clock }, { bucket, key }, { headers, body }) => {
  const chunked = String(headers['content-encoding'] ?? '').includes('aws-chunked')
  // Requests are read as text, in which bytes that are not UTF-8 have become longer.
  if (chunked || Buffer.byteLength(body) !== Number(headers['content-length'])) {
    throw new S3Error('NotImplemented', 'The simulator takes UTF-8 text of a known length only')
  }
  const object = buckets.put(bucket, key, body, clock.now())
  return { status: 200, headers: { etag: etagOf(object) }, body: '' }
}

/** S3 answers the same whether or not there was such an object. */
export const deleteObject: S3Operation = ({ buckets }, { bucket, key }) => {
  buckets.delete(bucket, key)
  return { status: 204, headers: {}, body: '' }
}

export const headBucket: S3Operation = ({ buckets }, { bucket }) => {
  const region = buckets.regionOf(bucket)
  return { status: 200, headers: region === undefined ? {} : { 'x-amz-bucket-region': region }, body: '' }
}

/** Who may not list a bucket does not learn which keys it lacks, either. */
function find({ buckets, denied }: S3Context, { bucket, key }: RoutedS3Call): SimulatedObject {
  const object = buckets.get(bucket, key)
  if (object !== undefined) return object
  if (denied('s3:ListBucket')) throw new S3Error('AccessDenied', 'Access Denied')
  throw new S3Error('NoSuchKey', 'The specified key does not exist.', { Key: key })
}
