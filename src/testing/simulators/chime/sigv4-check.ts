import type { SimulatorRequest } from '../simulator-server.js'
import { ChimeServiceError } from './service-error.js'

const authorizationForm =
  /^AWS4-HMAC-SHA256 Credential=([^/,\s]+)\/(\d{8})\/([^/,\s]+)\/([^/,\s]+)\/([^/,\s]+), ?SignedHeaders=([a-z0-9;-]+), ?Signature=[0-9a-f]{64}$/

interface SigningScope {
  readonly region: string
  readonly accessKeyId: string
}

/**
 * Checks the signature's frame as the service does: there, well formed, for this service and region, by a known key. The
 * signature's own bytes are not recomputed, and its age is not judged, because the simulator's clock may stand anywhere.
 */
export function checkSignature(request: SimulatorRequest, scope: SigningScope): void {
  const authorization = request.headers['authorization']
  if (typeof authorization !== 'string' || authorization === '') {
    throw new ChimeServiceError('MissingAuthenticationTokenException', 'Missing Authentication Token')
  }
  const parts = authorizationForm.exec(authorization)
  const date = request.headers['x-amz-date']
  if (parts === null || typeof date !== 'string' || !/^\d{8}T\d{6}Z$/.test(date)) {
    throw new ChimeServiceError(
      'IncompleteSignature',
      'The request signature does not conform to AWS standards.',
    )
  }
  const [, accessKeyId, day = '', region, service, ending, signedHeaders = ''] = parts
  if (service !== 'chime' || region !== scope.region || ending !== 'aws4_request') {
    throw new ChimeServiceError(
      'InvalidSignatureException',
      `Credential should be scoped to a valid region and service: ${scope.region}/chime/aws4_request.`,
    )
  }
  if (!date.startsWith(day)) {
    throw new ChimeServiceError(
      'InvalidSignatureException',
      'Date in Credential scope does not match YYYYMMDD from x-amz-date.',
    )
  }
  const signed = signedHeaders.split(';')
  if (!signed.includes('host') || !signed.includes('x-amz-date')) {
    throw new ChimeServiceError('InvalidSignatureException', "'host' and 'x-amz-date' must be signed.")
  }
  if (accessKeyId !== scope.accessKeyId) {
    throw new ChimeServiceError(
      'UnrecognizedClientException',
      'The security token included in the request is invalid.',
    )
  }
}
