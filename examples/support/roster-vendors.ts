import type { JoinResult, ProviderConfig } from 'anymeet'
import { consumeQueue, isChimeSession } from 'anymeet/chime'
import type { EventHandler } from 'anymeet/events'
import { startBbbSimulator, startChimeSimulator, startQueueSimulator } from 'anymeet/testing'

/** A simulated vendor that tells what happens, and the people in its meetings. */
export interface RosterVendor {
  readonly name: 'bbb' | 'chime'
  readonly config: ProviderConfig
  /** What this vendor needs besides the handler's URL: nothing, or somebody who empties its queue. */
  listen(events: EventHandler): Promise<void>
  /** Nobody empties the queue any more. To be done before the handler closes, which refuses what comes after. */
  unlisten(): Promise<void>
  enter(joined: JoinResult): Promise<RosterPerson>
  close(): Promise<void>
}

export interface RosterPerson {
  startCamera(): void
  leave(): void
}

export async function bbbRosterVendor(): Promise<RosterVendor> {
  const simulator = await startBbbSimulator()
  return {
    name: 'bbb',
    config: { type: 'bbb', url: simulator.url, secret: simulator.secret },
    // Its hook is registered by `events.register()`.
    listen: async () => undefined,
    unlisten: async () => undefined,
    async enter(joined) {
      if (joined.kind !== 'url') throw new Error('BigBlueButton gives links')
      const { userId = '' } = await simulator.visit(joined.url)
      const meetingId = new URL(joined.url).searchParams.get('meetingID') ?? ''
      return {
        startCamera: () => simulator.startCamera(meetingId, userId),
        leave: () => simulator.leave(meetingId, userId),
      }
    },
    close: () => simulator.close(),
  }
}

export async function chimeRosterVendor(): Promise<RosterVendor> {
  // The AWS packages announce the end of Node 20 on every start; that is not what an example is about.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true'
  const simulator = await startChimeSimulator({ region: 'eu-central-1' })
  const queue = await startQueueSimulator({ region: 'eu-central-1' })
  const disconnect = queue.connect(simulator)
  const { endpoint, region, accessKeyId, secretAccessKey } = simulator
  const credentials = { accessKeyId, secretAccessKey }
  let stop = async (): Promise<void> => undefined
  return {
    name: 'chime',
    config: {
      type: 'chime',
      region: 'eu-central-1',
      endpoint,
      credentials,
      events: { sqsQueueArn: queue.arn },
    },
    async listen(events) {
      const consumer = await consumeQueue(events, {
        provider: 'class-video',
        queueUrl: queue.url,
        endpoint: queue.endpoint,
        region,
        credentials,
      })
      stop = () => consumer.stop()
    },
    async enter(joined) {
      if (!isChimeSession(joined)) throw new Error('Chime gives sessions')
      const { Meeting, Attendee } = joined.session
      simulator.connect({ meetingId: Meeting.MeetingId, joinToken: Attendee.JoinToken })
      return {
        startCamera: () => simulator.startVideo(Meeting.MeetingId, Attendee.AttendeeId),
        leave: () => simulator.disconnect(Meeting.MeetingId, Attendee.AttendeeId),
      }
    },
    unlisten: () => stop(),
    async close() {
      disconnect()
      await queue.close()
      await simulator.close()
    },
  }
}
