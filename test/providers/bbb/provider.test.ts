import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { bbbCapabilities } from '../../../providers/bbb/capabilities.js'
import { bbb } from '../../../providers/bbb/index.js'
import { nodeTransport } from '../../../src/http/node-transport.js'
import { systemClock } from '../../../src/ports/clock.js'
import {
  callOptions,
  createRequest,
  failure,
  joinRequest,
  meeting,
  onAnswer,
  onSimulator,
} from './support.js'

describe('the provider', () => {
  it('is made out of its configuration and what the composition root gives', async () => {
    const make = bbb({ url: 'bbb.example.com', secret: 's', server: 'bbb-2.4' })
    const store = {
      get: async () => undefined,
      set: async () => undefined,
      delete: async () => undefined,
      swap: async () => true,
      async *keys() {},
    }
    const made = make({ name: 'bbb-eu', clock: systemClock, transport: nodeTransport(), store })
    expect(made).toMatchObject({ specificationVersion: 1, name: 'bbb-eu', type: 'bbb' })
    expect(made.capabilities).toEqual(bbbCapabilities('bbb-2.4'))
  })

  it('refuses calls once it is closed, as often as one likes', async () => {
    const { simulator, bbb: provider } = await onSimulator()
    await provider.close()
    await provider.close()
    for (const call of [
      provider.createMeeting(createRequest(), callOptions()),
      provider.join(meeting(), joinRequest(), callOptions()),
      provider.end(meeting(), callOptions()),
      provider.info(meeting(), callOptions()),
    ]) {
      const error = await failure(call)
      expect(error).toMatchObject({ code: 'not-configured', effect: 'none' })
      expect(error.message).toBe("provider 'bbb-test' is closed")
    }
    expect(await provider.check(callOptions())).toEqual({
      ok: false,
      reachable: false,
      problem: "provider 'bbb-test' is closed",
    })
    expect(simulator.requests).toEqual([])
  })

  it('lets calls under way finish when it is closed', async () => {
    const { bbb: provider } = await onSimulator()
    const call = provider.createMeeting(createRequest(), callOptions())
    await provider.close()
    expect(await call).toMatchObject({ disposition: 'created' })
  })

  it('takes a hundred calls at once', async () => {
    const { simulator, bbb: provider } = await onSimulator()
    const ids = Array.from({ length: 100 }, (_, i) => `m-${i}`)
    const created = await Promise.all(
      ids.map((id) => provider.createMeeting(createRequest({ id, key: id }), callOptions())),
    )
    expect(simulator.created).toBe(100)
    const infos = await Promise.all(
      ids.map((id, i) => provider.info(meeting(created[i]?.vendor, id), callOptions())),
    )
    expect(infos.map(({ name }) => name)).toEqual(ids)
  })

  it('keeps of a long answer only what it gives out', async () => {
    const filler = '<clientType>HTML5-and-quite-a-few-more-letters-that-nobody-keeps</clientType>'
    const people = Array.from(
      { length: 1_000 },
      (_, i) => `<attendee><userID>somebody-number-${i}</userID>${filler.repeat(5)}</attendee>`,
    )
    const provider = await onAnswer(
      `<response><returncode>SUCCESS</returncode><createTime>7</createTime><attendees>${people.join('')}</attendees></response>`,
    )
    setFlagsFromString('--expose-gc')
    const collect = runInNewContext('gc') as () => void
    const kept: unknown[] = []
    const keep = async (): Promise<void> => {
      const info = await provider.info(meeting(), callOptions())
      kept.push(info.participants?.map(({ id }) => id)[500])
    }
    for (let i = 0; i < 5; i += 1) await keep()
    collect()
    const before = process.memoryUsage().heapUsed
    for (let i = 0; i < 60; i += 1) await keep()
    collect()
    const grown = process.memoryUsage().heapUsed - before
    expect(kept).toHaveLength(65)
    // 60 answers are 25 MB; 60 chunks of the network's size, which is what a slice would hold, are 4 MB.
    expect(grown).toBeLessThan(1_500_000)
  })
})

describe('the capabilities', () => {
  it('of 2.4 and 3.0 differ where the servers do', () => {
    const [old, recent] = [bbbCapabilities('bbb-2.4'), bbbCapabilities('bbb-3.0')]
    const different = Object.keys(recent).filter(
      (key) => old[key as keyof typeof old].support !== recent[key as keyof typeof old].support,
    )
    expect(different).toEqual([
      'create.expireIfNoUserJoinedMinutes',
      'create.expireWhenLastUserLeftMinutes',
      'addDocuments',
      'sendMessage',
      'events.participant.updated.muted',
      'events.recording.started',
      'events.recording.stopped',
    ])
  })

  it('say why, wherever something is not supported', () => {
    for (const server of ['bbb-2.4', 'bbb-3.0'] as const)
      for (const [key, { support, note }] of Object.entries(bbbCapabilities(server)))
        if (support === 'unsupported') expect(note, key).toBeTruthy()
  })
})
