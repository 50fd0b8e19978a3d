import * as v from 'valibot'
import { lazySchema } from '../../src/config/lazy-schema.js'
import { type Parsed, parse } from '../../src/config/parsed.js'

/**
 * - `link-like`: behaves as BigBlueButton does: join is a link, the vendor finds a meeting by your id, a link to a dead
 *   meeting can be made.
 * - `sdk-like`: behaves as Chime does: join is a session for a client library, the vendor chooses the ids, and who is
 *   inside is told by events alone.
 * - `limited`: a link vendor with holes: no roles, no recording, some locks and not others, no participants in `info`, no events.
 * - `down`: every call fails with `unavailable`.
 * - `slow`: every call takes `latencyMs` (default 2,000).
 * - `throttled`: every call fails with `rate-limited` and a `retryAfterMs` of 1,000.
 */
export type FakePreset = 'link-like' | 'sdk-like' | 'limited' | 'down' | 'slow' | 'throttled'

/** An in-memory provider for unit tests and demos. Nothing leaves the process. */
export interface FakeConfig {
  readonly type: 'fake'
  /** Default: `link-like`. */
  readonly preset?: FakePreset
  /** How long each call takes by the clock, 0 to 600,000 ms. Default: 0; 2,000 for `slow`. */
  readonly latencyMs?: number
}

export interface ResolvedFakeConfig {
  readonly type: 'fake'
  readonly preset: FakePreset
  readonly latencyMs: number
}

const presets = ['link-like', 'sdk-like', 'limited', 'down', 'slow', 'throttled'] as const
const latencyRule = 'must be a whole number from 0 to 600000'

const schema = lazySchema(() =>
  v.strictObject({
    type: v.literal('fake'),
    preset: v.optional(v.picklist(presets, `must be one of ${presets.join(', ')}`), 'link-like'),
    latencyMs: v.optional(
      v.pipe(
        v.number(latencyRule),
        v.integer(latencyRule),
        v.minValue(0, latencyRule),
        v.maxValue(600_000, latencyRule),
      ),
    ),
  }),
)

/** Checks a configuration and fills in its defaults. */
export function parseFakeConfig(input: unknown): Parsed<ResolvedFakeConfig> {
  const parsed = parse(schema, input)
  if (!parsed.ok) return parsed
  const { preset, latencyMs = preset === 'slow' ? 2_000 : 0 } = parsed.value
  return { ok: true, value: { type: 'fake', preset, latencyMs } }
}
