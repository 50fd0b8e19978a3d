// What is sent to SQS, in its own spelling.

export interface QueueInputs {
  ReceiveMessage: {
    QueueUrl: string
    MaxNumberOfMessages: number
    WaitTimeSeconds: number
    VisibilityTimeout: number
    MessageSystemAttributeNames: ['ApproximateReceiveCount']
  }
  DeleteMessageBatch: { QueueUrl: string; Entries: { Id: string; ReceiptHandle: string }[] }
  ChangeMessageVisibility: { QueueUrl: string; ReceiptHandle: string; VisibilityTimeout: number }
}
