import type { ChimeInputs, ChimeOperation } from '../wire.js'

/** Objects and lists in objects and lists, none of which is written to. */
type Untouched<Value> = Value extends object
  ? { readonly [Member in keyof Value]: Untouched<Value[Member]> }
  : Value

/** Filled in where it is missing. */
type WithoutToken<Input> = 'ClientRequestToken' extends keyof Input
  ? Omit<Input, 'ClientRequestToken'> & { readonly ClientRequestToken?: string }
  : Input

/** What an operation of the Amazon Chime SDK takes, in Chime's own spelling: `ChimeInput<'CreateMeeting'>`. */
export type ChimeInput<Operation extends ChimeOperation> = Untouched<WithoutToken<ChimeInputs[Operation]>>
