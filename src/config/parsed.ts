import * as v from 'valibot'
import type { Problem } from '../errors/meeting-error.js'

/** The outcome of checking an input: the value with its defaults filled in, or everything that is wrong with it. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/** Checks an input against a schema. valibot's own issues hold the input, secrets included; only path and rule leave here. */
export function parse<Schema extends v.GenericSchema>(
  schema: Schema,
  input: unknown,
): Parsed<v.InferOutput<Schema>> {
  const result = v.safeParse(schema, input)
  if (result.success) return { ok: true, value: result.output }
  const problems = result.issues.map((issue) => ({ path: v.getDotPath(issue) ?? '', rule: rule(issue) }))
  // A value can break the same rule in several ways: 0.5 is neither whole nor large enough.
  const isNew = ({ path, rule }: Problem, index: number): boolean =>
    index === problems.findIndex((other) => other.path === path && other.rule === rule)
  return { ok: false, problems: problems.filter(isNew) }
}

/** Schemas name their rules themselves; what is left are valibot's own texts, which quote the value they received. */
function rule(issue: v.BaseIssue<unknown>): string {
  if (issue.type === 'strict_object' && issue.expected === 'never') return 'is not a known key'
  if (issue.received === 'undefined') return 'is required'
  const quotes = issue.message.startsWith('Invalid ') && issue.message.endsWith(`eceived ${issue.received}`)
  if (!quotes) return issue.message
  if (issue.expected === null) return 'is not valid'
  return issue.expected === 'Object' ? 'must be an object' : `must be ${issue.expected}`
}
