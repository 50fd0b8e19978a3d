import type { Constraints } from './constraints.js'
import type { NotificationTargets } from './events/delivery.js'

const arn = { min: 1, max: 1024, pattern: /^arn[/:\-_.a-zA-Z0-9]+$/ }

/** Reads NotificationsConfiguration. */
export function readNotifications(constraints: Constraints, value: unknown): NotificationTargets {
  const at = 'notificationsConfiguration'
  const targets = constraints.members(value, at)
  return {
    lambda: constraints.text(targets?.['LambdaFunctionArn'], `${at}.lambdaFunctionArn`, arn),
    sns: constraints.text(targets?.['SnsTopicArn'], `${at}.snsTopicArn`, arn),
    sqs: constraints.text(targets?.['SqsQueueArn'], `${at}.sqsQueueArn`, arn),
  }
}
