import { randomUUID } from 'node:crypto'
import type { SimulatorAnswer, SimulatorRequest } from '../../simulator-server.js'
import type { TokenBucket } from '../../token-bucket.js'
import { notAuthorized } from '../account.js'
import { signatureOfHeaders } from '../sigv4.js'
import { exceptionAnswer, PipelinesException } from './exception.js'
import type { OperationContext } from './operation.js'
import { operations } from './operations.js'
import { type RoutedCall, route } from './routes.js'

interface PipelinesServiceOptions {
  readonly accessKeyId: string
  /** Undefined: no limit. */
  readonly quota: TokenBucket | undefined
  readonly context: OperationContext
}

/** A request's way through the service: route, signature, permission, rate quota, body, operation. */
export class PipelinesService {
  readonly #options: PipelinesServiceOptions

  constructor(options: PipelinesServiceOptions) {
    this.#options = options
  }

  answer(request: SimulatorRequest): SimulatorAnswer {
    try {
      return this.#answer(request)
    } catch (error) {
      if (error instanceof PipelinesException) return exceptionAnswer(error.name, { message: error.message })
      throw error
    }
  }

  #answer(request: SimulatorRequest): SimulatorAnswer {
    const routed = route(request.method, request.target)
    if (routed === undefined) {
      throw new PipelinesException('UnknownOperationException', 'The service has no such operation')
    }
    this.#checkSignature(request)
    this.#checkPermission(routed)
    const { quota, context } = this.#options
    if (quota?.take() === false) throw new PipelinesException('ThrottledClientException', 'Rate exceeded')
    context.pipelines.catchUp(context.world.clock.now())
    const { call, id, query } = routed
    const { status, body } = operations[call](context, { id, query, body: readBody(request.body) })
    return {
      status,
      headers: {
        'x-amzn-requestid': randomUUID(),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: body === undefined ? '' : JSON.stringify(body),
    }
  }

  #checkSignature(request: SimulatorRequest): void {
    const { accessKeyId, context } = this.#options
    const { region } = context.world
    const signature = signatureOfHeaders(request)
    if (signature === undefined) {
      throw new PipelinesException('MissingAuthenticationTokenException', 'Missing Authentication Token')
    }
    if (signature === 'malformed') {
      throw new PipelinesException(
        'IncompleteSignature',
        'The request signature does not conform to AWS standards.',
      )
    }
    if (signature.service !== 'chime' || signature.region !== region) {
      throw new PipelinesException(
        'InvalidSignatureException',
        `Credential should be scoped to a valid region and service: ${region}/chime/aws4_request.`,
      )
    }
    if (!signature.signedHeaders.includes('host') || !signature.signedHeaders.includes('x-amz-date')) {
      throw new PipelinesException('InvalidSignatureException', "'host' and 'x-amz-date' must be signed.")
    }
    if (signature.accessKeyId !== accessKeyId) {
      throw new PipelinesException(
        'UnrecognizedClientException',
        'The security token included in the request is invalid.',
      )
    }
  }

  #checkPermission({ call }: RoutedCall): void {
    const action = `chime:${call}`
    if (!this.#options.context.denied(action)) return
    throw new PipelinesException('AccessDeniedException', notAuthorized(action, '*'))
  }
}

function readBody(text: string): unknown {
  try {
    const body: unknown = JSON.parse(text === '' ? '{}' : text)
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body
  } catch {
    throw new PipelinesException('SerializationException', 'The request body is not JSON')
  }
  throw new PipelinesException('SerializationException', 'The request body must be a JSON object')
}
