import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { catalog } from '../../src/catalog.js'
import { configFromEnvironment, type Environment } from '../../src/config/environment.js'
import { createMeetings } from '../../src/create-meetings.js'
import { MeetingError } from '../../src/errors/meeting-error.js'

const bbb = { BBB_URL: 'https://bbb.example.com', BBB_SECRET: 'pears' }

function failure(environment: Environment): MeetingError {
  try {
    configFromEnvironment(environment)
  } catch (error) {
    if (!MeetingError.is(error)) throw error
    expect(error).toMatchObject({ code: 'not-configured', effect: 'none' })
    return error
  }
  return expect.unreachable('was accepted')
}

const wrong = (environment: Environment): string[] =>
  (failure(environment).problems ?? []).map(({ path }) => path).sort()

describe('one instance from the environment', () => {
  test.each([
    [
      { MEETING_PROVIDER: 'bbb', ...bbb },
      { type: 'bbb', url: 'https://bbb.example.com', secret: 'pears' },
    ],
    [
      {
        MEETING_PROVIDER: 'bbb',
        ...bbb,
        BBB_SERVER: 'bbb-2.4',
        BBB_CHECKSUM: 'sha1',
        BBB_PASSWORD_SEED: 'old',
      },
      {
        type: 'bbb',
        url: 'https://bbb.example.com',
        secret: 'pears',
        server: 'bbb-2.4',
        checksum: 'sha1',
        passwordSeed: 'old',
      },
    ],
    [
      { MEETING_PROVIDER: 'chime', CHIME_REGION: 'us-east-1' },
      { type: 'chime', region: 'us-east-1' },
    ],
    [
      { MEETING_PROVIDER: 'chime', AWS_REGION: 'eu-central-1' },
      { type: 'chime', region: 'eu-central-1' },
    ],
    [
      { MEETING_PROVIDER: 'chime', AWS_DEFAULT_REGION: 'us-west-2' },
      { type: 'chime', region: 'us-west-2' },
    ],
    [
      {
        MEETING_PROVIDER: 'chime',
        CHIME_REGION: 'us-east-1',
        AWS_REGION: 'eu-central-1',
        AWS_DEFAULT_REGION: 'us-west-2',
        CHIME_MEDIA_REGION: 'us-west-1',
        CHIME_ENDPOINT: 'http://127.0.0.1:1',
      },
      { type: 'chime', region: 'us-east-1', mediaRegion: 'us-west-1', endpoint: 'http://127.0.0.1:1' },
    ],
    [
      {
        MEETING_PROVIDER: 'chime',
        CHIME_REGION: 'eu-central-1',
        CHIME_RECORDING_BUCKET: 'our-recordings',
        CHIME_RECORDING_PREFIX: 'meetings/eu',
      },
      {
        type: 'chime',
        region: 'eu-central-1',
        recording: { bucket: 'our-recordings', prefix: 'meetings/eu' },
      },
    ],
    [
      { MEETING_PROVIDER: 'custom-link', CUSTOM_LINK_URL: 'https://rooms.example.com/{id}' },
      { type: 'custom-link', url: 'https://rooms.example.com/{id}' },
    ],
    [{ MEETING_PROVIDER: 'fake' }, { type: 'fake' }],
    [
      { MEETING_PROVIDER: 'fake', FAKE_PRESET: 'limited' },
      { type: 'fake', preset: 'limited' },
    ],
  ])('%j', (environment, expected) => {
    const name = environment.MEETING_PROVIDER
    const config = configFromEnvironment(environment)
    expect(config).toEqual({ provider: name, providers: { [name]: expected } })
    expect(createMeetings(config).providers).toEqual([name])
  })

  test('reads every variable that the catalog names', () => {
    for (const [type, entry] of Object.entries(catalog)) {
      const prefix = type.toUpperCase().replaceAll('-', '_')
      const asked = new Set<string>()
      const watched = new Proxy<Record<string, string>>(
        {},
        {
          get: (_target, name) => {
            asked.add(String(name))
            return name === 'MEETING_PROVIDER' ? type : undefined
          },
        },
      )
      try {
        configFromEnvironment(watched)
      } catch (error) {
        if (!MeetingError.is(error)) throw error
      }
      for (const ending of Object.values(entry.environment)) expect(asked).toContain(`${prefix}_${ending}`)
      for (const names of Object.values(entry.fallbacks ?? {}))
        for (const name of names) expect(asked).toContain(name)
    }
  })
})

describe('several instances from the environment', () => {
  test('have their own variables, by name', () => {
    const config = configFromEnvironment({
      MEETING_PROVIDER: 'bbb-eu',
      MEETING_PROVIDERS: ' bbb-eu:bbb, bbb-us:bbb ,chime,,fake ',
      BBB_EU_URL: 'https://eu.example.com',
      BBB_EU_SECRET: 'pears',
      BBB_US_URL: 'https://us.example.com',
      BBB_US_SECRET: 'plums',
      AWS_REGION: 'eu-central-1',
    })
    expect(config).toEqual({
      provider: 'bbb-eu',
      providers: {
        'bbb-eu': { type: 'bbb', url: 'https://eu.example.com', secret: 'pears' },
        'bbb-us': { type: 'bbb', url: 'https://us.example.com', secret: 'plums' },
        chime: { type: 'chime', region: 'eu-central-1' },
        fake: { type: 'fake' },
      },
    })
    expect(createMeetings(config).defaultProvider).toBe('bbb-eu')
  })

  test('need no default where there is only one after all', () => {
    const config = configFromEnvironment({ MEETING_PROVIDERS: 'rooms:fake' })
    expect(config).toEqual({ providers: { rooms: { type: 'fake' } } })
    expect(createMeetings(config).defaultProvider).toBe('rooms')
  })

  test.each([
    ['no default', { MEETING_PROVIDERS: 'fake,a:fake' }, 'MEETING_PROVIDER', 'must name one of fake, a'],
    [
      'a default that is not listed',
      { MEETING_PROVIDER: 'b', MEETING_PROVIDERS: 'fake,a:fake' },
      'MEETING_PROVIDER',
      'must name one of fake, a',
    ],
    [
      'an inherited default',
      { MEETING_PROVIDER: 'toString', MEETING_PROVIDERS: 'fake' },
      'MEETING_PROVIDER',
      'must name one of fake',
    ],
  ])('are refused with %s', (_what, environment, path, rule) => {
    expect(failure(environment).problems).toEqual([{ path, rule }])
  })

  test.each([
    'fake,fake',
    'a:fake:b',
    ':fake',
    'Fake:fake',
    'a b:fake',
    'a:zoom',
    'a:',
    'a:constructor',
    'zoom',
  ])('are refused where the list reads %j', (list) => {
    const error = failure({ MEETING_PROVIDER: 'fake', MEETING_PROVIDERS: `fake2:fake,${list}` })
    expect(error.problems?.map(({ path }) => path)).toContain('MEETING_PROVIDERS')
  })
})

describe('the environment', () => {
  test('is not set where a variable is empty or blank', () => {
    const blank = {
      MEETING_PROVIDERS: '',
      MEETING_TIMEOUT_MS: ' ',
      MEETING_STRICT: '',
      BBB_SERVER: '  ',
      BBB_CHECKSUM: '',
    }
    const config = configFromEnvironment({ MEETING_PROVIDER: ' bbb ', ...bbb, ...blank })
    expect(config).toEqual({
      provider: 'bbb',
      providers: { bbb: { type: 'bbb', url: 'https://bbb.example.com', secret: 'pears' } },
    })
    expect(wrong({ MEETING_PROVIDER: '  ' })).toEqual(['MEETING_PROVIDER'])
  })

  test.each([
    ['true', true],
    ['false', false],
  ])('says with %s whether calls are strict, and how long they may take', (text, strict) => {
    const config = configFromEnvironment({
      MEETING_PROVIDER: 'fake',
      MEETING_STRICT: text,
      MEETING_TIMEOUT_MS: '2500',
    })
    expect(config).toMatchObject({ strict, timeoutMs: 2_500 })
    createMeetings(config)
  })

  test('is refused with everything that is wrong with it at once, by variable', () => {
    expect(
      wrong({
        MEETING_PROVIDER: 'gone',
        MEETING_PROVIDERS: 'bbb-eu:bbb,chime,link:custom-link,x:zoom',
        MEETING_TIMEOUT_MS: 'soon',
        MEETING_STRICT: 'yes',
        BBB_EU_SERVER: 'bbb-1.0',
        BBB_EU_CHECKSUM: 'md5',
        LINK_URL: 'rooms',
      }),
    ).toEqual([
      'BBB_EU_CHECKSUM',
      'BBB_EU_SECRET',
      'BBB_EU_SERVER',
      'BBB_EU_URL',
      'CHIME_REGION',
      'LINK_URL',
      'MEETING_PROVIDER',
      'MEETING_PROVIDERS',
      'MEETING_STRICT',
      'MEETING_TIMEOUT_MS',
    ])
    expect(wrong({})).toEqual(['MEETING_PROVIDER'])
    expect(
      wrong({ MEETING_PROVIDER: 'chime', CHIME_REGION: 'us-east-1', CHIME_RECORDING_PREFIX: '/both/' }),
    ).toEqual(['CHIME_RECORDING_BUCKET', 'CHIME_RECORDING_PREFIX'])
  })

  test.each(['0', '-1', '1.5', '600001', '1e3', '0x10', 'Infinity'])(
    'is refused with the time limit %s',
    (value) => {
      expect(wrong({ MEETING_PROVIDER: 'fake', MEETING_TIMEOUT_MS: value })).toEqual(['MEETING_TIMEOUT_MS'])
    },
  )

  test('never shows a value, whatever is wrong', () => {
    const variables = [
      'MEETING_TIMEOUT_MS',
      'MEETING_STRICT',
      ...Object.entries(catalog).flatMap(([type, { environment }]) =>
        Object.values(environment).map((ending) => `${type.toUpperCase().replaceAll('-', '_')}_${ending}`),
      ),
    ]
    fc.assert(
      fc.property(fc.constantFrom(...variables), fc.string({ minLength: 1 }), (variable, noise) => {
        const planted = `pl4nted${noise}`
        try {
          configFromEnvironment({
            MEETING_PROVIDER: 'fake',
            MEETING_PROVIDERS: Object.keys(catalog).join(','),
            [variable]: planted,
          })
        } catch (error) {
          if (!MeetingError.is(error)) throw error
          expect(JSON.stringify(error) + error.stack).not.toContain('pl4nted')
        }
      }),
    )
  })
})
