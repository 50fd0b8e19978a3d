/** The operations that the simulated queue service answers, by their own names. */
export type SqsCall = (typeof sqsCalls)[number]

const sqsCalls = [
  'CreateQueue',
  'GetQueueUrl',
  'GetQueueAttributes',
  'SendMessage',
  'ReceiveMessage',
  'DeleteMessage',
  'DeleteMessageBatch',
  'ChangeMessageVisibility',
  'ChangeMessageVisibilityBatch',
] as const

/** The operation that the `X-Amz-Target` header names; undefined for one that the simulator does not have. */
export function callOf(target: string | string[] | undefined): SqsCall | undefined {
  return sqsCalls.find((call) => target === `AmazonSQS.${call}`)
}
