import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inputArbitraries } from './input-arbitraries.js'
import { allOperations, call, outcomeOf, startBench } from './support.js'

/** What the service's front end says to an input that violates its model. */
const refusals = ['ValidationException', 'SerializationException']

describe('whatever is given to', () => {
  it.each(allOperations)('%s goes out if Chime takes it', async (operation) => {
    const { simulator, chime } = await startBench({ concurrentMeetings: 10_000 })
    await fc.assert(
      fc.asyncProperty(inputArbitraries(false)[operation], async (input) => {
        const before = simulator.callsTo(operation)
        const error = await outcomeOf(call(chime, operation, input))
        expect(refusals).not.toContain(error?.vendorCode)
        expect(simulator.callsTo(operation), error?.message).toBe(before + 1)
      }),
      { numRuns: 30 },
    )
  })

  it.each(allOperations)('%s is stopped if Chime would not take it', async (operation) => {
    const { simulator, chime } = await startBench({ concurrentMeetings: 10_000 })
    await fc.assert(
      fc.asyncProperty(inputArbitraries(true)[operation], async (input) => {
        const before = simulator.callsTo(operation)
        const error = await outcomeOf(call(chime, operation, input))
        if (simulator.callsTo(operation) > before) expect(refusals).not.toContain(error?.vendorCode)
        else expect(error).toMatchObject({ code: 'invalid-request', effect: 'none' })
      }),
      { numRuns: 60 },
    )
  })
})
