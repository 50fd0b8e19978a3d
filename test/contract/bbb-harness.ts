import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { JoinResult, MeetingRef, ProviderEntry } from 'anymeet'
import type { BbbServer } from 'anymeet/bbb'
import { type EventHandler, nodeListener } from 'anymeet/events'
import {
  type BbbSimulator,
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

const callbackSecret = 'callback secret of the contract'
const nginx = '<html><head><title>503</title></head><body>upstream <secret>unavailable</body></html>'
const html = { 'content-type': 'text/html' }

const faults: Record<ContractFault, SimulatorFault> = {
  down: { kind: 'answer', status: 503, body: nginx, headers: html },
  throttled: { kind: 'answer', status: 429, body: 'slow down', headers: { 'content-type': 'text/plain' } },
  garbage: { kind: 'answer', status: 200, body: '<!doctype html><title>Login</title>', headers: html },
  hang: { kind: 'hang' },
  'answer-lost': { kind: 'cut', processed: true },
}

/** A pool may have used its connections before, and a request that is cut on such a one goes out once more. */
const poolFaults: Record<ContractFault, SimulatorFault> = {
  ...faults,
  'answer-lost': { kind: 'answer', status: 502, body: nginx, headers: html, processed: true },
}

/** The BigBlueButton adapter on the simulator: one server, or several as one instance. */
export function bbbHarness(server: BbbServer, names: readonly string[] = []): ContractHarness {
  return {
    async start(clock) {
      const pool = names.length > 0
      const simulators = await Promise.all(
        (pool ? names : ['only']).map(() => startBbbSimulator({ server, clock })),
      )
      const entry = (secretOf: (simulator: BbbSimulator) => string): ProviderEntry => {
        const servers = simulators.map((simulator, index) => ({
          name: names[index] ?? '',
          url: simulator.url,
          secret: secretOf(simulator),
        }))
        const [{ name: _name, ...only } = { name: '', url: '', secret: '' }] = servers
        return pool ? { type: 'bbb', server, servers } : { type: 'bbb', server, ...only }
      }
      const meetings = () =>
        simulators.flatMap((simulator) => simulator.meetings().map((meeting) => ({ simulator, meeting })))
      const session = (ref: MeetingRef) => {
        const found = meetings().find(({ meeting }) => meeting.internalMeetingID === ref.vendor['internalId'])
        if (found === undefined) throw new Error(`no server has a session of ${ref.id}`)
        return { simulator: found.simulator, meetingID: found.meeting.meetingID }
      }
      let handler: EventHandler | undefined
      const listener = createServer(
        nodeListener(async (request) => handler?.(request) ?? new Response(null, { status: 503 })),
      )
      listener.listen(0, '127.0.0.1')
      await once(listener, 'listening')
      const inside = new Map<JoinResult, { simulator: BbbSimulator; meetingID: string; userId: string }>()
      return {
        events: {
          config: {
            url: `http://127.0.0.1:${(listener.address() as AddressInfo).port}/meeting-events`,
            secret: callbackSecret,
          },
          async connect(to) {
            handler = to
            return async () => {
              handler = undefined
            }
          },
        },
        provider: () => entry(({ secret }) => secret),
        providerWithWrongCredentials: () => entry(() => 'not-the-secret'),
        get secrets() {
          const passwords = meetings().flatMap(({ meeting }) => [meeting.attendeePW, meeting.moderatorPW])
          return [
            callbackSecret,
            ...simulators.map(({ secret }) => secret),
            ...passwords.filter((password) => password !== undefined),
          ]
        },
        requests: (verb) =>
          simulators
            .map((simulator) =>
              verb === undefined ? simulator.requests.length : simulator.callsTo(firstCall[verb]),
            )
            .reduce((sum, count) => sum + count, 0),
        live: () => meetings().filter(({ meeting }) => !meeting.ended).length,
        async forget(ref) {
          const { simulator, meetingID } = session(ref)
          simulator.forget(meetingID)
        },
        async arrive(joined) {
          expect(joined.kind).toBe('url')
          if (joined.kind !== 'url') return
          const simulator = simulators.find(({ url }) => joined.url.startsWith(url))
          const visit = await simulator?.visit(joined.url)
          expect(visit).toMatchObject({ entered: true })
          const meetingID = new URL(joined.url).searchParams.get('meetingID') ?? ''
          if (simulator !== undefined && visit?.userId !== undefined)
            inside.set(joined, { simulator, meetingID, userId: visit.userId })
        },
        async depart(joined) {
          const { simulator, meetingID, userId } = inside.get(joined) ?? expect.unreachable('never arrived')
          simulator.leave(meetingID, userId)
        },
        async record(ref) {
          const { simulator, meetingID } = session(ref)
          simulator.addRecording({ meetingID, recordID: ref.vendor['internalId'] ?? '' })
        },
        shown(ref) {
          const { simulator, meetingID } = session(ref)
          return {
            messages: simulator.messages(meetingID).map(({ message }) => message),
            documents: simulator.documents(meetingID).map(({ name }) => name),
          }
        },
        fail(fault, verb, times) {
          for (const simulator of simulators)
            simulator.stage({ ...(pool ? poolFaults : faults)[fault], when: firstCall[verb], times })
        },
        heal() {
          for (const simulator of simulators) simulator.heal()
        },
        async close() {
          await Promise.all(simulators.map((simulator) => simulator.close()))
          listener.closeAllConnections()
          listener.close()
        },
      }
    },
  }
}
