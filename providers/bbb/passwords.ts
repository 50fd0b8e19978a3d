import { createHmac } from 'node:crypto'
import type { ParticipantRole } from '../../src/spec/participant.js'

/**
 * The password of a role in the meeting of a key: 22 characters of `[A-Za-z0-9_-]`, the same on every
 * machine.
 */
export type DerivePassword = (role: ParticipantRole, key: string) => string

/** Meetings whose passwords are remembered: deriving them costs more than the rest of a join link. */
const REMEMBERED = 1_000

/**
 * Derives meeting passwords from a seed. A `create` counts as a repetition only if both passwords are the
 * same again (fact sheet section 4), so they must not be random and must outlive a change of the API secret.
 */
export function createPasswords(seed: string): DerivePassword {
  // A map for each role: to put role and key together for one map takes a tenth of the time of a join link.
  const known = { moderator: new Map<string, string>(), attendee: new Map<string, string>() }
  return (role, key) => {
    const passwords = known[role]
    let password = passwords.get(key)
    if (password === undefined) {
      // 132 of the 256 bits; a server takes 2 to 64 characters.
      password = createHmac('sha256', seed).update(`${role}:${key}`).digest('base64url').slice(0, 22)
      if (passwords.size >= REMEMBERED) passwords.clear()
      passwords.set(key, password)
    }
    return password
  }
}
