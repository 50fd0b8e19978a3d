import { describe, expect, test } from 'vitest'
import type { MeetingProvider, ProviderMeeting } from '../../../../src/spec/provider.js'
import type { ChimeSimulator } from '../../../../src/testing/simulators/chime/index.js'
import { TestClock } from '../../../../src/testing/test-clock.js'
import { byRef, calling, created, failure, joined, joining, type Setup, setup } from '../setup.js'

const open = { Audio: 'SendReceive', Video: 'SendReceive', Content: 'SendReceive' }
const everything = { camera: true, microphone: true, screenShare: true }

async function classroom(
  { provider }: Pick<Setup, 'provider'>,
  people: number,
  request: Parameters<typeof created>[1] = {},
): Promise<ProviderMeeting> {
  const meeting = await created(provider, request)
  await joined(provider, meeting, joining('host', { role: 'moderator' }))
  await Promise.all(
    Array.from({ length: people }, (_, index) => joined(provider, meeting, joining(`s${index}`))),
  )
  return meeting
}

/** What everybody may do, by their ids. */
function permissions(simulator: ChimeSimulator): Record<string, unknown> {
  const people = simulator.meetings().flatMap(({ attendees }) => attendees)
  return Object.fromEntries(people.map(({ externalUserId, capabilities }) => [externalUserId, capabilities]))
}

const mute =
  (provider: MeetingProvider) =>
  async (...call: Parameters<NonNullable<MeetingProvider['muteParticipants']>>): Promise<number> =>
    (await required(provider.muteParticipants).call(provider, ...call)).changed
const lock =
  (provider: MeetingProvider) =>
  async (...call: Parameters<NonNullable<MeetingProvider['lock']>>): Promise<number> =>
    (await required(provider.lock).call(provider, ...call)).changed

describe('muteParticipants', () => {
  test('mutes a full class but its host with one list and one change', async () => {
    const { simulator, provider } = await setup()
    const meeting = await classroom({ provider }, 60)
    const before = simulator.requests.length
    expect(await mute(provider)(meeting, { except: ['host'] }, calling())).toBe(60)
    expect(simulator.requests.length - before).toBe(2)
    const { host, ...students } = permissions(simulator)
    expect(host).toEqual(open)
    for (const student of Object.values(students)) expect(student).toEqual({ ...open, Audio: 'Receive' })
  })

  test('leaves what each may show as it was', async () => {
    const { simulator, provider } = await setup()
    const meeting = await classroom({ provider }, 4, { locks: { camera: true } })
    await required(provider.changeRole).call(provider, meeting, 's0', 'moderator', calling())
    await mute(provider)(meeting, {}, calling())
    expect(permissions(simulator)).toMatchObject({
      host: { ...open, Audio: 'Receive' },
      s0: { ...open, Audio: 'Receive' },
      s1: { Audio: 'Receive', Video: 'Receive', Content: 'SendReceive' },
      s3: { Audio: 'Receive', Video: 'Receive', Content: 'SendReceive' },
    })
  })

  test('is not got around by joining again, and not by another machine that shares the store', async () => {
    const { simulator, provider } = await setup()
    const meeting = await classroom({ provider }, 1)
    await mute(provider)(meeting, { only: ['s0'] }, calling())
    await joined(provider, meeting, joining('s0'))
    expect(permissions(simulator)['s0']).toEqual({ ...open, Audio: 'Receive' })
    await mute(provider)(meeting, { only: ['s0'], muted: false }, calling())
    await joined(provider, meeting, joining('s0'))
    expect(permissions(simulator)['s0']).toEqual(open)
  })

  test('reaches everybody past the first page, and leaves bots alone', async () => {
    const { simulator, provider } = await setup()
    const meeting = await classroom({ provider }, 210)
    const { attendeeId } = simulator.addBot(meeting.vendor['meetingId'] ?? '')
    expect(await mute(provider)(meeting, { only: ['s0', 's150', 's209'] }, calling())).toBe(3)
    const muted = simulator
      .meetings()
      .flatMap(({ attendees }) => attendees)
      .filter(({ capabilities }) => capabilities.Audio === 'Receive')
    expect(muted.map(({ externalUserId }) => externalUserId).sort()).toEqual(['s0', 's150', 's209'])
    expect(muted.some((attendee) => attendee.attendeeId === attendeeId)).toBe(false)
  })

  test('waits for a change that somebody else makes at the same moment', async () => {
    const clock = new TestClock()
    const { simulator, provider } = await setup({ clock })
    const meeting = await classroom({ provider }, 5)
    simulator.throwNext('BatchUpdateAttendeeCapabilitiesExcept', 'ConflictException', { times: 2 })
    expect(await clock.settle(mute(provider)(meeting, { except: ['host'] }, calling()))).toBe(5)
    simulator.throwNext('UpdateAttendeeCapabilities', 'ConflictException', {
      times: Number.POSITIVE_INFINITY,
    })
    const unmute = failure(mute(provider)(meeting, { only: ['s1'], muted: false }, calling()))
    expect(await clock.settle(unmute)).toMatchObject({ code: 'conflict' })
  })

  test('does not mind somebody who leaves meanwhile, and says not-found of a meeting that is gone', async () => {
    const { simulator, provider } = await setup()
    const meeting = await classroom({ provider }, 2)
    simulator.throwNext('UpdateAttendeeCapabilities', 'NotFoundException')
    await mute(provider)(meeting, { only: ['s0', 's1'] }, calling())
    await provider.end(meeting, calling())
    expect(await failure(mute(provider)(meeting, {}, calling()))).toMatchObject({ code: 'not-found' })
  })

  test('keeps to what Chime takes in a meeting without video', async () => {
    const { simulator, provider } = await setup()
    const meeting = await classroom({ provider }, 3, { media: { video: 'off', content: 'off' } })
    expect(await mute(provider)(meeting, { except: ['host'] }, calling())).toBe(3)
    expect(permissions(simulator)['s1']).toEqual({ Audio: 'Receive', Video: 'None', Content: 'None' })
  })
})

describe('a mute in a meeting whose video is off', () => {
  test('takes the sight of shared content with it, because Chime does, and says so', async () => {
    const { simulator, provider } = await setup()
    const meeting = await classroom({ provider }, 2, { media: { video: 'off' } })
    const result = await required(provider.muteParticipants).call(provider, meeting, {}, calling())
    expect(result).toMatchObject({ changed: 3, warnings: [{ code: 'emulated' }] })
    expect(permissions(simulator)['s0']).toEqual({ Audio: 'Receive', Video: 'None', Content: 'None' })
  })
})

describe('lock', () => {
  test('is for attendees; moderators keep everything, whoever asks', async () => {
    const { simulator, provider } = await setup()
    const meeting = await classroom({ provider }, 3)
    const locked: ProviderMeeting = { ...meeting, settings: { locks: everything } }
    expect(await lock(provider)(locked, everything, calling())).toBe(3)
    const { host, ...students } = permissions(simulator)
    expect(host).toEqual(open)
    for (const student of Object.values(students))
      expect(student).toEqual({ Audio: 'Receive', Video: 'Receive', Content: 'Receive' })
    await joined(provider, locked, joining('late'))
    expect(permissions(simulator)['late']).toEqual({ Audio: 'Receive', Video: 'Receive', Content: 'Receive' })
    const free = { camera: false, microphone: false, screenShare: false }
    expect(await lock(provider)({ ...meeting, settings: { locks: free } }, free, calling())).toBe(4)
    expect(Object.values(permissions(simulator))).toEqual([open, open, open, open, open])
  })

  test('gives the microphone back to those who were muted, too, and for good', async () => {
    const { simulator, provider } = await setup()
    const meeting = await classroom({ provider }, 2)
    await mute(provider)(meeting, { only: ['s0', 'host'] }, calling())
    await lock(provider)(meeting, { camera: true }, calling())
    await joined(provider, meeting, joining('s0'))
    expect(permissions(simulator)['s0']).toMatchObject({ Audio: 'Receive' })
    await lock(provider)(meeting, { microphone: false, camera: false }, calling())
    for (let time = 0; time < 2; time += 1) {
      expect(permissions(simulator)).toMatchObject({ host: { Audio: 'Receive' }, s0: open, s1: open })
      await joined(provider, meeting, joining('s0'))
      await joined(provider, meeting, joining('host', { role: 'moderator' }))
    }
  })

  test('takes those for attendees whose role nobody remembers', async () => {
    const { simulator, provider, another } = await setup()
    const meeting = await classroom({ provider }, 1)
    expect(await lock(another())(byRef(meeting), { camera: true }, calling())).toBe(2)
    expect(permissions(simulator)).toMatchObject({ host: { Video: 'Receive' }, s0: { Video: 'Receive' } })
  })
})

describe('changeRole', () => {
  test('holds on all devices and for locks to come', async () => {
    const { simulator, provider } = await setup()
    const meeting = await created(provider, { locks: { camera: true } })
    await joined(provider, meeting, joining('ada', { device: 'desk' }))
    await joined(provider, meeting, joining('ada', { device: 'phone' }))
    await joined(provider, meeting, joining('bob'))
    const change = required(provider.changeRole).bind(provider)
    expect(await change(meeting, 'ada', 'moderator', calling())).toBe('done')
    const held = { ...open, Video: 'Receive' }
    expect(permissions(simulator)).toEqual({ 'ada.desk': open, 'ada.phone': open, bob: held })
    await lock(provider)(meeting, { microphone: true }, calling())
    expect(permissions(simulator)).toEqual({
      'ada.desk': open,
      'ada.phone': open,
      bob: { ...held, Audio: 'Receive' },
    })
    expect(await change(meeting, 'ada', 'attendee', calling())).toBe('done')
    expect(permissions(simulator)['ada.desk']).toEqual(held)
    expect(await change(meeting, 'nobody', 'attendee', calling())).toBe('not-found')
  })
})

function required<T>(method: T | undefined): T {
  if (method === undefined) throw new Error('the provider lacks it')
  return method
}
