import { describe, expect, test } from 'vitest'
import {
  call,
  create,
  field,
  fieldNames,
  outcome,
  parseXml,
  send,
  servers,
  signedTarget,
  start,
} from './support.js'

const xml = 'text/xml;charset=utf-8'

describe('the API itself', () => {
  test.each(['/bigbluebutton/api', '/bigbluebutton/api/', '/bigbluebutton/api?x=1'])(
    'answers %s without a checksum with its version',
    async (target) => {
      const { simulator } = await start({ server: 'bbb-2.4' })
      const answer = await send(simulator, target)
      expect(answer.headers['content-type']).toBe(xml)
      expect(fieldNames(parseXml(answer.body))).toEqual(['returncode', 'version', 'apiVersion', 'bbbVersion'])
      expect(field(answer, 'version')).toBe('2.0')
      expect(simulator.callsTo('index')).toBe(1)
    },
  )

  test('tells on 3.0 where its client connects', async () => {
    const { simulator } = await start()
    const answer = await send(simulator, '/bigbluebutton/api')
    expect(field(answer, 'graphqlWebsocketUrl')).toBe(
      `${new URL(simulator.url).origin.replace('http', 'ws')}/graphql`,
    )
    expect(field(answer, 'bbbVersion')).toBe('')
  })

  test('answers JSON to a request with a JSON content type', async () => {
    const { simulator } = await start()
    const answer = await send(simulator, '/bigbluebutton/api', {
      headers: { 'content-type': 'application/json' },
    })
    expect(JSON.parse(answer.body)).toMatchObject({ response: { returncode: 'SUCCESS', version: '2.0' } })
  })
})

describe('a path that the server does not have', () => {
  test.each([
    '/api/getMeetings',
    '/bigbluebutton/',
    '/bigbluebutton/api/getmeetings',
    '/bigbluebutton/api/setConfigXML',
    '/bigbluebutton/apix',
  ])('%s is an HTML page with status 404 that is no XML', async (target) => {
    const { simulator } = await start()
    const answer = await send(simulator, target)
    expect(answer.status).toBe(404)
    expect(answer.headers['content-type']).toBe('text/html')
    expect(() => parseXml(answer.body)).toThrow()
  })
})

describe('methods', () => {
  test.each(servers)('GET and POST both work on %s', async (server) => {
    const { simulator } = await start({ server })
    for (const method of ['GET', 'POST']) {
      const params = {
        name: 'Algebra',
        meetingID: `class-${method}`,
        attendeePW: 'apples',
        moderatorPW: 'pears',
      }
      expect(outcome(await call(simulator, 'create', params, { method }))).toBe('SUCCESS ')
      const meetingID = params.meetingID
      expect(outcome(await call(simulator, 'getMeetings', {}, { method }))).toBe('SUCCESS -')
      expect(outcome(await call(simulator, 'getMeetingInfo', { meetingID }, { method }))).toBe('SUCCESS -')
      expect(field(await call(simulator, 'isMeetingRunning', { meetingID }, { method }), 'running')).toBe(
        'false',
      )
      const end = await call(simulator, 'end', { meetingID, password: 'pears' }, { method })
      expect(outcome(end)).toBe('SUCCESS sentEndMeetingRequest')
    }
  })

  test('join takes POST on 2.4; on 3.0 a POST falls through to the version document', async () => {
    const params = { fullName: 'Ada', meetingID: 'class-1', password: 'pears' }
    const answers = []
    for (const server of servers) {
      const { simulator } = await start({ server })
      await create(simulator, 'class-1')
      answers.push(await call(simulator, 'join', params, { method: 'POST' }))
    }
    expect(answers.map(({ status }) => status)).toEqual([302, 200])
    expect(field(answers[1]!, 'version')).toBe('2.0')
  })

  test('a method that no call takes falls through to the version document', async () => {
    const { simulator } = await start()
    const answer = await send(simulator, signedTarget(simulator, 'getMeetings'), { method: 'DELETE' })
    expect(field(answer, 'version')).toBe('2.0')
  })
})

describe('the type of a body', () => {
  const cases = [
    ['create', 'application/x-www-form-urlencoded', 'SUCCESS '],
    ['create', 'multipart/form-data; boundary=b', 'SUCCESS '],
    ['create', 'application/xml', 'SUCCESS '],
    ['create', 'text/xml;charset=utf-8', 'SUCCESS '],
    ['create', 'application/json', 'FAILED unsupportedContentType'],
    ['getMeetingInfo', 'text/xml', 'FAILED unsupportedContentType'],
    ['getMeetingInfo', 'application/x-www-form-urlencoded', 'FAILED notFound'],
  ] as const

  test.each(cases)('%s with %s on 3.0: %s', async (name, type, expected) => {
    const { simulator } = await start()
    const params = { name: 'Algebra', meetingID: 'class-1' }
    const sent = { method: 'POST', headers: { 'content-type': type }, body: '<modules/>' }
    expect(outcome(await call(simulator, name, params, sent))).toBe(expected)
  })

  test('is reported before any other broken rule, and not looked at on 2.4', async () => {
    const outcomes = []
    for (const server of servers) {
      const { simulator } = await start({ server })
      const sent = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }
      outcomes.push(outcome(await call(simulator, 'create', { meetingID: 'x' }, sent)))
    }
    expect(outcomes).toEqual(['FAILED sizeError', 'FAILED unsupportedContentType'])
  })

  test('does not matter without a body', async () => {
    const { simulator } = await start()
    const sent = { method: 'POST', headers: { 'content-type': 'application/json' } }
    expect(outcome(await call(simulator, 'getMeetings', {}, sent))).toBe('SUCCESS noMeetings')
  })
})
