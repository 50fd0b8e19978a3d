import { describe, expect, it } from 'vitest'
import { tenantWorld } from './support.js'

const acme = { tenant: 'acme' }

describe('check', () => {
  it('asks the instances of a tenant as well, and says whether it can be told which they are', async () => {
    const { meetings, routes, forget } = tenantWorld()
    routes.set('acme', { provider: 'own', providers: { own: { type: 'fake' } } })
    expect(await meetings.check(acme)).toMatchObject({
      ok: true,
      providers: { shared: { ok: true }, other: { ok: true }, own: { ok: true } },
      tenant: { ok: true },
    })
    expect(await meetings.check()).not.toHaveProperty('tenant')
    routes.set('acme', { provider: 'gone' })
    await forget()
    expect(await meetings.check(acme)).toMatchObject({
      ok: false,
      providers: { shared: { ok: true }, other: { ok: true } },
      tenant: { ok: false, problem: expect.stringContaining('provider must name one of') as string },
    })
  })

  it('does not wait for a resolver that hangs, and keeps what the others answered', async () => {
    const { meetings, clock } = tenantWorld({ tenants: () => new Promise(() => undefined) })
    const health = meetings.check({ ...acme, timeoutMs: 4_000 })
    await clock.advance(3_500)
    expect(await health).toMatchObject({
      ok: false,
      providers: { shared: { ok: true } },
      tenant: { ok: false, problem: 'the time limit was reached' },
    })
  })
})
