import { randomUUID } from 'node:crypto'
import { latencies } from '../../lib/latencies.mjs'
import { entry } from '../../lib/package-under-test.mjs'

const MOST = 100

/** `createMeeting`, then `join` by the same id, where the vendor takes no time: what is left is ours and the directory's. */
export async function contender({ engine, origin }) {
  const { createMeetings } = await import(entry('index'))
  const { open } = await import(`./${engine}.mjs`)
  const { directory } = await open(origin)

  const config = { providers: { fake: { type: 'fake', preset: 'sdk-like' } }, directory }
  const facades = []
  let made = 0
  const createAndJoin = async () => {
    // The fake vendor looks through all that it has, so it must never have much.
    if (made++ % MOST === 0) facades.push(createMeetings(config))
    const meetings = facades.at(-1)
    const id = randomUUID()
    const { disposition } = await meetings.createMeeting({ id })
    const { kind } = await meetings.join(id, { participant: { id: 'user-1', name: 'Zoë' } })
    return disposition === 'created' && kind === 'sdk'
  }
  return {
    sample: createAndJoin,
    async run({ durationMs, inFlight }) {
      const figures = {}
      for (const atOnce of inFlight) figures[atOnce] = await latencies(createAndJoin, durationMs, atOnce)
      await Promise.all(facades.splice(0, facades.length - 1).map((meetings) => meetings.close()))
      return { figures }
    },
  }
}
