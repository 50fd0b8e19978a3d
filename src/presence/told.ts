/** A value, and when it was told. */
export type Told<Value extends string | boolean> = readonly [at: number, value: Value]

/** What was told last. Of two at the same time the smaller one, false before true, so that every order ends in the same. */
export function latest<Value extends string | boolean>(
  one: Told<Value> | undefined,
  other: Told<Value>,
): Told<Value> {
  if (one === undefined || one[0] !== other[0]) return one === undefined || one[0] < other[0] ? other : one
  return other[1] < one[1] ? other : one
}
