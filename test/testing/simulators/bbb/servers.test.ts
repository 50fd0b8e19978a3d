import { describe, expect, test } from 'vitest'
import {
  allServers,
  call,
  child,
  create,
  field,
  fieldNames,
  grouped,
  info,
  outcome,
  pair,
  parseXml,
  releases,
  send,
  signedTarget,
  start,
  visit,
} from './support.js'

/** Every test here says where a difference between servers runs. */
describe('the checksum', () => {
  const accepting = (algorithm: string) =>
    grouped(allServers, async (simulator) => {
      const answer = await send(simulator, signedTarget(simulator, 'getMeetings', '', algorithm))
      return outcome(answer).split(' ')[0]!
    })

  test('may be SHA-1 or SHA-256 everywhere', async () => {
    const everywhere = { SUCCESS: '2.2 2.3 2.4 2.5 2.6 2.7 3.0 scalelite b3scale' }
    expect(await accepting('sha1')).toEqual(everywhere)
    expect(await accepting('sha256')).toEqual(everywhere)
  })

  test('may be SHA-384 since 2.5, but not behind a load balancer', async () => {
    expect(await accepting('sha384')).toEqual({
      SUCCESS: '2.5 2.6 2.7 3.0',
      FAILED: '2.2 2.3 2.4 scalelite b3scale',
    })
  })

  test('may be SHA-512 since 2.5, and behind Scalelite', async () => {
    expect(await accepting('sha512')).toEqual({
      SUCCESS: '2.5 2.6 2.7 3.0 scalelite',
      FAILED: '2.2 2.3 2.4 b3scale',
    })
  })

  test('may be in upper case since 2.5, but not behind a load balancer', async () => {
    const groups = await grouped(allServers, async (simulator) => {
      const target = signedTarget(simulator, 'getMeetings').replace(/checksum=.*/, (sum) => sum.toUpperCase())
      return outcome(await send(simulator, target.replace('CHECKSUM', 'checksum'))).split(' ')[0]!
    })
    expect(groups).toEqual({ FAILED: '2.2 2.3 2.4 scalelite b3scale', SUCCESS: '2.5 2.6 2.7 3.0' })
  })

  test('over a form without a query is one over the sorted form on 2.4 and 2.5', async () => {
    const groups = await grouped(releases, async (simulator) => {
      const body = signedTarget(simulator, 'create', 'meetingID=class-1&name=Algebra').split('?')[1]!
      const headers = { 'content-type': 'application/x-www-form-urlencoded' }
      const target = '/bigbluebutton/api/create'
      return outcome(await send(simulator, target, { method: 'POST', headers, body })).split(' ')[0]!
    })
    expect(groups).toEqual({ SUCCESS: '2.4 2.5', FAILED: '2.2 2.3 2.6 2.7 3.0' })
  })
})

describe('create', () => {
  const creating = (params: Record<string, string>) =>
    grouped(allServers, async (simulator) => outcome(await call(simulator, 'create', params)))

  test('needs a name since 2.4', async () => {
    expect(await creating({ meetingID: 'class-1' })).toEqual({
      'SUCCESS ': '2.2 2.3',
      'FAILED nullError': '2.4 2.5 2.6 2.7 3.0 scalelite b3scale',
    })
  })

  test('has other keys for a bad meetingID on 2.2 and 2.3', async () => {
    expect(await creating({ name: 'Algebra', meetingID: 'a,b' })).toEqual({
      'FAILED invalidFormat': '2.2 2.3',
      'FAILED validationError': '2.4 2.5 2.6 2.7 3.0 scalelite b3scale',
    })
  })

  test('looks at blanks around the meetingID since 2.6', async () => {
    expect(await creating({ name: 'Algebra', meetingID: ' class-1' })).toEqual({
      'SUCCESS ': '2.2 2.3 2.4 2.5',
      'FAILED validationError': '2.6 2.7 3.0 scalelite b3scale',
    })
  })

  test('can be repeated without passwords since 2.6', async () => {
    const groups = await grouped(allServers, async (simulator) => {
      await create(simulator, 'class-1', {})
      return outcome(await create(simulator, 'class-1', {}))
    })
    expect(groups).toEqual({
      'FAILED idNotUnique': '2.2 2.3 2.4 2.5',
      'SUCCESS duplicateWarning': '2.6 2.7 3.0 scalelite b3scale',
    })
  })

  test('can be repeated with both passwords everywhere', async () => {
    const groups = await grouped(allServers, async (simulator) => {
      await create(simulator, 'class-1')
      return outcome(await create(simulator, 'class-1'))
    })
    expect(Object.keys(groups)).toEqual(['SUCCESS duplicateWarning'])
  })

  test('lets the caller choose when a meeting expires since 2.5', async () => {
    const groups = await grouped(releases, async (simulator, clock) => {
      await create(simulator, 'class-1', { ...pair, meetingExpireIfNoUserJoinedInMinutes: '9' })
      await clock.advance(5 * 60_000)
      return simulator.meeting('class-1') === undefined ? 'gone' : 'there'
    })
    expect(groups).toEqual({ gone: '2.2 2.3 2.4', there: '2.5 2.6 2.7 3.0' })
  })

  test('tells a taken voice bridge in a list with attributes up to 2.4, with elements since', async () => {
    const groups = await grouped(releases, async (simulator) => {
      await create(simulator, 'class-1', { voiceBridge: '71234' })
      const answer = await create(simulator, 'class-2', { voiceBridge: '71234' })
      const error = child(parseXml(answer.body), 'errors', 'error')!
      expect(error.attributes['key'] ?? child(error, 'key')?.text).toBe('nonUniqueVoiceBridge')
      return error.children.length > 0 ? 'elements' : 'attributes'
    })
    expect(groups).toEqual({ attributes: '2.2 2.3 2.4', elements: '2.5 2.6 2.7 3.0' })
  })
})

describe('a missing meetingID on 2.2 and 2.3', () => {
  test.each(['create', 'isMeetingRunning', 'getMeetingInfo', 'end'])(
    'is told by %s in a list with attributes, without a messageKey',
    async (name) => {
      for (const server of ['bbb-2.2', 'bbb-2.3'] as const) {
        const { simulator } = await start({ server })
        const root = parseXml((await call(simulator, name, { password: 'pears' })).body)
        expect(fieldNames(root)).toEqual(['returncode', 'errors'])
        expect(child(root, 'errors', 'error')?.attributes).toEqual({
          key: 'missingParamMeetingID',
          message: expect.any(String),
        })
      }
    },
  )
})

describe('the fields of a meeting', () => {
  test('tell a breakout room in a block of its own on 2.2 and 2.3', async () => {
    const groups = await grouped(releases, async (simulator) => {
      await create(simulator, 'class-1')
      const breakout = { isBreakout: 'true', parentMeetingID: 'class-1', sequence: '2' }
      const id = field(await create(simulator, 'group-2', breakout), 'meetingID')!
      const answer = await info(simulator, id)
      return field(answer, 'breakout', 'sequence') === '2' ? 'nested' : `flat ${field(answer, 'sequence')}`
    })
    expect(groups).toEqual({ nested: '2.2 2.3', 'flat 2': '2.4 2.5 2.6 2.7 3.0' })
  })

  test('have texts in CDATA on 2.2 and 2.3, and mean the same', async () => {
    const name = `<b> & "Tom's" ]]> <![CDATA[`
    const groups = await grouped(releases, async (simulator) => {
      await create(simulator, 'class-1', { ...pair, name, meta_topic: name })
      await visit(simulator, 'class-1', { fullName: name })
      for (const answer of [await info(simulator, 'class-1'), await call(simulator, 'getMeetings')]) {
        const root = parseXml(answer.body)
        const meeting = child(root, 'meetings', 'meeting') ?? root
        expect(child(meeting, 'meetingName')?.text).toBe(name)
        expect(child(meeting, 'metadata', 'topic')?.text).toBe(name)
        expect(child(meeting, 'attendees', 'attendee', 'fullName')?.text).toBe(name)
      }
      return (await info(simulator, 'class-1')).body.includes('CDATA[<b>') ? 'CDATA' : 'entities'
    })
    expect(groups).toEqual({ CDATA: '2.2 2.3', entities: '2.4 2.5 2.6 2.7 3.0' })
  })

  test('of a single meeting leave out who has just left since 2.6', async () => {
    const groups = await grouped(releases, async (simulator) => {
      await create(simulator, 'class-1')
      await visit(simulator, 'class-1', { userID: 'u-1' })
      simulator.leave('class-1', 'u-1')
      return field(await info(simulator, 'class-1'), 'participantCount')!
    })
    expect(groups).toEqual({ '1': '2.2 2.3 2.4 2.5', '0': '2.6 2.7 3.0' })
  })
})

test.each(['GET', 'POST'])('a call that came later or has gone is a 404 page, by %s', async (method) => {
  const missing: Record<string, string | undefined> = {}
  for (const name of [
    'insertDocument',
    'sendChatMessage',
    'getJoinUrl',
    'learningDashboard',
    'setConfigXML',
    'getDefaultConfigXML',
  ]) {
    const groups = await grouped(releases, async (simulator) => {
      const { status } = await call(simulator, name, {}, { method })
      return status === 404 ? 'missing' : 'there'
    })
    missing[name] = groups.missing
  }
  expect(missing).toEqual({
    insertDocument: '2.2 2.3 2.4',
    sendChatMessage: '2.2 2.3 2.4 2.5 2.6 2.7',
    getJoinUrl: '2.2 2.3 2.4 2.5 2.6 2.7',
    learningDashboard: '2.2 2.3',
    setConfigXML: '2.4 2.5 2.6 2.7 3.0',
    getDefaultConfigXML: '2.4 2.5 2.6 2.7 3.0',
  })
})

test('the type of a body counts since 2.6', async () => {
  const groups = await grouped(releases, async (simulator) => {
    const sent = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }
    return outcome(await call(simulator, 'create', { name: 'Algebra', meetingID: 'class-1' }, sent))
  })
  expect(groups).toEqual({
    'SUCCESS ': '2.2 2.3 2.4 2.5',
    'FAILED unsupportedContentType': '2.6 2.7 3.0',
  })
})
