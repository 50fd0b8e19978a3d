import type { Constraints, Members } from '../constraints.js'
import { ChimeServiceError } from '../service-error.js'
import { type MedicalSettings, readMedicalSettings } from './medical-settings.js'
import { SettingsReader } from './settings-reader.js'
import { readTranscribeSettings, type TranscribeSettings } from './transcribe-settings.js'

/** A TranscriptionConfiguration that satisfies the service's model. */
export interface TranscriptionConfiguration {
  readonly standard: TranscribeSettings | undefined
  readonly medical: MedicalSettings | undefined
}

export function readTranscriptionConfiguration(
  constraints: Constraints,
  value: unknown,
): TranscriptionConfiguration {
  const at = 'transcriptionConfiguration'
  const given = constraints.members(value, at)
  if (given === undefined) constraints.violate(at, 'Member must not be null')
  const read = <Settings>(
    member: string,
    name: string,
    settings: (reader: SettingsReader) => Settings,
  ): Settings | undefined => {
    const place = `${at}.${name}`
    const members = constraints.members(given?.[member], place)
    return members && settings(new SettingsReader(constraints, members, place))
  }
  return {
    standard: read('EngineTranscribeSettings', 'engineTranscribeSettings', readTranscribeSettings),
    medical: read('EngineTranscribeMedicalSettings', 'engineTranscribeMedicalSettings', readMedicalSettings),
  }
}

/** Refuses what the model allows and the service does not: `BadRequestException`. */
export function checkTranscriptionConfiguration({ standard, medical }: TranscriptionConfiguration): void {
  if ((standard === undefined) === (medical === undefined)) {
    throw new ChimeServiceError(
      'BadRequestException',
      'TranscriptionConfiguration must contain exactly one of EngineTranscribeSettings and EngineTranscribeMedicalSettings',
    )
  }
  if (standard !== undefined && standard.LanguageCode === undefined && standard.IdentifyLanguage !== true) {
    throw new ChimeServiceError('BadRequestException', 'LanguageCode or IdentifyLanguage must be given')
  }
}

/** The configuration in the service's own spelling, with nothing but what was given. */
export function configurationView({ standard, medical }: TranscriptionConfiguration): Members {
  return {
    ...(standard && { EngineTranscribeSettings: given(standard) }),
    ...(medical && { EngineTranscribeMedicalSettings: given(medical) }),
  }
}

function given(settings: TranscribeSettings | MedicalSettings): Members {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined))
}
