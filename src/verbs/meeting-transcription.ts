import { noOptions } from '../call/call-runner.js'
import type { MeetingTarget } from '../identity/resolve-target.js'
import { directoryWarnings, providerMeeting, type Session } from '../identity/session.js'
import { lacking } from '../provider-for.js'
import type { Providers } from '../providers.js'
import { checkRequest } from '../requests/check-request.js'
import { ownOptions } from '../requests/fit-create.js'
import { transcriptionSchema } from '../requests/transcription-schema.js'
import type { CallOptions } from '../spec/call-options.js'
import type { MeetingProvider } from '../spec/provider.js'
import type { ProviderTranscription } from '../spec/provider-transcription.js'
import type { TranscriptionRequest, TranscriptionResult } from '../spec/transcription.js'
import type { OnMeeting } from './on-meeting.js'

type Verb = keyof ProviderTranscription

/**
 * What is said, as text, while it is said. Fails with `unsupported` where the provider lacks it (capabilities
 * `transcription.*`) and with `not-found` for a meeting that is gone; safe to repeat.
 */
export class MeetingTranscription {
  readonly #on: OnMeeting
  readonly #providers: Providers

  constructor(on: OnMeeting, providers: Providers) {
    this.#on = on
    this.#providers = providers
  }

  /**
   * Asks for it to begin, or, where it runs, to go on with these settings. On Chime the text reaches the clients as data
   * messages, and the backend only where a recording keeps it; it costs what Amazon Transcribe costs.
   */
  start(
    target: MeetingTarget,
    request: TranscriptionRequest = {},
    options: CallOptions = noOptions,
  ): Promise<TranscriptionResult> {
    return this.#on.run('transcription.start', target, options, async (call, session) => {
      checkRequest(transcriptionSchema, request)
      const { provider, method } = await this.#method(session, 'start')
      const { providerOptions, ...neutral } = request
      const own = ownOptions(providerOptions, provider.type)
      await method(providerMeeting(session), { ...neutral, ...own }, call)
      return { ref: session.ref, outcome: 'requested', warnings: directoryWarnings(session) }
    })
  }

  stop(target: MeetingTarget, options: CallOptions = noOptions): Promise<TranscriptionResult> {
    return this.#on.run('transcription.stop', target, options, async (call, session) => {
      const { method } = await this.#method(session, 'stop')
      await method(providerMeeting(session), call)
      return { ref: session.ref, outcome: 'stopped', warnings: directoryWarnings(session) }
    })
  }

  async #method<Name extends Verb>(
    { ref }: Session,
    name: Name,
  ): Promise<{ provider: MeetingProvider; method: NonNullable<ProviderTranscription[Name]> }> {
    const provider = await this.#providers.get(ref.provider, ref.tenant)
    const method = provider.transcription?.[name]
    if (method === undefined) throw lacking(provider, `transcription.${name}`)
    return { provider, method: method.bind(provider.transcription) as typeof method }
  }
}
