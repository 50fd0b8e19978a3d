import { MeetingError } from '../../src/errors/meeting-error.js'
import type { HttpResponseHead } from '../../src/http/http-transport.js'
import type { ProviderContext } from '../../src/ports/provider-factory.js'
import { repeatOnce } from '../../src/resilience/repeat-once.js'
import type { ProviderCallOptions } from '../../src/spec/call-options.js'
import type { MeetingParticipant } from '../../src/spec/participant.js'
import type { ResolvedBbbConfig } from './config.js'
import { encodeQuery } from './encode.js'
import { type Exchange, exchange, type RequestBody } from './exchange.js'
import { exchangeJson } from './exchange-json.js'
import { exchangeText } from './exchange-text.js'
import { begunFailure, failureOf, missingField, notRepeatable, readFailure } from './map-error.js'
import { participantOf } from './participant.js'
import { checkUrlLength, type FieldOf } from './query-limit.js'
import { type BbbCall, type BbbServer, lackOf } from './servers.js'
import { createSigner } from './signer.js'
import { loadFlatReader, loadStreamReader } from './xml/load-reader.js'
import { textOf, type XmlElement } from './xml/xml-element.js'
import type { XmlListing } from './xml/xml-reader.js'

const MEBIBYTE = 1_048_576

/** One call with its encoded query. */
interface ApiRequest {
  readonly call: BbbCall
  readonly query: string
  readonly options: ProviderCallOptions
  /**
   * `read`: changes nothing. `write`: may be repeated, also where nobody knows what became of it. `once`: repeating
   * it does it twice.
   */
  readonly kind: 'read' | 'write' | 'once'
  /** `flat`: a few fields, 1 MiB at most. `list`: read as it arrives, up to 64 MiB. Default: `flat`. */
  readonly answer?: 'flat' | 'list' | 'json'
  readonly listing?: XmlListing
  /** True as soon as parts of the answer are in other hands: then the call is not repeated. */
  readonly begun?: () => boolean
  /** Makes the call a POST. */
  readonly body?: RequestBody | undefined
  /** How errors name parameters that are too long. Default: as the neutral request does. */
  readonly fieldOf?: FieldOf
  /** True for the calls that prove themselves in another way than by a checksum in the query. */
  readonly unsigned?: boolean
  readonly onHead?: ((head: HttpResponseHead) => void) | undefined
}

/** The people are taken out of the answer while it arrives; what is left of `attendees` there is empty. */
export interface MeetingInfoAnswer {
  readonly answer: XmlElement
  readonly participants: readonly MeetingParticipant[]
}

/**
 * The server's calls. Each gives back the root of an answer of SUCCESS; everything else is a `MeetingError`,
 * `unsupported` before anything is sent where the server does not have the call.
 */
export interface BbbApi {
  readonly server: BbbServer
  /** Repeats a call once where it failed in a way that passes and certainly had no effect. */
  send(request: ApiRequest): Promise<XmlElement>
  /** A call that answers a document of its own: its text, of at most 1 MiB. */
  text(request: ApiRequest): Promise<string>
  signedForm(call: BbbCall, form: string): string
  /**
   * The signed link of a `join`, for a browser to open. Sends nothing. Fails with `invalid-request` where it
   * is too long.
   */
  joinUrl(query: string, fieldOf?: FieldOf): string
  create(query: string, options: ProviderCallOptions, fieldOf?: FieldOf): Promise<XmlElement>
  end(query: string, options: ProviderCallOptions): Promise<XmlElement>
  getMeetingInfo(meetingId: string, options: ProviderCallOptions): Promise<MeetingInfoAnswer>
  /** Whether somebody is inside; false for a meeting that does not exist. */
  isMeetingRunning(
    meetingId: string,
    options: ProviderCallOptions,
    onHead?: (head: HttpResponseHead) => void,
  ): Promise<boolean>
}

export type ApiConfig = Pick<ResolvedBbbConfig, 'url' | 'secret' | 'server' | 'checksum' | 'hooksChecksum'>

export function createApi(
  config: ApiConfig,
  { transport, clock }: Pick<ProviderContext, 'transport' | 'clock'>,
): BbbApi {
  const signer = createSigner(config)
  const hooksSigner = createSigner({ ...config, checksum: config.hooksChecksum })
  const flatReader = once(loadFlatReader)
  const streamReader = once(loadStreamReader)

  function urlOf({ call, query, fieldOf, unsigned = false }: ApiRequest): string {
    const lack = lackOf(config.server, call)
    if (lack !== undefined) throw new MeetingError({ code: 'unsupported', message: lack, effect: 'none' })
    const { sign } = call.startsWith('hooks/') ? hooksSigner : signer
    const path = query === '' ? call : `${call}?${query}`
    const url = unsigned ? `${config.url}/${path}` : sign(call, query)
    checkUrlLength(url, fieldOf)
    return url
  }

  function exchangeOf(request: ApiRequest, url: string): Exchange {
    const { call, kind, options, answer, listing, body, onHead } = request
    const isList = answer === 'list'
    return {
      transport,
      clock,
      call,
      url,
      body,
      once: kind === 'once',
      signal: options.signal,
      maxBytes: isList ? 64 * MEBIBYTE : MEBIBYTE,
      loadReader: isList ? streamReader : flatReader,
      listing,
      onHead,
    }
  }

  /** Repeats once what failed in a way that passes and certainly had no effect. */
  function repeated<T>(request: ApiRequest, attempt: (sent: Exchange) => Promise<T>): Promise<T> {
    const { kind, options, begun } = request
    const sent = exchangeOf(request, urlOf(request))
    return repeatOnce(clock, options, () =>
      attempt(sent).catch((error: unknown) => {
        if (begun?.() === true) throw begunFailure(error)
        if (kind === 'read') throw readFailure(error)
        throw kind === 'once' ? notRepeatable(error) : error
      }),
    )
  }

  async function send(request: ApiRequest): Promise<XmlElement> {
    const ask = request.answer === 'json' ? exchangeJson : exchange
    return repeated(request, async (sent) => successOf(await ask(sent), request.call))
  }

  return {
    server: config.server,
    send,
    text: async (request) => repeated(request, exchangeText),
    signedForm: signer.signForm,
    joinUrl: (query, fieldOf) => {
      const url = signer.sign('join', query)
      checkUrlLength(url, fieldOf)
      return url
    },
    create: (query, options, fieldOf) =>
      send({ call: 'create', query, options, kind: 'write', ...(fieldOf !== undefined && { fieldOf }) }),
    end: (query, options) => send({ call: 'end', query, options, kind: 'write' }),
    async getMeetingInfo(meetingId, options) {
      let participants: MeetingParticipant[] = []
      const answer = await send({
        call: 'getMeetingInfo',
        query: encodeQuery([['meetingID', meetingId]]),
        options,
        kind: 'read',
        answer: 'list',
        listing: {
          list: 'attendees',
          item: 'attendee',
          // A repeated call begins anew.
          restart: () => {
            participants = []
          },
          take(attendee) {
            const participant = participantOf(attendee)
            if (participant !== undefined) participants.push(participant)
          },
        },
      })
      return { answer, participants }
    },
    async isMeetingRunning(meetingId, options, onHead) {
      const query = encodeQuery([['meetingID', meetingId]])
      const answer = await send({ call: 'isMeetingRunning', query, options, kind: 'read', onHead })
      const running = textOf(answer, 'running')
      if (running === 'true' || running === 'false') return running === 'true'
      throw readFailure(missingField('isMeetingRunning', 'running'))
    },
  }
}

/** Fails with effect `none` on every FAILED answer: a call that was refused did nothing. */
function successOf(answer: XmlElement, call: BbbCall): XmlElement {
  const returncode = textOf(answer, 'returncode')
  if (returncode === 'SUCCESS') return answer
  // ERROR is b3scale's.
  if (returncode === 'FAILED' || returncode === 'ERROR') throw failureOf(answer, call)
  throw missingField(call, 'returncode')
}

function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | undefined
  return () => {
    loaded ??= load()
    return loaded
  }
}
