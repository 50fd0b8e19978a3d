import { request } from 'node:http'
import { GetObjectCommand, type S3 } from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { describe, expect, it } from 'vitest'
import { type Bench, bucket, s3Of, startBench } from './support.js'

interface Fetched {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: string
}

/** What a browser gets: no AWS client, no credentials, no headers of its own. */
function open(url: string): Promise<Fetched> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        const body = Buffer.concat(chunks).toString()
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body })
      })
    })
    outgoing.on('error', reject)
    outgoing.end()
  })
}

const Key = 'films/1/audio/größe 1.mp4'

async function startWithFilm(): Promise<Bench> {
  const bench = await startBench({ buckets: { [bucket]: 'eu-central-1' } })
  bench.simulator.putObject(bucket, Key, 'a film')
  return bench
}

function sign(s3: S3, at: number, expiresIn = 900, more: { ResponseContentDisposition?: string } = {}) {
  const command = new GetObjectCommand({ Bucket: bucket, Key, ...more })
  return getSignedUrl(s3, command, { expiresIn, signingDate: new Date(at) })
}

describe('a presigned URL', () => {
  it('reads the object without credentials until it expires', async () => {
    const { clock, s3 } = await startWithFilm()
    const url = await sign(s3, clock.now(), 900)
    expect(await open(url)).toMatchObject({ status: 200, body: 'a film' })
    await clock.advance(899_999)
    expect(await open(url)).toMatchObject({ status: 200, headers: { 'content-length': '6' } })
    await clock.advance(1)
    const expired = await open(url)
    expect(expired.status).toBe(403)
    expect(expired.body).toContain('<Code>AccessDenied</Code><Message>Request has expired</Message>')
    expect(expired.body).toContain('<X-Amz-Expires>900</X-Amz-Expires>')
    expect(expired.body).toContain('<Expires>2026-01-05T09:15:00.000Z</Expires>')
  })

  it('is not valid long before its time', async () => {
    const { clock, s3 } = await startWithFilm()
    const early = await open(await sign(s3, clock.now() + 15 * 60_000 + 1_000))
    expect([early.status, early.body]).toEqual([403, expect.stringContaining('Request is not valid yet')])
    expect((await open(await sign(s3, clock.now() + 15 * 60_000))).status).toBe(200)
  })

  it('can name the file for the download', async () => {
    const { clock, s3 } = await startWithFilm()
    const ResponseContentDisposition = 'attachment; filename="film.mp4"'
    const url = await sign(s3, clock.now(), 900, { ResponseContentDisposition })
    expect((await open(url)).headers['content-disposition']).toBe(ResponseContentDisposition)
  })

  it('is worth nothing for another region, a stranger, more than a week, or in pieces', async () => {
    const { clock, s3, simulator } = await startWithFilm()
    const at = clock.now()
    const codeOf = async (url: string) => /<Code>(\w+)<\/Code>/.exec((await open(url)).body)?.[1]
    const malformed = 'AuthorizationQueryParametersError'
    expect(await codeOf(await sign(s3Of(simulator, { region: 'us-east-1' }), at))).toBe(malformed)
    expect(await codeOf(await sign(s3Of(simulator, { accessKeyId: 'AKIDSTRANGER' }), at))).toBe(
      'InvalidAccessKeyId',
    )
    const url = await sign(s3, at, 604_800)
    expect(await codeOf(url.replace('X-Amz-Expires=604800', 'X-Amz-Expires=604801'))).toBe(malformed)
    expect(await codeOf(url.replace(/X-Amz-Signature=[0-9a-f]+/, 'X-Amz-Signature=abc'))).toBe(malformed)
    expect(await codeOf(url.replace(/X-Amz-Date=\w+&/, ''))).toBe(malformed)
    expect(await codeOf(url.replace(/\?.*/, ''))).toBe('AccessDenied')
    expect(await codeOf(url)).toBeUndefined()
  })

  it('leads nowhere when the object is gone or may not be read', async () => {
    const { clock, s3, simulator } = await startWithFilm()
    const url = await sign(s3, clock.now())
    simulator.denyAction('s3:GetObject')
    expect((await open(url)).body).toContain('not authorized to perform: s3:GetObject')
    simulator.heal()
    await s3.deleteObject({ Bucket: bucket, Key })
    expect(await open(url)).toMatchObject({ status: 404, body: expect.stringContaining('NoSuchKey') })
  })
})
