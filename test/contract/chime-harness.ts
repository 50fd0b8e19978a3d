import { consumeQueue, isChimeSession } from 'anymeet/chime'
import {
  type ContractHarness,
  type ContractVerb,
  startChimeMediaSimulator,
  startChimeSimulator,
  startQueueSimulator,
} from 'anymeet/testing'
import { expect } from 'vitest'

const calls = {
  createMeeting: 'CreateMeeting',
  join: 'CreateAttendee',
  end: 'DeleteMeeting',
  info: 'GetMeeting',
} as const satisfies Record<ContractVerb, string>

const SECOND = 1_000

/** The Chime adapter, with the real AWS clients, on the simulators of meetings, media pipelines and S3. */
export const chimeHarness: ContractHarness = {
  async start(clock) {
    const simulator = await startChimeSimulator({ clock, rates: 'unlimited' })
    const media = await startChimeMediaSimulator({ clock, meetings: simulator, rates: 'unlimited' })
    const queue = await startQueueSimulator({ clock })
    const { endpoint, region, accessKeyId, secretAccessKey } = simulator
    const config = {
      type: 'chime',
      region,
      endpoint,
      rateLimit: 'unlimited',
      replicas: 2,
      events: { sqsQueueArn: queue.arn },
      recording: {
        bucket: 'our-recordings',
        endpoints: { mediaPipelines: media.pipelinesEndpoint, s3: media.s3Endpoint },
      },
    } as const
    return {
      provider: () => ({ ...config, credentials: { accessKeyId, secretAccessKey } }),
      events: {
        async connect(handler) {
          // Only who listens: the simulator has a timer for each meeting then.
          const disconnect = queue.connect(simulator)
          const consumer = await consumeQueue(handler, {
            queueUrl: queue.url,
            provider: 'under-test',
            endpoint: queue.endpoint,
            region,
            credentials: { accessKeyId, secretAccessKey },
            clock,
          })
          return () => {
            disconnect()
            return clock.settle(consumer.stop())
          }
        },
      },
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
      requests: (verb) =>
        verb === undefined
          ? simulator.requests.length + media.requests.length
          : simulator.callsTo(calls[verb]),
      live: () => simulator.meetings().length,
      forget: async (ref) => simulator.forget(ref.vendor['meetingId'] ?? ''),
      async arrive(joined) {
        expect(isChimeSession(joined)).toBe(true)
        if (!isChimeSession(joined)) return
        const { Meeting, Attendee } = joined.session
        simulator.connect({ meetingId: Meeting.MeetingId, joinToken: Attendee.JoinToken })
      },
      async depart(joined) {
        if (!isChimeSession(joined)) return
        const { Meeting, Attendee } = joined.session
        simulator.disconnect(Meeting.MeetingId, Attendee.AttendeeId)
      },
      async record(ref, meetings) {
        const options = ref.tenant === undefined ? {} : { tenant: ref.tenant }
        await clock.settle(meetings.recordings.start(ref, options))
        await clock.advance(30 * SECOND)
        await clock.settle(meetings.recordings.stop(ref, options))
        await clock.advance(30 * SECOND)
      },
      rights(joined) {
        if (!isChimeSession(joined)) return undefined
        const { JoinToken } = joined.session.Attendee
        const attendee = simulator
          .meetings()
          .flatMap(({ attendees }) => attendees)
          .find(({ joinToken }) => joinToken === JoinToken)
        if (attendee === undefined) return undefined
        const { Audio, Video, Content } = attendee.capabilities
        const sends = (direction: string): boolean => direction.startsWith('Send')
        return { microphone: sends(Audio), camera: sends(Video), screenShare: sends(Content) }
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
      async close() {
        await media.close()
        await queue.close()
        await simulator.close()
      },
    }
  },
}
