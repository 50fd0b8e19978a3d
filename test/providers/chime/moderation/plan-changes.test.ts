import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CapabilityChange, planChanges } from '../../../../providers/chime/moderation/plan-changes.js'
import type { ChimeAttendeeCapabilities } from '../../../../providers/chime/wire.js'

const open: ChimeAttendeeCapabilities = { Audio: 'SendReceive', Video: 'SendReceive', Content: 'SendReceive' }
const quiet: ChimeAttendeeCapabilities = { ...open, Audio: 'Receive' }
const blind: ChimeAttendeeCapabilities = { ...open, Video: 'Receive' }
const kinds = [open, quiet, blind]

const change = (attendeeId: string, from = open, to = from): CapabilityChange => ({ attendeeId, from, to })

/** What a plan makes of a meeting. */
function carriedOut(everybody: readonly CapabilityChange[]): Map<string, ChimeAttendeeCapabilities> {
  const { allExcept, single } = planChanges(everybody)
  const now = new Map(everybody.map(({ attendeeId, from }) => [attendeeId, from]))
  if (allExcept !== undefined)
    for (const { attendeeId } of everybody)
      if (!allExcept.excluded.includes(attendeeId)) now.set(attendeeId, allExcept.to)
  for (const { attendeeId, to } of single) now.set(attendeeId, to)
  return now
}

describe('planChanges', () => {
  test('brings everybody to what they are to be, with exceptions that Chime takes', () => {
    const kind = fc.constantFrom(...kinds)
    const meeting = fc
      .array(fc.tuple(kind, kind), { maxLength: 300 })
      .map((pairs) => pairs.map(([from, to], index) => change(`a${index}`, from, to)))
    fc.assert(
      fc.property(meeting, (everybody) => {
        const now = carriedOut(everybody)
        for (const { attendeeId, to } of everybody) expect(now.get(attendeeId)).toEqual(to)
        const { allExcept, single } = planChanges(everybody)
        if (allExcept !== undefined) {
          expect(allExcept.excluded.length).toBeGreaterThanOrEqual(1)
          expect(allExcept.excluded.length).toBeLessThanOrEqual(250)
        }
        // Never more calls than one for each change.
        const needed = everybody.filter(({ from, to }) => from !== to).length
        expect(single.length + (allExcept === undefined ? 0 : 1)).toBeLessThanOrEqual(Math.max(needed, 0))
      }),
    )
  })

  test('mutes a full meeting but its host with one call', () => {
    const people = Array.from({ length: 249 }, (_, index) => change(`a${index}`, open, quiet))
    expect(planChanges([change('host'), ...people])).toEqual({
      allExcept: { to: quiet, excluded: ['host'] },
      single: [],
    })
  })

  test('excepts somebody where all are to change, because the list may not be empty, and changes that one alone', () => {
    const people = ['a', 'b', 'c', 'd'].map((id) => change(id, open, quiet))
    expect(planChanges(people)).toEqual({ allExcept: { to: quiet, excluded: ['a'] }, single: [people[0]] })
  })

  test('excepts by preference somebody who is so already', () => {
    const people = [...['a', 'b', 'c'].map((id) => change(id, open, quiet)), change('d', quiet)]
    expect(planChanges(people)).toEqual({ allExcept: { to: quiet, excluded: ['d'] }, single: [] })
  })

  test('does nothing where nothing is to change', () => {
    expect(planChanges([change('a'), change('b', quiet)])).toEqual({ single: [] })
    expect(planChanges([])).toEqual({ single: [] })
  })
})
