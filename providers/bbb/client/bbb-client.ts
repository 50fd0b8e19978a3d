import { notConfigured } from '../../../src/config/not-configured.js'
import { nodeTransport } from '../../../src/http/node-transport.js'
import { type Clock, systemClock } from '../../../src/ports/clock.js'
import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import { type BbbApi, createApi } from '../api-client.js'
import { parseBbbConfig } from '../config.js'
import {
  type BbbDeleteRecordingsRequest,
  type BbbPublishRecordingsRequest,
  type BbbUpdateRecordingsRequest,
  changeRecordings,
} from './change-recordings.js'
import type { BbbCallOptions, BbbClientConfig, BbbClientOptions } from './client-options.js'
import { type BbbSetConfigXmlRequest, getDefaultConfigXML, setConfigXML } from './config-xml.js'
import { type BbbCreateResponse, create } from './create.js'
import type { BbbCreateRequest } from './create-request.js'
import { eachWithDeadline, withDeadline } from './deadline.js'
import { type BbbEachRecordingRequest, eachRecording } from './each-recording.js'
import { type BbbEndRequest, end } from './end.js'
import { type BbbGetJoinUrlRequest, getJoinUrl } from './get-join-url.js'
import { eachMeeting, getMeetingInfo } from './get-meetings.js'
import {
  type BbbGetRecordingsRequest,
  type BbbGetRecordingsResponse,
  getRecordings,
} from './get-recordings.js'
import {
  type BbbCreateHookRequest,
  type BbbCreateHookResponse,
  type BbbHook,
  createHook,
  destroyHook,
  listHooks,
} from './hooks.js'
import { type BbbInsertDocumentRequest, insertDocument } from './insert-document.js'
import { type BbbJoinResponse, join, joinUrl } from './join.js'
import type { BbbJoinRequest } from './join-request.js'
import type { BbbMeeting } from './meeting.js'
import { type BbbPutRecordingTextTrackRequest, putRecordingTextTrack } from './put-text-track.js'
import type { BbbRecording } from './recording.js'
import type { BbbResponse } from './response.js'
import { type BbbSendChatMessageRequest, sendChatMessage } from './send-chat-message.js'
import { type BbbTextTrack, getRecordingTextTracks } from './text-track.js'

const TIMEOUT_MS = 15_000
const TIMEOUT_WITH_DOCUMENTS_MS = 60_000

/**
 * The whole HTTP API of BigBlueButton, a method a call, with its own parameters and fields. For what the neutral
 * calls do not cover; both can work on the same meetings.
 *
 * Every failure is a `MeetingError` with the call's name as `operation` and the server's messageKey as `vendorCode`:
 * `unsupported` before anything is sent where the configured server does not have the call, `invalid-request` for
 * what the server would change or drop without a word. A call that failed in a way that passes and had no effect is
 * repeated once; nothing else is.
 */
export class BbbClient {
  readonly #api: BbbApi
  readonly #clock: Clock
  readonly #timeoutMs: number | undefined
  readonly #close: () => Promise<void>

  constructor(config: BbbClientConfig, options: BbbClientOptions = {}) {
    const parsed = parseBbbConfig({ type: 'bbb', ...config })
    if (!parsed.ok) throw notConfigured(parsed.problems)
    const transport = options.transport ?? nodeTransport()
    this.#clock = options.clock ?? systemClock
    this.#timeoutMs = options.timeoutMs
    this.#api = createApi(parsed.value, { transport, clock: this.#clock })
    this.#close = options.transport === undefined ? () => transport.close() : async () => undefined
  }

  /**
   * Makes a meeting, or finds the one that runs under this id with the same passwords (`duplicate`). A POST where there
   * are documents. Fails with `conflict` where it runs with other passwords.
   */
  create(request: BbbCreateRequest, options?: BbbCallOptions): Promise<BbbCreateResponse> {
    const slow = request.documents !== undefined
    return this.#run('create', options, (call) => create(this.#api, request, call), slow)
  }

  /** The signed link for a browser to open. Asks the server nothing, so it can lead to a meeting that is gone. */
  joinUrl(request: BbbJoinRequest): string {
    return joinUrl(this.#api, request)
  }

  /**
   * Registers somebody with a meeting without a browser (`redirect=false`). Fails with `not-found` where there is no such
   * meeting, `capacity` where it is full, `forbidden` where the guest policy denies.
   */
  join(request: BbbJoinRequest, options?: BbbCallOptions): Promise<BbbJoinResponse> {
    return this.#run('join', options, (call) => join(this.#api, request, call))
  }

  /** Whether somebody is inside. False for a meeting that nobody entered yet and for one that does not exist. */
  isMeetingRunning(meetingID: string, options?: BbbCallOptions): Promise<boolean> {
    return this.#run('isMeetingRunning', options, (call) => this.#api.isMeetingRunning(meetingID, call))
  }

  /**
   * Asks the server to end a meeting, which takes it some seconds. Ends whatever session runs under the id. Fails with
   * `not-found` where none does; on 2.4 and older that is `forbidden`, as for a wrong password.
   */
  end(request: BbbEndRequest, options?: BbbCallOptions): Promise<BbbResponse> {
    return this.#run('end', options, (call) => end(this.#api, request, call))
  }

  /** Fails with `not-found` where there is no such meeting (any more). */
  getMeetingInfo(meetingID: string, options?: BbbCallOptions): Promise<BbbMeeting> {
    return this.#run('getMeetingInfo', options, (call) => getMeetingInfo(this.#api, meetingID, call))
  }

  /** Every meeting in the server's memory. For many of them use `eachMeeting`. */
  async getMeetings(options?: BbbCallOptions): Promise<readonly BbbMeeting[]> {
    const meetings: BbbMeeting[] = []
    for await (const meeting of this.eachMeeting(options)) meetings.push(meeting)
    return meetings
  }

  /**
   * The same, read while it is iterated: any number of meetings (up to an answer of 64 MiB) costs the memory of a few.
   * Nothing is sent before the first step; leaving the loop ends the call.
   */
  eachMeeting(options?: BbbCallOptions): AsyncGenerator<BbbMeeting, void> {
    return this.#each('getMeetings', options, (call) => eachMeeting(this.#api, call))
  }

  /** Adds documents to a running meeting. Not safe to repeat. 2.5 and later. */
  insertDocument(request: BbbInsertDocumentRequest, options?: BbbCallOptions): Promise<void> {
    return this.#run('insertDocument', options, (call) => insertDocument(this.#api, request, call), true)
  }

  /**
   * Writes into the public chat. Not safe to repeat. Fails with `not-found` also where nobody is inside. 3.0 and later.
   */
  sendChatMessage(request: BbbSendChatMessageRequest, options?: BbbCallOptions): Promise<void> {
    return this.#run('sendChatMessage', options, (call) => sendChatMessage(this.#api, request, call))
  }

  /** A link with which somebody who is inside comes in once more, on another device for example. 3.0 and later. */
  getJoinUrl(request: BbbGetJoinUrlRequest, options?: BbbCallOptions): Promise<string> {
    return this.#run('getJoinUrl', options, (call) => getJoinUrl(this.#api, request, call))
  }

  /** Recordings by one call: a page with `limit`, where the server cuts pages, else all. */
  getRecordings(
    request: BbbGetRecordingsRequest = {},
    options?: BbbCallOptions,
  ): Promise<BbbGetRecordingsResponse> {
    return this.#run('getRecordings', options, (call) => getRecordings(this.#api, request, call))
  }

  /** Every recording over all pages, read while it is iterated. Leaving the loop ends the call. */
  eachRecording(
    request: BbbEachRecordingRequest = {},
    options?: BbbCallOptions,
  ): AsyncGenerator<BbbRecording, void> {
    return this.#each('getRecordings', options, (call) => eachRecording(this.#api, request, call))
  }

  /** Publishes or withholds recordings. Fails with `not-found` where none of the ids exists. */
  publishRecordings(request: BbbPublishRecordingsRequest, options?: BbbCallOptions): Promise<void> {
    return this.#change('publishRecordings', request, options)
  }

  /** Deletes recordings. Fails with `not-found` where none of the ids exists (any more). */
  deleteRecordings(request: BbbDeleteRecordingsRequest, options?: BbbCallOptions): Promise<void> {
    return this.#change('deleteRecordings', request, options)
  }

  /** Changes the labels of recordings. Fails with `not-found` where none of the ids exists. */
  updateRecordings(request: BbbUpdateRecordingsRequest, options?: BbbCallOptions): Promise<void> {
    return this.#change('updateRecordings', request, options)
  }

  /** Subtitles and captions of a recording; none is an empty list. Fails with `not-found` for an unknown recording. */
  getRecordingTextTracks(recordID: string, options?: BbbCallOptions): Promise<readonly BbbTextTrack[]> {
    return this.#run('getRecordingTextTracks', options, (call) =>
      getRecordingTextTracks(this.#api, recordID, call),
    )
  }

  /** Puts subtitles or captions to a recording, or deletes them where no file is given. */
  putRecordingTextTrack(request: BbbPutRecordingTextTrackRequest, options?: BbbCallOptions): Promise<void> {
    return this.#run('putRecordingTextTrack', options, (call) =>
      putRecordingTextTrack(this.#api, request, call),
    )
  }

  /** Registers a URL that is called for events. Needs bbb-webhooks on the server. */
  createHook(request: BbbCreateHookRequest, options?: BbbCallOptions): Promise<BbbCreateHookResponse> {
    return this.#run('hooks/create', options, (call) => createHook(this.#api, request, call))
  }

  /** The hooks of a meeting and those of every meeting; without meetingID, every hook there is. */
  listHooks(
    request: { readonly meetingID?: string } = {},
    options?: BbbCallOptions,
  ): Promise<readonly BbbHook[]> {
    return this.#run('hooks/list', options, (call) => listHooks(this.#api, request, call))
  }

  /** Fails with `not-found` where there is no such hook. */
  destroyHook(hookID: string, options?: BbbCallOptions): Promise<void> {
    return this.#run('hooks/destroy', options, (call) => destroyHook(this.#api, hookID, call))
  }

  /** The default configuration of the old client, as XML. 2.2 (and, without any effect, 2.3). */
  getDefaultConfigXML(options?: BbbCallOptions): Promise<string> {
    return this.#run('getDefaultConfigXML', options, (call) => getDefaultConfigXML(this.#api, call))
  }

  /** Stores a configuration of the old client and gives the token by which a join names it. 2.2, as above. */
  setConfigXML(request: BbbSetConfigXmlRequest, options?: BbbCallOptions): Promise<string> {
    return this.#run('setConfigXML', options, (call) => setConfigXML(this.#api, request, call))
  }

  /** Frees connections. Safe to repeat. */
  close(): Promise<void> {
    return this.#close()
  }

  #change(
    name: 'publishRecordings' | 'deleteRecordings' | 'updateRecordings',
    request: BbbDeleteRecordingsRequest,
    options: BbbCallOptions | undefined,
  ): Promise<void> {
    return this.#run(name, options, (call) => changeRecordings(this.#api, name, request, call))
  }

  #run<T>(
    operation: string,
    { timeoutMs, signal }: BbbCallOptions = {},
    run: (call: ProviderCallOptions) => Promise<T>,
    slow = false,
  ): Promise<T> {
    const usual = slow ? TIMEOUT_WITH_DOCUMENTS_MS : TIMEOUT_MS
    const limit = timeoutMs ?? this.#timeoutMs ?? usual
    return withDeadline({ clock: this.#clock, operation, timeoutMs: limit, signal }, run)
  }

  #each<T>(
    operation: string,
    { timeoutMs, signal }: BbbCallOptions = {},
    open: (call: ProviderCallOptions) => AsyncIterator<T>,
  ): AsyncGenerator<T, void> {
    const limit = timeoutMs ?? this.#timeoutMs ?? TIMEOUT_MS
    return eachWithDeadline({ clock: this.#clock, operation, timeoutMs: limit, signal }, open)
  }
}
