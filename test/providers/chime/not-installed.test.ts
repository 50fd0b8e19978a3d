import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'

const root = new URL('../../../', import.meta.url)

/** What a process prints in which the AWS package cannot be found. */
async function withoutAws(script: string): Promise<unknown> {
  const deny = `export async function resolve(specifier, context, next) {
    if (!specifier.startsWith('@aws-sdk/')) return next(specifier, context)
    throw Object.assign(new Error('Cannot find package'), { code: 'ERR_MODULE_NOT_FOUND' })
  }`
  const source = `
    import { register } from 'node:module'
    register('data:text/javascript,' + ${JSON.stringify(encodeURIComponent(deny))})
    const { chime, consumeQueue } = await import('./providers/chime/index.ts')
    const { systemClock } = await import('./src/ports/clock.ts')
    const { memoryStore } = await import('./src/memory/memory-store.ts')
    const context = { name: 'chime', clock: systemClock, store: memoryStore(systemClock) }
    const provider = chime({ type: 'chime', region: 'us-east-1' })(context)
    const options = { signal: new AbortController().signal, abortable: false, remainingMs: 1000, strict: false }
    ${script}`
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '--eval', source],
    { cwd: fileURLToPath(root) },
  )
  return JSON.parse(stdout)
}

describe('Chime without the AWS package', () => {
  it('is made all the same, and names the package on the first call and in check', async () => {
    const printed = await withoutAws(`
      const meeting = { id: 'a1', key: 'a1', incarnation: 1, vendor: { meetingId: 'x' } }
      const error = await provider.info(meeting, options).catch((thrown) => thrown)
      console.log(JSON.stringify({ error, health: await provider.check(options) }))`)
    const message = expect.stringContaining('npm install @aws-sdk/client-chime-sdk-meetings')
    expect(printed).toMatchObject({
      error: { code: 'not-configured', effect: 'none', retryable: false, message },
      health: { ok: false, reachable: false, problem: message },
    })
  })

  it('reads messages of events, and names the package that a consumer of a queue needs', async () => {
    const printed = await withoutAws(`
      const detail = { version: '0', eventType: 'chime:MeetingEnded', timestamp: 1, meetingId: 'x', externalMeetingId: 'a1' }
      const read = await provider.events.readTrusted({ source: 'aws.chime', region: 'us-east-1', detail }, options)
      const queue = { queueUrl: 'https://sqs.us-east-1.amazonaws.com/1/q', provider: 'chime' }
      const error = await consumeQueue({ receiveTrusted: async () => {} }, queue).catch((thrown) => thrown)
      console.log(JSON.stringify({ error, read }))`)
    expect(printed).toMatchObject({
      error: { code: 'not-configured', message: expect.stringContaining('npm install @aws-sdk/client-sqs') },
      read: { events: [{ type: 'meeting.ended' }] },
    })
  })
})
