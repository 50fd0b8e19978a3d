/** How an instance is, in the order in which things go wrong. A later member is absent where an earlier one is false. */
export interface ProviderHealth {
  /** Everything below is well. */
  readonly ok: boolean
  /** The vendor answered. */
  readonly reachable: boolean
  /** It took the credentials. */
  readonly authenticated?: boolean
  /** Permissions that the vendor said are missing, in its own words: `chime:CreateMeeting`. Absent where it named none. */
  readonly missingPermissions?: readonly string[]
  /** What an administrator should do about it, in a sentence; never holds a secret. */
  readonly problem?: string
  /** What the vendor told about itself, for example a version. */
  readonly details?: Readonly<Record<string, string>>
}
