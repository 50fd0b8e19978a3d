import { describe, expect, it } from 'vitest'
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
