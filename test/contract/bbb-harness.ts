import {
  type ContractFault,
  type ContractHarness,
  type ContractVerb,
  type SimulatorFault,
  startBbbSimulator,
} from 'anymeet/testing'
import { expect } from 'vitest'

/** The first request that serves a verb. */
const firstCall: Record<ContractVerb, string> = {
  createMeeting: 'create',
  join: 'getMeetingInfo',
  end: 'getMeetingInfo',
  info: 'getMeetingInfo',
}

const nginx = '<html><head><title>503</title></head><body>upstream <secret>unavailable</body></html>'
const html = { 'content-type': 'text/html' }

const faults: Record<ContractFault, SimulatorFault> = {
  down: { kind: 'answer', status: 503, body: nginx, headers: html },
  throttled: { kind: 'answer', status: 429, body: 'slow down', headers: { 'content-type': 'text/plain' } },
  garbage: { kind: 'answer', status: 200, body: '<!doctype html><title>Login</title>', headers: html },
  hang: { kind: 'hang' },
  'answer-lost': { kind: 'cut', processed: true },
}

/** The BigBlueButton adapter on the simulator. */
export function bbbHarness(server: 'bbb-2.4' | 'bbb-3.0'): ContractHarness {
  return {
    async start(clock) {
      const simulator = await startBbbSimulator({ server, clock })
      const live = () => simulator.meetings().filter(({ ended }) => !ended)
      return {
        provider: () => ({ type: 'bbb', url: simulator.url, secret: simulator.secret, server }),
        providerWithWrongCredentials: () => ({
          type: 'bbb',
          url: simulator.url,
          secret: 'not-the-secret',
          server,
        }),
        get secrets() {
          const passwords = simulator
            .meetings()
            .flatMap(({ attendeePW, moderatorPW }) => [attendeePW, moderatorPW])
          return [simulator.secret, ...passwords.filter((password) => password !== undefined)]
        },
        requests: () => simulator.requests.length,
        live: () => live().length,
        async forget(ref) {
          const session = live().find(({ createTime }) => String(createTime) === ref.vendor['createTime'])
          simulator.forget(session?.meetingID ?? '')
        },
        async arrive(joined) {
          expect(joined.kind).toBe('url')
          if (joined.kind === 'url')
            expect(await simulator.visit(joined.url)).toMatchObject({ entered: true })
        },
        fail: (fault, verb, times) => simulator.stage({ ...faults[fault], when: firstCall[verb], times }),
        heal: () => simulator.heal(),
        close: () => simulator.close(),
      }
    },
  }
}
