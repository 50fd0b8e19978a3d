import { Call } from '../call/call.js'
import type { MeetingsOptions } from '../meetings-options.js'

const LIMIT_MS = 15_000

/** Runs what asks a provider: limited in time, and known as a call, so that no provider is closed under it. */
export async function limitedCall<T>(
  { clock, providers }: Pick<MeetingsOptions, 'clock' | 'providers'>,
  work: (call: Call) => Promise<T>,
): Promise<T> {
  const entered = providers.underWay.enter()
  try {
    return await new Call({ clock, timeoutMs: LIMIT_MS, strict: false }).run(work)
  } finally {
    providers.underWay.leave(entered)
  }
}
