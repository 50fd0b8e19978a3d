import { MeetingError } from '../../src/errors/meeting-error.js'
import { safeCause } from '../../src/errors/safe-cause.js'
import type { ChimeClient } from './client.js'
import { clientOptions } from './client-options.js'
import type { ResolvedChimeConfig } from './config.js'
import type { ChimeInputs } from './wire.js'

const PACKAGE = '@aws-sdk/client-chime-sdk-meetings'
const MAX_ANSWER_BYTES = 1_048_576

/** The AWS client of an instance and the commands that go with it. */
export interface Aws {
  readonly client: ChimeClient
  readonly commands: { readonly [Operation in keyof ChimeInputs]: (input: ChimeInputs[Operation]) => object }
  /** Frees the connections; leaves a client alone that was handed in. */
  destroy(): void
}

/**
 * Loads the AWS package, which nothing else in this library does, and makes the client. Fails with `not-configured` where
 * the package is not installed.
 */
export async function loadAws(config: ResolvedChimeConfig): Promise<Aws> {
  const aws = await import('@aws-sdk/client-chime-sdk-meetings').catch((error: unknown) => {
    throw notLoaded(error)
  })
  const commands: Aws['commands'] = {
    CreateMeeting: (input) => new aws.CreateMeetingCommand(input),
    CreateMeetingWithAttendees: (input) => new aws.CreateMeetingWithAttendeesCommand(input),
    GetMeeting: (input) => new aws.GetMeetingCommand(input),
    DeleteMeeting: (input) => new aws.DeleteMeetingCommand(input),
    CreateAttendee: (input) => new aws.CreateAttendeeCommand(input),
    BatchCreateAttendee: (input) => new aws.BatchCreateAttendeeCommand(input),
    GetAttendee: (input) => new aws.GetAttendeeCommand(input),
    ListAttendees: (input) => new aws.ListAttendeesCommand(input),
    DeleteAttendee: (input) => new aws.DeleteAttendeeCommand(input),
    UpdateAttendeeCapabilities: (input) => new aws.UpdateAttendeeCapabilitiesCommand(input),
    BatchUpdateAttendeeCapabilitiesExcept: (input) =>
      new aws.BatchUpdateAttendeeCapabilitiesExceptCommand(input),
    StartMeetingTranscription: (input) => new aws.StartMeetingTranscriptionCommand(input),
    StopMeetingTranscription: (input) => new aws.StopMeetingTranscriptionCommand(input),
    ListTagsForResource: (input) => new aws.ListTagsForResourceCommand(input),
    TagResource: (input) => new aws.TagResourceCommand(input),
    UntagResource: (input) => new aws.UntagResourceCommand(input),
  }
  if (config.client !== undefined) return { client: config.client, commands, destroy: () => undefined }
  const { region, endpoint, credentials } = config
  const client = new aws.ChimeSDKMeetingsClient({
    region,
    ...(endpoint !== undefined && { endpoint }),
    ...(credentials !== undefined && { credentials }),
    ...clientOptions(config, MAX_ANSWER_BYTES),
    // Resolves the middleware once per command instead of once per call, as long as `send` is given no options.
    cacheMiddleware: true,
  })
  return { client, commands, destroy: () => client.destroy() }
}

function notLoaded(error: unknown): MeetingError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  const missing = code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND'
  const message = missing
    ? `the package ${PACKAGE} is not installed: npm install ${PACKAGE}`
    : `the package ${PACKAGE} cannot be loaded`
  return new MeetingError({ code: 'not-configured', message, cause: safeCause(error) })
}
