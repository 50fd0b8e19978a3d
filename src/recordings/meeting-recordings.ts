import type { Call } from '../call/call.js'
import { type CallRunner, noOptions } from '../call/call-runner.js'
import { MeetingError } from '../errors/meeting-error.js'
import { type RecordingTarget, readRecordingTarget } from '../identity/recording-ref.js'
import type { MeetingTarget } from '../identity/resolve-target.js'
import { providerMeeting } from '../identity/session.js'
import { vendorKey } from '../identity/vendor-key.js'
import { lacking } from '../provider-for.js'
import type { Providers } from '../providers.js'
import { checkRequest } from '../requests/check-request.js'
import {
  captionsKeySchema,
  captionsUploadSchema,
  recordingChangesSchema,
  recordingPageSchema,
  recordingQuerySchema,
} from '../requests/recording-schema.js'
import type { CallOptions } from '../spec/call-options.js'
import type { MeetingRef } from '../spec/meeting-ref.js'
import type { Operation } from '../spec/operation.js'
import type { ProviderRecordings } from '../spec/provider-recordings.js'
import type {
  Recording,
  RecordingChanges,
  RecordingOutcome,
  RecordingPage,
  RecordingPageQuery,
  RecordingQuery,
  RecordingRef,
  RecordingStart,
  RecordingStop,
} from '../spec/recording.js'
import type {
  RecordingCaptions,
  RecordingCaptionsKey,
  RecordingCaptionsUpload,
} from '../spec/recording-captions.js'
import type { OnMeeting } from '../verbs/on-meeting.js'
import { recordingOf } from './recording-of.js'

const DEFAULT_LIMIT = 100

/**
 * What was recorded, on one instance at a time. A tenant sees its own recordings only. Every operation fails with
 * `unsupported` where the provider lacks it (capabilities `recordings.*`), and by id with `not-found`; all are safe to repeat.
 */
export class MeetingRecordings {
  readonly #runner: CallRunner
  readonly #providers: Providers
  readonly #on: OnMeeting

  constructor(runner: CallRunner, providers: Providers, on: OnMeeting) {
    this.#runner = runner
    this.#providers = providers
    this.#on = on
  }

  /**
   * Asks for a running meeting to be recorded. Fails with `conflict` where it was made with `record: 'off'`, with
   * `not-found` where it is gone. Where it stops and starts again, each time is a recording of its own.
   */
  start(target: MeetingTarget, options: CallOptions = noOptions): Promise<RecordingStart> {
    return this.#on.run('recordings.start', target, options, async (call, session) => {
      const start = await this.#method(session.ref, 'start')
      if (session.record !== undefined && (session.record.settings.record ?? 'off') === 'off')
        throw notToBeRecorded()
      const { id, outcome } = await start(providerMeeting(session), call)
      return { ref: recordingRefOf(session.ref, id), outcome }
    })
  }

  /** Asks for the recording of a running meeting to stop. It ends with the meeting, too. */
  stop(target: MeetingTarget, options: CallOptions = noOptions): Promise<RecordingStop> {
    return this.#on.run('recordings.stop', target, options, async (call, session) => {
      const stop = await this.#method(session.ref, 'stop')
      const id = await stop(providerMeeting(session), call)
      return id === undefined
        ? { outcome: 'not-running' }
        : { ref: recordingRefOf(session.ref, id), outcome: 'stopped' }
    })
  }

  /** One page of recordings, in the vendor's order. */
  list(query: RecordingPageQuery = {}, options: CallOptions = noOptions): Promise<RecordingPage> {
    return this.#runner.run('recordings.list', options, async (call, progress) => {
      checkRequest(recordingPageSchema, query)
      const { meetingIds, states, metadata = {}, limit = DEFAULT_LIMIT, cursor } = query
      const { tenant } = options
      const name = query.provider ?? (await this.#providers.route(tenant))
      progress.provider = name
      const list = await this.#method({ provider: name, tenant }, 'list')
      const page = await list(
        {
          ...(meetingIds !== undefined && { keys: meetingIds.map((id) => vendorKey({ tenant, id })) }),
          states: states ?? ['published', 'unpublished'],
          metadata,
          limit,
          ...(cursor !== undefined && { cursor }),
        },
        call,
      )
      const recordings = page.recordings.flatMap((recording) => recordingOf(recording, name, tenant) ?? [])
      return {
        recordings,
        ...(page.nextCursor !== undefined && { nextCursor: page.nextCursor }),
        warnings: [],
      }
    })
  }

  /** Every recording of a query, page after page. New recordings that come in meanwhile may be missed or seen twice. */
  async *all(query: RecordingQuery = {}, options: CallOptions = noOptions): AsyncGenerator<Recording, void> {
    checkRequest(recordingQuerySchema, query)
    let cursor: string | undefined
    do {
      const page: RecordingPage = await this.list(
        { ...query, ...(cursor !== undefined && { cursor }) },
        options,
      )
      yield* page.recordings
      cursor = page.nextCursor
    } while (cursor !== undefined)
  }

  get(target: RecordingTarget, options: CallOptions = noOptions): Promise<Recording> {
    return this.#one('get', target, options, async (ref, call) => this.#get(ref, options, call))
  }

  /** Lets whoever has the link watch it. */
  publish(target: RecordingTarget, options: CallOptions = noOptions): Promise<RecordingOutcome> {
    return this.#change('publish', target, options, (publish, id, call) => publish(id, call))
  }

  /** Withholds it, without deleting it. */
  unpublish(target: RecordingTarget, options: CallOptions = noOptions): Promise<RecordingOutcome> {
    return this.#change('unpublish', target, options, (unpublish, id, call) => unpublish(id, call))
  }

  /** Deletes it for good. That it was gone before is an outcome and not an error. */
  delete(target: RecordingTarget, options: CallOptions = noOptions): Promise<RecordingOutcome> {
    return this.#change('delete', target, options, (remove, id, call) => remove(id, call)).catch(
      (error: unknown) => {
        if (!MeetingError.is(error) || error.code !== 'not-found') throw error
        return { ref: readRecordingTarget(target), outcome: 'not-found' }
      },
    )
  }

  /** Changes its labels. */
  update(
    target: RecordingTarget,
    changes: RecordingChanges,
    options: CallOptions = noOptions,
  ): Promise<RecordingOutcome> {
    return this.#change(
      'update',
      target,
      options,
      (update, id, call) => update(id, changes, call),
      () => checkRequest(recordingChangesSchema, changes),
    )
  }

  /** Its caption tracks. */
  captions(target: RecordingTarget, options: CallOptions = noOptions): Promise<readonly RecordingCaptions[]> {
    return this.#one('captions', target, options, async (ref, call) => {
      const captions = await this.#method(ref, 'captions')
      await this.#get(ref, options, call)
      return captions(ref.id, call)
    })
  }

  /** Adds a caption track, or replaces the one of this kind and language. The vendor may take minutes to show it. */
  putCaptions(
    target: RecordingTarget,
    upload: RecordingCaptionsUpload,
    options: CallOptions = noOptions,
  ): Promise<RecordingOutcome> {
    return this.#change(
      'putCaptions',
      target,
      options,
      (put, id, call) => put(id, upload, call),
      () => checkRequest(captionsUploadSchema, upload),
    )
  }

  /** Takes a caption track away. */
  deleteCaptions(
    target: RecordingTarget,
    captions: RecordingCaptionsKey,
    options: CallOptions = noOptions,
  ): Promise<RecordingOutcome> {
    return this.#change(
      'deleteCaptions',
      target,
      options,
      (remove, id, call) => remove(id, captions, call),
      () => checkRequest(captionsKeySchema, captions),
    )
  }

  #change<Name extends ById>(
    name: Name,
    target: RecordingTarget,
    options: CallOptions,
    change: (method: Method<Name>, id: string, call: Call) => Promise<void>,
    check: () => void = () => undefined,
  ): Promise<RecordingOutcome> {
    return this.#one(name, target, options, async (ref, call) => {
      check()
      const method = await this.#method(ref, name)
      await this.#get(ref, options, call)
      await change(method, ref.id, call)
      return { ref, outcome: 'done' }
    })
  }

  #one<T>(
    name: ById,
    target: RecordingTarget,
    options: CallOptions,
    work: (ref: RecordingRef, call: Call) => Promise<T>,
  ): Promise<T> {
    return this.#runner.run(`recordings.${name}` satisfies Operation, options, async (call, progress) => {
      const ref = readRecordingTarget(target)
      progress.provider = ref.provider
      if (ref.tenant !== options.tenant) throw noRecording()
      return work(ref, call)
    })
  }

  /** Also how a recording of another tenant is kept out: its ref can be made up, its meeting cannot. */
  async #get(ref: RecordingRef, { tenant }: CallOptions, call: Call): Promise<Recording> {
    const get = await this.#method(ref, 'get')
    const recording = recordingOf(await get(ref.id, call), ref.provider, tenant)
    if (recording === undefined) throw noRecording()
    return recording
  }

  async #method<Name extends keyof ProviderRecordings>(
    { provider: instance, tenant }: { readonly provider: string; readonly tenant?: string | undefined },
    name: Name,
  ): Promise<Method<Name>> {
    const provider = await this.#providers.get(instance, tenant)
    const method = provider.recordings?.[name]
    if (method === undefined) throw lacking(provider, `recordings.${name}`)
    return method.bind(provider.recordings) as Method<Name>
  }
}

/** The operations on a recording, as opposed to those on a meeting. */
type ById = Exclude<keyof ProviderRecordings, 'start' | 'stop'>

type Method<Name extends keyof ProviderRecordings> = NonNullable<ProviderRecordings[Name]>

function recordingRefOf({ v, provider, tenant }: MeetingRef, id: string): RecordingRef {
  return { v, provider, ...(tenant === undefined ? {} : { tenant }), id }
}

function notToBeRecorded(): MeetingError {
  return new MeetingError({
    code: 'conflict',
    message: "the meeting was made with record 'off': make it with 'on-demand' to have it recorded",
    effect: 'none',
  })
}

function noRecording(): MeetingError {
  return new MeetingError({ code: 'not-found', message: 'there is no such recording', effect: 'none' })
}
