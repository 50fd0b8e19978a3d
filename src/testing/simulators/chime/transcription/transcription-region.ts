import { medicalRegions } from './medical-settings.js'
import { transcribeRegions } from './transcribe-settings.js'
import type { TranscriptionConfiguration } from './transcription-configuration.js'

/**
 * Where a meeting is transcribed: the region that was asked for, by default that of its media, and undefined if there is no
 * engine there. `auto` means near the media; the vendor does not say where exactly, here it is the same continent or else
 * us-east-1.
 */
export function transcriptionRegion(
  { standard, medical }: TranscriptionConfiguration,
  mediaRegion: string,
): string | undefined {
  const available: readonly string[] = medical === undefined ? transcribeRegions : medicalRegions
  const asked = (standard ?? medical)?.Region ?? mediaRegion
  if (asked !== 'auto') return available.find((region) => region === asked)
  const [continent] = mediaRegion.split('-')
  return (
    available.find((region) => region === mediaRegion) ??
    available.find((region) => region.split('-')[0] === continent) ??
    'us-east-1'
  )
}
