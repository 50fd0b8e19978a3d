import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { excerpt, redact } from '../../src/errors/redact.js'

const secret = 'S3cr3t-9f8e7d'

const names = [
  'checksum',
  'password',
  'attendeePW',
  'moderatorPW',
  'secret',
  'secretKey',
  'passwordSeed',
  'sessionToken',
  'session_token',
  'auth_token',
  'token',
  'JoinToken',
  'secretAccessKey',
  'X-Amz-Signature',
  'X-Amz-Credential',
  'X-Amz-Security-Token',
  'BBB_SECRET',
  'BBB_EU_SECRET',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'BBB_PASSWORD_SEED',
  'apiSecret',
  'access_token',
] as const

/** Every way in which answers, links and stack traces write a name with a value. */
const writings: Readonly<Record<string, (name: string, value: string) => string>> = {
  'a query': (name, value) => `https://bbb.example/api/create?a=1&${name}=${encodeURIComponent(value)}&z=2`,
  'the end of a query': (name, value) => `GET /api/join?${name}=${encodeURIComponent(value)} failed`,
  'a query within a query': (name, value) =>
    `/join?redirect=${encodeURIComponent(`https://x.example/?${name}=${encodeURIComponent(value)}`)}&a=1`,
  JSON: (name, value) => `{"a":1,${JSON.stringify(name)}:${JSON.stringify(value)},"z":2}`,
  'indented JSON': (name, value) => JSON.stringify({ [name]: value, z: 2 }, undefined, 2),
  'JSON within JSON': (name, value) => JSON.stringify({ body: JSON.stringify({ [name]: value }) }),
  'JSON that is cut': (name, value) => `{"a":1,"${name}":"${JSON.stringify(value).slice(1, -1)}`,
  'an inspected object': (name, value) => `{ ${/^\w+$/.test(name) ? name : `'${name}'`}: '${value}', z: 2 }`,
  XML: (name, value) => `<response><${name}>${xml(value)}</${name}><z>2</z></response>`,
  'XML with attributes': (name, value) => `<${name} type="text">${xml(value)}</${name}>`,
  CDATA: (name, value) => `<${name}><![CDATA[${value}]]></${name}>`,
  'XML that is cut': (name, value) => `<response><${name}>${xml(value)}`,
  'an attribute': (name, value) => `<meeting ${name}="${xml(value)}" z="2"/>`,
  'a form': (name, value) => `a=1&${name}=${encodeURIComponent(value)}`,
}

function xml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}

const planted = fc
  .string({ minLength: 8, maxLength: 40, unit: fc.constantFrom(...'abcXYZ0189-_.~+/=!*()$,;@#&%<\'"\\ ') })
  .map((text) => text.trim())
  .filter((text) => text.length >= 8)

describe('redact', () => {
  test.each([
    ['/create?name=a&checksum=0a1b2c3d&x=1', '/create?name=a&checksum=***&x=1'],
    ['{"password":"pears","name":"a"}', '{"password":"***","name":"a"}'],
    ['{"JoinToken" : "abc"}', '{"JoinToken" : "***"}'],
    ['<attendeePW>ap</attendeePW><name>a</name>', '<attendeePW>***</attendeePW><name>a</name>'],
    ['Authorization: Bearer abc.def-ghi', 'Authorization: Bearer ***'],
    ['Authorization: Basic dXNlcjpwdw==', 'Authorization: Basic ***'],
    [
      'Credential=AKIDEXAMPLE/2026, SignedHeaders=host, Signature=fe5f',
      'Credential=***, SignedHeaders=host, Signature=***',
    ],
    ['key AKIAIOSFODNN7EXAMPLE used', 'key AKIA*** used'],
    ['key ASIAIOSFODNN7EXAMPLE used', 'key ASIA*** used'],
    ['x-amz-security-token: FwoGZXIvYXdzEBY', 'x-amz-security-token: ***'],
    ['at https://user:pa55@host.example/x', 'at https://***@host.example/x'],
    ['at https://user:p@55@host.example/x', 'at https://***@host.example/x'],
  ])('hides the credential in %s', (text, hidden) => {
    expect(redact(text)).toBe(hidden)
  })

  describe.each(Object.entries(writings))('in %s', (_where, write) => {
    test.each(names)('never lets the value of %s through', (name) => {
      expect(redact(write(name, secret))).not.toContain(secret)
      expect(redact(write(name.toLowerCase(), secret))).not.toContain(secret)
    })
  })

  test('never lets any planted secret through, whatever it is made of and wherever it stands', () => {
    const anywhere = fc.constantFrom(
      ...Object.entries(writings).filter(([where]) => where !== 'an inspected object'),
    )
    fc.assert(
      fc.property(fc.constantFrom(...names), planted, anywhere, (name, value, [where, write]) => {
        // A CDATA section cannot hold its own end.
        fc.pre(where !== 'CDATA' || !value.includes(']]>'))
        const text = write(name, value)
        const shown = redact(text)
        for (const form of [value, encodeURIComponent(value), xml(value), JSON.stringify(value).slice(1, -1)])
          expect(shown).not.toContain(form)
        // No recognisable rest of it either.
        expect(shown).not.toContain(value.slice(-6))
      }),
      { numRuns: 2_000 },
    )
  })

  test('changes nothing the second time', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        planted,
        fc.constantFrom(...Object.values(writings)),
        (name, value, write) => {
          const once = redact(write(name, value))
          expect(redact(once)).toBe(once)
        },
      ),
    )
  })

  test.each([
    'expected XML, got HTTP 502 "<html><body>Bad gateway</body></html>"',
    'participant.name must have 1 to 255 characters',
    'the token of the meeting is missing',
    'password: must be a string',
    'see https://docs.example.com/a/b?page=2#top and mail ops@example.com',
    'https://bbb.example:8443/bigbluebutton/api/create?name=a',
    '<name>Basic course</name><count>3</count>',
    'Zoë & "Çelik" <ops>, 100% = all',
    'metadata.secretary must be a string',
  ])('leaves ordinary text alone: %s', (text) => {
    expect(redact(text)).toBe(text)
  })

  test('leaves text without any of the signs alone', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'abc xyzÄß,.;!?-()[]{}0123456789\n') }), (text) => {
        expect(redact(text)).toBe(text)
      }),
    )
  })

  test('copes with long hostile text in linear time', () => {
    // Each would take minutes if a pattern looked back; the runner's time limit is the proof.
    for (const part of [
      '//a:',
      'token',
      '"token":',
      '<token ',
      'Bearer ',
      '"password":"\\',
      '=&secret',
      '://',
      ':@',
    ])
      expect(redact(part.repeat(100_000)).length).toBeGreaterThan(0)
  })
})

describe('excerpt', () => {
  test('is the beginning of a text, on one line', () => {
    expect(excerpt('  <html>\n\t<body>  hello </body>\r\n</html>')).toBe(
      '<html> <body> hello </body> </html>',
    )
    expect(excerpt('')).toBe('')
    expect(excerpt('x'.repeat(121))).toBe(`${'x'.repeat(120)}…`)
    expect(excerpt('x'.repeat(120))).toBe('x'.repeat(120))
    expect(excerpt('hello world', 5)).toBe('hello…')
  })

  test('hides a credential that the cut would go through', () => {
    const body = `${'x'.repeat(100)}&password=${secret.repeat(5)}`
    expect(excerpt(body)).toBe(`${'x'.repeat(100)}&password=***`)
  })

  test('hides a credential that stands at the end of what is looked at', () => {
    for (let start = 4_060; start < 4_100; start++)
      expect(excerpt(`${' '.repeat(start)}"password":"${secret}"`, 8_000)).not.toContain(secret.slice(0, 6))
  })
})
