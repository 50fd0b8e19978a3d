import type { SimulatorRequest } from '../simulator-server.js'

/** The frame of a Signature Version 4. Its bytes are not recomputed: any secret signs for the simulator. */
export interface Signature {
  readonly accessKeyId: string
  readonly region: string
  readonly service: string
  /** When it was made, in milliseconds since the epoch. */
  readonly signedAt: number
  readonly signedHeaders: readonly string[]
  /** Only in a presigned URL. */
  readonly expiresSeconds?: number
}

const authorizationForm =
  /^AWS4-HMAC-SHA256 Credential=([^,\s]+), ?SignedHeaders=([a-z0-9;-]+), ?Signature=[0-9a-f]{64}$/
const credentialForm = /^([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request$/
const dateForm = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/

/** Reads the signature in the headers; undefined where there is none, `malformed` where it cannot be one. */
export function signatureOfHeaders(request: SimulatorRequest): Signature | 'malformed' | undefined {
  const authorization = request.headers['authorization']
  if (typeof authorization !== 'string' || authorization === '') return undefined
  const [, credential, signedHeaders] = authorizationForm.exec(authorization) ?? []
  return assemble(credential, request.headers['x-amz-date'], signedHeaders) ?? 'malformed'
}

/** Reads the signature of a presigned URL; undefined where there is none, `malformed` where it cannot be one. */
export function signatureOfQuery(query: URLSearchParams): Signature | 'malformed' | undefined {
  if (!query.has('X-Amz-Signature') && !query.has('X-Amz-Credential')) return undefined
  const expires = query.get('X-Amz-Expires') ?? ''
  const wellFormed =
    query.get('X-Amz-Algorithm') === 'AWS4-HMAC-SHA256' &&
    /^[0-9a-f]{64}$/.test(query.get('X-Amz-Signature') ?? '') &&
    /^\d{1,6}$/.test(expires)
  const signature = assemble(
    query.get('X-Amz-Credential') ?? undefined,
    query.get('X-Amz-Date') ?? undefined,
    query.get('X-Amz-SignedHeaders') ?? undefined,
  )
  if (!wellFormed || signature === undefined) return 'malformed'
  return { ...signature, expiresSeconds: Number(expires) }
}

function assemble(
  credential: string | undefined,
  date: string | string[] | undefined,
  signedHeaders: string | undefined,
): Signature | undefined {
  if (typeof date !== 'string' || signedHeaders === undefined) return undefined
  const [, accessKeyId, day = '-', region, service] = credentialForm.exec(credential ?? '') ?? []
  const signedAt = Date.parse(date.replace(dateForm, '$1-$2-$3T$4:$5:$6Z'))
  if (accessKeyId === undefined || region === undefined || service === undefined) return undefined
  if (!dateForm.test(date) || Number.isNaN(signedAt) || !date.startsWith(day)) return undefined
  return { accessKeyId, region, service, signedAt, signedHeaders: signedHeaders.split(';') }
}
