import { describe, expect, test } from 'vitest'
import { MeetingError } from '../../src/errors/meeting-error.js'
import { failOnWarnings, notApplied, unsupported } from '../../src/requests/warnings.js'
import type { MeetingWarning } from '../../src/spec/warning.js'

describe('strict mode', () => {
  test('makes one error of every warning about a field that the caller set', () => {
    const warnings: MeetingWarning[] = [
      unsupported('record', 'nobody records'),
      notApplied('maxParticipants', 'the vendor takes at most 10'),
      { code: 'emulated', field: 'name', message: 'kept by the record' },
      { code: 'settings-unknown', message: 'not in the directory' },
    ]
    try {
      failOnWarnings(warnings, 'unsupported')
      expect.unreachable('did not fail')
    } catch (error) {
      if (!MeetingError.is(error)) throw error
      expect(error).toMatchObject({ code: 'unsupported', effect: 'none', retryable: false })
      expect(error.problems?.map(({ path }) => path)).toEqual(['record', 'maxParticipants'])
      expect(error.message).toBe(
        'strict mode refuses record (record was left out: nobody records); maxParticipants (maxParticipants was not applied as asked: the vendor takes at most 10)',
      )
    }
  })

  test('takes every other warning', () => {
    failOnWarnings([], 'unsupported')
    failOnWarnings(
      [
        { code: 'emulated', field: 'name', message: 'kept by the record' },
        { code: 'settings-unknown', message: 'x' },
        { code: 'directory-unavailable', message: 'y' },
        { code: 'unsupported', message: 'about nothing that the caller set' },
      ],
      'unsupported',
    )
  })
})
