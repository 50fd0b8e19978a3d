import { describe, expect, it } from 'vitest'
import { ChimeApi } from '../../../providers/chime/api.js'
import { type ChimeProbe, checkChime } from '../../../providers/chime/check.js'
import { parseChimeConfig, type ResolvedChimeConfig } from '../../../providers/chime/config.js'
import { mapChimeError } from '../../../providers/chime/map-error.js'
import type { ChimeParts } from '../../../providers/chime/parts.js'
import { MeetingError } from '../../../src/errors/meeting-error.js'
import { systemClock } from '../../../src/ports/clock.js'
import { calling, providerAt, setup } from './setup.js'

describe('check on Chime', () => {
  it('is content when Chime does not find what cannot exist', async () => {
    const { simulator, provider } = await setup({
      region: 'eu-central-1',
      config: { mediaRegion: 'eu-west-1' },
    })
    expect(await provider.check(calling())).toEqual({
      ok: true,
      reachable: true,
      authenticated: true,
      details: { region: 'eu-central-1', mediaRegion: 'eu-west-1' },
    })
    expect(simulator.requests.map(({ call }) => call)).toEqual(['GetMeeting'])
  })

  it.each([
    ['UnrecognizedClientException', { authenticated: false }, /check access key, secret and session token/],
    ['InvalidSignatureException', { authenticated: false }, /check access key, secret and session token/],
    ['ExpiredTokenException', { authenticated: false }, /have expired/],
    ['RequestExpired', { authenticated: false }, /clock of this machine is wrong/],
    ['AccessDeniedException', { authenticated: true }, /chime:GetMeeting in us-east-1/],
    ['ThrottlingException', {}, /rate quota/],
    ['ServiceFailureException', { reachable: false }, /cannot be reached or is down/],
  ])('tells an administrator what to do about %s', async (name, expected, problem) => {
    const { simulator, provider } = await setup()
    simulator.throwNext('GetMeeting', name, { times: Number.POSITIVE_INFINITY })
    const health = await provider.check(calling({ remainingMs: 0 }))
    expect(health).toMatchObject({
      ok: false,
      reachable: true,
      ...expected,
      problem: expect.stringMatching(problem),
    })
  })

  it('names the permission that AWS says is missing', async () => {
    const { simulator, provider } = await setup()
    simulator.throwNext('GetMeeting', 'AccessDeniedException', {
      message:
        'User: arn:aws:iam::111122223333:user/backend is not authorized to perform: chime:GetMeeting on resource: *',
    })
    const health = await provider.check(calling())
    expect(health).toEqual({
      ok: false,
      reachable: true,
      authenticated: true,
      missingPermissions: ['chime:GetMeeting'],
      problem: 'The credentials are good but lack chime:GetMeeting in us-east-1: extend their IAM policy.',
      details: { region: 'us-east-1', mediaRegion: 'us-east-1' },
    })
    simulator.throwNext('GetMeeting', 'ForbiddenException', { message: 'no' })
    expect((await provider.check(calling())).missingPermissions).toBeUndefined()
  })

  it('names the region whose keys do not fit', async () => {
    const { simulator } = await setup({ region: 'eu-central-1' })
    const elsewhere = providerAt(simulator, { region: 'us-east-1' })
    const health = await elsewhere.check(calling())
    expect(health).toMatchObject({ ok: false, reachable: true, authenticated: false })
    expect(health.problem).toContain('us-east-1')
    expect(health.problem).not.toContain(simulator.accessKeyId)
  })

  it('says that nobody answers', async () => {
    const { simulator, provider } = await setup()
    await simulator.close()
    const health = await provider.check(calling())
    expect(health).toMatchObject({ ok: false, reachable: false })
    expect(health.problem).toMatch(/endpoint cannot be reached.*ECONNREFUSED/)
  })

  it('says that there are no credentials', async () => {
    const { simulator } = await setup()
    const provider = providerAt(simulator, {
      credentials: () =>
        Promise.reject(Object.assign(new Error('none found'), { name: 'CredentialsProviderError' })),
    })
    const health = await provider.check(calling())
    expect(health).toMatchObject({ ok: false, reachable: false })
    expect(health.problem).toContain('none found')
  })

  it('says that what answers is something else', async () => {
    const { simulator, provider } = await setup()
    simulator.stage({ kind: 'answer', status: 200, body: '<html>welcome</html>' })
    expect((await provider.check(calling({ remainingMs: 0 }))).problem).toMatch(/does not behave like Chime/)
    simulator.stage({ kind: 'answer', status: 404, body: '<html>nothing here</html>' })
    expect((await provider.check(calling({ remainingMs: 0 }))).problem).toMatch(/does not behave like Chime/)
    simulator.stage({ kind: 'answer', status: 200, body: '{}' })
    expect((await provider.check(calling())).problem).toMatch(/not the Amazon Chime SDK/)
  })

  it('gives up with its signal', async () => {
    const { simulator, provider } = await setup()
    simulator.stage({ kind: 'hang' })
    const controller = new AbortController()
    const health = provider.check(calling({ signal: controller.signal }))
    setImmediate(() => controller.abort())
    expect(await health).toMatchObject({
      ok: false,
      reachable: false,
      problem: expect.stringMatching(/in time/),
    })
    await simulator.close()
  })
})

/** A check of an instance whose API is as it should be, or fails with this error. */
function checkWith(probes: readonly ChimeProbe[], error?: MeetingError): ReturnType<typeof checkChime> {
  const config = parsed()
  const api = new ChimeApi(config, systemClock, () =>
    Promise.reject(error ?? new MeetingError({ code: 'not-found', message: 'no such meeting' })),
  )
  const parts: Pick<ChimeParts, 'api' | 'clock' | 'config'> = { api, clock: systemClock, config }
  return checkChime(parts, calling(), probes)
}

function parsed(): ResolvedChimeConfig {
  const result = parseChimeConfig({ type: 'chime', region: 'us-east-1' })
  if (result.ok) return result.value
  throw new Error('the configuration is good')
}

const denied = (permission: string): MeetingError => {
  const message = `User: x is not authorized to perform: ${permission} on resource: y`
  return mapChimeError(Object.assign(new Error(message), { name: 'AccessDenied' }), 'a probe', 0)
}
const probe = (name: string, error?: Error): ChimeProbe & { readonly runs: () => number } => {
  let runs = 0
  return {
    name,
    runs: () => runs,
    run: () => {
      runs += 1
      return error === undefined ? Promise.resolve() : Promise.reject(error)
    },
  }
}

describe('what is probed beside the API of Chime', () => {
  it('changes nothing where it is well', async () => {
    const well = probe('recording')
    expect(await checkWith([well])).toEqual(await checkWith([]))
    expect((await checkWith([well])).ok).toBe(true)
    expect(well.runs()).toBe(2)
  })

  it('is told with everything that is missing', async () => {
    const probes = [
      probe('recording', denied('chime:GetMediaPipeline')),
      probe('bucket', denied('s3:ListBucket')),
      probe('films', new MeetingError({ code: 'not-configured', message: 'there is no bucket "films"' })),
      probe('other', new MeetingError({ code: 'forbidden', message: 'no' })),
      probe('broken', new Error('a fault')),
    ]
    const health = await checkWith(probes, denied('chime:GetMeeting'))
    expect(health).toMatchObject({ ok: false, reachable: true, authenticated: true })
    expect(health.missingPermissions).toEqual(['chime:GetMeeting', 'chime:GetMediaPipeline', 's3:ListBucket'])
    expect(health.problem).toBe(
      'The credentials are good but lack chime:GetMeeting, chime:GetMediaPipeline, s3:ListBucket in us-east-1: ' +
        'extend their IAM policy. films: there is no bucket "films". ' +
        'The credentials are good but not for other in us-east-1: extend their IAM policy (no). ' +
        'broken: not foreseen: a fault.',
    )
  })

  it('is left out where the API itself is out of reach', async () => {
    const never = probe('recording')
    const error = new MeetingError({ code: 'unavailable', message: 'down' })
    expect(await checkWith([never], error)).toMatchObject({ ok: false, reachable: false })
    expect(never.runs()).toBe(0)
  })
})
