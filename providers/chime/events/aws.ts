import { MeetingError } from '../../../src/errors/meeting-error.js'
import { safeCause } from '../../../src/errors/safe-cause.js'
import { clientOptions } from '../client-options.js'
import type { QueueClient } from './queue/queue-client.js'
import type { QueueInputs } from './queue/queue-inputs.js'
import type { ConsumeQueueOptions, QueueSettings } from './queue/queue-options.js'

const PACKAGE = '@aws-sdk/client-sqs'
/** Ten messages of a mebibyte each, escaped. */
const MAX_ANSWER_BYTES = 32 * 1_048_576
/** How much longer than SQS waits for messages its answer may take. */
const SLACK_MS = 15_000

/** The AWS client of a queue and the commands that go with it. */
export interface AwsQueue {
  readonly client: QueueClient
  readonly commands: { readonly [Operation in keyof QueueInputs]: (input: QueueInputs[Operation]) => object }
  /** Frees the connections; leaves a client alone that was handed in. */
  destroy(): void
}

/** Loads the AWS package, and makes the client. Fails with `not-configured` where the package is not installed. */
export async function loadQueue(options: ConsumeQueueOptions, settings: QueueSettings): Promise<AwsQueue> {
  const aws = await import('@aws-sdk/client-sqs').catch((error: unknown) => {
    throw notLoaded(error)
  })
  const commands: AwsQueue['commands'] = {
    ReceiveMessage: (input) => new aws.ReceiveMessageCommand(input),
    DeleteMessageBatch: (input) => new aws.DeleteMessageBatchCommand(input),
    ChangeMessageVisibility: (input) => new aws.ChangeMessageVisibilityCommand(input),
  }
  if (options.client !== undefined) return { client: options.client, commands, destroy: () => undefined }
  const { endpoint, credentials } = options
  const region = options.region ?? regionIn(options.queueUrl)
  const client = new aws.SQSClient({
    ...(region !== undefined && { region }),
    ...(endpoint !== undefined && { endpoint }),
    ...(credentials !== undefined && { credentials }),
    ...clientOptions(
      {
        requestTimeoutMs: settings.waitSeconds * 1_000 + SLACK_MS,
        // The one that waits for messages, and for each message one that deletes or prolongs.
        maxSockets: settings.concurrency + 1,
      },
      MAX_ANSWER_BYTES,
    ),
  })
  return { client, commands, destroy: () => client.destroy() }
}

function regionIn(queueUrl: string): string | undefined {
  return /^https?:\/\/sqs\.([a-z\d-]+)\.amazonaws\.com(?:\.cn)?\//.exec(queueUrl)?.[1]
}

function notLoaded(error: unknown): MeetingError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  const missing = code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND'
  const message = missing
    ? `the package ${PACKAGE} is not installed, which consumeQueue needs: npm install ${PACKAGE}`
    : `the package ${PACKAGE} cannot be loaded`
  return new MeetingError({ code: 'not-configured', message, cause: safeCause(error) })
}
