import type { MeetingsConfig } from '../../config/meetings-config.js'
import { createMeetings } from '../../create-meetings.js'
import type { Meetings } from '../../meetings.js'
import { TestClock } from '../test-clock.js'
import { aspects } from './aspects.js'
import { confirmOptOut } from './confirm-opt-out.js'
import { ContractContext } from './context.js'
import type { ContractHarness } from './harness.js'
import type { ContractNeed, ContractOptOuts } from './opt-out.js'

/** The two functions of a test runner that the suite uses; vitest, jest, mocha and node:test have them all. */
export interface ContractRunner {
  describe(name: string, define: () => void): unknown
  it(name: string, run: () => Promise<void>): unknown
}

export interface ContractOptions {
  /** How the provider is called in test names. */
  readonly name: string
  readonly runner: ContractRunner
  readonly harness: ContractHarness
  /** What the provider cannot do, each with the reason. Default: nothing. */
  readonly optOut?: ContractOptOuts
  /** How a facade is made. Default: `createMeetings`. */
  readonly compose?: (config: MeetingsConfig) => Meetings
}

/**
 * Defines the tests that every provider has to pass, by aspect, in the runner that is handed in. Every clause runs
 * through `Meetings` on a vendor of its own, with time standing still.
 */
export function meetingContract(options: ContractOptions): void {
  const { name, runner, optOut = {} } = options
  runner.describe(`${name} keeps the contract`, () => {
    for (const aspect of aspects) {
      const clauses = aspect.clauses.filter(({ needs }) => !needs.some((need) => need in optOut))
      if (clauses.length === 0) continue
      runner.describe(aspect.name, () => {
        for (const { says, proof } of clauses) runner.it(says, () => within(options, proof))
      })
    }
    for (const [need, reason] of Object.entries(optOut)) {
      const confirm = confirmOptOut[need as ContractNeed]
      runner.it(`takes no part in "${need}" because ${reason}, and says so`, () => within(options, confirm))
    }
  })
}

async function within(
  options: ContractOptions,
  proof: (context: ContractContext) => Promise<void>,
): Promise<void> {
  const clock = new TestClock()
  const vendor = await options.harness.start(clock)
  const context = new ContractContext(clock, vendor, options.compose ?? createMeetings)
  try {
    await proof(context)
  } finally {
    await context.close()
  }
}
