import { randomUUID } from 'node:crypto'
import type { SimulatorAnswer, SimulatorRequest } from '../../simulator-server.js'
import { checkSignature } from './check-signature.js'
import { operations, type SqsContext } from './operations.js'
import { readParameters } from './parameters.js'
import { callOf } from './sqs-call.js'
import { errorAnswer, SqsError } from './sqs-error.js'

/** A request's way through the service: operation, signature, body, work. */
export class SqsService {
  readonly #context: SqsContext
  readonly #region: string
  readonly #accessKeyId: string

  constructor(context: SqsContext, region: string, accessKeyId: string) {
    this.#context = context
    this.#region = region
    this.#accessKeyId = accessKeyId
  }

  async answer(request: SimulatorRequest, gone: AbortSignal): Promise<SimulatorAnswer> {
    try {
      return await this.#answer(request, gone)
    } catch (error) {
      if (error instanceof SqsError) return errorAnswer(error.name, { message: error.message })
      throw error
    }
  }

  async #answer(request: SimulatorRequest, gone: AbortSignal): Promise<SimulatorAnswer> {
    const call = callOf(request.headers['x-amz-target'])
    if (request.method !== 'POST' || call === undefined) {
      throw new SqsError('UnknownOperationException', 'The simulated service has no such operation')
    }
    checkSignature(request, this.#region, this.#accessKeyId)
    const answer = await operations[call](this.#context, readParameters(request.body), gone)
    return {
      status: 200,
      headers: { 'x-amzn-requestid': randomUUID(), 'content-type': 'application/x-amz-json-1.0' },
      body: answer === undefined ? '' : JSON.stringify(answer),
    }
  }
}
