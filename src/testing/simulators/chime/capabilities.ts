import type { Constraints } from './constraints.js'
import type { SimulatedChimeFeatures } from './meeting-features.js'
import { ChimeServiceError } from './service-error.js'

const directions = ['SendReceive', 'Send', 'Receive', 'None'] as const

/** What an attendee may do with one medium. */
export type SimulatedChimeCapability = (typeof directions)[number]

/** What an attendee may do, in the service's own spelling. */
export interface SimulatedChimeCapabilities {
  readonly Audio: SimulatedChimeCapability
  readonly Video: SimulatedChimeCapability
  readonly Content: SimulatedChimeCapability
}

/** Reads capabilities: all three members or none of it. */
export function readCapabilities(
  constraints: Constraints,
  value: unknown,
  at: string,
): SimulatedChimeCapabilities | undefined {
  const given = constraints.members(value, at)
  if (given === undefined) return undefined
  const read = (member: string): SimulatedChimeCapability => {
    const present = given[member] !== undefined && given[member] !== null
    if (!present) constraints.violate(`${at}.${member.toLowerCase()}`, 'Member must not be null')
    return constraints.choice(given[member], `${at}.${member.toLowerCase()}`, directions) ?? 'None'
  }
  return { Audio: read('Audio'), Video: read('Video'), Content: read('Content') }
}

/** Refuses capabilities that contradict each other or the meeting's features: `BadRequestException`. */
export function checkCapabilities(
  capabilities: SimulatedChimeCapabilities,
  features: SimulatedChimeFeatures | undefined,
): void {
  if (features?.Video?.MaxResolution === 'None' && capabilities.Video !== 'None') {
    throw new ChimeServiceError('BadRequestException', 'Video is disabled for this meeting')
  }
  if (features?.Content?.MaxResolution === 'None' && capabilities.Content !== 'None') {
    throw new ChimeServiceError('BadRequestException', 'Content is disabled for this meeting')
  }
  if (receives(capabilities.Content) && !receives(capabilities.Video)) {
    throw new ChimeServiceError(
      'BadRequestException',
      'Content can be SendReceive or Receive only if Video is SendReceive or Receive',
    )
  }
}

/** The capabilities of an attendee that was created without any. */
export function defaultCapabilities(
  features: SimulatedChimeFeatures | undefined,
): SimulatedChimeCapabilities {
  const content = features?.Content?.MaxResolution !== 'None'
  const video = features?.Video?.MaxResolution !== 'None'
  return {
    Audio: 'SendReceive',
    Video: video ? 'SendReceive' : content ? 'Receive' : 'None',
    Content: content ? 'SendReceive' : 'None',
  }
}

function receives(capability: SimulatedChimeCapability): boolean {
  return capability === 'SendReceive' || capability === 'Receive'
}
