/** How long a meeting lasts without any audio connection, from its creation on. */
export const idleLimitMs: number = 5 * 60_000

/** How long a meeting lasts at most, in use or not. */
export const ageLimitMs: number = 24 * 60 * 60_000
