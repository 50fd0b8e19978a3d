import { randomUUID } from 'node:crypto'
import type { Clock } from '../../../ports/clock.js'
import type { SimulatorAnswer, SimulatorRequest } from '../simulator-server.js'
import type { Members } from './constraints.js'
import type { OperationContext } from './operation.js'
import { operations } from './operations.js'
import type { ChimeRates } from './options.js'
import { type ChimeCall, route } from './routes.js'
import { ChimeServiceError, errorAnswer } from './service-error.js'
import { checkSignature } from './sigv4-check.js'
import { TokenBucket } from './token-bucket.js'

interface ChimeServiceOptions {
  readonly clock: Clock
  readonly accessKeyId: string
  readonly rates: ChimeRates | 'unlimited'
  readonly context: OperationContext
}

/** A request's way through the service: route, signature, rate quota, body, operation. */
export class ChimeService {
  readonly #options: ChimeServiceOptions
  readonly #buckets = new Map<ChimeCall, TokenBucket>()

  constructor(options: ChimeServiceOptions) {
    this.#options = options
  }

  answer(request: SimulatorRequest): SimulatorAnswer {
    try {
      return this.#answer(request)
    } catch (error) {
      if (error instanceof ChimeServiceError) return errorAnswer(error.name, { message: error.message })
      throw error
    }
  }

  /** Fills every rate quota again. */
  reset(): void {
    this.#buckets.clear()
  }

  #answer(request: SimulatorRequest): SimulatorAnswer {
    const routed = route(request.method, request.target)
    if (routed === undefined) {
      throw new ChimeServiceError('UnknownOperationException', 'The service has no such operation')
    }
    const { accessKeyId, context } = this.#options
    checkSignature(request, { region: context.region, accessKeyId })
    this.#spendCall(routed.call)
    const { call, labels, query } = routed
    const answer = operations[call](context, { labels, query, body: readBody(request.body) })
    return {
      status: answer === undefined ? 204 : 200,
      headers: {
        'x-amzn-requestid': randomUUID(),
        ...(answer === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: answer === undefined ? '' : JSON.stringify(answer),
    }
  }

  #spendCall(call: ChimeCall): void {
    const { rates, clock } = this.#options
    if (rates === 'unlimited') return
    let bucket = this.#buckets.get(call)
    if (bucket === undefined) {
      bucket = new TokenBucket(rates, clock)
      this.#buckets.set(call, bucket)
    }
    if (!bucket.take()) throw new ChimeServiceError('ThrottlingException', 'Rate exceeded')
  }
}

function readBody(text: string): Members {
  if (text === '') return {}
  const body = parse(text)
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new ChimeServiceError('SerializationException', 'The request body must be a JSON object')
  }
  return body as Members
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new ChimeServiceError('SerializationException', 'The request body is not JSON')
  }
}
