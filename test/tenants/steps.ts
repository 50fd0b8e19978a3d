import fc from 'fast-check'
import { type Step, stepAttacks, stepVerbs } from './actor.js'

/** A plan of at least and at most so many steps for each of so many tenants. */
export function stepsOf(tenants: number, minLength: number, maxLength: number): fc.Arbitrary<Step[][]> {
  const step = fc.record({
    verb: fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...stepVerbs) },
      { weight: 2, arbitrary: fc.constantFrom<Step['verb']>('create', 'forge') },
    ),
    attack: fc.constantFrom(...stepAttacks),
    id: fc.nat(2),
    victim: fc.nat(tenants),
    form: fc.nat(200),
  })
  return fc.array(fc.array(step, { minLength, maxLength }), {
    minLength: tenants,
    maxLength: tenants,
  })
}
