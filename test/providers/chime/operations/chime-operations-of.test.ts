import { describe, expect, it } from 'vitest'
import { chimeOperations } from '../../../../providers/chime/operations/chime-operations-of.js'
import type { MeetingProvider } from '../../../../src/spec/provider.js'
import { created, failure, setup, until } from '../setup.js'
import { nobody } from './support.js'

describe('chimeOperations', () => {
  it('are those of an instance: its client, its meetings, its rate', async () => {
    const { simulator, provider, another } = await setup()
    const meeting = await created(provider)
    const MeetingId = meeting.vendor['meetingId'] ?? ''
    const { Meeting } = await chimeOperations(provider).getMeeting({ MeetingId })
    expect(Meeting.ExternalMeetingId).toBe('class-42')
    expect(chimeOperations(provider)).toBe(chimeOperations(provider))
    expect(chimeOperations(provider)).not.toBe(chimeOperations(another()))
    const before = simulator.callsTo('GetMeeting')
    const slow = chimeOperations(another({ rateLimit: { perSecond: 0.1, burst: 1 } }))
    await slow.getMeeting({ MeetingId })
    expect((await failure(slow.getMeeting({ MeetingId }, { timeoutMs: 10 }))).code).toBe('rate-limited')
    expect(simulator.callsTo('GetMeeting')).toBe(before + 1)
  })

  it('say which instance failed', async () => {
    const { provider } = await setup()
    expect(await failure(chimeOperations(provider).getMeeting({ MeetingId: nobody }))).toMatchObject({
      code: 'not-found',
      provider: 'chime-test',
      operation: 'GetMeeting',
    })
  })

  it('end with their instance, which waits for those under way', async () => {
    const { simulator, provider } = await setup()
    const chime = chimeOperations(provider)
    simulator.stage({ kind: 'delay', ms: 20 })
    const last = failure(chime.getMeeting({ MeetingId: nobody }))
    await until(() => simulator.callsTo('GetMeeting') === 1)
    const closed = provider.close()
    expect(await failure(chime.getMeeting({ MeetingId: nobody }))).toMatchObject({
      code: 'not-configured',
      message: 'provider "chime-test" is closed',
    })
    await closed
    expect((await last).code).toBe('not-found')
    expect(simulator.callsTo('GetMeeting')).toBe(1)
  })

  it('are those of Chime only', () => {
    const other: Pick<MeetingProvider, 'name' | 'type'> = { name: 'bbb-eu', type: 'bbb' }
    expect(() => chimeOperations(other as MeetingProvider)).toThrow(
      expect.objectContaining({
        code: 'invalid-request',
        message: expect.stringMatching(/^provider "bbb-eu" is of type bbb: /),
      }),
    )
  })
})
