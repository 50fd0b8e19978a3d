import { type BbbClient, createBbbClient } from 'anymeet/bbb'
import { startBbbSimulator } from 'anymeet/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type BbbCall, bbbServers, lackOf } from '../../../../providers/bbb/servers.js'

/** Each call with as little as it takes. What the server answers is the business of other tests. */
const calls: Readonly<Record<BbbCall, (client: BbbClient) => unknown>> = {
  create: (client) => client.create({ meetingID: 'm-1', name: 'Meeting' }),
  join: (client) => client.join({ meetingID: 'm-1', fullName: 'Ann', role: 'MODERATOR', password: 'pw' }),
  isMeetingRunning: (client) => client.isMeetingRunning('m-1'),
  end: (client) => client.end({ meetingID: 'm-1', password: 'pw' }),
  getMeetingInfo: (client) => client.getMeetingInfo('m-1'),
  getMeetings: (client) => client.getMeetings(),
  insertDocument: (client) =>
    client.insertDocument({ meetingID: 'm-1', documents: [{ url: 'https://files.example.com/a.pdf' }] }),
  sendChatMessage: (client) => client.sendChatMessage({ meetingID: 'm-1', message: 'Hello' }),
  getJoinUrl: (client) => client.getJoinUrl({ sessionToken: 'token' }),
  getRecordings: (client) => client.getRecordings(),
  publishRecordings: (client) => client.publishRecordings({ recordID: ['r-1'], publish: true }),
  deleteRecordings: (client) => client.deleteRecordings({ recordID: ['r-1'] }),
  updateRecordings: (client) => client.updateRecordings({ recordID: ['r-1'], meta: { a: 'b' } }),
  getRecordingTextTracks: (client) => client.getRecordingTextTracks('r-1'),
  putRecordingTextTrack: (client) =>
    client.putRecordingTextTrack({ recordID: 'r-1', kind: 'captions', lang: 'en' }),
  'hooks/create': (client) => client.createHook({ callbackURL: 'https://example.com/hook' }),
  'hooks/list': (client) => client.listHooks(),
  'hooks/destroy': (client) => client.destroyHook('1'),
  getDefaultConfigXML: (client) => client.getDefaultConfigXML(),
  setConfigXML: (client) => client.setConfigXML({ meetingID: 'm-1', configXML: '<config/>' }),
}

describe.each(bbbServers)('on %s', (server) => {
  let simulator: Awaited<ReturnType<typeof startBbbSimulator>>
  let client: BbbClient

  beforeAll(async () => {
    simulator = await startBbbSimulator({ server })
    client = createBbbClient({ url: simulator.url, secret: simulator.secret, server })
  })

  afterAll(async () => {
    await client.close()
    await simulator.close()
  })

  it.each(Object.entries(calls))(
    '%s reaches the server, or is refused before it is sent',
    async (name, call) => {
      const before = simulator.requests.length
      const outcome = await Promise.resolve(call(client)).then(
        () => 'answered',
        (error: { code: string }) => error.code,
      )
      if (lackOf(server, name as BbbCall) === undefined) {
        expect(simulator.callsTo(name)).toBeGreaterThan(0)
        expect(outcome).not.toBe('unsupported')
      } else {
        expect(outcome).toBe('unsupported')
        expect(simulator.requests.length).toBe(before)
      }
    },
  )
})
