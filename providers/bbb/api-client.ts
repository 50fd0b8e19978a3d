import type { ProviderContext } from '../../src/ports/provider-factory.js'
import { repeatOnce } from '../../src/resilience/repeat-once.js'
import type { ProviderCallOptions } from '../../src/spec/call-options.js'
import type { MeetingParticipant } from '../../src/spec/participant.js'
import type { ResolvedBbbConfig } from './config.js'
import { encodeQuery } from './encode.js'
import { exchange } from './exchange.js'
import { failureOf, missingField, readFailure } from './map-error.js'
import { participantOf } from './participant.js'
import { checkUrlLength } from './query-limit.js'
import { createSigner } from './signer.js'
import { loadFlatReader, loadStreamReader } from './xml/load-reader.js'
import { textOf, type XmlElement } from './xml/xml-element.js'
import type { XmlListing } from './xml/xml-reader.js'

/** Calls that answer a few fields; `getMeetingInfo` answers a list of people besides. */
type FlatCall = 'create' | 'end' | 'isMeetingRunning'
type BbbCall = FlatCall | 'getMeetingInfo'

const MEBIBYTE = 1_048_576

/** The people are taken out of the answer while it arrives; what is left of `attendees` there is empty. */
export interface MeetingInfoAnswer {
  readonly answer: XmlElement
  readonly participants: readonly MeetingParticipant[]
}

/**
 * The server's calls. Each gives back the root of an answer of SUCCESS; everything else is a `MeetingError`.
 */
export interface BbbApi {
  /**
   * The signed link of a `join`, for a browser to open. Sends nothing. Fails with `invalid-request` where it
   * is too long.
   */
  joinUrl(query: string): string
  create(query: string, options: ProviderCallOptions): Promise<XmlElement>
  end(query: string, options: ProviderCallOptions): Promise<XmlElement>
  getMeetingInfo(meetingId: string, options: ProviderCallOptions): Promise<MeetingInfoAnswer>
  /** Whether somebody is inside; false for a meeting that does not exist. */
  isMeetingRunning(meetingId: string, options: ProviderCallOptions): Promise<boolean>
}

export function createApi(config: ResolvedBbbConfig, { transport, clock }: ProviderContext): BbbApi {
  const signer = createSigner(config)
  const flatReader = once(loadFlatReader)
  const streamReader = once(loadStreamReader)

  /** Fails with effect `none` on every FAILED answer: a call that was refused did nothing. */
  async function call(
    name: BbbCall,
    query: string,
    options: ProviderCallOptions,
    listing?: XmlListing,
  ): Promise<XmlElement> {
    const url = signer.sign(name, query)
    checkUrlLength(url)
    const answer = await exchange({
      transport,
      clock,
      url,
      signal: options.signal,
      maxBytes: name === 'getMeetingInfo' ? 64 * MEBIBYTE : MEBIBYTE,
      loadReader: name === 'getMeetingInfo' ? streamReader : flatReader,
      listing,
    })
    const returncode = textOf(answer, 'returncode')
    if (returncode === 'SUCCESS') return answer
    // ERROR is b3scale's.
    if (returncode === 'FAILED' || returncode === 'ERROR') throw failureOf(answer, name)
    throw missingField(name, 'returncode')
  }

  /** A call that changes something: repeated once only where it certainly had no effect. */
  function write(name: FlatCall, query: string, options: ProviderCallOptions): Promise<XmlElement> {
    return repeatOnce(clock, options, () => call(name, query, options))
  }

  /** A call that changes nothing: repeated once where it failed in a way that passes. */
  function read<T>(options: ProviderCallOptions, attempt: () => Promise<T>): Promise<T> {
    return repeatOnce(clock, options, () =>
      attempt().catch((error: unknown) => {
        throw readFailure(error)
      }),
    )
  }

  return {
    joinUrl(query) {
      const url = signer.sign('join', query)
      checkUrlLength(url)
      return url
    },
    create: (query, options) => write('create', query, options),
    end: (query, options) => write('end', query, options),
    getMeetingInfo: (meetingId, options) =>
      read(options, async () => {
        const participants: MeetingParticipant[] = []
        const answer = await call('getMeetingInfo', encodeQuery([['meetingID', meetingId]]), options, {
          list: 'attendees',
          item: 'attendee',
          take(attendee) {
            const participant = participantOf(attendee)
            if (participant !== undefined) participants.push(participant)
          },
        })
        return { answer, participants }
      }),
    isMeetingRunning: (meetingId, options) =>
      read(options, async () => {
        const answer = await call('isMeetingRunning', encodeQuery([['meetingID', meetingId]]), options)
        const running = textOf(answer, 'running')
        if (running === 'true' || running === 'false') return running === 'true'
        throw missingField('isMeetingRunning', 'running')
      }),
  }
}

function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | undefined
  return () => {
    loaded ??= load()
    return loaded
  }
}
