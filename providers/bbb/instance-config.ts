import type { Parsed } from '../../src/config/parsed.js'
import { type BbbConfig, parseBbbConfig, type ResolvedBbbConfig } from './config.js'
import {
  type BbbPoolConfig,
  isPoolConfig,
  parsePoolConfig,
  type ResolvedBbbPoolConfig,
} from './pool/pool-config.js'

export { secretsOf } from './secret.js'

/** An instance of type `bbb`: one server (or load balancer), or several servers. */
export type BbbInstanceConfig = BbbConfig | BbbPoolConfig

export type ResolvedBbbInstanceConfig = ResolvedBbbConfig | ResolvedBbbPoolConfig

/** Checks a configuration of either kind. The problems name keys and rules, never values. */
export function parseBbbInstanceConfig(input: unknown): Parsed<ResolvedBbbInstanceConfig> {
  return isPoolConfig(input) ? parsePoolConfig(input, parseBbbConfig) : parseBbbConfig(input)
}
