import type { Constraints, Members } from './constraints.js'
import type { NotificationTargets } from './events/delivery.js'
import { readFeatures, type SimulatedChimeFeatures } from './meeting-features.js'
import { readNotifications } from './notifications.js'
import { readTags, tagsPerMeeting } from './tags.js'

/** A CreateMeeting request that satisfies the service's model; the service's own rules come after it. */
export interface CreateMeetingInput {
  readonly clientRequestToken: string
  readonly externalMeetingId: string
  readonly mediaRegion: string
  readonly meetingHostId: string | undefined
  readonly primaryMeetingId: string | undefined
  readonly tenantIds: readonly string[]
  readonly features: SimulatedChimeFeatures | undefined
  readonly notifications: NotificationTargets
  readonly tags: Readonly<Record<string, string>>
}

const shortText = { min: 2, max: 64 }
const tenantId = { min: 2, max: 256, pattern: /^(?!.*?(.)\1{3})[-_!@#$a-zA-Z0-9]*$/ }

/** Reads the body into `constraints`; the caller ends the reading with `done`. */
export function readCreateMeeting(constraints: Constraints, body: Members): CreateMeetingInput {
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
    notifications: readNotifications(constraints, body['NotificationsConfiguration']),
    tags: readTags(
      constraints,
      constraints.list(body['Tags'], 'tags', { min: 0, max: tagsPerMeeting }) ?? [],
    ),
  }
}
