import type { FakePreset } from '../../../providers/fake/config.js'
import { createFakeProvider } from '../../../providers/fake/create-fake-provider.js'
import type { FakeProvider } from '../../../providers/fake/fake-provider.js'
import { createMeetings } from '../../../src/create-meetings.js'
import type { Meetings } from '../../../src/meetings.js'
import type { JoinMeetingRequest } from '../../../src/spec/join-meeting.js'
import { TestClock } from '../../../src/testing/test-clock.js'

export const id: string = 'class-42'
export const ann: JoinMeetingRequest = { participant: { id: 'ann', name: 'Ann' } }

export interface Setting {
  readonly clock: TestClock
  readonly fake: FakeProvider
  readonly meetings: Meetings
}

export function setUp(preset: FakePreset = 'link-like', latencyMs?: number): Setting {
  const clock = new TestClock(0)
  const fake = createFakeProvider({ preset, clock, ...(latencyMs === undefined ? {} : { latencyMs }) })
  return { clock, fake, meetings: createMeetings({ providers: { fake }, clock }) }
}

/** Every call that asks the vendor, on a meeting that exists where it can. */
export const verbs = (
  meetings: Meetings,
): Record<'createMeeting' | 'join' | 'end' | 'info', () => Promise<unknown>> => ({
  createMeeting: () => meetings.createMeeting({ id: 'another' }),
  join: () => meetings.join(id, ann),
  end: () => meetings.end(id),
  info: () => meetings.info(id),
})
