import type { JsonObject } from './json-object.js'

/** BigBlueButton signs by these two; `none` least of all is accepted. Fact sheet section 5.1. */
const algorithms = ['HS256', 'HS512']

/**
 * What a JWT says that was signed with one of the secrets and is not out of date; it need not say until when it is good, unless
 * `required` names that claim. Undefined for any other text.
 */
export async function verifiedClaims(
  token: string,
  secrets: readonly string[],
  now: Date,
  required: string[] = [],
): Promise<JsonObject | undefined> {
  // Loaded by those only who are called back.
  const { jwtVerify } = await import('jose/jwt/verify')
  for (const secret of secrets) {
    try {
      const { payload } = await jwtVerify(token, Buffer.from(secret), {
        algorithms,
        currentDate: now,
        requiredClaims: required,
      })
      return payload
    } catch {
      // Another secret may fit; where none does, the caller refuses.
    }
  }
  return undefined
}
