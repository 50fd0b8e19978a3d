// How your own unit tests use the fake: no network, no account, and failures when you want them.
import { createMeetings, MeetingError, type Meetings } from 'anymeet'
import { createFakeProvider } from 'anymeet/fake'
import { TestClock } from 'anymeet/testing'
import { describe, expect, it } from 'vitest'

/** The code under test: answers the browser with a link, or with when to try again. */
async function enterLesson(meetings: Meetings, user: { id: string; name: string }): Promise<object> {
  try {
    const joined = await meetings.join('lesson-1', { participant: user, create: { name: 'Lesson 1' } })
    return joined.kind === 'url' ? { redirect: joined.url } : { session: joined.session }
  } catch (error) {
    if (MeetingError.is(error) && error.retryable) return { tryAgainInMs: error.retryAfterMs ?? 1_000 }
    throw error
  }
}

const ada = { id: 'u-1', name: 'Ada' }

describe('entering a lesson', () => {
  it('makes the lesson for the first and finds it for the second', async () => {
    const fake = createFakeProvider()
    const meetings = createMeetings({ providers: { fake } })
    await enterLesson(meetings, ada)
    await enterLesson(meetings, { id: 'u-2', name: 'Zoë' })
    expect(fake.vendor.created).toBe(1)
    expect(fake.calls.map(({ verb }) => verb)).toEqual(['createMeeting', 'join', 'join'])
  })

  it('asks people to come back when the vendor throttles', async () => {
    const fake = createFakeProvider()
    fake.failNext('join', { code: 'rate-limited', retryAfterMs: 2_500 })
    const meetings = createMeetings({ providers: { fake } })
    expect(await enterLesson(meetings, ada)).toEqual({ tryAgainInMs: 2_500 })
  })

  it('hands out a session where the vendor has no links', async () => {
    const meetings = createMeetings({ providers: { fake: createFakeProvider({ preset: 'sdk-like' }) } })
    expect(await enterLesson(meetings, ada)).toHaveProperty('session.participantId', 'u-1')
  })

  it('opens the lesson anew after the vendor has dropped it', async () => {
    const clock = new TestClock()
    const fake = createFakeProvider({ clock })
    const meetings = createMeetings({ providers: { fake }, clock })
    await enterLesson(meetings, ada)
    fake.vendor.forget('lesson-1')
    await clock.advance(60_000)
    await enterLesson(meetings, ada)
    expect(fake.vendor.created).toBe(2)
  })
})
