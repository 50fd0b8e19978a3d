import { BbbClient } from './bbb-client.js'
import type { BbbClientConfig, BbbClientOptions } from './client-options.js'

/** Makes a client. Fails with `not-configured`, naming every key that is wrong; sends nothing. */
export function createBbbClient(config: BbbClientConfig, options: BbbClientOptions = {}): BbbClient {
  return new BbbClient(config, options)
}
