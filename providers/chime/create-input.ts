import { invalidRequest } from '../../src/errors/invalid-request.js'
import type { ProviderCreateRequest } from '../../src/spec/provider.js'
import type { MeetingWarning } from '../../src/spec/warning.js'
import type { ResolvedChimeConfig } from './config.js'
import { externalMeetingId } from './external-id.js'
import { meetingFeatures } from './features.js'
import { type ChimeCreateOptions, readCreateOptions } from './provider-options.js'
import { mediaRegionsOf } from './regions.js'
import type { ChimeNotifications, CreateMeetingInput } from './wire.js'

/** A create request in Chime's words. The AWS client checks nothing, so everything is checked here: `invalid-request`. */
export function createMeetingInput(
  request: ProviderCreateRequest,
  { region, mediaRegion, events }: ResolvedChimeConfig,
): { readonly input: CreateMeetingInput; readonly warnings: readonly MeetingWarning[] } {
  const own = readCreateOptions(request.providerOptions)
  const { features, warnings } = meetingFeatures(request, own.echoReduction)
  const input: CreateMeetingInput = {
    ClientRequestToken: request.requestToken,
    ExternalMeetingId: externalMeetingId(request.key),
    MediaRegion: mediaRegionFor(request.media?.region, region) ?? mediaRegion,
  }
  if (features !== undefined) input.MeetingFeatures = features
  if (own.meetingHostId !== undefined) input.MeetingHostId = own.meetingHostId
  if (own.primaryMeetingId !== undefined) input.PrimaryMeetingId = own.primaryMeetingId
  if (own.tenantIds !== undefined) input.TenantIds = [...own.tenantIds]
  if (own.tags !== undefined) input.Tags = Object.entries(own.tags).map(([Key, Value]) => ({ Key, Value }))
  if (own.mediaPlacementNetworkType !== undefined)
    input.MediaPlacementNetworkType = own.mediaPlacementNetworkType
  const notifications = notificationsOf(own.notifications ?? events)
  if (own.notifications !== undefined || Object.keys(notifications).length > 0)
    input.NotificationsConfiguration = notifications
  const immortal = request.expireWhenLastUserLeftMinutes === 0
  return { input, warnings: immortal ? [...warnings, mortal] : warnings }
}

function notificationsOf(
  targets: NonNullable<ChimeCreateOptions['notifications']> | ResolvedChimeConfig['events'],
): ChimeNotifications {
  const { snsTopicArn, sqsQueueArn, lambdaFunctionArn } = targets
  return {
    ...(snsTopicArn !== undefined && { SnsTopicArn: snsTopicArn }),
    ...(sqsQueueArn !== undefined && { SqsQueueArn: sqsQueueArn }),
    ...(lambdaFunctionArn !== undefined && { LambdaFunctionArn: lambdaFunctionArn }),
  }
}

/** Fact sheet, section 2.3. */
const mortal: MeetingWarning = {
  code: 'not-applied',
  field: 'expireWhenLastUserLeftMinutes',
  message: 'Chime ends every meeting after 5 minutes without an audio connection, and this cannot be changed',
}

function mediaRegionFor(asked: string | undefined, region: string): string | undefined {
  const allowed = mediaRegionsOf(region)
  if (asked === undefined || allowed.includes(asked)) return asked
  const rule = `must be one of the media regions of the control region ${region}: ${allowed.join(', ')}`
  throw invalidRequest([{ path: 'media.region', rule }])
}
