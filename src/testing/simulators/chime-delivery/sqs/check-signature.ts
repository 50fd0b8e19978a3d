import type { SimulatorRequest } from '../../simulator-server.js'
import { SqsError } from './sqs-error.js'

const form =
  /^AWS4-HMAC-SHA256 Credential=([^/,\s]+)\/\d{8}\/([^/,\s]+)\/([^/,\s]+)\/aws4_request, ?SignedHeaders=[a-z0-9;-]+, ?Signature=[0-9a-f]{64}$/

/** Checks the frame of a signature: for this service and region, by a known key. Its bytes are not recomputed. */
export function checkSignature(request: SimulatorRequest, region: string, accessKeyId: string): void {
  const authorization = request.headers['authorization']
  if (typeof authorization !== 'string') {
    throw new SqsError('MissingAuthenticationTokenException', 'Request is missing Authentication Token')
  }
  const [, key, scopeRegion, service] = form.exec(authorization) ?? []
  if (service !== 'sqs' || scopeRegion !== region) {
    const wanted = `Credential should be scoped to a valid region and service: ${region}/sqs.`
    throw new SqsError('InvalidSignatureException', wanted)
  }
  if (key !== accessKeyId) {
    throw new SqsError(
      'UnrecognizedClientException',
      'The security token included in the request is invalid.',
    )
  }
}
