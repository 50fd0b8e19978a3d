/**
 * - `unsupported`: this provider has nothing that corresponds to the field; it was left out.
 * - `emulated`: honoured by other means than the vendor's own, with the difference that `message` names.
 * - `not-applied`: the vendor has it, but it did not take effect here (the meeting existed already, a limit was cut).
 * - `settings-unknown`: the meeting is not in the directory, so the most restricted capabilities were given.
 * - `directory-unavailable`: the directory did not answer; the call was served without it.
 * - `fell-back`: the instance for new meetings could not make it, so another one did.
 */
export type MeetingWarningCode =
  | 'unsupported'
  | 'emulated'
  | 'not-applied'
  | 'settings-unknown'
  | 'directory-unavailable'
  | 'fell-back'

/** Something that the caller asked for and did not get exactly so. Never a reason to fail, except in strict mode. */
export interface MeetingWarning {
  readonly code: MeetingWarningCode
  /** Path of the request's field, for example `locks.camera`. */
  readonly field?: string
  readonly message: string
}
