import type { ProviderEvent } from '../../../../src/spec/provider-events.js'
import { TestClock } from '../../../../src/testing/test-clock.js'
import { callOptions, provider } from '../support.js'
import {
  type DeliveryInput,
  hookCall,
  INTERNAL,
  meetingBlock,
  SECRET,
  TS,
  urls,
  userBlock,
} from './support.js'

export const base: Readonly<Record<'url' | 'secret', string>> = {
  url: 'https://bbb.example.com',
  secret: SECRET,
}

export async function receive(
  events: unknown,
  { server = 'bbb-3.0', ...input }: DeliveryInput & { readonly server?: string } = {},
): Promise<readonly ProviderEvent[]> {
  const bbb = provider({ ...base, server, events: { signatures: ['body'] } }, new TestClock(), {
    events: urls,
  })
  const received = await bbb.events?.receive(hookCall(events, input), callOptions())
  return received?.events ?? []
}

export async function one(...args: Parameters<typeof receive>): Promise<ProviderEvent> {
  const [event, ...more] = await receive(...args)
  if (event === undefined || more.length > 0) throw new Error(`${more.length} more events`)
  return event
}

export const participant: Readonly<Record<'id' | 'connectionId', string>> = {
  id: 'ann',
  connectionId: 'w_abc',
}
export const about: Readonly<Record<string, unknown>> = { meeting: meetingBlock }
export const byUser = (more: object = {}): Record<string, unknown> => ({
  ...about,
  user: { ...userBlock, ...more },
})
export const updated = (changes: object): object => ({ type: 'participant.updated', participant, changes })
export const rap = (more: object = {}): Record<string, unknown> => ({
  ...about,
  'record-id': INTERNAL,
  ...more,
})
export const chat = (more: object = {}, id = 'MAIN-PUBLIC-GROUP-CHAT'): Record<string, unknown> => ({
  ...about,
  'chat-id': id,
  'chat-message': {
    id: '1-2',
    message: 'Hello <b>you</b>',
    sender: { 'internal-user-id': 'w_abc', name: 'Ann', time: TS },
    ...more,
  },
})
