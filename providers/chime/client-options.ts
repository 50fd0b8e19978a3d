import http from 'node:http'
import https from 'node:https'
import type { Readable } from 'node:stream'
import type { ResolvedChimeConfig } from './config.js'

const CONNECT_MS = 3_000

/** What AWS clients are told about retries, time limits and connections. */
interface AwsClientOptions {
  readonly maxAttempts: number
  readonly retryMode: 'standard'
  readonly streamCollector: (stream: Readable) => Promise<Uint8Array>
  readonly requestHandler: {
    readonly connectionTimeout: number
    readonly requestTimeout: number
    readonly throwOnRequestTimeout: true
    readonly socketTimeout: number
    readonly httpAgent: http.Agent
    readonly httpsAgent: https.Agent
  }
}

/** For any of them; their answers may be of different length. */
export function clientOptions(
  { requestTimeoutMs, maxSockets }: Pick<ResolvedChimeConfig, 'requestTimeoutMs' | 'maxSockets'>,
  maxAnswerBytes: number,
): AwsClientOptions {
  const agent = { keepAlive: true, maxSockets }
  return {
    // The retries of the AWS clients repeat hard quotas and do not know which calls are safe to repeat; the adapter does.
    maxAttempts: 1,
    retryMode: 'standard',
    streamCollector: (stream) => collect(stream, maxAnswerBytes),
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
  }
}

/** Marks the errors of requests that went out on idle connections which the server had closed; a time-out is none of these. */
function marking<Agent extends http.Agent>(agent: Agent): Agent {
  const reuse = agent.reuseSocket.bind(agent)
  agent.reuseSocket = (socket, request) => {
    reuse(socket, request)
    request.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNRESET' || error.code === 'EPIPE') Object.assign(error, { reusedSocket: true })
    })
  }
  return agent
}

/** Reads an answer, which the AWS packages would do without a limit. */
function collect(stream: Readable, maxBytes: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let bytes = 0
    stream.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      chunks.push(chunk)
      if (bytes > maxBytes) stream.destroy(new AnswerTooLongError(maxBytes))
    })
    stream.on('error', reject)
    stream.on('end', () =>
      resolve(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)),
    )
  })
}

class AnswerTooLongError extends Error {
  override readonly name: string = 'AnswerTooLongError'

  constructor(maxBytes: number) {
    super(`the answer is longer than ${maxBytes} bytes`)
  }
}
