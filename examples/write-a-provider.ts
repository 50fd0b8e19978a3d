// A provider of your own, and the contract suite that says whether it is a good one.
import { describe, it } from 'node:test'
import { createMeetings, MeetingError, type MeetingProvider, type ProviderContext } from 'anymeet'
import { meetingContract } from 'anymeet/testing'

/** Rooms of a Jitsi server: a link is all there is. What is not declared, the facade takes for unsupported. */
function jitsi(server: string): (context: ProviderContext) => MeetingProvider {
  return ({ name, clock }) => ({
    specificationVersion: 1,
    name,
    type: 'jitsi',
    capabilities: {
      create: { support: 'emulated', note: 'a room begins when the first person enters' },
      'create.name': { support: 'native' },
      'create.muteOnStart': { support: 'native' },
      join: { support: 'native' },
      'join.url': { support: 'native' },
      'join.name': { support: 'native' },
      end: { support: 'unsupported', note: 'a room ends when the last person leaves' },
      info: { support: 'unsupported', note: 'the server does not tell' },
    },
    async createMeeting() {
      return { disposition: 'created', vendor: {}, createdAt: new Date(clock.now()), warnings: [] }
    },
    async join(meeting, { participant }) {
      const url = new URL(encodeURIComponent(meeting.key), server)
      const { name: subject, muteOnStart = false } = meeting.settings ?? {}
      const config = { 'userInfo.displayName': participant.name, 'config.startWithAudioMuted': muteOnStart }
      const fragment = { ...config, ...(subject !== undefined && { 'config.subject': subject }) }
      url.hash = Object.entries(fragment)
        .map(([key, value]) => `${key}=${encodeURIComponent(JSON.stringify(value))}`)
        .join('&')
      return { kind: 'url', url: url.href, warnings: [] }
    },
    end: async () => unsupported('end'),
    info: async () => unsupported('info'),
    check: async () => ({ ok: true, reachable: true }),
    close: async () => undefined,
  })
}

function unsupported(verb: string): never {
  throw new MeetingError({ code: 'unsupported', message: `Jitsi cannot ${verb}` })
}

const meetings = createMeetings({ providers: { jitsi: jitsi('https://meet.example.com/') } })
const create = { name: 'Retro', muteOnStart: true, record: 'automatic' } as const
const joined = await meetings.join('retro', { participant: { name: 'Ada' }, create })
if (joined.kind === 'url') console.log(joined.url)
const again = await meetings.createMeeting({ id: 'retro', ...create })
console.log(again.disposition, ...again.warnings.map(({ code, field }) => `${code} ${field}`))
await meetings.close()

meetingContract({
  name: 'jitsi',
  runner: { describe, it },
  harness: {
    // A provider that talks to a server starts a simulated one here; see anymeet/testing for two.
    start: async () => ({
      provider: () => jitsi('https://meet.example.com/'),
      secrets: [],
      requests: () => 0,
      live: () => 0,
      forget: async () => undefined,
      arrive: async () => undefined,
      fail: () => undefined,
      heal: () => undefined,
      close: async () => undefined,
    }),
  },
  optOut: {
    end: 'a room ends when the last person leaves',
    info: 'the server does not tell',
    network: 'nothing is sent',
    vendor: 'nobody is asked: a room is a link',
  },
})
