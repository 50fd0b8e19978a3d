import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ChimeOperations } from '../../../../providers/chime/operations/chime-operations.js'
import { type ChimeSimulator, startChimeSimulator } from '../../../../src/testing/simulators/chime/index.js'
import { boundaries } from './boundaries.js'
import type { Boundary } from './boundary-values.js'
import { call, failure, inputs, openOperations, outcomeOf } from './support.js'

type Tree = Record<string, unknown>

let simulator: ChimeSimulator
let chime: ChimeOperations
let close: () => void

beforeAll(async () => {
  simulator = await startChimeSimulator({ rates: 'unlimited', concurrentMeetings: 10_000 })
  const opened = openOperations(simulator)
  chime = opened.chime
  close = opened.close
})

afterAll(async () => {
  close()
  await simulator.close()
})

/** An input of this operation with the value at that place; undefined takes the member away. */
function inputWith({ operation, at, given }: Boundary, value: unknown): object {
  const input: Tree = structuredClone({ ...inputs[operation], ...given })
  if (at.startsWith('Capabilities.') && input['Capabilities'] === undefined)
    input['Capabilities'] = { Audio: 'None', Video: 'SendReceive', Content: 'SendReceive' }
  const path = at.split('.')
  const last = path.pop() ?? ''
  let place: Tree = input
  for (const name of path) {
    place[name] ??= {}
    place = place[name] as Tree
  }
  if (value === undefined) delete place[last]
  else place[last] = value
  return input
}

const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'absent'
  return text.length > 40 ? `${text.slice(0, 30)}… (${text.length})` : text
}

/** What the service's front end says to an input that violates its model. */
const refusals = ['ValidationException', 'SerializationException']

const named = boundaries.map((one) => [one.operation, one.at, one] as const)

describe('the limits of Chime', () => {
  it.each(named)('let through what is within them: %s, %s', async (operation, _at, boundary) => {
    for (const value of boundary.inside) {
      const before = simulator.callsTo(operation)
      const error = await outcomeOf(call(chime, operation, inputWith(boundary, value)))
      expect(refusals, shown(value)).not.toContain(error?.vendorCode)
      expect(simulator.callsTo(operation), shown(value)).toBe(before + 1)
    }
  })

  it.each(named)('stop what is not before it is sent: %s, %s', async (operation, at, boundary) => {
    const before = simulator.requests.length
    for (const value of boundary.outside) {
      const error = await failure(call(chime, operation, inputWith(boundary, value)))
      expect(error, shown(value)).toMatchObject({ code: 'invalid-request', effect: 'none', operation })
      expect(
        error.problems?.map(({ path }) => path),
        shown(value),
      ).toEqual([at])
      expect(error.message).toBe(`${at} ${error.problems?.[0]?.rule}`)
    }
    expect(simulator.requests).toHaveLength(before)
  })

  it.each(Object.entries(inputs))('ask %s for every member that it needs', async (operation, input) => {
    const before = simulator.requests.length
    const error = await failure(call(chime, operation as keyof typeof inputs, {}))
    expect(error.problems?.map(({ path }) => path).toSorted()).toEqual(Object.keys(input).toSorted())
    expect(new Set(error.problems?.map(({ rule }) => rule))).toEqual(new Set(['is required']))
    const nothing = await failure(call(chime, operation as keyof typeof inputs, 'nothing'))
    expect(nothing.message).toBe('the value must be an object')
    expect(simulator.requests).toHaveLength(before)
  })

  it('are told all at once, and without the values', async () => {
    const error = await failure(
      call(chime, 'CreateMeeting', {
        ExternalMeetingId: 'secret?',
        MediaRegion: 's',
        TenantIds: ['secret secret'],
      }),
    )
    expect(error.problems?.map(({ path }) => path)).toEqual([
      'ExternalMeetingId',
      'MediaRegion',
      'TenantIds.0',
    ])
    expect(JSON.stringify(error)).not.toContain('secret')
  })
})
