import { MeetingError } from '../errors/meeting-error.js'
import { readBody } from '../http/read-body.js'
import type { MeetingsOptions } from '../meetings-options.js'
import type { MeetingProvider } from '../spec/provider.js'
import type { EventUrlClaims } from '../spec/provider-events.js'
import { accepted, notNow, refusal, refusalOf } from './answers.js'
import { instanceOf, originOf } from './event-origin.js'
import type { Intake } from './intake.js'
import type { ResolvedHandlerOptions } from './options.js'
import { errorOf, kindOf, type TellProblem } from './problems.js'

export interface ReceiverParts {
  readonly meetings: MeetingsOptions
  readonly options: ResolvedHandlerOptions
  readonly intake: Intake
  readonly tell: TellProblem
  /** Told of each provider that is used. */
  readonly seen: (provider: MeetingProvider, of: Pick<EventUrlClaims, 'provider' | 'tenant'>) => void
}

/** A callback URL of ours, as a request has it. */
interface Called {
  readonly claims: EventUrlClaims
  readonly url: string
  readonly query: URLSearchParams
}

const nobody = new Uint8Array(0)

/** Answers the vendors' requests. */
export class RequestReceiver {
  readonly #parts: ReceiverParts

  constructor(parts: ReceiverParts) {
    this.#parts = parts
  }

  /** Never rejects. */
  async answer(request: Request): Promise<Response> {
    let called: Called | undefined
    try {
      called = this.#called(request.url)
      if (called === undefined) {
        this.#tell(undefined, notOurs('no callback URL of ours'))
        return refusal(404)
      }
      this.#parts.intake.refuseIfBusy()
      return await this.#inTime(this.#parts.intake.track(this.#answer(request, called)), called)
    } catch (thrown) {
      return this.#refusal(called, thrown)
    }
  }

  /** Read before anything else is done: whoever cannot sign a URL makes us do nothing more. */
  #called(href: string): Called | undefined {
    const { callbacks } = this.#parts.meetings
    if (callbacks === undefined) return undefined
    const { pathname, searchParams: query } = new URL(href)
    const path = callbacks.pathOf(pathname)
    const read = path && callbacks.read(path)
    return read && { ...read, query }
  }

  async #answer(request: Request, called: Called): Promise<Response> {
    const { meetings, options, seen } = this.#parts
    const { claims } = called
    const provider = await instanceOf(meetings.providers, claims)
    if (provider !== undefined) seen(provider, claims)
    const origin = originOf(claims, provider)
    const ways = new Map(Object.entries(origin?.events.ways ?? {}))
    const method = ways.get(claims.way)
    if (origin === undefined || method === undefined) {
      this.#tell(claims, notOurs('the URL leads to an instance, or a way of it, that is there no more'))
      return refusal(404)
    }
    if (request.method !== method) {
      this.#tell(claims, notOurs(`the URL takes ${method} and no other method`))
      return refusal(405, { allow: method })
    }
    const body = method === 'GET' ? nobody : await readBody(request, options.maxBodyBytes, meetings.clock)
    if (body === 'too-large') {
      this.#tell(claims, notOurs(`the body has more than ${options.maxBodyBytes} bytes`))
      return refusal(413)
    }
    const { url, query } = called
    const delivery = { url, claims, method, query, headers: request.headers, body }
    const work = this.#parts.intake.take(origin, (call) => origin.events.receive(delivery, call), 'soon')
    const { errors } = await work
    return errors.length === 0 ? accepted() : notNow(errors)
  }

  /** The vendor does not wait for ever; the work goes on, and the next delivery finds it done. */
  #inTime(answer: Promise<Response>, called: Called): Promise<Response> {
    const { meetings, options } = this.#parts
    return new Promise((resolve) => {
      const cancel = meetings.clock.after(options.answerWithinMs, () => resolve(notNow()))
      const settle = (response: Response): void => {
        cancel()
        resolve(response)
      }
      answer.then(settle, (thrown: unknown) => settle(this.#refusal(called, thrown)))
    })
  }

  #refusal(called: Called | undefined, thrown: unknown): Response {
    const error = errorOf(thrown)
    this.#tell(called?.claims, error)
    return refusalOf(error)
  }

  #tell(claims: EventUrlClaims | undefined, error: Error): void {
    const { provider, tenant } = claims ?? {}
    this.#parts.tell({
      kind: kindOf(error),
      ...(provider !== undefined && { provider }),
      ...(tenant !== undefined && { tenant }),
      error,
    })
  }
}

function notOurs(message: string): MeetingError {
  return new MeetingError({ code: 'not-found', message, effect: 'none' })
}
