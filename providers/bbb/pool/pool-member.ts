import type { MeetingProvider } from '../../../src/spec/provider.js'

/** One server of an instance that has several. */
export interface PoolMember {
  readonly name: string
  /** Its share of new meetings beside the others: one of weight 2 takes twice the load of one of weight 1. */
  readonly weight: number
  readonly provider: MeetingProvider
}
