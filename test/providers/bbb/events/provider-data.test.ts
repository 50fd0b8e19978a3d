import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TestClock } from '../../../../src/testing/test-clock.js'
import { callOptions, provider } from '../support.js'
import { base, byUser, one } from './hook-support.js'
import { hookCall, meetingBlock, TS, urls, userBlock, vendorEvent } from './support.js'

describe("the vendor's own message", () => {
  it('comes without passwords, tokens, and where somebody sits', async () => {
    const ours = urls.url({ way: 'ended', meeting: { key: 'class-42', incarnation: 1 } })
    const created = await one([
      vendorEvent('meeting-created', {
        meeting: {
          ...meetingBlock,
          name: 'Class',
          'moderator-pass': 'mp',
          'viewer-pass': 'vp',
          moderatorPW: 'mp',
          metadata: {
            endcallbackurl: ours,
            'bbb-recording-ready-url': ours,
            other: 'https://else.example',
          },
        },
      }),
    ])
    expect(created.providerData).toEqual({
      data: {
        type: 'event',
        id: 'meeting-created',
        attributes: {
          meeting: { ...meetingBlock, name: 'Class', metadata: { other: 'https://else.example' } },
        },
        event: { ts: TS + 7 },
      },
    })
    const joined = await one([
      vendorEvent(
        'user-joined',
        byUser({
          'ip-address': '10.0.0.1',
          'user-agent': 'Firefox',
          referer: 'https://a.example',
          'session-token': 'st',
          userdata: { list: [ours, 'kept', { accessToken: 'x', clientIp: '10.0.0.1', kept: 1 }] },
        }),
      ),
    ])
    expect(joined.providerData).toMatchObject({
      data: { attributes: { user: { ...userBlock, userdata: { list: ['kept', { kept: 1 }] } } } },
    })
    expect(JSON.stringify(joined)).not.toMatch(/10\.0|Firefox|a\.example|"st"|accessToken/)
  })

  it('never holds a secret, wherever one stands', async () => {
    const secretName = fc.constantFrom(
      'moderator-pass',
      'viewer-pass',
      'session-token',
      'sessionToken',
      'password',
      'PASSWORD',
      'attendeePW',
      'client_secret',
      'ip-address',
      'ipAddress',
      'IP',
      'user-agent',
      'userAgent',
      'referer',
      'Referrer',
    )
    const secret = fc.constant('hush-hush')
    const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 5 },
        fc.jsonValue({ maxDepth: 1 }),
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.tuple(secretName, secret, fc.string(), tie('tree')).map(([name, value, key, rest]) => ({
          [key]: rest,
          [name]: value,
        })),
      ),
    }))
    const bbb = provider(base, new TestClock(), { events: urls })
    await fc.assert(
      fc.asyncProperty(tree, async (attributes) => {
        const event = vendorEvent('user-joined', { user: { ...userBlock, more: attributes } })
        const received = await bbb.events?.receive(hookCall([event]), callOptions())
        const told = JSON.stringify(received)
        expect(told).toContain('w_abc')
        expect(told).not.toContain('hush-hush')
      }),
      { numRuns: 300 },
    )
  })

  it('may be nested deeper than anybody can follow', async () => {
    let deep: unknown = 'bottom'
    for (let level = 0; level < 1_000; level += 1) deep = level % 2 === 0 ? [deep] : { deep }
    const event = await one([vendorEvent('user-joined', { ...byUser(), deep })])
    expect(event.type).toBe('participant.joined')
    expect(JSON.stringify(event.providerData)).not.toContain('bottom')
  })

  it('does not reach the prototype of anything', async () => {
    const text = '{"data":{"id":"__proto__","attributes":{"__proto__":{"polluted":1},"constructor":{"x":1}}}}'
    const event = await one([JSON.parse(text)])
    expect(event).toMatchObject({ type: 'other', vendorType: '__proto__' })
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
    expect(Object.getPrototypeOf(event.providerData)).toBe(Object.prototype)
  })
})
