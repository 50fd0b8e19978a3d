import { describe, expect, test } from 'vitest'
import { createMeetings } from '../../src/create-meetings.js'
import { assetsIn } from '../../src/join-page/assets-in.js'
import { createJoinPage } from '../../src/join-page/create-join-page.js'
import type { JoinPage, JoinPageOptions, JoinPageProblem } from '../../src/join-page/join-page.js'
import {
  ann,
  assets,
  type ChimeWorld,
  chimeWorld,
  closedAfterEach,
  id,
  joinedAnswer,
  mo,
  SECRET,
  tokenOf,
} from './support.js'

function thrown(work: () => unknown): unknown {
  try {
    work()
  } catch (error) {
    return error
  }
  return expect.unreachable('was accepted')
}

const closing = closedAfterEach()

async function onChime(...settings: Parameters<typeof chimeWorld>): Promise<ChimeWorld> {
  const world = await chimeWorld(...settings)
  closing.push(() => world.close())
  return world
}

/** A page by itself, as no socket is needed to see what it answers. */
function pageAt(url: string, options: JoinPageOptions = {}): { readonly page: JoinPage } {
  const meetings = createMeetings({
    providers: { fake: { type: 'fake' } },
    joinPage: { url, secret: SECRET },
  })
  closing.push(() => meetings.close())
  return { page: createJoinPage(meetings, { assets, ...options }) }
}

function directives(headers: Headers): ReadonlyMap<string, string> {
  const policy = headers.get('content-security-policy') ?? ''
  return new Map(
    policy.split('; ').map((directive) => {
      const [name = '', ...sources] = directive.split(' ')
      return [name, sources.join(' ')]
    }),
  )
}

describe('the page', () => {
  test('is the same for everybody, does nothing and tells nothing', async () => {
    const w = await onChime({ joinPage: { singleUse: true } })
    await w.clock.settle(w.meetings.createMeeting({ id }))
    const link = await w.link(ann)
    const before = w.simulator.requests.length
    const bodies = new Set<string>()
    // As a browser asks, and as previews and scanners do, which may send along what a browser keeps to itself.
    for (const url of [link, `${w.base}/`, `${w.base}/?token=${tokenOf(link)}`]) {
      const response = await fetch(url)
      expect([response.status, response.headers.get('set-cookie')]).toEqual([200, null])
      bodies.add(await response.text())
      const head = await fetch(url, { method: 'HEAD' })
      expect([head.status, await head.text()]).toEqual([200, ''])
    }
    expect(bodies.size).toBe(1)
    expect(w.simulator.requests.length).toBe(before)
    // Nor was the link used up.
    expect((await w.browser().open(link)).state).toBe('joined')
  })

  test('names its files, its title and its settings, all of it escaped, with nothing inline', async () => {
    const w = await onChime(
      {},
      {
        title: `Ann's "<b>&amp;</b>" place`,
        lang: 'ar-EG',
        themeColor: '#123abc',
        logoUrl: 'https://logo.example.com:8443/a.svg',
        bannerText: '"></title><script>',
      },
    )
    const html = await (await fetch(`${w.base}/`)).text()
    expect(html).toContain('<html lang="ar-EG" dir="rtl">')
    expect(html).toContain('<title>Ann&#39;s &quot;&lt;b&gt;&amp;amp;&lt;/b&gt;&quot; place</title>')
    expect(html).toContain('<meta name="theme-color" content="#123abc">')
    expect(html).toContain('<link rel="stylesheet" href="assets/page-4e5f6a7b.css">')
    expect(html.match(/<script[^>]*>/g)).toEqual(['<script src="assets/page-0a1b2c3d.js" defer>'])
    expect(html).not.toMatch(/<style| style=| on\w+=/)
    const content = /<meta name="anymeet" content="([^"]*)">/.exec(html)?.[1] ?? ''
    const settings = content.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>')
    expect(JSON.parse(settings.replaceAll('&#39;', "'").replaceAll('&amp;', '&'))).toEqual({
      title: `Ann's "<b>&amp;</b>" place`,
      lang: 'ar-EG',
      logoUrl: 'https://logo.example.com:8443/a.svg',
      bannerText: '"></title><script>',
    })
  })

  test('may do in the browser what it needs and no more', async () => {
    const w = await onChime(
      {},
      { connectSources: ['ws://127.0.0.1:1234'], logoUrl: 'https://l.example.com/a' },
    )
    const { headers } = await fetch(`${w.base}/`)
    const policy = directives(headers)
    expect(Object.fromEntries(policy)).toEqual({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self'",
      'img-src': "'self' data: https: https://l.example.com",
      'font-src': "'self'",
      'media-src': "'self'",
      'connect-src': "'self' https://*.chime.aws wss://*.chime.aws ws://127.0.0.1:1234",
      'worker-src': 'blob:',
      'base-uri': "'none'",
      'form-action': "'none'",
      'frame-ancestors': "'none'",
    })
    expect(headers.get('permissions-policy')).toContain(
      'camera=(self), microphone=(self), display-capture=(self)',
    )
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('strict-transport-security')).toBeNull()
  })

  test('may be shown in the frames of sites that are named', async () => {
    const w = await onChime({}, { frameAncestors: ["'self'", 'https://app.example.com'] })
    const { headers } = await fetch(`${w.base}/`)
    expect(directives(headers).get('frame-ancestors')).toBe("'self' https://app.example.com")
    expect(headers.get('x-frame-options')).toBeNull()
  })

  test('is asked for again each time, and not sent again if it is the same', async () => {
    const w = await onChime()
    const { headers } = await fetch(`${w.base}/`)
    expect(headers.get('cache-control')).toBe('no-cache')
    const again = await fetch(`${w.base}/`, { headers: { 'if-none-match': headers.get('etag') ?? '' } })
    expect([again.status, await again.text()]).toEqual([304, ''])
    const etag = headers.get('etag') ?? ''
    const asked = async (match: string): Promise<number> =>
      (await fetch(`${w.base}/`, { headers: { 'if-none-match': match } })).status
    for (const match of [`W/${etag}`, `"other", W/"more" , ${etag}`, '*'])
      expect(await asked(match)).toBe(304)
    for (const match of ['"other"', `W/"${etag.slice(1, -2)}"`, `x${etag}`, ''])
      expect(await asked(match)).toBe(200)
  })

  test('is found without its slash, too, and behind a proxy that takes the path off', async () => {
    const w = await onChime()
    const response = await fetch(w.base, { redirect: 'manual' })
    expect([response.status, response.headers.get('location')]).toEqual([308, `${w.base}/`])
    expect((await fetch(`${w.origin}/`)).status).toBe(200)
    expect((await fetch(`${w.origin}/assets/page-0a1b2c3d.js`)).status).toBe(200)
  })

  test.each([
    // Whole; behind a proxy that takes the path off; behind API Gateway, which takes the name of its stage off.
    ['https://x.example/api', ['/api', '']],
    ['https://x.example/assets', ['/assets', '']],
    ['https://x.example/prod/meet', ['/prod/meet', '/meet', '']],
    ['https://x.example/api/assets', ['/api/assets', '/assets', '']],
    ['https://x.example', ['']],
  ])('is found at %s with as much of its path as is left', async (url, bases) => {
    const { page } = pageAt(url)
    const api: RequestInit = {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'https://x.example' },
      body: '{"token":"x"}',
    }
    const get = async (path: string, init: RequestInit = {}): Promise<unknown> => {
      const response = await page.fetch(new Request(`http://localhost${path}`, init))
      return [response.status, response.headers.get('location') ?? response.headers.get('content-type')]
    }
    for (const base of bases) {
      expect(await get(`${base}/`)).toEqual([200, 'text/html; charset=utf-8'])
      expect(await get(`${base}/assets/page-0a1b2c3d.js`)).toEqual([200, 'text/javascript; charset=utf-8'])
      expect(await get(`${base}/api/redeem`, api)).toEqual([403, 'application/json; charset=utf-8'])
      if (base !== '') expect(await get(base)).toEqual([308, `${url}/`])
      for (const other of ['/other', '/other/', '/x/assets/page-0a1b2c3d.js', '/api', '/assets/'])
        if (!bases.includes(other) && !bases.includes(other.slice(0, -1)))
          expect(await get(base + other)).toEqual([404, 'text/plain; charset=utf-8'])
    }
  })

  test('says how to build it where its files are not there', async () => {
    const problems: JoinPageProblem[] = []
    const w = await onChime(
      {},
      { assets: assetsIn('/nowhere'), onProblem: (told) => void problems.push(told) },
    )
    const response = await fetch(`${w.base}/`)
    expect([response.status, response.headers.get('content-type')]).toEqual([
      500,
      'text/plain; charset=utf-8',
    ])
    expect(await response.text()).toContain('npm run build')
    expect(problems).toMatchObject([{ kind: 'assets', error: { code: 'ENOENT' } }])
  })
})

describe('a file of the page', () => {
  test('is kept for ever, and comes packed to who can unpack it', async () => {
    const w = await onChime()
    const url = `${w.base}/assets/page-0a1b2c3d.js`
    const get = (encoding: string): Promise<Response> =>
      w.page.fetch(new Request(url, { headers: { 'accept-encoding': encoding } }))
    const packed = await get('br, gzip;q=0.5')
    expect(packed.headers.get('content-encoding')).toBe('gzip')
    expect(packed.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(packed.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(packed.headers.get('vary')).toBe('accept-encoding')
    expect(await packed.text()).toBe('gz')
    for (const encoding of ['', 'identity', 'gzip;q=0', 'deflate']) {
      const plain = await get(encoding)
      expect([plain.headers.get('content-encoding'), await plain.text()]).toEqual([null, 'plain'])
    }
  })

  test.each([
    'assets/',
    'assets/other.js',
    'assets/..%2f..%2fpackage.json',
    'assets/page-0a1b2c3d.js/more',
    'api/',
    'api/other',
    'favicon.ico',
    'api/redeem/more',
  ])('is nothing else: %s', async (path) => {
    const w = await onChime()
    const response = await fetch(`${w.base}/${path}`)
    expect([response.status, response.headers.get('cache-control')]).toEqual([404, 'no-store'])
  })
})

describe('a request of the page', () => {
  test('is a POST, and the page is only read', async () => {
    const w = await onChime()
    for (const method of ['GET', 'HEAD', 'PUT', 'DELETE']) {
      const response = await fetch(`${w.base}/api/redeem`, { method })
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST'])
    }
    const page = await fetch(`${w.base}/`, { method: 'POST' })
    expect([page.status, page.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
    expect((await fetch(`${w.base}/assets/page-0a1b2c3d.js`, { method: 'POST' })).status).toBe(405)
  })

  test('comes from the page itself and from no other site', async () => {
    const w = await onChime()
    await w.clock.settle(w.meetings.createMeeting({ id }))
    const token = tokenOf(await w.link(mo))
    const browser = w.browser()
    const { pass } = joinedAnswer(await browser.open(`${w.base}/#${token}`))
    const denied = { status: 403, body: { state: 'refused', reason: 'bad-request' } }
    const strangers: readonly Readonly<Record<string, string>>[] = [
      { origin: 'https://evil.example.com' },
      { origin: 'null' },
      { origin: '' },
      { origin: `${w.origin}.evil.example.com` },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ]
    for (const headers of strangers) {
      expect(await browser.post('redeem', { token }, headers)).toMatchObject(denied)
      expect(await browser.post('act', { pass, action: 'end' }, headers)).toMatchObject(denied)
    }
    const without = await fetch(`${w.base}/api/act`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ pass, action: 'end' }),
    })
    expect(without.status).toBe(403)
    expect(w.simulator.meetings()).toHaveLength(1)
    expect(await browser.post('status', { pass }, { 'sec-fetch-site': 'same-origin' })).toMatchObject({
      status: 200,
    })
  })

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'json',
    '',
  ])('is JSON and says so: not "%s"', async (type) => {
    const w = await onChime()
    const result = await w.browser().post('redeem', { token: 'x' }, { 'content-type': type })
    expect(result).toMatchObject({ status: 415, body: { state: 'refused', reason: 'bad-request' } })
  })

  test.each(['', '{', '[]', 'null', '{}', '{"token":1}', '{"token":""}', '{"token":"x","more":1}'])(
    'makes sense, unlike %s',
    async (body) => {
      const w = await onChime()
      const result = await w
        .browser()
        .post('redeem', body, { 'content-type': 'application/json; charset=utf-8' })
      expect(result).toMatchObject({ status: 400, body: { state: 'refused', reason: 'bad-request' } })
      expect(result.headers.get('cache-control')).toBe('no-store')
    },
  )

  test('is not longer than 64 KiB', async () => {
    const w = await onChime()
    const body = JSON.stringify({ token: 'x'.repeat(65_536) })
    const request = new Request(`${w.base}/api/redeem`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: w.origin },
      body,
    })
    const response = await w.page.fetch(request)
    expect([response.status, await response.json()]).toEqual([
      413,
      { state: 'refused', reason: 'bad-request' },
    ])
  })

  test('that breaks off or does not come is told to nobody: it is the visitor’s doing', async () => {
    const w = await onChime()
    const sent = (body: ReadableStream): Request =>
      new Request(`${w.base}/api/redeem`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: w.origin },
        body,
        duplex: 'half',
      })
    const broken = new ReadableStream({
      pull: (controller) => controller.error(new Error('the socket was closed')),
    })
    const endless = new ReadableStream({ pull: () => new Promise(() => undefined) })
    const unavailable = { state: 'refused', reason: 'unavailable', retryAfterMs: 5_000 }
    // However short the time is that a vendor gets.
    const { page } = w.machine({ timeoutMs: 3_000 })
    for (const body of [broken, endless]) {
      const response = await w.clock.settle(page.fetch(sent(body)), 20_000)
      expect([response.status, await response.json()]).toEqual([503, unavailable])
    }
    expect(w.problems).toEqual([])
    // Which one could not tell from here: the handler is behind a body parser.
    const read = sent(new Blob(['{}']).stream())
    await read.text()
    expect((await page.fetch(read)).status).toBe(503)
    expect(w.problems).toMatchObject([{ kind: 'failed', error: { code: 'unavailable' } }])
  })

  test('is answered with what no cache keeps', async () => {
    const w = await onChime()
    await w.clock.settle(w.meetings.createMeeting({ id }))
    const { headers } = await w.browser().post('redeem', { token: tokenOf(await w.link(ann)) })
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('access-control-allow-origin')).toBeNull()
  })
})

describe('what is secret', () => {
  test('is in no report, no problem and no error that anybody is told of', async () => {
    const w = await onChime()
    await w.clock.settle(w.meetings.createMeeting({ id }))
    const link = await w.link(mo)
    const browser = w.browser()
    const { pass, session } = joinedAnswer(await browser.open(link))
    w.simulator.throwNext('CreateAttendee', 'ServiceUnavailableException', { times: 9 })
    await browser.open(await w.link(ann))
    w.simulator.heal()
    w.simulator.throwNext('DeleteMeeting', 'ServiceUnavailableException', { times: 9 })
    await browser.act(pass, { action: 'end' })
    await browser.post('redeem', { token: `${tokenOf(link)}x` })
    expect(w.problems.length).toBeGreaterThan(1)
    const told = JSON.stringify([
      w.reports,
      w.problems.map(({ error, ...rest }) => ({
        ...rest,
        ...error,
        text: `${error.message} ${error.stack ?? ''} ${String(error.cause)}`,
      })),
    ])
    for (const secret of [tokenOf(link), pass, session.Attendee.JoinToken, SECRET])
      expect(told).not.toContain(secret)
  })
})

describe('a join page', () => {
  test('needs a configuration that has one', () => {
    const meetings = createMeetings({ providers: { fake: { type: 'fake' } } })
    expect(thrown(() => createJoinPage(meetings, { assets }))).toMatchObject({
      code: 'not-configured',
      problems: [{ path: 'joinPage' }],
    })
  })

  test.each<[string, JoinPageOptions]>([
    ['title', { title: '' }],
    ['lang', { lang: 'en" onload="x' }],
    ['themeColor', { themeColor: 'red' }],
    ['logoUrl', { logoUrl: 'javascript:alert(1)' }],
    ['logoUrl', { logoUrl: 'https://a;sandbox/x' }],
    ['logoUrl', { logoUrl: "https://a'b/x" }],
    ['bannerText', { bannerText: 'x'.repeat(501) }],
    ['connectSources.0', { connectSources: ["https://x.example; script-src 'unsafe-inline'"] }],
    ['connectSources.0', { connectSources: ['*'] }],
    ['connectSources.0', { connectSources: ['wss://例え.jp'] }],
    ['imageSources.0', { imageSources: ['https://a\u2028b'] }],
    ['frameAncestors.0', { frameAncestors: ['https://café.example'] }],
    ['frameAncestors.1', { frameAncestors: ["'self'", 'https://x.example\nset-cookie: a'] }],
    ['linkRate.burst', { linkRate: { perSecond: 1, burst: 0 } }],
    ['passRate.perSecond', { passRate: { perSecond: 0, burst: 1 } }],
    ['onProblem', { onProblem: 1 as unknown as () => void }],
    ['other', { other: 1 } as JoinPageOptions],
  ])('refuses a wrong %s', (path, options) => {
    expect(thrown(() => pageAt('https://app.example.com/meet', options))).toMatchObject({
      code: 'invalid-request',
      problems: [{ path }],
    })
  })

  test('takes a logo and sources that are spelled otherwise in headers', async () => {
    const { page } = pageAt('https://app.example.com/meet', {
      logoUrl: 'https://例え.jp:8443/ロゴ.png',
      connectSources: ['wss://*.example.com:443', 'wss:', 'https://x.example/a%20b/'],
      imageSources: ['https://xn--r8jz45g.jp'],
    })
    const { headers } = await page.fetch(new Request('http://localhost/meet/'))
    const policy = directives(headers)
    expect(policy.get('img-src')).toBe("'self' data: https://xn--r8jz45g.jp https://xn--r8jz45g.jp:8443")
    expect(policy.get('connect-src')).toContain('wss://*.example.com:443 wss: https://x.example/a%20b/')
  })
})
