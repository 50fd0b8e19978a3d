import { hash } from 'node:crypto'

/** The id of an event out of the vendor's facts about it: the same whichever hook delivers it, and however often. */
export function eventId(...facts: readonly (string | undefined)[]): string {
  return hash('sha256', JSON.stringify(facts.map((fact) => fact ?? null)), 'base64url').slice(0, 27)
}
