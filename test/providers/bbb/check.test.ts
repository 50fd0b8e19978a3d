import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { describe, expect, it } from 'vitest'
import { checkProblem } from '../../../providers/bbb/check-problem.js'
import { MeetingError } from '../../../src/errors/meeting-error.js'
import { callOptions, onAnswer, onSimulator, provider } from './support.js'

describe('check', () => {
  it.each(['bbb-2.2', 'bbb-2.4', 'bbb-3.0', 'scalelite'] as const)(
    'is well on %s with one cheap call',
    async (server) => {
      const { simulator, bbb } = await onSimulator({ server })
      expect(await bbb.check(callOptions())).toEqual({
        ok: true,
        reachable: true,
        authenticated: true,
        details: { url: `${simulator.url}api`, server, checksum: 'sha256' },
      })
      expect(simulator.requests.map(({ call }) => call)).toEqual(['isMeetingRunning'])
    },
  )

  it('tells a wrong secret', async () => {
    const { bbb } = await onSimulator({}, { secret: 'not-the-secret' })
    const health = await bbb.check(callOptions())
    expect(health).toMatchObject({ ok: false, reachable: true, authenticated: false })
    expect(health.problem).toMatch(/secret.*bbb-conf --secret.*sha256/)
    expect(JSON.stringify(health)).not.toContain('not-the-secret')
  })

  it('tells an algorithm that the server does not take', async () => {
    const { bbb } = await onSimulator({ checksumAlgorithms: ['sha1'] }, { checksum: 'sha512' })
    expect(await bbb.check(callOptions())).toMatchObject({
      ok: false,
      authenticated: false,
      problem: expect.stringMatching(/secret is right.*checksum: 'sha1'/),
    })
  })

  it.each([
    [6, 'ahead of'],
    [-90, 'behind'],
  ])('is well, and warns, with a clock that is %i minutes off', async (minutes, way) => {
    const { bbb } = await onSimulator({ skewMs: minutes * 60_000 })
    expect(await bbb.check(callOptions())).toMatchObject({
      ok: true,
      authenticated: true,
      problem: expect.stringContaining(`${Math.abs(minutes)} minutes ${way}`),
      details: { clockSkewSeconds: expect.stringMatching(/^-?\d+$/) },
    })
  })

  it('says nothing of a clock that is a little off', async () => {
    const { bbb } = await onSimulator({ skewMs: 240_000 })
    expect(await bbb.check(callOptions())).not.toHaveProperty('problem')
  })

  it('tells a wrong path', async () => {
    const { simulator } = await onSimulator()
    const bbb = provider({
      url: simulator.url.replace('/bigbluebutton/', '/elsewhere/'),
      secret: simulator.secret,
    })
    const health = await bbb.check(callOptions())
    expect(health).toMatchObject({
      ok: false,
      reachable: false,
      problem: expect.stringContaining('HTTP 404'),
    })
    expect(health).not.toHaveProperty('authenticated')
  })

  it.each([
    [302, '', 'redirected'],
    [301, '<html></html>', 'redirected'],
    [401, '', 'login'],
    [403, '', 'blocks'],
    [502, '<html></html>', 'bbb-conf --status'],
    [200, '<html></html>', "not BigBlueButton's API"],
    [
      200,
      '<response><returncode>SUCCESS</returncode><version>2.0</version></response>',
      "not BigBlueButton's API",
    ],
    [200, '{"version":"2.0"}', "not BigBlueButton's API"],
  ])('tells HTTP %i %s', async (status, body, says) => {
    const bbb = await onAnswer(body, status)
    const health = await bbb.check(callOptions({ remainingMs: 1 }))
    expect(health).toMatchObject({ ok: false, reachable: false, problem: expect.stringContaining(says) })
  })

  it('tells a load balancer in trouble from wrong credentials', async () => {
    const bbb = await onAnswer(
      '<response><returncode>FAILED</returncode><messageKey>internalError</messageKey><message>no servers</message></response>',
    )
    const health = await bbb.check(callOptions({ remainingMs: 1 }))
    expect(health).toMatchObject({
      ok: false,
      reachable: true,
      authenticated: true,
      problem: expect.stringContaining('no servers'),
    })
  })

  it('tells that nothing listens', async () => {
    const bbb = provider({ url: 'http://127.0.0.1:1' })
    expect(await bbb.check(callOptions())).toMatchObject({
      ok: false,
      reachable: false,
      problem: expect.stringContaining('nothing listens'),
    })
  })

  it('tells what does not speak TLS', async () => {
    const plain = createServer((socket) =>
      socket
        .on('error', () => undefined)
        .resume()
        .end('HTTP/1.1 400 Bad Request\r\n\r\n'),
    )
    await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve))
    const bbb = provider({ url: `https://127.0.0.1:${(plain.address() as AddressInfo).port}` })
    const health = await bbb.check(callOptions({ remainingMs: 1 }))
    await new Promise((resolve) => plain.close(resolve))
    expect(health).toMatchObject({ ok: false, reachable: false, problem: expect.stringContaining('TLS') })
  })

  it('tells a server that does not answer, and never throws', async () => {
    const { simulator, bbb } = await onSimulator()
    simulator.stage({ kind: 'hang' })
    const controller = new AbortController()
    const call = bbb.check(callOptions({ signal: controller.signal }))
    await expect.poll(() => simulator.requests.length).toBe(1)
    controller.abort()
    expect(await call).toMatchObject({
      ok: false,
      reachable: false,
      problem: expect.stringContaining('in time'),
    })
  })

  it.each([
    ['ENOTFOUND', 'host name'],
    ['EAI_AGAIN', 'resolved'],
    ['CERT_HAS_EXPIRED', 'certificate'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate'],
    ['EHOSTUNREACH', 'firewall'],
  ])('has a sentence for %s', (vendorCode, says) => {
    const error = new MeetingError({ code: 'unavailable', message: 'm', vendorCode })
    expect(checkProblem(error, 'sha256')).toContain(says)
  })
})
