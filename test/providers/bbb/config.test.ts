import { describe, expect, it } from 'vitest'
import { parseBbbConfig } from '../../../providers/bbb/config.js'
import { bbb } from '../../../providers/bbb/index.js'
import { secretsOf } from '../../../providers/bbb/secret.js'
import { MeetingError } from '../../../src/errors/meeting-error.js'

const good = { type: 'bbb', url: 'https://bbb.example.com', secret: 'S3cr3t-of-the-server' }

function problems(changes: Record<string, unknown>): unknown {
  const parsed = parseBbbConfig({ ...good, ...changes })
  return parsed.ok ? 'none' : parsed.problems
}

describe('the configuration', () => {
  it('needs type, URL and secret only', () => {
    expect(parseBbbConfig(good)).toEqual({
      ok: true,
      value: {
        type: 'bbb',
        url: 'https://bbb.example.com/bigbluebutton/api',
        secret: 'S3cr3t-of-the-server',
        secrets: ['S3cr3t-of-the-server'],
        server: 'bbb-3.0',
        checksum: 'sha256',
        hooksChecksum: 'sha256',
        passwordSeed: 'S3cr3t-of-the-server',
        events: {
          hook: 'instance',
          signatures: ['body'],
          endCallback: true,
          recordingReady: false,
          analytics: false,
        },
      },
    })
  })

  it.each([
    'S3cr3t-of-the-server',
    '  S3cr3t-of-the-server\n',
    'Secret: S3cr3t-of-the-server',
    '    Secret: S3cr3t-of-the-server\n',
    'secret=S3cr3t-of-the-server',
    'BBB_SECRET="S3cr3t-of-the-server"',
    "'S3cr3t-of-the-server'",
  ])('takes the secret out of %j', (secret) => {
    const parsed = parseBbbConfig({ ...good, secret })
    expect(parsed.ok && parsed.value.secret).toBe('S3cr3t-of-the-server')
  })

  it('takes several secrets while one is rotated: the first signs, and the oldest is the seed', () => {
    const parsed = parseBbbConfig({ ...good, secret: ['new', 'Secret: older', 'oldest'] })
    expect(parsed.ok && parsed.value).toMatchObject({
      secret: 'new',
      secrets: ['new', 'older', 'oldest'],
      passwordSeed: 'oldest',
    })
    const seeded = parseBbbConfig({ ...good, secret: ['new', 'old'], passwordSeed: 'oldest' })
    expect(seeded.ok && seeded.value.passwordSeed).toBe('oldest')
  })

  it.each([
    ['pears', 'pears'],
    ['pears plums', ['pears', 'plums']],
    [' Secret: pears\tplums\n', ['pears', 'plums']],
    ['"pears plums"', ['pears', 'plums']],
    ['Secret: pears', 'Secret: pears'],
    ['pea,rs', 'pea,rs'],
  ])('reads the secrets in the variable %j', (variable, secrets) => {
    expect(secretsOf(variable)).toEqual(secrets)
  })

  it('keeps a password seed exactly as it is', () => {
    const parsed = parseBbbConfig({ ...good, passwordSeed: ' Secret: old ' })
    expect(parsed.ok && parsed.value.passwordSeed).toBe(' Secret: old ')
  })

  it.each([
    [{ url: undefined }, 'url', 'is required'],
    [{ url: 42 }, 'url', 'must be text'],
    [{ url: 'ftp://x' }, 'url', 'must start with https:// or http://'],
    [{ secret: undefined }, 'secret', 'is required'],
    [{ secret: '' }, 'secret', 'must not be empty'],
    [{ secret: ' Secret: ' }, 'secret', 'must not be empty'],
    [{ secret: 'two words' }, 'secret', 'must be one word, without blanks inside'],
    [{ secret: 5 }, 'secret', 'must be text'],
    [{ secret: [] }, 'secret', 'must be a secret, or a list of 1 to 10 different ones'],
    [{ secret: ['a', 'b', 'a'] }, 'secret', 'must be a secret, or a list of 1 to 10 different ones'],
    [{ secret: ['a', 'two words'] }, 'secret.1', 'must be one word, without blanks inside'],
    [{ secret: ['', 'a'] }, 'secret.0', 'must not be empty'],
    [{ secret: ['a', 5] }, 'secret.1', 'must be text'],
    [
      { server: 'bbb-2.1' },
      'server',
      'must be one of bbb-2.2, bbb-2.3, bbb-2.4, bbb-2.5, bbb-2.6, bbb-2.7, bbb-3.0, scalelite, b3scale',
    ],
    [
      { checksum: 'sha384', server: 'scalelite' },
      'checksum',
      'must be sha1, sha256 or sha512 with server scalelite',
    ],
    [{ checksum: 'sha512', server: 'b3scale' }, 'checksum', 'must be sha1 or sha256 with server b3scale'],
    [{ hooksChecksum: 'md5' }, 'hooksChecksum', 'must be one of sha1, sha256, sha384, sha512'],
    [{ checksum: 'md5' }, 'checksum', 'must be one of sha1, sha256, sha384, sha512'],
    [{ checksum: 'sha384', server: 'bbb-2.4' }, 'checksum', 'must be sha1 or sha256 with server bbb-2.4'],
    [{ checksum: 'sha512', server: 'bbb-2.4' }, 'checksum', 'must be sha1 or sha256 with server bbb-2.4'],
    [{ passwordSeed: '' }, 'passwordSeed', 'must not be empty: leave it out to use the secret'],
    [{ sekret: 'x' }, 'sekret', 'is not a known key'],
    [{ type: 'chime' }, 'type', 'must be bbb'],
  ])('refuses %j', (changes, path, rule) => {
    expect(problems(changes)).toEqual([{ path, rule }])
  })

  it.each([
    ['bbb-2.2', 'sha1'],
    ['bbb-2.7', 'sha1'],
    ['bbb-3.0', 'sha512'],
  ])('signs the hooks of %s with %s where nothing else is said', (server, hooksChecksum) => {
    const checksum = server === 'bbb-2.2' ? 'sha256' : 'sha512'
    const parsed = parseBbbConfig({ ...good, server, checksum })
    expect(parsed.ok && parsed.value.hooksChecksum).toBe(hooksChecksum)
  })

  it('reports everything that is wrong, in one go', () => {
    expect(problems({ url: '', secret: '', server: 'x', typo: 1 })).toHaveLength(4)
  })

  it.each([undefined, null, 'https://bbb.example.com', []])('refuses %j as a whole', (input) => {
    expect(parseBbbConfig(input).ok).toBe(false)
  })

  it('never shows a value', () => {
    const shown = JSON.stringify(
      problems({
        url: 'https://me:hunter2@x',
        secret: 'hunter2 hunter2',
        checksum: 'hunter2',
        passwordSeed: 7,
      }),
    )
    expect(shown).toContain('secret')
    expect(shown).not.toContain('hunter2')
  })

  it.each(['sha1', 'sha256'] as const)('lets a 2.4 server have %s', (checksum) => {
    expect(problems({ server: 'bbb-2.4', checksum })).toBe('none')
  })
})

describe('bbb()', () => {
  it('fails at once where the configuration is wrong', () => {
    const make = (): unknown => bbb({ url: 'nowhere nohow', secret: '' })
    expect(make).toThrow(MeetingError)
    expect(make).toThrow(
      expect.objectContaining({
        code: 'not-configured',
        problems: [expect.objectContaining({ path: 'url' }), expect.objectContaining({ path: 'secret' })],
      }),
    )
  })
})
