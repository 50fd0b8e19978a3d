import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MeetingError } from '../../../../src/errors/meeting-error.js'
import type { ProviderDelivery, ProviderEvents } from '../../../../src/spec/provider-events.js'
import { calling, failure } from '../setup.js'
import { chimeEvents, delivery, envelope } from './support.js'

const apiKey = 'first-key-of-sixteen-and-more'
const given = JSON.stringify(envelope('MeetingEnded'))

function receive(
  events: ProviderEvents,
  headers: Record<string, string>,
  body: string | Uint8Array = given,
): Promise<ProviderDelivery> {
  return events.receive(delivery({ way: 'eventbridge', body, headers }), calling())
}

function refusal(...args: Parameters<typeof receive>): Promise<MeetingError> {
  return failure(receive(...args))
}

describe('what an API destination of EventBridge posts', () => {
  it('is believed for the key in its header', async () => {
    const events = chimeEvents({ config: { events: { apiKey } } })
    expect(await receive(events, { 'x-api-key': apiKey })).toMatchObject({
      events: [{ type: 'meeting.ended' }],
    })
    expect(await receive(events, { 'X-Api-Key': apiKey })).toMatchObject({
      events: [{ type: 'meeting.ended' }],
    })
  })

  it('is believed for any of several keys, while they are rotated', async () => {
    const other = 'second-key-of-sixteen-and-more'
    const events = chimeEvents({ config: { events: { apiKey: [other, apiKey] } } })
    for (const key of [apiKey, other])
      expect((await receive(events, { 'x-api-key': key })).events).toHaveLength(1)
    expect(await refusal(events, { 'x-api-key': `${apiKey}, ${other}` })).toMatchObject({ code: 'forbidden' })
  })

  it('may have its key in another header, as a connection of type Basic does', async () => {
    const basic = `Basic ${Buffer.from('chime:a-long-password').toString('base64')}`
    const events = chimeEvents({ config: { events: { apiKey: basic, apiKeyHeader: 'Authorization' } } })
    expect((await receive(events, { authorization: basic })).events).toHaveLength(1)
    expect(await refusal(events, { 'x-api-key': basic })).toMatchObject({ code: 'forbidden' })
  })

  it('is refused with any other key, of whatever length, and the refusal says no key', async () => {
    const events = chimeEvents({ config: { events: { apiKey } } })
    const wrong = fc
      .string({ minLength: 0, maxLength: 60 })
      .filter((key) => key.trim() !== apiKey && /^[ -~]*$/.test(key))
    await fc.assert(
      fc.asyncProperty(wrong, async (key) => {
        const error = await refusal(events, { 'x-api-key': key })
        expect(error).toMatchObject({ code: 'forbidden', effect: 'none' })
        expect(JSON.stringify(error)).not.toContain(apiKey)
      }),
      { numRuns: 200, examples: [[''], [apiKey.slice(1)], [`${apiKey}x`], [apiKey.toUpperCase()]] },
    )
    expect(await refusal(events, {})).toMatchObject({ code: 'forbidden' })
    expect(await refusal(events, { 'x-api-key': 'x' }, 'no JSON')).toMatchObject({ code: 'forbidden' })
  })

  it('that is genuine and no event cannot be read', async () => {
    const events = chimeEvents({ config: { events: { apiKey } } })
    for (const body of ['', 'hello', '{}', '[]', given.slice(1), new Uint8Array([0x22, 0xff, 0x22])])
      expect(await refusal(events, { 'x-api-key': apiKey }, body)).toMatchObject({ code: 'invalid-request' })
  })

  it('is not taken where no key is configured', async () => {
    expect(await refusal(chimeEvents(), { 'x-api-key': apiKey })).toMatchObject({ code: 'unsupported' })
  })
})
