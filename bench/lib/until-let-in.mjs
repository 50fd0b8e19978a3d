import { setTimeout } from 'node:timers/promises'

/** Repeats a call of the AWS client that was throttled, whatever the client itself had tried, until it comes through. */
export async function untilLetIn(call) {
  for (;;) {
    try {
      return await call()
    } catch (error) {
      if (error.name !== 'ThrottlingException') throw error
      await setTimeout(100 + Math.random() * 400)
    }
  }
}
