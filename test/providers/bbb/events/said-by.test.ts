import { describe, expect, it } from 'vitest'
import { about, byUser, chat, one, participant, rap, updated } from './hook-support.js'
import { INTERNAL, meetingBlock, TS, vendorEvent } from './support.js'

type Case = readonly [id: string, attributes: Record<string, unknown>, said: object, server?: string]
const cases: readonly Case[] = [
  [
    'meeting-created',
    { meeting: { ...meetingBlock, name: 'Class', 'is-breakout': false } },
    { type: 'meeting.created' },
  ],
  ['meeting-ended', about, { type: 'meeting.ended' }],
  ['meeting-recording-started', about, { type: 'recording.started' }],
  ['meeting-recording-stopped', about, { type: 'recording.stopped' }],
  ['meeting-recording-changed', { ...about, recording: true }, { type: 'recording.started' }, 'bbb-2.4'],
  [
    'meeting-recording-changed',
    { meeting: { ...meetingBlock, recording: 'false' } },
    { type: 'recording.stopped' },
  ],
  ['meeting-recording-changed', about, { type: 'other' }],
  ['meeting-recording-unhandled', about, { type: 'other' }],
  ['meeting-screenshare-started', about, { type: 'other' }],
  ['meeting-screenshare-stopped', about, { type: 'other' }],
  ['meeting-screenshare-started', byUser(), updated({ screenShare: true })],
  ['meeting-screenshare-stopped', byUser(), updated({ screenShare: false })],
  ['meeting-presentation-changed', about, { type: 'other' }],
  [
    'user-joined',
    byUser({ name: 'Ann', role: 'MODERATOR', presenter: 'false', guest: false }),
    {
      type: 'participant.joined',
      participant: { ...participant, name: 'Ann', role: 'moderator', guest: false },
    },
  ],
  [
    'user-joined',
    byUser({ name: 'Bob', role: 'viewer', guest: 'true' }),
    {
      type: 'participant.joined',
      participant: { ...participant, name: 'Bob', role: 'attendee', guest: true },
    },
  ],
  [
    'user-joined',
    { ...about, user: { 'internal-user-id': 'w_abc', 'external-user-id': '' } },
    { type: 'participant.joined', participant: { id: 'w_abc', connectionId: 'w_abc' } },
  ],
  [
    'user-joined',
    { ...about, user: { 'external-user-id': 'ann' } },
    { type: 'participant.joined', participant: { id: 'ann', connectionId: 'ann' } },
  ],
  ['user-joined', about, { type: 'other' }],
  ['user-left', byUser(), { type: 'participant.left', participant }],
  ['user-cam-broadcast-start', byUser({ stream: 's' }), updated({ camera: true })],
  ['user-cam-broadcast-end', byUser(), updated({ camera: false })],
  [
    'user-audio-voice-enabled',
    byUser({ 'listening-only': false, 'sharing-mic': true }),
    updated({ microphone: true }),
  ],
  [
    'user-audio-voice-enabled',
    byUser({ 'listening-only': true, 'sharing-mic': false }),
    updated({ microphone: false }),
  ],
  ['user-audio-voice-enabled', byUser({ 'listening-only': true }), updated({ microphone: false })],
  ['user-audio-voice-enabled', byUser(), updated({ microphone: true })],
  [
    'user-audio-voice-enabled',
    byUser({ 'sharing-mic': true, muted: true }),
    updated({ microphone: true, muted: true }),
  ],
  ['user-audio-voice-enabled', byUser({ 'sharing-mic': false, muted: true }), updated({ microphone: false })],
  [
    'user-audio-voice-disabled',
    byUser({ 'sharing-mic': false, muted: true }),
    updated({ microphone: false }),
  ],
  ['user-audio-muted', byUser({ muted: true }), updated({ muted: true })],
  ['user-audio-unmuted', byUser({ muted: false }), updated({ muted: false })],
  ['user-audio-unhandled', byUser(), { type: 'other', participant }],
  ['user-presenter-assigned', byUser(), updated({ presenter: true })],
  ['user-presenter-unassigned', byUser(), updated({ presenter: false })],
  ['user-raise-hand-changed', byUser({ 'raise-hand': true }), updated({ raisedHand: true })],
  ['user-raise-hand-changed', byUser({ 'raise-hand': false }), updated({ raisedHand: false })],
  ['user-raise-hand-changed', byUser(), { type: 'other', participant }],
  ['user-emoji-changed', byUser({ emoji: 'raiseHand' }), updated({ raisedHand: true }), 'bbb-2.4'],
  ['user-emoji-changed', byUser({ emoji: 'none' }), updated({ raisedHand: false }), 'bbb-2.4'],
  ['user-emoji-changed', byUser(), updated({ raisedHand: false }), 'bbb-2.6'],
  ['user-emoji-changed', byUser({ emoji: 'happy' }), { type: 'other', participant }, 'bbb-2.4'],
  ['user-emoji-changed', byUser({ emoji: 'none' }), { type: 'other', participant }, 'bbb-2.7'],
  ['user-emoji-changed', byUser({ emoji: 'none' }), { type: 'other', participant }],
  [
    'chat-group-message-sent',
    chat(),
    {
      type: 'chat.message',
      text: 'Hello <b>you</b>',
      participant: { id: 'w_abc', connectionId: 'w_abc', name: 'Ann' },
    },
  ],
  [
    'chat-public-message-sent',
    chat(),
    {
      type: 'chat.message',
      text: 'Hello <b>you</b>',
      participant: { id: 'w_abc', connectionId: 'w_abc', name: 'Ann' },
    },
    'bbb-2.4',
  ],
  [
    'chat-group-message-sent',
    chat({ sender: { 'internal-user-id': 'SYSTEM_MESSAGE' } }),
    { type: 'chat.message', text: 'Hello <b>you</b>' },
  ],
  ['chat-group-message-sent', chat({ sender: {} }), { type: 'chat.message', text: 'Hello <b>you</b>' }],
  ['chat-group-message-sent', chat({ message: undefined }), { type: 'other' }],
  ['chat-group-message-sent', chat({}, 'w_abc-w_def'), { type: 'other' }],
  ['chat-private-message-sent', chat(), { type: 'other' }],
  ['pad-content', { ...about, pad: { text: 'x' } }, { type: 'other' }],
  ['poll-started', byUser(), { type: 'other', participant }],
  ['poll-responded', byUser(), { type: 'other', participant }],
  ['transcript-updated', about, { type: 'other' }],
  ['rap-published', about, { type: 'recording.published', recordingId: INTERNAL }],
  ['rap-unpublished', rap(), { type: 'recording.unpublished', recordingId: INTERNAL }],
  ['rap-deleted', rap({ 'record-id': 'another' }), { type: 'recording.deleted', recordingId: 'another' }],
  [
    'rap-publish-ended',
    rap({ success: true, workflow: 'video', recording: {} }),
    { type: 'recording.ready', recordingId: INTERNAL, format: 'video' },
  ],
  ['rap-publish-ended', rap({ success: 'true' }), { type: 'recording.ready', recordingId: INTERNAL }],
  ['rap-publish-ended', rap(), { type: 'other' }],
  ...['archive', 'sanity', 'process', 'post-process', 'publish'].map(
    (step): Case => [
      `rap-${step}-ended`,
      rap({ success: false, workflow: 'video' }),
      {
        type: 'recording.failed',
        recordingId: INTERNAL,
        format: 'video',
        message: `rap-${step}-ended without success`,
      },
    ],
  ),
  ...['archive', 'sanity', 'post-archive', 'process', 'post-process', 'post-publish'].map(
    (step): Case => [`rap-${step}-ended`, rap({ success: true }), { type: 'other' }],
  ),
  ...['post-archive', 'post-publish'].map(
    (step): Case => [`rap-${step}-ended`, rap({ success: false }), { type: 'other' }],
  ),
  ...['archive', 'sanity', 'post-archive', 'process', 'post-process', 'publish', 'post-publish'].map(
    (step): Case => [`rap-${step}-started`, rap(), { type: 'other' }],
  ),
  ['something-newer', byUser(), { type: 'other', participant }],
]

describe('an event of the hook', () => {
  const named = cases.map(([id, attributes, said, server = 'bbb-3.0']) => ({ id, attributes, said, server }))
  it.each(named)('$id of $server is read', async ({ id, attributes, said, server }) => {
    const event = await one([vendorEvent(id, attributes)], { server })
    expect(event).toEqual({
      ...said,
      id: expect.stringMatching(/^[\w-]{27}$/),
      at: new Date(TS + 7),
      vendorType: id,
      meeting: { key: 'class-42', vendor: { createTime: '1699999990000', internalId: INTERNAL } },
      providerData: expect.objectContaining({ data: expect.objectContaining({ id, type: 'event' }) }),
    })
  })
})
