import { expect, test } from 'vitest'
import {
  allServers,
  call,
  checksum,
  create,
  field,
  grouped,
  info,
  outcome,
  pair,
  releases,
  send,
  visit,
} from './support.js'

test('two checksums are refused since 3.0, but not by b3scale', async () => {
  const groups = await grouped(allServers, async (simulator) => {
    const sum = checksum(`getMeetings${simulator.secret}`)
    const path = `${new URL(simulator.url).pathname}api/getMeetings`
    const answer = await send(simulator, `${path}?checksum=${sum}&checksum=${sum}`)
    return outcome(answer).split(' ')[0]!
  })
  expect(groups).toEqual({
    SUCCESS: '2.2 2.3 2.4 2.5 2.6 2.7 scalelite b3scale',
    FAILED: '3.0',
  })
})

test('a userID over 50 characters gets stuck since 3.0', async () => {
  const groups = await grouped(releases, async (simulator) => {
    await create(simulator, 'class-1')
    const { entered } = await visit(simulator, 'class-1', { userID: 'u'.repeat(51) })
    return entered ? 'in' : 'stuck'
  })
  expect(groups).toEqual({ in: '2.2 2.3 2.4 2.5 2.6 2.7', stuck: '3.0' })
})

test('the URL of another place for uploads counts since 2.6', async () => {
  const groups = await grouped(releases, async (simulator) => {
    const params = { name: 'Algebra', meetingID: 'class-1', presentationUploadExternalUrl: 'nonsense' }
    return outcome(await call(simulator, 'create', params))
  })
  expect(groups).toEqual({ 'SUCCESS ': '2.2 2.3 2.4 2.5', 'FAILED validationError': '2.6 2.7 3.0' })
})

test('getMeetings writes maxUsers for people up to 2.5', async () => {
  const groups = await grouped(releases, async (simulator) => {
    await create(simulator, 'class-1', { ...pair, maxParticipants: '1200' })
    return field(await call(simulator, 'getMeetings'), 'meetings', 'meeting', 'maxUsers')!
  })
  expect(groups).toEqual({ '1,200': '2.2 2.3 2.4 2.5', '1200': '2.6 2.7 3.0' })
})

test('somebody without userdata has an empty customdata up to 2.4, none since', async () => {
  const groups = await grouped(releases, async (simulator) => {
    await create(simulator, 'class-1')
    await visit(simulator, 'class-1')
    const customData = field(await info(simulator, 'class-1'), 'attendees', 'attendee', 'customdata')
    return customData === undefined ? 'none' : 'empty'
  })
  expect(groups).toEqual({ empty: '2.2 2.3 2.4', none: '2.5 2.6 2.7 3.0' })
})

test('the API itself says where the client connects since 3.0, but not behind a load balancer', async () => {
  const groups = await grouped(allServers, async (simulator) => {
    const answer = await send(simulator, `${new URL(simulator.url).pathname}api`)
    return field(answer, 'graphqlApiUrl') === undefined ? 'silent' : 'says it'
  })
  expect(groups).toEqual({ silent: '2.2 2.3 2.4 2.5 2.6 2.7 scalelite b3scale', 'says it': '3.0' })
})

test('links work without the cookie since 2.4, where the meeting allows it', async () => {
  const groups = await grouped(releases, async (simulator) => {
    await create(simulator, 'class-1', { ...pair, allowRequestsWithoutSession: 'true' })
    const params = { fullName: 'Ada', meetingID: 'class-1', password: 'pears', redirect: 'false' }
    const url = field(await call(simulator, 'join', params), 'url')!
    return (await simulator.visit(url)).entered ? 'in' : 'out'
  })
  expect(groups).toEqual({ out: '2.2 2.3', in: '2.4 2.5 2.6 2.7 3.0' })
})

test('the client has another path since 3.0', async () => {
  const groups = await grouped(releases, async (simulator) => {
    await create(simulator, 'class-1')
    return new URL((await visit(simulator, 'class-1')).location!).pathname
  })
  expect(groups).toEqual({ '/html5client/join': '2.2 2.3 2.4 2.5 2.6 2.7', '/html5client/': '3.0' })
})

test('how long an empty meeting stays can be chosen since 2.5', async () => {
  const groups = await grouped(releases, async (simulator, clock) => {
    await create(simulator, 'class-1', { ...pair, meetingExpireWhenLastUserLeftInMinutes: '9' })
    await visit(simulator, 'class-1', { userID: 'u-1' })
    simulator.leave('class-1', 'u-1')
    await clock.advance(5 * 60_000)
    return simulator.meeting('class-1') === undefined ? 'gone' : 'there'
  })
  expect(groups).toEqual({ gone: '2.2 2.3 2.4', there: '2.5 2.6 2.7 3.0' })
})

test('a meeting without an ID is simply not running since 2.4', async () => {
  const groups = await grouped(releases, async (simulator) => {
    return outcome(await call(simulator, 'isMeetingRunning'))
  })
  expect(groups).toEqual({ 'FAILED -': '2.2 2.3', 'SUCCESS -': '2.4 2.5 2.6 2.7 3.0' })
})
