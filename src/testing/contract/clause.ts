import type { ContractContext } from './context.js'
import type { ContractNeed } from './opt-out.js'

/** One promise that every provider keeps, as a sentence and its proof. */
export interface ContractClause {
  readonly says: string
  readonly needs: readonly ContractNeed[]
  readonly proof: (context: ContractContext) => Promise<void>
}

/** A group of clauses about one thing. */
export interface ContractAspect {
  readonly name: string
  readonly clauses: readonly ContractClause[]
}

export function clause(
  says: string,
  needs: readonly ContractNeed[],
  proof: (context: ContractContext) => Promise<void>,
): ContractClause {
  return { says, needs, proof }
}
