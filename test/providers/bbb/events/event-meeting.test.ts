import { describe, expect, it } from 'vitest'
import { provider } from '../support.js'
import { base, one, receive } from './hook-support.js'
import { type DeliveryInput, digest, INTERNAL, meetingBlock, vendorEvent } from './support.js'

describe('the meeting of an event', () => {
  async function meetingOf(ids: object, input: DeliveryInput = {}): Promise<unknown> {
    return (await one([vendorEvent('meeting-ended', { meeting: ids })], input)).meeting
  }
  const forMeeting = { claims: { meeting: { key: 'class-42', incarnation: 2 } } }

  it('is the one of the external id, as it was before the server got it', async () => {
    const hex = { 'external-meeting-id': 'id.cafe', 'internal-meeting-id': INTERNAL }
    expect(await meetingOf(hex)).toMatchObject({ key: 'cafe' })
    expect(await meetingOf({ 'external-meeting-id': '0123456789abcdef.class-42' })).toEqual({
      key: '0123456789abcdef.class-42',
      vendor: {},
    })
  })

  it('says when it was made where only that is told', async () => {
    expect(await meetingOf({ 'external-meeting-id': 'x1', 'create-time': 1_699_999_990_000 })).toEqual({
      key: 'x1',
      vendor: { createTime: '1699999990000' },
    })
  })

  it('is none of ours where the id is the choice of the server, as those of breakout rooms', async () => {
    const ids = {
      'external-meeting-id': `${digest('sha1', 'room')}-1700000000000`,
      'internal-meeting-id': INTERNAL,
    }
    expect(await meetingOf(ids)).toMatchObject({ key: '', vendor: { internalId: INTERNAL } })
    expect(await meetingOf(ids, forMeeting)).toBeUndefined()
  })

  it('is only known by its internal id where the server has lost the other', async () => {
    for (const lost of [undefined, null, ''])
      expect(await meetingOf({ 'internal-meeting-id': INTERNAL, 'external-meeting-id': lost })).toEqual({
        key: '',
        vendor: { internalId: INTERNAL, createTime: '1699999990000' },
      })
    expect(await meetingOf({})).toBeUndefined()
  })

  it('is the one that the URL was made for, if the internal id is its', async () => {
    expect(await meetingOf({ 'internal-meeting-id': INTERNAL }, forMeeting)).toMatchObject({
      key: 'class-42',
    })
    const other = { 'internal-meeting-id': `${digest('sha1', 'class-43')}-1700000000000` }
    expect(await meetingOf(other, forMeeting)).toBeUndefined()
  })

  it('is not told of by a hook that is for another one', async () => {
    const event = vendorEvent('meeting-ended', {
      meeting: { ...meetingBlock, 'external-meeting-id': 'class-43' },
    })
    expect(await receive([event], forMeeting)).toEqual([])
    expect(await receive([event])).toHaveLength(1)
  })

  it('is the same session exactly for the same internal id', () => {
    const { events } = provider(base)
    expect(events?.sessionOf({ internalId: 'a-1', createTime: '1' })).toBe('a-1')
    expect(events?.sessionOf({ createTime: '1' })).toBeUndefined()
  })
})
