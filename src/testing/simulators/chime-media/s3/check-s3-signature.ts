import type { SimulatorRequest } from '../../simulator-server.js'
import { type Signature, signatureOfHeaders, signatureOfQuery } from '../sigv4.js'
import type { RoutedS3Call } from './routes.js'
import { S3Error } from './s3-error.js'

const weekSeconds = 604_800
const skewMs = 15 * 60_000

interface SignatureScope {
  readonly accessKeyId: string
  /** Undefined where any region will do. */
  readonly region: string | undefined
  readonly now: number
}

/** Checks the frame of a signature, in the headers or in a presigned URL; a URL's also for whether it is in its time. */
export function checkS3Signature(
  request: SimulatorRequest,
  { query }: RoutedS3Call,
  { accessKeyId, region, now }: SignatureScope,
): void {
  const presigned = signatureOfQuery(query)
  const signature = presigned ?? signatureOfHeaders(request)
  const code = presigned === undefined ? 'AuthorizationHeaderMalformed' : 'AuthorizationQueryParametersError'
  if (signature === undefined) throw new S3Error('AccessDenied', 'Access Denied')
  if (signature === 'malformed') throw new S3Error(code, 'The authorization is malformed')
  if (signature.service !== 's3') {
    throw new S3Error(code, `The authorization is malformed; incorrect service "${signature.service}"`)
  }
  if (region !== undefined && signature.region !== region) {
    throw new S3Error(
      code,
      `The authorization is malformed; the region '${signature.region}' is wrong; expecting '${region}'`,
      { Region: region },
    )
  }
  if (!signature.signedHeaders.includes('host')) {
    throw new S3Error('AccessDenied', 'There were headers present in the request which were not signed')
  }
  if (signature.accessKeyId !== accessKeyId) {
    throw new S3Error(
      'InvalidAccessKeyId',
      'The AWS Access Key Id you provided does not exist in our records.',
      { AWSAccessKeyId: signature.accessKeyId },
    )
  }
  if (signature.expiresSeconds !== undefined) checkTime(signature, signature.expiresSeconds, now)
}

function checkTime({ signedAt }: Signature, expiresSeconds: number, now: number): void {
  if (expiresSeconds > weekSeconds) {
    throw new S3Error(
      'AuthorizationQueryParametersError',
      'X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than 604800 seconds',
    )
  }
  if (signedAt > now + skewMs) throw new S3Error('AccessDenied', 'Request is not valid yet')
  const expiresAt = signedAt + expiresSeconds * 1000
  if (now < expiresAt) return
  throw new S3Error('AccessDenied', 'Request has expired', {
    'X-Amz-Expires': expiresSeconds,
    Expires: new Date(expiresAt).toISOString(),
    ServerTime: new Date(now).toISOString(),
  })
}
