import type * as v from 'valibot'
import type { Call } from '../call/call.js'
import { CallRunner, noOptions } from '../call/call-runner.js'
import { MeetingError } from '../errors/meeting-error.js'
import { parseMeetingRef } from '../identity/ref-text.js'
import type { JoinClaims } from '../join-link/join-claims.js'
import type { ReadToken } from '../join-link/signed-tokens.js'
import { Actions } from './actions.js'
import { apiAnswer, tooLarge } from './api-answers.js'
import { actSchema, passSchema, redeemSchema, statusSchema } from './api-schemas.js'
import { BrowserBinding } from './browser-binding.js'
import { Entrance } from './entrance.js'
import { leave } from './leaving.js'
import type { ResolvedPageOptions } from './options.js'
import type { ActAnswer, AgainAnswer, EnterAnswer, PageAction, StatusAnswer } from './page-api.js'
import type { PageParts } from './page-parts.js'
import { type PassClaims, passClaims } from './passes.js'
import { RateLimits } from './rate-limits.js'
import { readJson } from './read-json.js'
import { isTrouble, refusalOf, refused, unavailable } from './refusals.js'
import { Status } from './status.js'

type Answer = EnterAnswer | AgainAnswer | StatusAnswer | ActAnswer | 'left'

/** What becomes known of a request on its way, and holds for its answer whatever comes of it. */
interface Visit {
  readonly cookies: string | null
  tenant?: string | undefined
  setCookie?: string
}

/** What the page asks for, by route. */
export type PageRoute = 'redeem' | 'resume' | 'status' | 'act' | 'leave'

/** Answers the page's own requests, each of which was shown to come from the page. */
export class PageApiServer {
  readonly #parts: PageParts
  readonly #runner: CallRunner
  readonly #entrance: Entrance
  readonly #status: Status
  readonly #actions: Actions
  readonly #binding: BrowserBinding
  readonly #linkRates: RateLimits
  readonly #passRates: RateLimits

  constructor(parts: PageParts, options: Pick<ResolvedPageOptions, 'linkRate' | 'passRate'>) {
    const { clock, timeoutMs, providers } = parts.core
    this.#parts = parts
    // Limits the time of a request as a whole; what it asks of the facade is reported by the facade.
    this.#runner = new CallRunner({ clock, timeoutMs, strict: false, providers })
    this.#status = new Status(parts)
    this.#entrance = new Entrance(parts, (ref) => this.#status.forget(ref))
    this.#actions = new Actions(parts)
    this.#binding = new BrowserBinding(parts.links)
    this.#linkRates = new RateLimits(options.linkRate, clock)
    this.#passRates = new RateLimits(options.passRate, clock)
  }

  /** Never rejects. */
  async answer(route: PageRoute, request: Request): Promise<Response> {
    const visit: Visit = { cookies: request.headers.get('cookie') }
    try {
      return await this.#route(route, request, visit)
    } catch (error) {
      const { tenant, setCookie } = visit
      if (isTrouble(error))
        this.#parts.tell({
          kind: 'failed',
          ...(tenant !== undefined && { tenant }),
          error: error instanceof Error ? error : new Error('something that is no error was thrown'),
        })
      return apiAnswer(refusalOf(error), setCookie)
    }
  }

  #route(route: PageRoute, request: Request, visit: Visit): Promise<Response> {
    switch (route) {
      case 'redeem':
        return this.#with(request, visit, redeemSchema, (call, { token }) => this.#redeem(call, visit, token))
      case 'resume':
        return this.#with(request, visit, passSchema, (call, { pass }) =>
          this.#withPass(pass, visit, (claims) => this.#enter(call, visit, claims)),
        )
      case 'status':
        return this.#with(request, visit, statusSchema, (call, { pass, since }) =>
          this.#inside(pass, visit, (claims) =>
            this.#status.answer(call, claims, parseMeetingRef(claims.target), since),
          ),
        )
      case 'act':
        return this.#with(request, visit, actSchema, (call, { pass, ...action }) =>
          this.#inside(pass, visit, (claims) => this.#act(call, claims, action)),
        )
      case 'leave':
        return this.#with(request, visit, passSchema, (call, { pass }) =>
          this.#withPass(pass, visit, async (claims) => {
            await leave(this.#parts, call, claims)
            return 'left'
          }),
        )
    }
  }

  /** The time that a body takes is the visitor's, and is limited by itself. */
  async #with<Schema extends v.GenericSchema>(
    request: Request,
    visit: Visit,
    schema: Schema,
    work: (call: Call, body: v.InferOutput<Schema>) => Promise<Answer>,
  ): Promise<Response> {
    const body = await readJson(request, schema, this.#parts.core.clock)
    if (body === 'too-large') return tooLarge()
    if (body === 'cut-short') return apiAnswer(unavailable())
    if (body === undefined) return apiAnswer(refused('bad-request'))
    const answer = await this.#runner.run('join', noOptions, (call) => work(call, body))
    return apiAnswer(answer, visit.setCookie)
  }

  async #redeem(call: Call, visit: Visit, token: string): Promise<Answer> {
    const { links, core } = this.#parts
    const read = await links.tokens.read<JoinClaims>('anymeet-join', token, core.clock.now())
    if (read.state !== 'good') return refused(read.state)
    visit.tenant = read.claims.tenant
    const waitMs = this.#linkRates.take(read.id)
    if (waitMs > 0) return refused('rate-limited', { retryAfterMs: waitMs })
    return this.#enter(call, visit, passClaims(read))
  }

  async #enter(call: Call, visit: Visit, claims: PassClaims): Promise<Answer> {
    if (claims.once !== true) return this.#entrance.enter(call, claims)
    const binding = await this.#binding.bind(claims.link, visit.cookies)
    if (binding.state === 'another') return refused('used')
    visit.setCookie = binding.setCookie
    return binding.state === 'ours' ? this.#entrance.enter(call, claims) : { state: 'again' }
  }

  async #act(call: Call, claims: PassClaims, action: PageAction): Promise<ActAnswer> {
    const ref = parseMeetingRef(claims.target)
    try {
      return await this.#actions.act(call, claims, ref, action)
    } catch (error) {
      if (MeetingError.is(error) && error.code === 'invalid-request') return refused('bad-request')
      throw error
    } finally {
      this.#status.forget(ref)
    }
  }

  async #withPass(
    pass: string,
    visit: Visit,
    work: (claims: PassClaims) => Promise<Answer>,
  ): Promise<Answer> {
    const read: ReadToken<PassClaims> = await this.#parts.passes.read(pass)
    if (read.state !== 'good') return refused(read.state)
    visit.tenant = read.claims.tenant
    const waitMs = this.#passRates.take(read.claims.link)
    return waitMs > 0 ? refused('rate-limited', { retryAfterMs: waitMs }) : work(read.claims)
  }

  /** Whoever waits may ask for nothing but to be let in. */
  #inside(pass: string, visit: Visit, work: (claims: PassClaims) => Promise<Answer>): Promise<Answer> {
    return this.#withPass(pass, visit, async (claims) =>
      claims.inside === true ? work(claims) : refused('denied'),
    )
  }
}
