import { ChimeServiceError } from './service-error.js'

/** How long a text or a list may be, and what it may consist of. */
export interface TextLimits {
  readonly min: number
  readonly max: number
  readonly pattern?: RegExp
}

/** An object of a JSON body. */
export type Members = Readonly<Record<string, unknown>>

/**
 * Reads the members of a request and collects what violates the service's model, as its front end does; `done` then
 * refuses the request with a `ValidationException` that lists everything at once. A member of the wrong JSON type is a
 * `SerializationException` at once. An explicit null counts as absent.
 */
export class Constraints {
  readonly #violations: string[] = []

  text(value: unknown, at: string, limits: TextLimits): string | undefined {
    if (value === undefined || value === null) return undefined
    if (typeof value !== 'string') throw wrongType(at, 'a string')
    this.#checkLength([...value].length, at, limits)
    if (limits.pattern !== undefined && !limits.pattern.test(value)) {
      this.violate(at, `Member must satisfy regular expression pattern: ${limits.pattern.source}`)
    }
    return value
  }

  /** Like `text`; the empty string stands for a missing one until `done` refuses the request. */
  requiredText(value: unknown, at: string, limits: TextLimits): string {
    const text = this.text(value, at, limits)
    if (text === undefined) this.violate(at, 'Member must not be null')
    return text ?? ''
  }

  choice<Choice extends string>(value: unknown, at: string, choices: readonly Choice[]): Choice | undefined {
    if (value === undefined || value === null) return undefined
    if (typeof value !== 'string') throw wrongType(at, 'a string')
    const chosen = choices.find((choice) => choice === value)
    if (chosen === undefined) this.violate(at, `Member must satisfy enum value set: [${choices.join(', ')}]`)
    return chosen
  }

  integer(value: unknown, at: string, min: number, max: number): number | undefined {
    if (value === undefined || value === null) return undefined
    if (typeof value !== 'number' || !Number.isInteger(value)) throw wrongType(at, 'an integer')
    if (value < min) this.violate(at, `Member must have value greater than or equal to ${min}`)
    if (value > max) this.violate(at, `Member must have value less than or equal to ${max}`)
    return value
  }

  flag(value: unknown, at: string): boolean | undefined {
    if (value === undefined || value === null) return undefined
    if (typeof value !== 'boolean') throw wrongType(at, 'a boolean')
    return value
  }

  members(value: unknown, at: string): Members | undefined {
    if (value === undefined || value === null) return undefined
    if (typeof value !== 'object' || Array.isArray(value)) throw wrongType(at, 'a structure')
    return value as Members
  }

  list(value: unknown, at: string, limits: TextLimits): readonly unknown[] | undefined {
    if (value === undefined || value === null) return undefined
    if (!Array.isArray(value)) throw wrongType(at, 'a list')
    this.#checkLength(value.length, at, limits)
    return value
  }

  requiredList(value: unknown, at: string, limits: TextLimits): readonly unknown[] {
    const list = this.list(value, at, limits)
    if (list === undefined) this.violate(at, 'Member must not be null')
    return list ?? []
  }

  violate(at: string, rule: string): void {
    this.#violations.push(`Value at '${at}' failed to satisfy constraint: ${rule}`)
  }

  /** Throws a `ValidationException` if anything was violated. */
  done(): void {
    const count = this.#violations.length
    if (count === 0) return
    const detected = `${count} validation error${count === 1 ? '' : 's'} detected`
    throw new ChimeServiceError('ValidationException', `${detected}: ${this.#violations.join('; ')}`)
  }

  #checkLength(length: number, at: string, { min, max }: TextLimits): void {
    if (length < min) this.violate(at, `Member must have length greater than or equal to ${min}`)
    if (length > max) this.violate(at, `Member must have length less than or equal to ${max}`)
  }
}

function wrongType(at: string, expected: string): ChimeServiceError {
  return new ChimeServiceError('SerializationException', `Value at '${at}' must be ${expected}`)
}
