import assert from 'node:assert/strict'
import type { ContractContext } from './context.js'
import type { ContractNeed } from './opt-out.js'

/** How it shows that a provider really cannot do what it opts out of: it says `unsupported`, and never succeeds at nothing. */
export const confirmOptOut: Readonly<Record<ContractNeed, (context: ContractContext) => Promise<void>>> = {
  async end(context) {
    const { ref } = await context.run(context.meetings.createMeeting({ id: 'opt-out' }))
    await context.fails(context.meetings.end(ref), 'unsupported')
  },
  async events(context) {
    const declared = Object.entries(await context.meetings.capabilities()).filter(
      ([key, { support }]) => key.startsWith('events.') && support !== 'unsupported',
    )
    assert.deepEqual(declared, [])
    assert.equal((await context.provider()).events, undefined)
  },
  async info(context) {
    const { ref } = await context.run(context.meetings.createMeeting({ id: 'opt-out' }))
    await context.fails(context.meetings.info(ref), 'unsupported')
  },
  async network(context) {
    if ((await context.meetings.capabilities()).create?.support === 'emulated') return
    context.vendor.fail('throttled', 'createMeeting', 1)
    await context.fails(context.meetings.createMeeting({ id: 'opt-out' }), 'rate-limited')
  },
  async vendor(context) {
    const { create } = await context.meetings.capabilities()
    assert.equal(create?.support, 'emulated', 'without a vendor nothing is made natively')
    const health = await context.run(context.meetings.check())
    assert.equal(Object.values(health.providers)[0]?.authenticated, undefined, 'nobody took credentials')
  },
}
