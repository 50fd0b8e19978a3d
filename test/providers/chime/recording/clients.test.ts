import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { calling, failure, querying, studio, until } from './support.js'

const root = new URL('../../../../', import.meta.url)

describe('the AWS clients of recordings', () => {
  it('sign no address that outlives the credentials', async () => {
    const made = await studio()
    const { accessKeyId, secretAccessKey } = made.chime
    const id = await made.recorded(await made.meeting())
    const expiration = new Date(made.clock.now() + 600_000)
    const credentials = async (): Promise<{
      accessKeyId: string
      secretAccessKey: string
      expiration: Date
    }> => ({ accessKeyId, secretAccessKey, expiration })
    const { playback } = await made.run(made.another({ config: { credentials } }).get(id, calling()))
    expect(playback.map(({ expiresAt }) => expiresAt)).toEqual([expiration, expiration])
  })

  it('take the credentials that AWS finds where the instance was given a client', async () => {
    const made = await studio()
    const session = await made.meeting()
    vi.stubEnv('AWS_ACCESS_KEY_ID', made.chime.accessKeyId)
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', made.chime.secretAccessKey)
    onTestFinished(() => {
      vi.unstubAllEnvs()
    })
    const client = { send: () => Promise.reject(new Error('not for recordings')) }
    const machine = made.another({ config: { client } })
    expect(await made.run(machine.start(session, calling()))).toMatchObject({ outcome: 'requested' })
    await made.run(machine.probe.run(calling()))
  })

  it('give up a request that is not answered in time', async () => {
    const made = await studio({ config: { requestTimeoutMs: 100 } })
    made.media.stage({ kind: 'hang', when: 'ListObjectsV2', times: 2 })
    expect(await failure(made.run(made.recordings.probe.run(calling())))).toMatchObject({
      code: 'timeout',
      effect: 'none',
    })
    made.media.stage({ kind: 'hang', when: 'CreateMediaCapturePipeline' })
    const session = await made.meeting()
    expect(await failure(made.run(made.recordings.start(session, calling())))).toMatchObject({
      code: 'timeout',
      effect: 'unknown',
    })
  })

  it('say where nothing listens', async () => {
    const nowhere = 'http://127.0.0.1:9'
    const made = await studio({ recording: { endpoints: { mediaPipelines: nowhere, s3: nowhere } } })
    expect(await failure(made.run(made.recordings.probe.run(calling())))).toMatchObject({
      code: 'unavailable',
      vendorCode: 'ECONNREFUSED',
    })
    expect(await failure(made.run(made.recordings.start(await made.meeting(), calling())))).toMatchObject({
      code: 'unavailable',
      effect: 'none',
    })
    expect((await made.run(made.recordings.list(querying(), calling()))).recordings).toEqual([])
  })

  it('ask each bucket through its own region, and each once at a time', async () => {
    const bucket = { 'us-east-1': 'virginia', 'eu-west-1': 'dublin' }
    const made = await studio({ recording: { bucket } })
    await Promise.all([made.recordings.probe.run(calling()), made.recordings.probe.run(calling())])
    const scopes = made.media.requests.flatMap(({ headers, target }) => {
      const scope = /Credential=[^/]+\/\d+\/([^,]+)/.exec(String(headers['authorization']))?.[1]
      return target.includes('list-type') ? [`${target.split('?')[0]} ${scope}`] : []
    })
    expect(new Set(scopes)).toEqual(
      new Set(['/virginia/ us-east-1/s3/aws4_request', '/dublin/ eu-west-1/s3/aws4_request']),
    )
  })

  it('leave nothing open when they are closed in the middle of a call', async () => {
    const made = await studio()
    const machine = made.another()
    made.media.stage({ kind: 'hang', when: 'ListObjectsV2' })
    const asking = failure(machine.probe.run(calling()))
    await until(() => made.media.callsTo('ListObjectsV2') === 1)
    const refusal = await failure(made.recordings.get('none', calling()))
    machine.close(refusal)
    await made.media.close()
    expect(await made.run(asking)).toHaveProperty('code')
  })
})

describe('recordings without the AWS packages', () => {
  it.each([
    ['@aws-sdk/client-chime-sdk-media-pipelines', 'recordings.start(meeting, options)'],
    ['@aws-sdk/client-s3', 'recordings.probe.run(options)'],
    ['@aws-sdk/s3-request-presigner', 'recordings.probe.run(options)'],
  ])('name %s on the first call that needs it', async (name, call) => {
    const error = await printed(name, call)
    expect(error).toMatchObject({
      code: 'not-configured',
      effect: 'none',
      retryable: false,
      message: expect.stringContaining(`npm install ${name}`),
    })
  })
})

/** What the call prints as its error in a process in which the package cannot be found. */
async function printed(name: string, call: string): Promise<unknown> {
  const deny = `export async function resolve(specifier, context, next) {
    if (specifier !== ${JSON.stringify(name)}) return next(specifier, context)
    throw Object.assign(new Error('Cannot find package'), { code: 'ERR_MODULE_NOT_FOUND' })
  }`
  const source = `
    import { register } from 'node:module'
    register('data:text/javascript,' + ${JSON.stringify(encodeURIComponent(deny))})
    const { ChimeRecordings } = await import('./providers/chime/recording/chime-recordings.ts')
    const { parseChimeConfig } = await import('./providers/chime/config.ts')
    const { InFlight } = await import('./providers/chime/in-flight.ts')
    const { systemClock } = await import('./src/ports/clock.ts')
    const { memoryStore } = await import('./src/memory/memory-store.ts')
    const { value: config } = parseChimeConfig({
      type: 'chime',
      region: 'us-east-1',
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
      requestTimeoutMs: 100,
      recording: {
        bucket: 'all-recordings',
        endpoints: { mediaPipelines: 'http://127.0.0.1:9', s3: 'http://127.0.0.1:9' },
      },
    })
    const parts = { name: 'chime', config, clock: systemClock, store: memoryStore(systemClock) }
    const recordings = new ChimeRecordings(parts, config.recording, new InFlight())
    const options = { signal: new AbortController().signal, abortable: false, remainingMs: 50, strict: false }
    const vendor = { meetingId: 'x', region: 'us-east-1', mediaRegion: 'us-east-1' }
    const meeting = { id: 'a1', key: 'a1', incarnation: 1, vendor, notes: { arn: 'arn:aws:chime:x' } }
    const error = await ${call}.catch((thrown) => thrown)
    console.log(JSON.stringify(error))`
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '--eval', source],
    { cwd: fileURLToPath(root) },
  )
  return JSON.parse(stdout)
}
