import type { MeetingSettings } from '../../src/spec/meeting-settings.js'
import type { MeetingWarning } from '../../src/spec/warning.js'
import type { ChimeFeatures } from './wire.js'

/** Fact sheet, section 2.6. */
export const SEATS_PER_MEETING = 250

/** Fact sheet, section 2.6: the largest meeting that may have FHD video or UHD content. A newer AWS page says 100. */
const FINE_PICTURE_SEATS = 25

export interface FittedFeatures {
  /** Undefined where everything is Chime's default. */
  readonly features: ChimeFeatures | undefined
  readonly warnings: readonly MeetingWarning[]
}

/**
 * The settings that are MeetingFeatures in Chime's words. Where Chime does not combine a picture quality with the size of
 * the meeting, the size wins, with a `not-applied` warning: nobody is shut out for the sake of a finer picture.
 */
export function meetingFeatures(settings: MeetingSettings, echoReduction?: boolean): FittedFeatures {
  const { maxParticipants, media = {} } = settings
  const features: ChimeFeatures = {}
  const warnings: MeetingWarning[] = []
  const small = maxParticipants !== undefined && maxParticipants <= FINE_PICTURE_SEATS
  // What is above the seats of one Chime meeting is up to its replicas.
  if (maxParticipants !== undefined)
    features.Attendee = { MaxCount: Math.min(maxParticipants, SEATS_PER_MEETING) }
  if (echoReduction !== undefined)
    features.Audio = { EchoReduction: echoReduction ? 'AVAILABLE' : 'UNAVAILABLE' }
  if (media.video === 'hd') features.Video = { MaxResolution: 'HD' }
  if (media.video === 'off' && !needsVideoPermission(settings)) features.Video = { MaxResolution: 'None' }
  if (media.video === 'full-hd') {
    if (small) features.Video = { MaxResolution: 'FHD' }
    else warnings.push(tooLarge('media.video', "'hd'"))
  }
  if (media.content === 'off') features.Content = { MaxResolution: 'None' }
  if (media.content === 'full-hd') features.Content = { MaxResolution: 'FHD' }
  if (media.content === 'ultra-hd') {
    if (small) features.Content = { MaxResolution: 'UHD' }
    else warnings.push(tooLarge('media.content', "'full-hd'"))
  }
  return { features: Object.keys(features).length === 0 ? undefined : features, warnings }
}

/**
 * Whether a meeting without cameras must keep video as such. Chime lets nobody see shared content who has no permission
 * for video, and a meeting whose video is off grants none (fact sheet, section 2.5); only its defaults are exempt. So
 * where attendees need permissions of their own, nobody is permitted to send video instead.
 */
function needsVideoPermission({ media, locks }: MeetingSettings): boolean {
  return media?.content !== 'off' && (locks?.microphone === true || locks?.screenShare === true)
}

function tooLarge(field: string, instead: string): MeetingWarning {
  return {
    code: 'not-applied',
    field,
    message: `Chime has this quality only with maxParticipants of at most ${FINE_PICTURE_SEATS}; the meeting has ${instead}`,
  }
}
