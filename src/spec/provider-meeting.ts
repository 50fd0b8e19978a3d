import type { MeetingSettings } from './meeting-settings.js'

/** One session of one meeting, as the facade hands it to a provider. */
export interface ProviderMeeting {
  /** Your own id. */
  readonly id: string
  /** What the vendor should know the meeting by: the id, led by a hash of the tenant and a dot where there is a tenant. */
  readonly key: string
  readonly tenant?: string
  readonly incarnation: number
  /**
   * The vendor's ids as the provider returned them on create. Empty where the session was never recorded. Without `notes` they come
   * out of a ref, which is not signed: a provider makes sure that what they lead to is the meeting of `key`, else it is `not-found`.
   */
  readonly vendor: Readonly<Record<string, string>>
  /** The provider's own notes from create, out of the directory's record. Absent without a record. */
  readonly notes?: Readonly<Record<string, string>>
  /** The settings that the meeting was made with, and its locks as they are now. Absent without a record. */
  readonly settings?: MeetingSettings
}
