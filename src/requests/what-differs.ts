import { differences, fingerprint } from '../identity/fingerprint.js'
import type { CreateMeetingRequest } from '../spec/create-meeting.js'
import type { MeetingProvider } from '../spec/provider.js'
import type { MeetingWarning } from '../spec/warning.js'
import { fitCreate, ownOptions } from './fit-create.js'
import { failOnWarnings, notApplied } from './warnings.js'

/**
 * How an existing meeting, by the fingerprint it was made with, differs from what a create asks for. Fails in strict mode
 * where it does.
 */
export function whatDiffers(
  request: CreateMeetingRequest,
  made: Readonly<Record<string, string>>,
  provider: MeetingProvider,
  strict: boolean,
): readonly MeetingWarning[] {
  const fitted = fitCreate(request, provider.type, provider.capabilities)
  const { providerOptions, ...settings } = request
  const asked = fingerprint({ ...settings, ...ownOptions(providerOptions, provider.type) })
  const told = new Set(fitted.warnings.map(({ field }) => field))
  const others = differences(asked, made)
    .filter((path) => !told.has(path))
    .map((path) =>
      notApplied(path, 'the meeting exists with another value, and a running meeting cannot be changed'),
    )
  if (strict) {
    failOnWarnings(fitted.warnings, 'unsupported')
    failOnWarnings(others, 'conflict')
  }
  return [...fitted.warnings, ...others]
}
