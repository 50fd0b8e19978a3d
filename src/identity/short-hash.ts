import { hash } from 'node:crypto'

/** 32 characters of `[A-Za-z0-9_-]` for some parts, in order: the same on every machine, and for no other parts. */
export function shortHash(...parts: readonly (string | number | null)[]): string {
  return hash('sha256', JSON.stringify(parts), 'base64url').slice(0, 32)
}
