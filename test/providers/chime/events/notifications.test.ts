import { describe, expect, it } from 'vitest'
import { created, joined, joining, type SetupOptions, setup } from '../setup.js'

const queue = 'arn:aws:sqs:us-east-1:111122223333:queue'
const topic = 'arn:aws:sns:us-east-1:111122223333:topic'
const lambdaFunction = 'arn:aws:lambda:us-east-1:111122223333:function:name'

async function asked(
  config: SetupOptions['config'],
  notifications?: { readonly sqsQueueArn?: string },
): Promise<unknown> {
  const { simulator, provider } = await setup({ ...(config && { config }) })
  await created(provider, notifications && { providerOptions: { chime: { notifications } } })
  const body: unknown = JSON.parse(simulator.requests.at(-1)?.body ?? '')
  return (body as { NotificationsConfiguration?: unknown }).NotificationsConfiguration
}

describe('where Chime is told to send events', () => {
  it('is nowhere unless it is configured', async () => {
    expect(await asked({})).toBeUndefined()
    expect(await asked({ events: { topicArns: [topic], apiKey: 'x'.repeat(16) } })).toBeUndefined()
  })

  it('is what the instance has', async () => {
    expect(await asked({ events: { sqsQueueArn: queue } })).toEqual({ SqsQueueArn: queue })
    const all = { sqsQueueArn: queue, snsTopicArn: topic, lambdaFunctionArn: lambdaFunction }
    expect(await asked({ events: all })).toEqual({
      SqsQueueArn: queue,
      SnsTopicArn: topic,
      LambdaFunctionArn: lambdaFunction,
    })
  })

  it('is what the create says, in place of all that the instance has', async () => {
    const other = `${queue}-of-this-meeting`
    const events = { snsTopicArn: topic }
    expect(await asked({ events }, { sqsQueueArn: other })).toEqual({ SqsQueueArn: other })
    expect(await asked({ events }, {})).toEqual({})
  })

  it('holds for replicas, too', async () => {
    const { simulator, provider } = await setup({
      config: { replicas: 1, reservedSeats: 249, events: { sqsQueueArn: queue } },
    })
    const meeting = await created(provider)
    await joined(provider, meeting, joining('a'))
    await joined(provider, meeting, joining('b'))
    const sent = simulator.meetings().map(({ deliveries }) => deliveries)
    expect(sent).toHaveLength(2)
    for (const deliveries of sent) expect(deliveries).toContainEqual({ transport: 'sqs', targetArn: queue })
  })
})

describe('the capabilities of Chime about events', () => {
  it('say what comes, and that presence does come from events', async () => {
    const { provider, another } = await setup()
    const { capabilities } = provider
    for (const key of ['running', 'startedAt', 'participantCount', 'participants'] as const)
      expect(capabilities[`info.${key}`]).toMatchObject({
        support: 'emulated',
        note: expect.stringContaining('createEventHandler'),
      })
    expect(capabilities['events.participant.joined']?.support).toBe('native')
    expect(capabilities['events.meeting.started']?.support).toBe('emulated')
    expect(capabilities['events.recording.ready']?.support).toBe('unsupported')
    const recording = another({ recording: { bucket: 'our-recordings' } })
    expect(recording.capabilities['events.recording.ready']?.support).toBe('emulated')
    expect(provider.events).toBeDefined()
  })
})
