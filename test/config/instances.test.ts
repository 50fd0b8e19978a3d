import { describe, expect, test } from 'vitest'
import { configFromEnvironment, type Environment } from '../../src/config/environment.js'
import { loadConfig } from '../../src/config/load-config.js'
import type { MeetingsConfig } from '../../src/config/meetings-config.js'
import { createMeetings } from '../../src/create-meetings.js'
import { MeetingError } from '../../src/errors/meeting-error.js'

const providers = {
  a: { type: 'fake' },
  b: { type: 'fake' },
  c: { type: 'fake' },
  old: { type: 'fake' },
} as const

function wrong(work: () => unknown): Record<string, string> {
  try {
    work()
  } catch (error) {
    if (!MeetingError.is(error)) throw error
    expect(error).toMatchObject({ code: 'not-configured', effect: 'none' })
    return Object.fromEntries((error.problems ?? []).map(({ path, rule }) => [path, rule]))
  }
  return {}
}

const problems = (instances: unknown, provider = 'a'): Record<string, string> =>
  wrong(() => createMeetings({ provider, providers, instances } as MeetingsConfig))

const oneOf = 'must name one of the instances: a, b, c, old'

describe('what is said about instances', () => {
  test.each([
    {},
    { old: { acceptNew: false } },
    { a: { fallback: 'b' }, b: { fallback: ['c'] }, old: { acceptNew: false, fallback: 'a' } },
    { a: { fallback: ['b', 'c'] }, b: { fallback: 'c' } },
    { a: { acceptNew: true, fallback: [] } },
  ])('may be %j', (instances) => {
    expect(problems(instances)).toEqual({})
    expect(loadConfig({ provider: 'a', providers, instances }).instances).toEqual(instances)
  })

  test.each([
    ['no object', 5, { instances: 'must be an object of options by instance' }],
    ['an option that is none', { a: { retired: true } }, { 'instances.a.retired': 'is not a known key' }],
    ['no truth', { a: { acceptNew: 'no' } }, { 'instances.a.acceptNew': 'must be true or false' }],
    [
      'no name',
      { a: { fallback: 5 } },
      { 'instances.a.fallback': 'must be the name of an instance, or a list of names in order' },
    ],
    ['no instance', { z: {} }, { 'instances.z': oneOf }],
    ['a fallback to no instance', { a: { fallback: ['b', 'z'] } }, { 'instances.a.fallback': oneOf }],
    ['an inherited name', { a: { fallback: 'toString' } }, { 'instances.a.fallback': oneOf }],
    [
      'a fallback to itself',
      { a: { fallback: 'a' } },
      { 'instances.a.fallback': 'must not lead back to the instance itself' },
    ],
    [
      'a circle',
      { a: { fallback: 'b' }, b: { fallback: ['c'] }, c: { fallback: 'a' } },
      {
        'instances.a.fallback': 'must not lead back to the instance itself',
        'instances.b.fallback': 'must not lead back to the instance itself',
        'instances.c.fallback': 'must not lead back to the instance itself',
      },
    ],
    [
      'a fallback named twice',
      { a: { fallback: ['b', 'b'] } },
      { 'instances.a.fallback': 'must name each instance once' },
    ],
    [
      'a fallback that is retired',
      { a: { fallback: 'old' }, old: { acceptNew: false } },
      { 'instances.a.fallback': 'must name instances that take new meetings' },
    ],
    [
      'a default that is retired',
      { a: { acceptNew: false } },
      { provider: 'must name an instance that takes new meetings' },
    ],
  ])('is refused with %s', (_what, instances, expected) => {
    expect(problems(instances)).toEqual(expected)
  })

  test('does not change with the object that said it', () => {
    const instances = { old: { acceptNew: false } }
    const loaded = loadConfig({ provider: 'a', providers, instances })
    instances.old.acceptNew = true
    expect(loaded.instances).toEqual({ old: { acceptNew: false } })
  })

  test.each([
    ['tenants', 5, 'must be a function'],
    ['tenantTtlMs', -1, 'must be a whole number from 0 to 86400000'],
    ['maxTenantProviders', 0, 'must be a whole number from 1 to 100000'],
  ])('is refused with %s %j', (path, value, rule) => {
    expect(wrong(() => createMeetings({ providers: { a: { type: 'fake' } }, [path]: value }))).toEqual({
      [path]: rule,
    })
  })
})

const environment = { MEETING_PROVIDER: 'a', MEETING_PROVIDERS: 'a:fake,b:fake,c:fake,old:fake' }

describe('instances from the environment', () => {
  test('are retired, and fall back', () => {
    const config = configFromEnvironment({
      ...environment,
      MEETING_RETIRED: ' old ,',
      MEETING_FALLBACK: 'a:b:c, b : c ,old:a',
    })
    expect(config.instances).toEqual({
      old: { acceptNew: false, fallback: ['a'] },
      a: { fallback: ['b', 'c'] },
      b: { fallback: ['c'] },
    })
    expect(createMeetings(config).defaultProvider).toBe('a')
    expect(configFromEnvironment({ ...environment, MEETING_FALLBACK: 'a:b,a:c' }).instances).toEqual({
      a: { fallback: ['b', 'c'] },
    })
  })

  test('say nothing where nothing is said', () => {
    expect(configFromEnvironment({ ...environment, MEETING_RETIRED: ' , ' })).not.toHaveProperty('instances')
  })

  test.each<[Environment, Record<string, string>]>([
    [{ MEETING_RETIRED: 'z' }, { MEETING_RETIRED: oneOf }],
    [{ MEETING_RETIRED: 'a' }, { MEETING_PROVIDER: 'must name an instance that takes new meetings' }],
    [{ MEETING_FALLBACK: 'z:a' }, { MEETING_FALLBACK: oneOf }],
    [{ MEETING_FALLBACK: 'a' }, { MEETING_FALLBACK: oneOf }],
    [{ MEETING_FALLBACK: 'a:b,b:a' }, { MEETING_FALLBACK: 'must not lead back to the instance itself' }],
    [
      { MEETING_FALLBACK: 'a:old', MEETING_RETIRED: 'old' },
      { MEETING_FALLBACK: 'must name instances that take new meetings' },
    ],
  ])('are refused with %j', (variables, expected) => {
    expect(wrong(() => configFromEnvironment({ ...environment, ...variables }))).toEqual(expected)
  })

  test('may have several secrets, the newest first', () => {
    const bbb = { MEETING_PROVIDER: 'bbb', BBB_URL: 'https://bbb.example.com' }
    const secret = (variable: string): unknown =>
      Object(configFromEnvironment({ ...bbb, BBB_SECRET: variable }).providers['bbb']).secret
    expect(secret('pears')).toBe('pears')
    expect(secret('pears  plums')).toEqual(['pears', 'plums'])
    expect(wrong(() => secret('pears pears'))).toEqual({
      BBB_SECRET: 'must be a secret, or a list of 1 to 10 different ones',
    })
    expect(wrong(() => secret('pears pl\u0001ums'))).toEqual({
      BBB_SECRET: 'must be one word, without blanks inside',
    })
  })
})
