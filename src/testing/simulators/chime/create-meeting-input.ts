import type { Constraints, Members } from './constraints.js'
import { readFeatures, type SimulatedChimeFeatures } from './meeting-features.js'

/** A CreateMeeting request that satisfies the service's model; the service's own rules come after it. */
export interface CreateMeetingInput {
  readonly clientRequestToken: string
  readonly externalMeetingId: string
  readonly mediaRegion: string
  readonly meetingHostId: string | undefined
  readonly primaryMeetingId: string | undefined
  readonly tenantIds: readonly string[]
  readonly features: SimulatedChimeFeatures | undefined
  readonly tags: Readonly<Record<string, string>>
}

const shortText = { min: 2, max: 64 }
const arn = { min: 1, max: 1024, pattern: /^arn[/:\-_.a-zA-Z0-9]+$/ }
const tenantId = { min: 2, max: 256, pattern: /^(?!.*?(.)\1{3})[-_!@#$a-zA-Z0-9]*$/ }
const tagKey = { min: 1, max: 128, pattern: /^[a-zA-Z+-=._:/]+$/ }
const tagValue = { min: 0, max: 256, pattern: /^[\s\w+-=.:/@]*$/ }

/** Reads the body into `constraints`; the caller ends the reading with `done`. */
export function readCreateMeeting(constraints: Constraints, body: Members): CreateMeetingInput {
  checkNotifications(constraints, body['NotificationsConfiguration'])
  constraints.choice(body['MediaPlacementNetworkType'], 'mediaPlacementNetworkType', [
    'Ipv4Only',
    'DualStack',
  ])
  return {
    clientRequestToken: constraints.requiredText(body['ClientRequestToken'], 'clientRequestToken', {
      ...shortText,
      pattern: /^[-_a-zA-Z0-9]*$/,
    }),
    externalMeetingId: constraints.requiredText(body['ExternalMeetingId'], 'externalMeetingId', shortText),
    mediaRegion: constraints.requiredText(body['MediaRegion'], 'mediaRegion', shortText),
    meetingHostId: constraints.text(body['MeetingHostId'], 'meetingHostId', shortText),
    primaryMeetingId: constraints.text(body['PrimaryMeetingId'], 'primaryMeetingId', shortText),
    tenantIds: (constraints.list(body['TenantIds'], 'tenantIds', { min: 1, max: 5 }) ?? []).map((id, index) =>
      constraints.requiredText(id, `tenantIds.${index + 1}.member`, tenantId),
    ),
    features: readFeatures(constraints, body['MeetingFeatures']),
    tags: readTags(constraints, body['Tags']),
  }
}

function checkNotifications(constraints: Constraints, value: unknown): void {
  const at = 'notificationsConfiguration'
  const targets = constraints.members(value, at)
  for (const [member, name] of [
    ['LambdaFunctionArn', 'lambdaFunctionArn'],
    ['SnsTopicArn', 'snsTopicArn'],
    ['SqsQueueArn', 'sqsQueueArn'],
  ] as const) {
    constraints.text(targets?.[member], `${at}.${name}`, arn)
  }
}

function readTags(constraints: Constraints, value: unknown): Readonly<Record<string, string>> {
  const list = constraints.list(value, 'tags', { min: 0, max: 50 }) ?? []
  const tags = list.map((item, index): [string, string] => {
    const at = `tags.${index + 1}.member`
    const tag = constraints.members(item, at)
    return [
      constraints.requiredText(tag?.['Key'], `${at}.key`, tagKey),
      constraints.requiredText(tag?.['Value'], `${at}.value`, tagValue),
    ]
  })
  return Object.fromEntries(tags)
}
