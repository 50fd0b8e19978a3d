import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TestClock } from '../../../../src/testing/test-clock.js'
import { callOptions, provider } from '../support.js'
import { base } from './hook-support.js'
import { hookCall, urls } from './support.js'

const ids = [
  'chat-group-message-sent',
  'chat-private-message-sent',
  'chat-public-message-sent',
  'meeting-created',
  'meeting-ended',
  'meeting-presentation-changed',
  'meeting-recording-changed',
  'meeting-recording-started',
  'meeting-recording-stopped',
  'meeting-recording-unhandled',
  'meeting-screenshare-started',
  'meeting-screenshare-stopped',
  'pad-content',
  'poll-responded',
  'poll-started',
  'rap-deleted',
  'rap-publish-ended',
  'rap-published',
  'rap-unpublished',
  'transcript-updated',
  'user-audio-muted',
  'user-audio-unhandled',
  'user-audio-unmuted',
  'user-audio-voice-disabled',
  'user-audio-voice-enabled',
  'user-cam-broadcast-end',
  'user-cam-broadcast-start',
  'user-emoji-changed',
  'user-joined',
  'user-left',
  'user-presenter-assigned',
  'user-presenter-unassigned',
  'user-raise-hand-changed',
  'rap-archive-ended',
  'rap-sanity-ended',
  'rap-process-ended',
  'rap-post-process-ended',
  'x',
]

describe('whatever a server may send', () => {
  const names = fc.constantFrom(...ids)
  const anything = fc.jsonValue({ maxDepth: 3 })
  const block = fc.dictionary(
    fc.constantFrom(
      'internal-meeting-id',
      'external-meeting-id',
      'create-time',
      'internal-user-id',
      'external-user-id',
      'name',
      'role',
      'guest',
      'muted',
      'emoji',
      'raise-hand',
      'sharing-mic',
      'message',
      'sender',
      'record-id',
      'success',
      'workflow',
    ),
    fc.oneof(anything, fc.constantFrom<unknown>(true, false, 'true', 'MODERATOR', '', 0, -1, 1e308)),
  )
  const attributes = fc.oneof(
    anything,
    fc.record({ meeting: block, user: block, 'chat-message': block, 'chat-id': anything, success: anything }),
  )
  const data = fc.record({ type: anything, id: fc.oneof(names, anything), attributes, event: anything })
  const message = fc.oneof(
    fc.record({ data }),
    fc.record({ data: anything, envelope: anything, core: anything, header: anything }),
    fc.dictionary(fc.string(), anything),
  )

  it('becomes an event, a valid one', async () => {
    const bbb = provider(base, new TestClock(), { events: urls })
    await fc.assert(
      fc.asyncProperty(fc.array(message, { maxLength: 4 }), async (messages) => {
        const received = await bbb.events?.receive(hookCall(messages), callOptions())
        expect(received?.events).toHaveLength(messages.length)
        for (const event of received?.events ?? []) {
          expect(event.type).toMatch(/^[a-z.]+$/)
          expect(event.id).toMatch(/^[\w-]{27}$/)
          expect(Number.isNaN(event.at.getTime())).toBe(false)
          expect(typeof event.vendorType).toBe('string')
          if ('participant' in event && event.participant !== undefined) {
            expect(event.participant.id).not.toBe('')
            expect(typeof event.participant.connectionId).toBe('string')
          }
        }
      }),
      { numRuns: 300 },
    )
  })
})
