/** The operations of S3 that the simulator answers, by S3's own names. */
export type S3Call =
  | 'ListObjectsV2'
  | 'HeadBucket'
  | 'GetObject'
  | 'HeadObject'
  | 'PutObject'
  | 'DeleteObject'
  | 'DeleteObjects'

/** What a policy has to allow for a call, on the bucket or on its objects. */
export type S3Action = 's3:ListBucket' | 's3:GetObject' | 's3:PutObject' | 's3:DeleteObject'

export const actionOf: Readonly<Record<S3Call, S3Action>> = {
  ListObjectsV2: 's3:ListBucket',
  HeadBucket: 's3:ListBucket',
  GetObject: 's3:GetObject',
  HeadObject: 's3:GetObject',
  PutObject: 's3:PutObject',
  DeleteObject: 's3:DeleteObject',
  DeleteObjects: 's3:DeleteObject',
}

/** A request that reached an operation: path-style, `/{bucket}/{key}`. */
export interface RoutedS3Call {
  readonly call: S3Call
  readonly bucket: string
  /** Empty for a call on the bucket itself. */
  readonly key: string
  readonly query: URLSearchParams
}

/** Finds the operation of a request; undefined when the simulator has none. */
export function routeS3(method: string, target: string): RoutedS3Call | undefined {
  const [path = '', ...rest] = target.split('?')
  const query = new URLSearchParams(rest.join('?'))
  const [, bucket = '', ...segments] = path.split('/')
  const key = decodeKey(segments.join('/'))
  if (bucket === '' || key === undefined) return undefined
  const call = key === '' ? bucketCall(method, query) : objectCall(method)
  return call === undefined ? undefined : { call, bucket, key, query }
}

function bucketCall(method: string, query: URLSearchParams): S3Call | undefined {
  if (method === 'HEAD') return 'HeadBucket'
  if (method === 'GET' && query.get('list-type') === '2') return 'ListObjectsV2'
  if (method === 'POST' && query.has('delete')) return 'DeleteObjects'
  return undefined
}

const objectCalls: Readonly<Record<string, S3Call>> = {
  GET: 'GetObject',
  HEAD: 'HeadObject',
  PUT: 'PutObject',
  DELETE: 'DeleteObject',
}

function objectCall(method: string): S3Call | undefined {
  return objectCalls[method]
}

function decodeKey(key: string): string | undefined {
  try {
    return decodeURIComponent(key)
  } catch {
    return undefined
  }
}
