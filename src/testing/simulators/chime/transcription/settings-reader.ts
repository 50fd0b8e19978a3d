import type { Constraints, Members, TextLimits } from '../constraints.js'

/** Reads the members of one engine's settings, naming them as the service does when they violate its model. */
export class SettingsReader {
  readonly #constraints: Constraints
  readonly #given: Members
  readonly #at: string

  constructor(constraints: Constraints, given: Members, at: string) {
    this.#constraints = constraints
    this.#given = given
    this.#at = at
  }

  choice<Choice extends string>(member: string, choices: readonly Choice[]): Choice | undefined {
    return this.#constraints.choice(this.#given[member], this.#place(member), choices)
  }

  requiredChoice<Choice extends string>(member: string, choices: readonly Choice[]): Choice | undefined {
    const value = this.#given[member]
    if (value === undefined || value === null) {
      this.#constraints.violate(this.#place(member), 'Member must not be null')
    }
    return this.choice(member, choices)
  }

  text(member: string, limits: TextLimits): string | undefined {
    return this.#constraints.text(this.#given[member], this.#place(member), limits)
  }

  flag(member: string): boolean | undefined {
    return this.#constraints.flag(this.#given[member], this.#place(member))
  }

  #place(member: string): string {
    return `${this.#at}.${member.charAt(0).toLowerCase()}${member.slice(1)}`
  }
}
