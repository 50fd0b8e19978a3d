import type { Clock, ProviderConfig } from 'anymeet'
import type { ChimeSession } from 'anymeet/chime'
import { startChimeMediaSimulator, startChimeSimulator, TestClock } from 'anymeet/testing'

/** The simulators of Chime meetings, media pipelines and S3, with a clock that the example moves. */
export interface Classroom {
  readonly about: string
  readonly config: ProviderConfig
  readonly clock: Clock
  /** A simulated client of `amazon-chime-sdk-js` connects. */
  connect(session: ChimeSession): void
  /** What each who was let in may send: m(icrophone), c(amera), s(creen). */
  mayShow(): string
  later(seconds: number): Promise<void>
  close(): Promise<void>
}

export async function classroomVendor(): Promise<Classroom> {
  // The AWS packages announce the end of Node 20 on every start; that is not what an example is about.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true'
  const region = 'eu-central-1'
  const clock = new TestClock()
  const chime = await startChimeSimulator({ region, clock })
  const media = await startChimeMediaSimulator({ region, clock, meetings: chime })
  const { endpoint, accessKeyId, secretAccessKey } = chime
  return {
    about: 'chime: embedded simulators of meetings, media pipelines and S3, on a clock that can be moved',
    clock,
    config: {
      type: 'chime',
      region,
      endpoint,
      credentials: { accessKeyId, secretAccessKey },
      recording: {
        bucket: 'our-recordings',
        endpoints: { mediaPipelines: media.pipelinesEndpoint, s3: media.s3Endpoint },
      },
    },
    connect: ({ Meeting, Attendee }) =>
      chime.connect({ meetingId: Meeting.MeetingId, joinToken: Attendee.JoinToken }),
    mayShow: () =>
      chime
        .meetings()
        .flatMap(({ attendees }) => attendees)
        .map(({ externalUserId, capabilities: { Audio, Video, Content } }) => {
          const sends = [Audio, Video, Content].map((direction) => direction.startsWith('Send'))
          return `${externalUserId} ${['m', 'c', 's'].filter((_, index) => sends[index]).join('') || '-'}`
        })
        .join(', '),
    later: (seconds) => clock.advance(seconds * 1_000),
    async close() {
      await media.close()
      await chime.close()
    },
  }
}
