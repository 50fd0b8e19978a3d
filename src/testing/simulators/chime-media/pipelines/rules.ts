import { PipelinesException } from './exception.js'

/** Reports what a value violates, with where it stands in the request. A missing value violates nothing. */
export type Rule = (value: unknown, at: string, violations: string[]) => void

/** A structure's members; a name with `!` at its end is one that has to be there. Unknown members are ignored. */
export function structure(members: Readonly<Record<string, Rule>>): Rule {
  return present((value, at, violations) => {
    if (typeof value !== 'object' || Array.isArray(value)) throw wrongType(at, 'a structure')
    const given = value as Readonly<Record<string, unknown>>
    for (const [name, rule] of Object.entries(members)) {
      const member = name.replace('!', '')
      const place = at === '' ? lowerFirst(member) : `${at}.${lowerFirst(member)}`
      if (name.endsWith('!') && (given[member] ?? undefined) === undefined) {
        violations.push(violation(place, 'Member must not be null'))
      }
      rule(given[member], place, violations)
    }
  })
}

export function list(rule: Rule, min: number, max: number): Rule {
  return present((value, at, violations) => {
    if (!Array.isArray(value)) throw wrongType(at, 'a list')
    violations.push(...outside(value.length, at, min, max))
    for (const [index, item] of value.entries()) rule(item, `${at}.${index + 1}.member`, violations)
  })
}

export function text(min: number, max: number, pattern?: RegExp): Rule {
  return present((value, at, violations) => {
    if (typeof value !== 'string') throw wrongType(at, 'a string')
    violations.push(...outside([...value].length, at, min, max))
    if (pattern !== undefined && !pattern.test(value)) {
      violations.push(violation(at, `Member must satisfy regular expression pattern: ${pattern.source}`))
    }
  })
}

export function choice(...choices: readonly string[]): Rule {
  return present((value, at, violations) => {
    if (typeof value !== 'string') throw wrongType(at, 'a string')
    if (choices.includes(value)) return
    violations.push(violation(at, `Member must satisfy enum value set: [${choices.join(', ')}]`))
  })
}

export function whole(min: number, max: number): Rule {
  return present((value, at, violations) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) throw wrongType(at, 'an integer')
    if (value < min) violations.push(violation(at, `Member must have value greater than or equal to ${min}`))
    if (value > max) violations.push(violation(at, `Member must have value less than or equal to ${max}`))
  })
}

/**
 * Refuses a request that violates the rule, everything at once, as the front end that the AWS services share does: a
 * `ValidationException`, or a `SerializationException` for a value of the wrong JSON type.
 */
export function check(value: unknown, rule: Rule, at = ''): void {
  const violations: string[] = []
  rule(value, at, violations)
  const count = violations.length
  if (count === 0) return
  const detected = `${count} validation error${count === 1 ? '' : 's'} detected`
  throw new PipelinesException('ValidationException', `${detected}: ${violations.join('; ')}`)
}

function present(rule: Rule): Rule {
  return (value, at, violations) => {
    if (value !== undefined && value !== null) rule(value, at, violations)
  }
}

function outside(length: number, at: string, min: number, max: number): readonly string[] {
  if (length < min) return [violation(at, `Member must have length greater than or equal to ${min}`)]
  if (length > max) return [violation(at, `Member must have length less than or equal to ${max}`)]
  return []
}

function violation(at: string, rule: string): string {
  return `Value at '${at}' failed to satisfy constraint: ${rule}`
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1)
}

function wrongType(at: string, expected: string): PipelinesException {
  return new PipelinesException('SerializationException', `Value at '${at}' must be ${expected}`)
}
