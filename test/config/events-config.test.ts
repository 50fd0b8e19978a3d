import { describe, expect, test } from 'vitest'
import { configFromEnvironment } from '../../src/config/environment.js'
import { resolveEvents } from '../../src/config/events-config.js'
import { createMeetings } from '../../src/create-meetings.js'
import { MeetingError } from '../../src/errors/meeting-error.js'

const secret = 'a secret of some length'
const fake = { fake: { type: 'fake' } } as const
const environment = { MEETING_PROVIDER: 'fake' }

function problemsOf(work: () => unknown): { path: string; rule: string }[] {
  try {
    work()
  } catch (error) {
    if (!MeetingError.is(error)) throw error
    expect(error.code).toBe('not-configured')
    expect(error.message).not.toContain('hunter2')
    return [...(error.problems ?? [])]
  }
  return expect.unreachable('was accepted')
}

describe('where vendors deliver events', () => {
  test.each([
    'https://app.example.com',
    'https://app.example.com/meeting-events/',
    'http://127.0.0.1:3000/a/b',
  ])('may be %s', async (url) => {
    await createMeetings({ providers: fake, events: { url, secret } }).close()
  })

  test.each([
    ['', secret],
    ['app.example.com/events', secret],
    ['ftp://app.example.com', secret],
    ['https://user:hunter2@app.example.com', secret],
    ['https://app.example.com/?a=hunter2', secret],
    ['https://app.example.com/?', secret],
    ['https://app.example.com/#hunter2', secret],
    [`https://app.example.com/${'a'.repeat(1_000)}`, secret],
  ])('is refused in other forms: case %#', (url, given) => {
    expect(problemsOf(() => createMeetings({ providers: fake, events: { url, secret: given } }))).toEqual([
      { path: 'events.url', rule: expect.stringContaining('http(s) URL') },
    ])
  })

  test.each([['hunter2'], [[]], [[secret, secret]], [[secret, 'hunter2']], ['x'.repeat(513)], [undefined]])(
    'takes no short, empty, doubled, long or absent secret: case %#',
    (given) => {
      const events = { url: 'https://app.example.com', secret: given as string }
      const problems = problemsOf(() => createMeetings({ providers: fake, events }))
      for (const { path } of problems) expect(path).toMatch(/^events\.secret(\.1)?$/)
      expect(problems).toHaveLength(1)
    },
  )

  test('has no slash at its end, however it was written', () => {
    const { url } = resolveEvents({ url: 'https://app.example.com/events//', secret })
    expect(url).toBe('https://app.example.com/events')
    expect(resolveEvents({ url: 'https://app.example.com', secret }).url).toBe('https://app.example.com')
  })

  test('comes from two variables, with several secrets while one is rotated', () => {
    const url = 'https://app.example.com/events'
    const one = configFromEnvironment({
      ...environment,
      MEETING_EVENTS_URL: url,
      MEETING_EVENTS_SECRET: 'x'.repeat(16),
    })
    expect(one.events).toEqual({ url, secret: 'x'.repeat(16) })
    const secrets = ['n'.repeat(16), 'o'.repeat(16)]
    const two = configFromEnvironment({
      ...environment,
      MEETING_EVENTS_URL: url,
      MEETING_EVENTS_SECRET: secrets.join(' '),
    })
    expect(two.events).toEqual({ url, secret: secrets })
    expect(configFromEnvironment(environment).events).toBeUndefined()
  })

  test.each([
    [{ MEETING_EVENTS_URL: 'https://app.example.com' }, ['MEETING_EVENTS_SECRET']],
    [{ MEETING_EVENTS_SECRET: 'x'.repeat(16) }, ['MEETING_EVENTS_URL']],
    [
      { MEETING_EVENTS_URL: 'somewhere', MEETING_EVENTS_SECRET: 'hunter2' },
      ['MEETING_EVENTS_URL', 'MEETING_EVENTS_SECRET'],
    ],
  ])('names the variable that is wrong', (variables, paths) => {
    const problems = problemsOf(() => configFromEnvironment({ ...environment, ...variables }))
    expect(problems.map(({ path }) => path)).toEqual(paths)
  })
})
