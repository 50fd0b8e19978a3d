import http from 'node:http'
import https from 'node:https'
import type { Readable } from 'node:stream'
import { MeetingError } from '../../src/errors/meeting-error.js'
import { safeCause } from '../../src/errors/safe-cause.js'
import type { ChimeClient } from './client.js'
import type { ResolvedChimeConfig } from './config.js'
import type { ChimeInputs } from './wire.js'

const PACKAGE = '@aws-sdk/client-chime-sdk-meetings'
const CONNECT_MS = 3_000
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
    GetMeeting: (input) => new aws.GetMeetingCommand(input),
    DeleteMeeting: (input) => new aws.DeleteMeetingCommand(input),
    CreateAttendee: (input) => new aws.CreateAttendeeCommand(input),
    BatchCreateAttendee: (input) => new aws.BatchCreateAttendeeCommand(input),
    DeleteAttendee: (input) => new aws.DeleteAttendeeCommand(input),
  }
  if (config.client !== undefined) return { client: config.client, commands, destroy: () => undefined }
  const { region, endpoint, credentials, requestTimeoutMs, maxSockets } = config
  const agent = { keepAlive: true, maxSockets }
  const client = new aws.ChimeSDKMeetingsClient({
    region,
    ...(endpoint !== undefined && { endpoint }),
    ...(credentials !== undefined && { credentials }),
    // The retries of the AWS client repeat hard quotas and do not know which calls are safe to repeat; the adapter does.
    maxAttempts: 1,
    retryMode: 'standard',
    // Resolves the middleware once per command instead of once per call, as long as `send` is given no options.
    cacheMiddleware: true,
    streamCollector: collect,
    requestHandler: {
      connectionTimeout: Math.min(CONNECT_MS, requestTimeoutMs),
      requestTimeout: requestTimeoutMs,
      // Without it the request time-out is only a line in the log.
      throwOnRequestTimeout: true,
      // The request time-out ends with the head of the answer; this one covers a body that stalls.
      socketTimeout: requestTimeoutMs,
      httpAgent: marking(new http.Agent(agent)),
      httpsAgent: marking(new https.Agent(agent)),
    },
  })
  return { client, commands, destroy: () => client.destroy() }
}

/** Marks the errors of requests that went out on idle connections, so that one which the server had closed is told from others. */
function marking<Agent extends http.Agent>(agent: Agent): Agent {
  const reuse = agent.reuseSocket.bind(agent)
  agent.reuseSocket = (socket, request) => {
    reuse(socket, request)
    request.once('error', (error) => Object.assign(error, { reusedSocket: true }))
  }
  return agent
}

/** Reads an answer, which the AWS packages would do without a limit. */
function collect(stream: Readable): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let bytes = 0
    stream.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      chunks.push(chunk)
      if (bytes > MAX_ANSWER_BYTES) stream.destroy(new AnswerTooLongError())
    })
    stream.on('error', reject)
    stream.on('end', () =>
      resolve(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)),
    )
  })
}

class AnswerTooLongError extends Error {
  override readonly name: string = 'AnswerTooLongError'

  constructor() {
    super(`the answer is longer than ${MAX_ANSWER_BYTES} bytes`)
  }
}

function notLoaded(error: unknown): MeetingError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  const missing = code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND'
  const message = missing
    ? `the package ${PACKAGE} is not installed: npm install ${PACKAGE}`
    : `the package ${PACKAGE} cannot be loaded`
  return new MeetingError({ code: 'not-configured', message, cause: safeCause(error) })
}
