import { randomUUID } from 'node:crypto'

/** What a function of Lambda gets besides the event: as much as handlers commonly look at. */
export interface SimulatedFunctionContext {
  readonly functionName: string
  readonly invokedFunctionArn: string
  readonly awsRequestId: string
  readonly getRemainingTimeInMillis: () => number
}

/** A handler. It gets a copy of its own each time; what it returns is not looked at, and a rejection is a failure. */
export type SimulatedFunction = (event: unknown, context: SimulatedFunctionContext) => unknown

/** Lambda repeats an event that a function failed at, after one minute and after another two. */
const waitsMs = [60_000, 120_000]

/** How long to wait until a function that failed is called again; undefined: no more. */
export function waitAfterFailure(nth: number): number | undefined {
  return waitsMs[nth - 1]
}

/** Calls a function as Lambda does; tells whether it threw or rejected. */
export async function callFunction(
  fn: SimulatedFunction,
  arn: string,
  text: string,
): Promise<'returned' | 'threw'> {
  const context: SimulatedFunctionContext = {
    functionName: arn.split(':')[6] ?? arn,
    invokedFunctionArn: arn,
    awsRequestId: randomUUID(),
    getRemainingTimeInMillis: () => 3_000,
  }
  try {
    await fn(JSON.parse(text), context)
    return 'returned'
  } catch {
    return 'threw'
  }
}
