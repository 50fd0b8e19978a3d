import type { Constraints } from './constraints.js'
import { ChimeServiceError } from './service-error.js'

const echoReductions = ['AVAILABLE', 'UNAVAILABLE'] as const
const videoResolutions = ['None', 'HD', 'FHD'] as const
const contentResolutions = ['None', 'FHD', 'UHD'] as const

/** The largest meeting that may have FHD video or UHD content. */
const highDefinitionSeats = 25

/** What a meeting was created with as MeetingFeatures, in the service's own spelling. */
export interface SimulatedChimeFeatures {
  readonly Audio?: { readonly EchoReduction?: (typeof echoReductions)[number] | undefined }
  readonly Video?: { readonly MaxResolution?: (typeof videoResolutions)[number] | undefined }
  readonly Content?: { readonly MaxResolution?: (typeof contentResolutions)[number] | undefined }
  readonly Attendee?: { readonly MaxCount?: number | undefined }
}

export function readFeatures(constraints: Constraints, value: unknown): SimulatedChimeFeatures | undefined {
  const at = 'meetingFeatures'
  const features = constraints.members(value, at)
  if (features === undefined) return undefined
  const audio = constraints.members(features['Audio'], `${at}.audio`)
  const video = constraints.members(features['Video'], `${at}.video`)
  const content = constraints.members(features['Content'], `${at}.content`)
  const attendee = constraints.members(features['Attendee'], `${at}.attendee`)
  return {
    ...(audio && {
      Audio: {
        EchoReduction: constraints.choice(
          audio['EchoReduction'],
          `${at}.audio.echoReduction`,
          echoReductions,
        ),
      },
    }),
    ...(video && {
      Video: {
        MaxResolution: constraints.choice(
          video['MaxResolution'],
          `${at}.video.maxResolution`,
          videoResolutions,
        ),
      },
    }),
    ...(content && {
      Content: {
        MaxResolution: constraints.choice(
          content['MaxResolution'],
          `${at}.content.maxResolution`,
          contentResolutions,
        ),
      },
    }),
    ...(attendee && {
      Attendee: { MaxCount: constraints.integer(attendee['MaxCount'], `${at}.attendee.maxCount`, 1, 250) },
    }),
  }
}

/** Refuses FHD video or UHD content without a MaxCount of at most 25: `BadRequestException`. */
export function checkFeatures(features: SimulatedChimeFeatures | undefined): void {
  const high = features?.Video?.MaxResolution === 'FHD' || features?.Content?.MaxResolution === 'UHD'
  if (high && (features?.Attendee?.MaxCount ?? Number.POSITIVE_INFINITY) > highDefinitionSeats) {
    throw new ChimeServiceError(
      'BadRequestException',
      `FHD video and UHD content require Attendee.MaxCount of at most ${highDefinitionSeats}`,
    )
  }
}
