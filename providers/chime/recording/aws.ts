import { MeetingError } from '../../../src/errors/meeting-error.js'
import { safeCause } from '../../../src/errors/safe-cause.js'
import { clientOptions } from '../client-options.js'
import type { ResolvedChimeConfig } from '../config.js'
import type { BucketInputs, MediaInputs } from './wire.js'

const MEDIA_PACKAGE = '@aws-sdk/client-chime-sdk-media-pipelines'
const S3_PACKAGE = '@aws-sdk/client-s3'
const PRESIGNER_PACKAGE = '@aws-sdk/s3-request-presigner'

const MAX_ANSWER_BYTES = 1_048_576
/** A thousand objects with keys of a kilobyte each, escaped. */
const MAX_LIST_BYTES = 8 * MAX_ANSWER_BYTES

/** The little that is used of an AWS client. */
interface AwsClient {
  send(command: object, options: { readonly abortSignal: AbortSignal }): Promise<object>
}

type Commands<Inputs> = { readonly [Operation in keyof Inputs]: (input: Inputs[Operation]) => object }

/** An AWS client and the commands that go with it. */
export interface AwsService<Inputs> {
  readonly client: AwsClient
  readonly commands: Commands<Inputs>
  /** Frees the connections. */
  destroy(): void
}

/** S3 can also sign addresses, which asks nobody. */
export interface AwsBuckets extends AwsService<BucketInputs> {
  /** An address under which one object can be read without credentials for so many seconds from `at` on. */
  sign(object: { Bucket: string; Key: string }, seconds: number, at: Date): Promise<string>
  /** When the credentials end by which addresses are signed; no address outlives them. */
  credentialsEnd(): Promise<Date | undefined>
}

/** Loads the client of the media pipelines. Fails with `not-configured` where the package is not installed. */
export async function loadMediaPipelines(config: ResolvedChimeConfig): Promise<AwsService<MediaInputs>> {
  const aws = await load(MEDIA_PACKAGE, () => import('@aws-sdk/client-chime-sdk-media-pipelines'))
  const endpoint = config.recording?.endpoints.mediaPipelines
  const client = new aws.ChimeSDKMediaPipelinesClient({
    region: config.region,
    ...(endpoint !== undefined && { endpoint }),
    ...(config.credentials !== undefined && { credentials: config.credentials }),
    ...clientOptions(config, MAX_ANSWER_BYTES),
  })
  const commands: Commands<MediaInputs> = {
    CreateMediaCapturePipeline: (input) => new aws.CreateMediaCapturePipelineCommand(input),
    GetMediaCapturePipeline: (input) => new aws.GetMediaCapturePipelineCommand(input),
    DeleteMediaCapturePipeline: (input) => new aws.DeleteMediaCapturePipelineCommand(input),
    CreateMediaConcatenationPipeline: (input) => new aws.CreateMediaConcatenationPipelineCommand(input),
    GetMediaPipeline: (input) => new aws.GetMediaPipelineCommand(input),
    DeleteMediaPipeline: (input) => new aws.DeleteMediaPipelineCommand(input),
  }
  return { client, commands, destroy: () => client.destroy() }
}

/** Loads the client of the buckets of one region, and what signs addresses. Fails as `loadMediaPipelines` does. */
export async function loadBuckets(config: ResolvedChimeConfig, region: string): Promise<AwsBuckets> {
  const [aws, { getSignedUrl }] = await Promise.all([
    load(S3_PACKAGE, () => import('@aws-sdk/client-s3')),
    load(PRESIGNER_PACKAGE, () => import('@aws-sdk/s3-request-presigner')),
  ])
  const endpoint = config.recording?.endpoints.s3
  const client = new aws.S3Client({
    region,
    // What stands at another address seldom has a host name for each bucket.
    ...(endpoint !== undefined && { endpoint, forcePathStyle: true }),
    ...(config.credentials !== undefined && { credentials: config.credentials }),
    // By default every address would ask for checksums, which other stores than AWS's do not know.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    ...clientOptions(config, MAX_LIST_BYTES),
  })
  return {
    client,
    commands: {
      ListObjectsV2: (input) => new aws.ListObjectsV2Command(input),
      DeleteObjects: (input) => new aws.DeleteObjectsCommand(input),
    },
    sign: (object, seconds, at) =>
      getSignedUrl(client, new aws.GetObjectCommand(object), { expiresIn: seconds, signingDate: at }),
    credentialsEnd: async () => (await client.config.credentials()).expiration,
    destroy: () => client.destroy(),
  }
}

async function load<Module>(name: string, importing: () => Promise<Module>): Promise<Module> {
  try {
    return await importing()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    const missing = code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND'
    const message = missing
      ? `the package ${name} is not installed, which recordings need: npm install ${name}`
      : `the package ${name} cannot be loaded`
    throw new MeetingError({ code: 'not-configured', message, cause: safeCause(error) })
  }
}
