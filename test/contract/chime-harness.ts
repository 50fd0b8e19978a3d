import { isChimeSession } from 'anymeet/chime'
import { type ContractHarness, type ContractVerb, startChimeSimulator } from 'anymeet/testing'
import { expect } from 'vitest'

const calls = {
  createMeeting: 'CreateMeeting',
  join: 'CreateAttendee',
  end: 'DeleteMeeting',
  info: 'GetMeeting',
} as const satisfies Record<ContractVerb, string>

/** The Chime adapter, with the real AWS client, on the simulator. */
export const chimeHarness: ContractHarness = {
  async start(clock) {
    const simulator = await startChimeSimulator({ clock, rates: 'unlimited' })
    const { endpoint, region, accessKeyId, secretAccessKey } = simulator
    const config = { type: 'chime', region, endpoint, rateLimit: 'unlimited' } as const
    return {
      provider: () => ({ ...config, credentials: { accessKeyId, secretAccessKey } }),
      providerWithWrongCredentials: () => ({
        ...config,
        credentials: { accessKeyId: 'AKIAWRONGWRONGWRONG1', secretAccessKey: 'wrong-secret-access-key' },
      }),
      get secrets() {
        return [
          secretAccessKey,
          'wrong-secret-access-key',
          ...simulator.meetings().flatMap(({ attendees }) => attendees.map(({ joinToken }) => joinToken)),
        ]
      },
      requests: (verb) => (verb === undefined ? simulator.requests.length : simulator.callsTo(calls[verb])),
      live: () => simulator.meetings().length,
      forget: async (ref) => simulator.forget(ref.vendor['meetingId'] ?? ''),
      async arrive(joined) {
        expect(isChimeSession(joined)).toBe(true)
        if (!isChimeSession(joined)) return
        const { Meeting, Attendee } = joined.session
        simulator.connect({ meetingId: Meeting.MeetingId, joinToken: Attendee.JoinToken })
      },
      fail(fault, verb, times) {
        const when = calls[verb]
        if (fault === 'down') simulator.throwNext(when, 'ServiceUnavailableException', { times })
        else if (fault === 'throttled') simulator.throwNext(when, 'ThrottlingException', { times })
        else if (fault === 'garbage')
          // An HTML page with status 200 is not looked at by the AWS client where the service answers without a body.
          simulator.stage({
            kind: 'answer',
            status: verb === 'end' ? 502 : 200,
            body: '<html>proxy</html>',
            when,
            times,
          })
        else if (fault === 'hang') simulator.stage({ kind: 'hang', when, times })
        else simulator.stage({ kind: 'cut', processed: true, when, times })
      },
      heal: () => simulator.heal(),
      close: () => simulator.close(),
    }
  },
}
