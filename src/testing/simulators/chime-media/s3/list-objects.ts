import { compareKeys, type SimulatedObject } from './bucket-store.js'
import type { S3Operation } from './operation.js'
import { etagOf } from './operation.js'
import { S3Error } from './s3-error.js'
import { writeXml } from './xml.js'

const keysPerPage = 1_000

/** A key, or the keys that share a beginning up to the delimiter: each counts once against `max-keys`. */
type Entry = { readonly name: string; readonly object?: SimulatedObject }

export const listObjects: S3Operation = ({ buckets }, { bucket, query }) => {
  const prefix = query.get('prefix') ?? ''
  const delimiter = query.get('delimiter') ?? ''
  const token = query.get('continuation-token') ?? undefined
  const after = token === undefined ? query.get('start-after') : readToken(token)
  const maxKeys = readMaxKeys(query.get('max-keys'))
  const entries = group(buckets.list(bucket, prefix), prefix, delimiter)
  const rest = after === null ? entries : entries.filter(({ name }) => compareKeys(name, after) > 0)
  const page = rest.slice(0, maxKeys)
  const last = page.at(-1)
  const truncated = last !== undefined && rest.length > page.length
  const body = writeXml('ListBucketResult', {
    Name: bucket,
    Prefix: prefix,
    Delimiter: delimiter === '' ? undefined : delimiter,
    MaxKeys: maxKeys,
    KeyCount: page.length,
    IsTruncated: truncated,
    ContinuationToken: token,
    NextContinuationToken: truncated ? Buffer.from(last.name).toString('base64') : undefined,
    Contents: page.flatMap(({ object }) => (object === undefined ? [] : [describe(object)])),
    CommonPrefixes: page.flatMap(({ name, object }) => (object === undefined ? [{ Prefix: name }] : [])),
  })
  return { status: 200, headers: { 'content-type': 'application/xml' }, body }
}

function describe(object: SimulatedObject): Record<string, string | number> {
  return {
    Key: object.key,
    LastModified: object.lastModified.toISOString(),
    ETag: etagOf(object),
    Size: object.size,
    StorageClass: 'STANDARD',
  }
}

/** The objects are in order, so those of one group follow each other. */
function group(objects: readonly SimulatedObject[], prefix: string, delimiter: string): readonly Entry[] {
  if (delimiter === '') return objects.map((object) => ({ name: object.key, object }))
  const entries: Entry[] = []
  for (const object of objects) {
    const end = object.key.indexOf(delimiter, prefix.length)
    if (end === -1) {
      entries.push({ name: object.key, object })
      continue
    }
    const name = object.key.slice(0, end + delimiter.length)
    if (entries.at(-1)?.name !== name) entries.push({ name })
  }
  return entries
}

function readMaxKeys(value: string | null): number {
  if (value === null) return keysPerPage
  if (!/^\d{1,9}$/.test(value)) {
    throw new S3Error('InvalidArgument', 'Provided max-keys not an integer or within integer range', {
      ArgumentName: 'max-keys',
      ArgumentValue: value,
    })
  }
  return Math.min(Number(value), keysPerPage)
}

function readToken(token: string): string {
  const name = Buffer.from(token, 'base64').toString('utf8')
  if (name === '' || Buffer.from(name).toString('base64') !== token) {
    throw new S3Error('InvalidArgument', 'The continuation token provided is incorrect', {
      ArgumentName: 'continuation-token',
    })
  }
  return name
}
