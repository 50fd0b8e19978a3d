/** The account that every simulated region belongs to. */
export const accountId = '111122223333'

export function partitionOf(region: string): string {
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws'
}

/** The ARN of a meeting carries the control region, wherever its media is. */
export function meetingArn(controlRegion: string, meetingId: string): string {
  return `arn:${partitionOf(controlRegion)}:chime:${controlRegion}:${accountId}:meeting/${meetingId}`
}

/** The form that the older namespace documents; other services still take it. */
export function legacyMeetingArn(controlRegion: string, meetingId: string): string {
  return `arn:${partitionOf(controlRegion)}:chime::${accountId}:meeting:${meetingId}`
}
