import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseBaseUrl } from '../../../providers/bbb/base-url.js'

const base = 'https://bbb.example.com/bigbluebutton/api'

describe('the base URL', () => {
  it.each([
    'https://bbb.example.com',
    'https://bbb.example.com/',
    'https://bbb.example.com/bigbluebutton',
    'https://bbb.example.com/bigbluebutton/',
    'https://bbb.example.com/bigbluebutton/api',
    'https://bbb.example.com/bigbluebutton/api/',
    'https://bbb.example.com/bigbluebutton//api//',
    'https://bbb.example.com/bigbluebutton/api/create',
    'https://bbb.example.com/bigbluebutton/api/getMeetings/',
    'https://bbb.example.com/bigbluebutton/api/hooks/create',
    'https://bbb.example.com/api',
    'https://bbb.example.com/api/',
    'https://bbb.example.com:443/',
    'HTTPS://BBB.Example.com/bigbluebutton/',
    'bbb.example.com',
    'bbb.example.com/bigbluebutton/api/',
    '//bbb.example.com/bigbluebutton',
    '  https://bbb.example.com/bigbluebutton/ \n',
    '"https://bbb.example.com/bigbluebutton/"',
    "'bbb.example.com'",
    '`https://bbb.example.com/`',
    '<https://bbb.example.com/bigbluebutton/>',
    '    URL: https://bbb.example.com/bigbluebutton/',
    'URL=https://bbb.example.com/bigbluebutton/',
    'BBB_URL="https://bbb.example.com/bigbluebutton/"',
    'url: "https://bbb.example.com/bigbluebutton/"',
  ])('is found in %j', (pasted) => {
    expect(parseBaseUrl(pasted)).toEqual({ url: base })
  })

  it.each([
    ['http://localhost:8090/bigbluebutton/', 'http://localhost:8090/bigbluebutton/api'],
    ['localhost:8090', 'https://localhost:8090/bigbluebutton/api'],
    ['https://[::1]:8443/bigbluebutton/api', 'https://[::1]:8443/bigbluebutton/api'],
    [
      'https://lb.example.com/bbb/school-1/bigbluebutton/api',
      'https://lb.example.com/bbb/school-1/bigbluebutton/api',
    ],
    ['https://lb.example.com/bbb/school-1', 'https://lb.example.com/bbb/school-1/bigbluebutton/api'],
    ['https://lb.example.com/bbb/school-1/api/', 'https://lb.example.com/bbb/school-1/bigbluebutton/api'],
    ['https://bücher.example/bigbluebutton', 'https://xn--bcher-kva.example/bigbluebutton/api'],
  ])('of %j is %j', (pasted, url) => {
    expect(parseBaseUrl(pasted)).toEqual({ url })
  })

  it.each([
    ['', 'empty'],
    ['  ', 'empty'],
    ['""', 'empty'],
    ['https://bbb.example.com/bigbluebutton/api/getMeetings?checksum=0123', '"?" or "#"'],
    ['https://mconf.github.io/api-mate/#server=https://bbb.example.com', '"?" or "#"'],
    ['https://admin:secret@bbb.example.com/', 'user name'],
    ['https://admin@bbb.example.com/', 'user name'],
    ['admin:secret@bbb.example.com', 'https:// or http://'],
    ['ftp://bbb.example.com/', 'https:// or http://'],
    ['javascript:alert(1)', 'https:// or http://'],
    ['mailto:root@bbb.example.com', 'https:// or http://'],
    ['https:bbb.example.com', 'host'],
    ['https:/bbb.example.com', 'host'],
    ['https://', 'host'],
    ['https:///bigbluebutton/', 'host'],
    ['/bigbluebutton/api', 'host'],
    ['https://bbb example.com/', 'without blanks'],
    ['URL: https://bbb.example.com/bigbluebutton/\nSecret: abc', 'without blanks'],
    ['https://bbb.example.com\\bigbluebutton', 'without blanks'],
    ['https://bbb.example.com/\u0000', 'without blanks'],
    ['https://bbb.example.com:99999/', 'valid URL'],
    ['https://bbb..example.com:x/', 'valid URL'],
  ])('refuses %j', (pasted, why) => {
    const refused = parseBaseUrl(pasted)
    expect(refused).toEqual({ rule: expect.stringContaining(why) })
    // A rule may end up in a log: it shows nothing of the text.
    expect(JSON.stringify(refused)).not.toMatch(/secret|checksum=/)
  })

  const host = fc.tuple(fc.domain(), fc.option(fc.integer({ min: 1024, max: 65_535 }), { nil: undefined }))
  const prefix = fc.array(
    fc
      .stringMatching(/^[a-z0-9][a-z0-9_-]{0,8}$/)
      .filter((word) => word !== 'api' && word !== 'bigbluebutton'),
    { maxLength: 3 },
  )

  it('is the same for every form of the same address', () => {
    const ending = fc.constantFrom(
      '',
      '/',
      '/bigbluebutton',
      '/bigbluebutton/',
      '/bigbluebutton/api',
      '/bigbluebutton/api/',
      '/bigbluebutton/api/join',
    )
    const wrap = fc.constantFrom(
      (s: string) => s,
      (s: string) => ` ${s}\n`,
      (s: string) => `"${s}"`,
      (s: string) => `URL: ${s}`,
    )
    fc.assert(
      fc.property(host, prefix, ending, wrap, ([name, port], path, end, wrapped) => {
        const root = `https://${name}${port === undefined ? '' : `:${port}`}${path.map((word) => `/${word}`).join('')}`
        expect(parseBaseUrl(wrapped(root + end))).toEqual({ url: `${root}/bigbluebutton/api` })
      }),
    )
  })

  it('read once more is the same, whatever was pasted', () => {
    const anything = fc.oneof(
      fc.webUrl(),
      fc.string(),
      fc.webPath().map((path) => `h.example${path}`),
    )
    fc.assert(
      fc.property(anything, (pasted) => {
        const parsed = parseBaseUrl(pasted)
        if ('rule' in parsed) return
        expect(parsed.url).toMatch(/^https?:\/\/[^/?#@]+(\/[^?#]*)?\/bigbluebutton\/api$/)
        expect(parseBaseUrl(parsed.url)).toEqual(parsed)
      }),
      { numRuns: 1_000 },
    )
  })
})
