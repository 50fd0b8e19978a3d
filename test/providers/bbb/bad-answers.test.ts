import { describe, expect, it } from 'vitest'
import type { MeetingError } from '../../../src/errors/meeting-error.js'
import { TestClock } from '../../../src/testing/test-clock.js'
import {
  callOptions,
  createRequest,
  failure,
  joinRequest,
  meeting,
  onAnswer,
  onServer,
  onSimulator,
  provider,
} from './support.js'

const nginx =
  '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n'
const page =
  '<!DOCTYPE html><html lang="en"><head><title>Sign in</title></head><body><p>hello</p></body></html>'
const xhtml = '<?xml version="1.0"?><html><body><p>Maintenance</p></body></html>'
const success = '<response><returncode>SUCCESS</returncode>'

interface Spoilt {
  readonly what: string
  readonly body: string
  readonly status: number
  readonly headers?: Record<string, string>
  readonly code: string
  /** Of a create; a read never has an effect. */
  readonly effect: 'none' | 'unknown'
  readonly says: string
}

const spoilt: Spoilt[] = [
  {
    what: 'an nginx page',
    body: nginx,
    status: 502,
    code: 'unavailable',
    effect: 'unknown',
    says: 'HTTP 502 "<html> <head>',
  },
  { what: 'a busy server', body: nginx, status: 503, code: 'unavailable', effect: 'none', says: 'HTTP 503' },
  { what: 'a slow server', body: nginx, status: 504, code: 'timeout', effect: 'unknown', says: 'HTTP 504' },
  { what: 'a crash page', body: page, status: 500, code: 'unavailable', effect: 'unknown', says: 'HTTP 500' },
  {
    what: 'a login page',
    body: page,
    status: 200,
    code: 'invalid-response',
    effect: 'unknown',
    says: 'document type',
  },
  {
    what: 'a well-formed page',
    body: xhtml,
    status: 200,
    code: 'invalid-response',
    effect: 'unknown',
    says: 'root element',
  },
  {
    what: 'a wrong path',
    body: page,
    status: 404,
    code: 'invalid-response',
    effect: 'none',
    says: 'HTTP 404',
  },
  {
    what: 'a redirect',
    body: '',
    status: 302,
    headers: { location: 'https://x/' },
    code: 'invalid-response',
    effect: 'none',
    says: 'HTTP 302 with an empty body',
  },
  {
    what: 'a proxy that wants a login',
    body: page,
    status: 401,
    code: 'unauthenticated',
    effect: 'none',
    says: 'HTTP 401',
  },
  { what: 'a firewall', body: page, status: 403, code: 'forbidden', effect: 'none', says: 'HTTP 403' },
  {
    what: 'a rate limit',
    body: 'slow down',
    status: 429,
    headers: { 'retry-after': '7' },
    code: 'rate-limited',
    effect: 'none',
    says: 'HTTP 429',
  },
  {
    what: 'a URL that is too long',
    body: nginx,
    status: 414,
    code: 'invalid-request',
    effect: 'none',
    says: 'HTTP 414',
  },
  {
    what: 'nothing at all',
    body: '',
    status: 200,
    code: 'invalid-response',
    effect: 'unknown',
    says: 'it is empty',
  },
  {
    what: 'plain text',
    body: 'It works!',
    status: 200,
    code: 'invalid-response',
    effect: 'unknown',
    says: '"It works!"',
  },
  {
    what: 'JSON',
    body: '{"response":{"returncode":"SUCCESS"}}',
    status: 200,
    code: 'invalid-response',
    effect: 'unknown',
    says: 'text outside the root',
  },
  {
    what: 'the first half',
    body: `${success}<meetingID>abc`,
    status: 200,
    code: 'invalid-response',
    effect: 'unknown',
    says: 'ends too early',
  },
  {
    what: 'entities',
    body: `<!DOCTYPE r [<!ENTITY a "b">]>${success}</response>`,
    status: 200,
    code: 'invalid-response',
    effect: 'unknown',
    says: 'document type',
  },
  {
    what: 'a bottomless pit',
    body: '<response>'.repeat(5_000),
    status: 200,
    code: 'invalid-response',
    effect: 'unknown',
    says: 'deep',
  },
  {
    what: 'another root',
    body: '<error><returncode>SUCCESS</returncode></error>',
    status: 200,
    code: 'invalid-response',
    effect: 'unknown',
    says: 'root element',
  },
  {
    what: 'no returncode',
    body: '<response><script/></response>',
    status: 200,
    code: 'invalid-response',
    effect: 'unknown',
    says: 'returncode',
  },
  {
    what: 'an unknown returncode',
    body: '<response><returncode>MAYBE</returncode></response>',
    status: 200,
    code: 'invalid-response',
    effect: 'unknown',
    says: 'returncode',
  },
]

describe.each(spoilt)('$what', ({ body, status, headers, code, effect, says }) => {
  async function errors(): Promise<Record<'create' | 'info' | 'end' | 'verify', MeetingError>> {
    // A test's clock stands still, so what is repeated after a pause has to be looked at elsewhere.
    const bbb = await onAnswer(body, status, headers)
    const short = callOptions({ remainingMs: 1 })
    return {
      create: await failure(bbb.createMeeting(createRequest(), short)),
      info: await failure(bbb.info(meeting(), short)),
      end: await failure(bbb.end(meeting(), short)),
      verify: await failure(bbb.join(meeting(), joinRequest({ verify: true }), short)),
    }
  }

  it('is one clear error in every call', async () => {
    const found = await errors()
    for (const error of Object.values(found)) {
      expect(error).toMatchObject({ code })
      expect(error.message).toContain(says)
    }
    expect(found.create.effect).toBe(effect)
    for (const error of [found.info, found.end, found.verify]) expect(error.effect).toBe('none')
    if (status === 429) expect(found.create.retryAfterMs).toBe(7_000)
  })

  it('shows no secret and no password', async () => {
    for (const error of Object.values(await errors())) {
      const shown = `${error.message}${JSON.stringify(error)}${String(error.stack)}`
      expect(shown).not.toMatch(/a-secret-for-tests|checksum=[0-9a-f]/)
    }
  })
})

describe('an answer', () => {
  it('that is an error of the API is one whatever its status, as b3scale sends it', async () => {
    const body =
      '<response><returncode>ERROR</returncode><messageKey>checksumError</messageKey><message>no</message></response>'
    const bbb = await onAnswer(body, 500)
    const error = await failure(bbb.createMeeting(createRequest(), callOptions()))
    expect(error).toMatchObject({ code: 'unauthenticated', vendorCode: 'checksumError', effect: 'none' })
  })

  it('of two documents is the first one', async () => {
    const first = '<response><returncode>FAILED</returncode><messageKey>apiNotEnabled</messageKey></response>'
    const bbb = await onAnswer(`${first}<?xml version="1.0"?>${success}</response>`)
    for (const call of [
      bbb.createMeeting(createRequest(), callOptions()),
      bbb.info(meeting(), callOptions()),
    ])
      expect(await failure(call)).toMatchObject({
        code: 'unavailable',
        vendorCode: 'apiNotEnabled',
        retryable: false,
      })
  })

  it('that shows passwords is quoted without them', async () => {
    const body = '<oops><attendeePW>hunter2</attendeePW><moderatorPW>hunter3</moderatorPW></oops>'
    const error = await failure((await onAnswer(body)).createMeeting(createRequest(), callOptions()))
    expect(error.message).toContain('<attendeePW>***')
    expect(error.message).not.toMatch(/hunter/)
  })

  it('that is far too long is not read to its end', async () => {
    let sent = 0
    const bbb = await onServer((_request, response) => {
      response.write('<response>')
      const more = (): void => {
        while (!response.destroyed && sent < 200_000_000) {
          sent += 65_536
          if (!response.write(' '.repeat(65_536))) {
            response.once('drain', more)
            return
          }
        }
      }
      more()
    })
    const error = await failure(bbb.createMeeting(createRequest(), callOptions()))
    expect(error).toMatchObject({ code: 'invalid-response', effect: 'unknown' })
    expect(error.message).toContain('1048576')
    expect(sent).toBeLessThan(50_000_000)
  })

  it('that stops in the middle of the connection is told from one that is short', async () => {
    const { simulator, bbb } = await onSimulator()
    simulator.stage({ kind: 'truncate', when: 'create', processed: true })
    const error = await failure(bbb.createMeeting(createRequest(), callOptions()))
    expect(error).toMatchObject({ code: 'invalid-response', retryable: true, effect: 'unknown' })
    expect(error.message).toContain('cut short')
  })

  it('that is refused early does not keep the next call from its own', async () => {
    const bodies = [page + ' '.repeat(300_000), `${success}<createTime>7</createTime></response>`]
    const bbb = await onServer((_request, response) => response.end(bodies.shift()))
    expect(await failure(bbb.info(meeting(), callOptions()))).toMatchObject({ code: 'invalid-response' })
    expect(await bbb.info(meeting(), callOptions())).toMatchObject({ status: 'open' })
  })

  it('may come in pieces, cut inside a character', async () => {
    const whole = Buffer.from(
      `${success}<createTime>7</createTime><meetingName>Zoë 😀 中文</meetingName></response>`,
    )
    const bbb = await onServer((_request, response) => {
      let at = 0
      const next = (): void => {
        if (at >= whole.length) return void response.end()
        response.write(whole.subarray(at, at + 1), () => setImmediate(next))
        at += 1
      }
      next()
    })
    expect(await bbb.info(meeting(), callOptions())).toMatchObject({ name: 'Zoë 😀 中文' })
  })

  it("that never comes ends with the caller's patience and leaves nothing behind", async () => {
    const clock = new TestClock()
    const { simulator, bbb } = await onSimulator({ clock })
    simulator.stage({ kind: 'hang', when: 'getMeetingInfo', times: 3 })
    for (const run of [
      (signal: AbortSignal) => bbb.info(meeting(), callOptions({ signal })),
      (signal: AbortSignal) => bbb.end(meeting(), callOptions({ signal })),
      (signal: AbortSignal) => bbb.join(meeting(), joinRequest({ verify: true }), callOptions({ signal })),
    ]) {
      const before = simulator.callsTo('getMeetingInfo')
      const controller = new AbortController()
      const call = failure(run(controller.signal))
      await expect.poll(() => simulator.callsTo('getMeetingInfo')).toBe(before + 1)
      controller.abort()
      expect(await call).toMatchObject({ code: 'aborted', effect: 'none' })
    }
    expect(clock.pending).toBe(0)
  })
})

describe('a server that cannot be reached', () => {
  it('is unavailable without effect, and tried twice', async () => {
    const bbb = provider({ url: 'http://127.0.0.1:1' })
    const error = await failure(bbb.createMeeting(createRequest(), callOptions()))
    expect(error).toMatchObject({
      code: 'unavailable',
      vendorCode: 'ECONNREFUSED',
      effect: 'none',
      retryable: true,
    })
  })
})
