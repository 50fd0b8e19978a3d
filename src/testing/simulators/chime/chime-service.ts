import { randomUUID } from 'node:crypto'
import type { SimulatorAnswer, SimulatorRequest } from '../simulator-server.js'
import type { Members } from './constraints.js'
import type { DeniedActions } from './denied-actions.js'
import type { OperationContext } from './operation.js'
import { operations } from './operations.js'
import type { RateQuotas } from './rate-quotas.js'
import { type ChimeCall, route } from './routes.js'
import { ChimeServiceError, errorAnswer } from './service-error.js'
import { checkSignature } from './sigv4-check.js'

interface ChimeServiceOptions {
  readonly accessKeyId: string
  readonly denied: DeniedActions
  readonly quotas: RateQuotas
  /** Sent along with throttling answers; undefined sends nothing. */
  readonly retryAfterSeconds: number | undefined
  readonly context: OperationContext
}

/** A request's way through the service: route, signature, permission, rate quota, body, operation. */
export class ChimeService {
  readonly #options: ChimeServiceOptions

  constructor(options: ChimeServiceOptions) {
    this.#options = options
  }

  answer(request: SimulatorRequest): SimulatorAnswer {
    try {
      return this.#answer(request)
    } catch (error) {
      if (error instanceof ChimeServiceError) {
        return errorAnswer(error.name, { message: error.message, ...error.extras })
      }
      throw error
    }
  }

  #answer(request: SimulatorRequest): SimulatorAnswer {
    const routed = route(request.method, request.target)
    if (routed === undefined) {
      throw new ChimeServiceError('UnknownOperationException', 'The service has no such operation')
    }
    const { accessKeyId, context, denied, quotas, retryAfterSeconds } = this.#options
    checkSignature(request, { region: context.region, accessKeyId })
    const { call, labels, query } = routed
    denied.check(`chime:${call}`, labels['MeetingId'])
    if (!quotas.take(call)) {
      throw new ChimeServiceError('ThrottlingException', 'Rate exceeded', { retryAfterSeconds })
    }
    const body = readBody(request.body)
    if (createsWithTags(call, body)) denied.check('chime:TagResource')
    const answer = operations[call](context, { labels, query, body })
    return {
      status: answer === undefined ? 204 : 200,
      headers: {
        'x-amzn-requestid': randomUUID(),
        ...(answer === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: answer === undefined ? '' : JSON.stringify(answer),
    }
  }
}

/** To create something with tags takes the permission to tag, too (fact sheet, section 2.9). */
function createsWithTags(call: ChimeCall, { Tags }: Members): boolean {
  return call.startsWith('CreateMeeting') && Array.isArray(Tags) && Tags.length > 0
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
