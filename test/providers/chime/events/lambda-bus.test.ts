import { describe, expect, it } from 'vitest'
import type { EventOwner } from '../../../../providers/chime/events/event-receiver.js'
import { lambdaBusHandler } from '../../../../providers/chime/events/lambda-bus.js'
import { calling } from '../setup.js'
import { chimeEvents, envelope, message } from './support.js'

const from = { provider: 'chime' }

interface Taken {
  readonly types: string[]
  readonly sources: EventOwner[]
  receiveTrusted(message: unknown, from: EventOwner): Promise<unknown>
}

/** Takes what the provider can read, and fails at everything else. */
function taker(): Taken {
  const events = chimeEvents()
  const types: string[] = []
  const sources: EventOwner[] = []
  return {
    types,
    sources,
    async receiveTrusted(given, source) {
      sources.push(source)
      const told = (await events.readTrusted?.(given, calling()))?.events ?? []
      types.push(...told.map(({ vendorType }) => vendorType))
    },
  }
}

const sqs = (messageId: string, body: string): object => ({ eventSource: 'aws:sqs', messageId, body })
const sns = (Message: string): object => ({ EventOwner: 'aws:sns', Sns: { Type: 'Notification', Message } })
const textOf = (type: string): string => JSON.stringify(message(type))

describe('a function of Lambda', () => {
  it('takes what a rule of EventBridge hands it, and what Chime does', async () => {
    const handler = taker()
    const call = lambdaBusHandler(handler, { provider: 'chime', tenant: 'school' })
    expect(await call(envelope('MeetingStarted'))).toBeUndefined()
    expect(await call(message('MeetingEnded'))).toBeUndefined()
    expect(handler.types).toEqual(['chime:MeetingStarted', 'chime:MeetingEnded'])
    expect(handler.sources).toEqual([
      { provider: 'chime', tenant: 'school' },
      { provider: 'chime', tenant: 'school' },
    ])
  })

  it('fails with what failed, so that AWS calls it again', async () => {
    const call = lambdaBusHandler(taker(), from)
    await expect(call({ source: 'aws.s3' })).rejects.toMatchObject({ code: 'invalid-request' })
    await expect(call(undefined)).rejects.toMatchObject({ code: 'invalid-request' })
    const thrower = {
      receiveTrusted: () => {
        throw new Error('at once')
      },
    }
    await expect(lambdaBusHandler(thrower, from)(envelope('MeetingEnded'))).rejects.toThrow('at once')
  })

  it('takes the messages of a topic, and fails only after all were tried', async () => {
    const handler = taker()
    const call = lambdaBusHandler(handler, from)
    expect(
      await call({ Records: [sns(textOf('MeetingStarted')), sns(textOf('MeetingEnded'))] }),
    ).toBeUndefined()
    const mixed = { Records: [sns('hello'), sns(textOf('MeetingEnded'))] }
    await expect(call(mixed)).rejects.toMatchObject({ code: 'invalid-request' })
    expect(handler.types).toEqual(['chime:MeetingStarted', 'chime:MeetingEnded', 'chime:MeetingEnded'])
  })

  it('answers which messages of a queue failed, and never fails itself', async () => {
    const handler = taker()
    const call = lambdaBusHandler(handler, from)
    const records = [sqs('1', textOf('MeetingStarted')), sqs('2', 'hello'), sqs('3', textOf('MeetingEnded'))]
    expect(await call({ Records: records })).toEqual({ batchItemFailures: [{ itemIdentifier: '2' }] })
    expect(handler.types).toEqual(['chime:MeetingStarted', 'chime:MeetingEnded'])
    expect(await call({ Records: [sqs('1', textOf('MeetingEnded'))] })).toEqual({ batchItemFailures: [] })
  })

  it('takes messages of a topic by way of a queue', async () => {
    const handler = taker()
    const body = JSON.stringify({ Type: 'Notification', Message: textOf('MeetingEnded') })
    await lambdaBusHandler(handler, from)({ Records: [sqs('1', body)] })
    expect(handler.types).toEqual(['chime:MeetingEnded'])
  })

  it('takes no records of anything else', async () => {
    const call = lambdaBusHandler(taker(), from)
    await expect(call({ Records: [{ eventSource: 'aws:s3', s3: {} }] })).rejects.toMatchObject({
      code: 'invalid-request',
    })
    await expect(call({ Records: [null] })).rejects.toMatchObject({ code: 'invalid-request' })
    expect(await call({ Records: [] })).toBeUndefined()
  })
})
