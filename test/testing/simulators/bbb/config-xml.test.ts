import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { BbbSimulator } from '../../../../src/testing/simulators/bbb/index.js'
import { type Answer, call, create, field, outcome, parseXml, send, start, visit } from './support.js'

const config = `<config><locale text="a b*c~(d)!'ü"/></config>`

/** The body as the documentation of 2.2 has it: the form sorted, encoded, signed by SHA-1, and the checksum in it. */
function set(
  simulator: BbbSimulator,
  fields: Readonly<Record<string, string>>,
  secret?: string,
): Promise<Answer> {
  const sorted = Object.entries(fields).toSorted(([a], [b]) => (a < b ? -1 : 1))
  const text = `setConfigXML${new URLSearchParams(sorted)}${secret ?? simulator.secret}`
  const checksum = createHash('sha1').update(text).digest('hex')
  return send(simulator, '/bigbluebutton/api/setConfigXML', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ checksum, ...fields }).toString(),
  })
}

describe('setConfigXML on 2.2', () => {
  test('gives a token for the configuration of a meeting, with which people join', async () => {
    const { simulator } = await start({ server: 'bbb-2.2' })
    await create(simulator, 'class-1')
    const answer = await set(simulator, { meetingID: 'class-1', configXML: config })
    const configToken = field(answer, 'token')!
    expect([outcome(answer), configToken]).toEqual(['SUCCESS -', expect.stringMatching(/^\w{8}$/)])
    expect((await visit(simulator, 'class-1', { configToken })).entered).toBe(true)
    expect((await visit(simulator, 'class-1', { configToken: 'other' })).errorKey).toBe('noConfigFound')
  })

  test('accepts the documented example', async () => {
    const { simulator } = await start({ server: 'bbb-2.2', secret: 'aae06642a13942004fd83b3ba6e4o9s8' })
    await create(simulator, 'random-8228800')
    const body =
      'checksum=51db6f55ffa080f42f5727386beb66adb4e5cf81&meetingID=random-8228800&configXML=%3Cconfig%3E%3Clocaleversion%20suppressWarning%3D%22false%22%3E0.9.0%3C%2Flocaleversion%3E%3C%2Fmodules%3E%3C%2Fconfig%3E'
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const answer = await send(simulator, '/bigbluebutton/api/setConfigXML', { method: 'POST', headers, body })
    expect(field(answer, 'token')).toBeDefined()
  })

  test('refuses a wrong checksum, a missing configuration and an unknown meeting', async () => {
    const { simulator } = await start({ server: 'bbb-2.2' })
    await create(simulator, 'class-1')
    const good = { meetingID: 'class-1', configXML: config }
    expect(outcome(await set(simulator, good, 'other'))).toBe('FAILED checksumError')
    expect(outcome(await set(simulator, { meetingID: 'class-1' }))).toBe('FAILED configXMLError')
    expect(outcome(await set(simulator, { ...good, meetingID: 'nobody' }))).toBe(
      'FAILED invalidMeetingIdentifier',
    )
    expect((await set(simulator, { configXML: config })).body).toContain('missingParamMeetingID')
    const unsigned = await send(simulator, '/bigbluebutton/api/setConfigXML', { method: 'POST' })
    expect(outcome(unsigned)).toBe('FAILED checksumError')
  })

  test('is not checked where there is no secret', async () => {
    const { simulator } = await start({ server: 'bbb-2.2', secret: '' })
    await create(simulator, 'class-1')
    const answer = await set(simulator, { meetingID: 'class-1', configXML: config }, 'other')
    expect(outcome(answer)).toBe('SUCCESS -')
  })

  test('by GET is the version document', async () => {
    const { simulator } = await start({ server: 'bbb-2.2' })
    expect(field(await call(simulator, 'setConfigXML'), 'version')).toBe('2.0')
  })
})

test('getDefaultConfigXML is a document of its own, signed like other calls', async () => {
  const { simulator } = await start({ server: 'bbb-2.2' })
  const answer = await call(simulator, 'getDefaultConfigXML')
  expect(parseXml(answer.body).name).toBe('config')
  const unsigned = await send(simulator, '/bigbluebutton/api/getDefaultConfigXML')
  expect(outcome(unsigned)).toBe('FAILED checksumError')
})
