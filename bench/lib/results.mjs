import { median, spread } from './statistics.mjs'

/** What a row is made of: lines with figures, and goals with their verdicts. */
export function line(name, values, unit, notes = {}) {
  return { name, unit, ...spread(values), notes }
}

export function perSecond({ count, ms }) {
  return (count * 1_000) / ms
}

/** Processor time of the contender's process for one piece of work, in microseconds. */
export function cpuPerPiece({ count, cpuMs }) {
  return (cpuMs * 1_000) / count
}

/** The median over the rounds of one contender's figure over another's. What the machine did meanwhile hits both. */
export function ratio(values, others) {
  return median(values.map((value, round) => value / others[round]))
}

/** A goal is a number that must be reached (`>=`) or kept to (`<=`). */
export function goal(what, value, relation, limit, unit = '') {
  const met = relation === '>=' ? value >= limit : value <= limit
  return { what, value, relation, limit, unit, met }
}
