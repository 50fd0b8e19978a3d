import { idInKey } from '../identity/vendor-key.js'
import type { ProviderRecording } from '../spec/provider-recordings.js'
import type { Recording } from '../spec/recording.js'

/**
 * A provider's recording as callers get it. Undefined for one that is none of the tenant's: another tenant's, or that of
 * a meeting which was not made through this library and whose id could not be one of ours.
 */
export function recordingOf(
  { id, key, ...recording }: ProviderRecording,
  provider: string,
  tenant: string | undefined,
): Recording | undefined {
  const meetingId = idInKey(key, tenant)
  if (meetingId === undefined) return undefined
  const ref = { v: 1, provider, ...(tenant === undefined ? {} : { tenant }), id } as const
  return { ref, meetingId, ...recording }
}
