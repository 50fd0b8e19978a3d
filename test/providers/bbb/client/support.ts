import { afterEach } from 'vitest'
import { type BbbClient, type BbbClientConfig, createBbbClient } from '../../../../providers/bbb/index.js'
import {
  type BbbSimulator,
  type BbbSimulatorOptions,
  startBbbSimulator,
} from '../../../../src/testing/simulators/bbb/index.js'

const cleanups: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup()
})

export interface ClientOnSimulator {
  readonly simulator: BbbSimulator
  readonly client: BbbClient
}

/** A client of a simulated server; both are closed after the test. */
export async function clientOn(
  options: BbbSimulatorOptions = {},
  config: Partial<BbbClientConfig> = {},
): Promise<ClientOnSimulator> {
  const simulator = await startBbbSimulator(options)
  const { url, secret, server } = simulator
  const client = createBbbClient(
    { url, secret, server, ...config },
    options.clock === undefined ? {} : { clock: options.clock },
  )
  cleanups.push(
    () => simulator.close(),
    () => client.close(),
  )
  return { simulator, client }
}

/** A client of a URL. */
export function clientAt(url: string, config: Partial<BbbClientConfig> = {}): BbbClient {
  const client = createBbbClient({ url, secret: 'a-secret-for-tests', ...config })
  cleanups.push(() => client.close())
  return client
}
