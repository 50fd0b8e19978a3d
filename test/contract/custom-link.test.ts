import { meetingContract } from 'anymeet/testing'
import { describe, it } from 'vitest'

meetingContract({
  name: 'custom-link',
  runner: { describe, it },
  harness: {
    async start() {
      return {
        provider: () => ({ type: 'custom-link', url: 'https://rooms.example.com/{id}' }),
        secrets: [],
        requests: () => 0,
        live: () => 0,
        forget: async () => undefined,
        arrive: async () => undefined,
        fail: () => undefined,
        heal: () => undefined,
        close: async () => undefined,
      }
    },
  },
  optOut: {
    end: 'a link cannot end the room behind it',
    info: 'a link does not tell who is in the room behind it',
    network: 'nothing is sent',
    vendor: 'nobody is asked: the link is configured',
  },
})
