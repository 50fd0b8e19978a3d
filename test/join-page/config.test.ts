import { describe, expect, test } from 'vitest'
import { configFromEnvironment } from '../../src/config/environment.js'
import { resolveJoinPage } from '../../src/config/join-page-config.js'
import { createMeetings } from '../../src/create-meetings.js'
import { MeetingError } from '../../src/errors/meeting-error.js'
import type { MeetingsConfig } from '../../src/index.js'

const secret = 'a secret of some length'
const url = 'https://app.example.com/meet'
const providers = { fake: { type: 'fake' } } as const

function problemsOf(work: () => unknown): readonly { path: string; rule: string }[] {
  try {
    work()
  } catch (error) {
    if (!MeetingError.is(error)) throw error
    expect(error.code).toBe('not-configured')
    expect(error.message).not.toContain('hunter2')
    return error.problems ?? []
  }
  return expect.unreachable('was accepted')
}

describe('the join page of a configuration', () => {
  test('has defaults', () => {
    expect(resolveJoinPage({ url: `${url}//`, secret })).toEqual({
      url,
      secrets: [secret],
      linkMs: 7_200_000,
      singleUse: false,
    })
  })

  test.each<[string, object]>([
    ['joinPage.url', { url: 'app.example.com', secret }],
    ['joinPage.url', { url: `${url}#hunter2`, secret }],
    ['joinPage.url', { url: `${url};hunter2`, secret }],
    ['joinPage.secret', { url, secret: 'hunter2' }],
    ['joinPage.secret', { url }],
    ['joinPage.linkMinutes', { url, secret, linkMinutes: 0 }],
    ['joinPage.linkMinutes', { url, secret, linkMinutes: 43_201 }],
    ['joinPage.linkMinutes', { url, secret, linkMinutes: 1.5 }],
    ['joinPage.singleUse', { url, secret, singleUse: 'hunter2' }],
    ['joinPage.other', { url, secret, other: 'hunter2' }],
    ['joinPage', 'hunter2' as unknown as object],
  ])('is told what is wrong with %s: case %#', (path, joinPage) => {
    const config = { providers, joinPage } as unknown as MeetingsConfig
    expect(problemsOf(() => createMeetings(config)).map((problem) => problem.path)).toContain(path)
  })

  test('is needed where an instance says so', async () => {
    const instances = { fake: { joinVia: 'page' } } as const
    expect(problemsOf(() => createMeetings({ providers, instances }))).toEqual([
      { path: 'instances.fake.joinVia', rule: 'needs joinPage' },
    ])
    await createMeetings({ providers, instances, joinPage: { url, secret } }).close()
    const wrong = { fake: { joinVia: 'mail' as 'page' } }
    expect(problemsOf(() => createMeetings({ providers, instances: wrong }))).toMatchObject([
      { path: 'instances.fake.joinVia' },
    ])
  })

  test('comes from two variables, with several secrets while one is rotated', () => {
    const environment = { MEETING_PROVIDER: 'fake', MEETING_JOIN_PAGE_URL: url }
    expect(
      configFromEnvironment({ ...environment, MEETING_JOIN_PAGE_SECRET: 'x'.repeat(16) }).joinPage,
    ).toEqual({
      url,
      secret: 'x'.repeat(16),
    })
    const two = ['n'.repeat(16), 'o'.repeat(16)]
    expect(
      configFromEnvironment({ ...environment, MEETING_JOIN_PAGE_SECRET: two.join(' ') }).joinPage,
    ).toEqual({ url, secret: two })
  })

  test('is told by the names of the variables what is wrong', () => {
    const paths = (environment: Readonly<Record<string, string>>): readonly string[] =>
      problemsOf(() => configFromEnvironment({ MEETING_PROVIDER: 'fake', ...environment })).map(
        ({ path }) => path,
      )
    expect(paths({ MEETING_JOIN_PAGE_URL: url })).toEqual(['MEETING_JOIN_PAGE_SECRET'])
    expect(paths({ MEETING_JOIN_PAGE_URL: 'hunter2', MEETING_JOIN_PAGE_SECRET: 'hunter2' })).toEqual([
      'MEETING_JOIN_PAGE_URL',
      'MEETING_JOIN_PAGE_SECRET',
    ])
    expect(configFromEnvironment({ MEETING_PROVIDER: 'fake' }).joinPage).toBeUndefined()
  })
})
