import { describe, expect, test } from 'vitest'
import { call, create, field, info, outcome, pair, send, signedTarget, start, visit } from './support.js'

const meetingCalls = ['create', 'join', 'isMeetingRunning', 'end', 'getMeetingInfo', 'getMeetings']
const recordingCalls = ['getRecordings', 'publishRecordings', 'deleteRecordings', 'updateRecordings']
const otherCalls = ['getSessions', 'sendChatMessage', 'getJoinUrl', 'learningDashboard', 'hooks/list']
const textTrackCalls = ['getRecordingTextTracks', 'putRecordingTextTrack']

describe('scalelite', () => {
  test.each([...otherCalls, ...textTrackCalls])('does not support %s, signed or not', async (name) => {
    const { simulator } = await start({ server: 'scalelite' })
    for (const target of [signedTarget(simulator, name), `/bigbluebutton/api/${name}`]) {
      const answer = await send(simulator, target)
      expect([answer.status, outcome(answer)]).toEqual([200, 'FAILED unsupportedRequest'])
    }
  })

  test.each([...meetingCalls, ...recordingCalls])('has %s', async (name) => {
    const { simulator } = await start({ server: 'scalelite' })
    const answer = await call(simulator, name)
    expect(answer.body).not.toContain('unsupportedRequest')
    expect([200, 302]).toContain(answer.status)
  })

  test('has insertDocument', async () => {
    const { simulator } = await start({ server: 'scalelite' })
    const answer = await call(simulator, 'insertDocument', { meetingID: 'class-1' }, { method: 'POST' })
    expect(outcome(answer)).toBe('FAILED -')
  })

  test('says version 2.0 and nothing of where a client connects', async () => {
    const { simulator } = await start({ server: 'scalelite' })
    const answer = await send(simulator, '/bigbluebutton/api')
    expect([field(answer, 'version'), field(answer, 'graphqlApiUrl')]).toEqual(['2.0', undefined])
  })

  test('takes every limit as none', async () => {
    const { simulator } = await start({ server: 'scalelite' })
    simulator.fillRecordings(3)
    const answer = await call(simulator, 'getRecordings', { limit: '1' })
    expect(answer.body.match(/<recording>/g)).toHaveLength(3)
    expect(answer.body).not.toContain('totalElements')
  })

  test('protects a recording', async () => {
    const { simulator } = await start({ server: 'scalelite' })
    const recordID = simulator.addRecording({ meetingID: 'class-1' })
    const shown = () => simulator.recordings().map((recording) => recording.protected)
    await call(simulator, 'updateRecordings', { recordID, protect: 'true' })
    expect(shown()).toEqual([true])
    await call(simulator, 'updateRecordings', { recordID, meta_topic: 'Algebra' })
    expect(shown()).toEqual([true])
    await call(simulator, 'updateRecordings', { recordID, protect: 'false' })
    expect(shown()).toEqual([false])
  })

  test('has empty lists where its operator has switched calls off', async () => {
    const { simulator } = await start({
      server: 'scalelite',
      meetingsApiEnabled: false,
      recordingsApiEnabled: false,
    })
    await create(simulator, 'class-1')
    const recordID = simulator.addRecording({ meetingID: 'class-1' })
    expect(outcome(await call(simulator, 'getMeetings'))).toBe('SUCCESS noMeetings')
    expect(outcome(await call(simulator, 'getRecordings'))).toBe('SUCCESS noRecordings')
    for (const name of recordingCalls.slice(1)) {
      expect(outcome(await call(simulator, name, { recordID, publish: 'false' }))).toBe('FAILED notFound')
    }
    expect(outcome(await info(simulator, 'class-1'))).toBe('SUCCESS -')
    expect(outcome(await send(simulator, '/bigbluebutton/api/getMeetings'))).toBe('FAILED checksumError')
  })
})

describe('b3scale', () => {
  test('has a path for each customer, and works on it', async () => {
    const { simulator } = await start({ server: 'b3scale', frontendKey: 'school-1' })
    expect(new URL(simulator.url).pathname).toBe('/bbb/school-1/bigbluebutton/')
    expect(outcome(await create(simulator, 'class-1'))).toBe('SUCCESS ')
    expect((await visit(simulator, 'class-1')).entered).toBe(true)
    expect(simulator.callsTo('create')).toBe(1)
  })

  test('does not know another customer, and fails itself: HTTP 500 with a return code of its own', async () => {
    const { simulator } = await start({ server: 'b3scale' })
    const target = signedTarget(simulator, 'getMeetings').replace('/frontend/', '/frontend-2/')
    const answer = await send(simulator, target)
    expect([answer.status, outcome(answer)]).toEqual([500, 'ERROR b3scale_server_error'])
  })

  test('has nothing on the path without the customer, which other servers have', async () => {
    const { simulator } = await start({ server: 'b3scale' })
    expect((await send(simulator, '/bigbluebutton/api/getMeetings')).status).toBe(404)
    const { simulator: plain } = await start()
    expect((await send(plain, '/bbb/frontend/bigbluebutton/api/getMeetings')).status).toBe(404)
  })

  test.each(['getMeetings', 'join'])('answers a bad checksum of %s with HTTP 500 and XML', async (name) => {
    const { simulator } = await start({ server: 'b3scale' })
    const answer = await send(simulator, `${new URL(simulator.url).pathname}api/${name}?checksum=0`)
    expect([answer.status, answer.headers['content-type'], outcome(answer)]).toEqual([
      500,
      'text/xml;charset=utf-8',
      'FAILED checksumError',
    ])
  })

  test.each(textTrackCalls)('has not implemented %s', async (name) => {
    const { simulator } = await start({ server: 'b3scale' })
    expect(outcome(await call(simulator, name))).toBe('FAILED notImplemented')
  })

  test.each([...otherCalls, 'insertDocument'])('has nobody who handles %s', async (name) => {
    const { simulator } = await start({ server: 'b3scale' })
    const answer = await call(simulator, name)
    expect([answer.status, outcome(answer)]).toEqual([500, 'ERROR b3scaleGatewayError'])
    const unsigned = await send(simulator, `${new URL(simulator.url).pathname}api/${name}`)
    expect(outcome(unsigned)).toBe('FAILED checksumError')
  })

  test('has a page for a join of a meeting that it does not know, and keys of its own', async () => {
    const { simulator } = await start({ server: 'b3scale' })
    const params = { fullName: 'Ada', meetingID: 'nobody', role: 'MODERATOR', redirect: 'false' }
    const joined = await call(simulator, 'join', params)
    expect([joined.status, joined.headers['content-type']]).toEqual([404, 'text/html'])
    expect(outcome(await info(simulator, 'nobody'))).toBe('FAILED invalidMeetingIdentifier')
    const published = await call(simulator, 'publishRecordings', { recordID: 'none', publish: 'true' })
    expect(outcome(published)).toBe('FAILED invalidRecordingIdentifier')
  })

  test('turns a bad join to a meeting that is there away as its server does', async () => {
    const { simulator } = await start({ server: 'b3scale' })
    await create(simulator, 'class-1', pair)
    expect((await visit(simulator, 'class-1', { createTime: '1' })).errorKey).toBe('mismatchCreateTimeParam')
  })
})

describe('a switch that BigBlueButton has', () => {
  test('is told before the answer, in the same body: two documents', async () => {
    const { simulator } = await start({ meetingsApiEnabled: false, recordingsApiEnabled: false })
    for (const [name, second] of [
      ['getMeetings', 'noMeetings'],
      ['getRecordings', 'noRecordings'],
      ['deleteRecordings', 'missingParamRecordID'],
    ] as const) {
      const { body } = await call(simulator, name)
      expect(body.match(/<response>/g)).toHaveLength(2)
      expect(body.match(/<messageKey>(\w+)/g)).toEqual(['<messageKey>apiNotEnabled', `<messageKey>${second}`])
    }
    const unsigned = await send(simulator, '/bigbluebutton/api/getMeetings')
    expect(outcome(unsigned)).toBe('FAILED checksumError')
  })
})
