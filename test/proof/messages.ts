import type { MeetingRef, ProviderConfig } from 'anymeet'

/** Where a process finds its directory. */
export interface EngineAddress {
  readonly engine: 'redis' | 'postgres'
  readonly url: string
}

/** What one process of the crowd is told to do, at the same moment as all the others. */
export interface Order {
  readonly round: string
  readonly engine: EngineAddress
  /** Named after its type. */
  readonly vendor: ProviderConfig
  readonly id: string
  /** `create` the meeting, `join` it and make it if it is gone, or only get ready: load what it takes, and connect. */
  readonly action: 'create' | 'join' | 'warm-up'
  readonly timeoutMs: number
}

/** What a process tells: that it has the claim, and how its call ended. */
export type Report =
  | { readonly kind: 'ready' }
  | { readonly kind: 'claimed'; readonly round: string }
  | {
      readonly kind: 'done'
      readonly round: string
      readonly ms: number
      readonly ref?: MeetingRef
      readonly error?: string
    }
