import { expect, test } from 'vitest'
import { memoryStore } from '../../src/memory/memory-store.js'
import type { Message } from './scripted-provider.js'
import { deliver, type Machine, world } from './support.js'

const SESSIONS = 40
const PEOPLE = 25
const AT_ONCE = 64
const MOST_ENTRIES = 20_000

/** People come into meetings, switch cameras on, and leave, over and over. */
function messageOf(index: number, at: number): Message {
  const session = index % SESSIONS
  const person = Math.floor(index / SESSIONS) % PEOPLE
  const round = Math.floor(index / (SESSIONS * PEOPLE))
  return {
    id: `event ${index}`,
    type: (['participant.joined', 'participant.updated', 'participant.left'] as const)[round % 3] ?? 'other',
    at: at + round,
    key: `class-${session}`,
    session: `s${session + 1}`,
    who: `person-${person}`,
  }
}

/** Every event once, every fifth a second time a little later, every 25th a third time. */
function* messages(count: number, at: number): Generator<Message> {
  for (let index = 0; index < count; index++) {
    yield messageOf(index, at)
    if (index % 5 === 0 && index >= 1_000) yield messageOf(index - 1_000, at)
    if (index % 25 === 0 && index >= 2_000) yield messageOf(index - 2_000, at)
  }
}

type Send = (machine: Machine, message: Message) => Promise<unknown>

const ways: readonly (readonly [count: number, way: string, send: Send])[] = [
  [100_000, 'trusted', (machine, message) => machine.events.receiveTrusted([message], { provider: 'x' })],
  // Most of the time goes into making requests.
  [20_000, 'by HTTP', async (machine, message) => expect(await deliver(machine, [message])).toBe(200)],
]

test.each(ways)(
  '%i events, delivered %s with repetitions, are handed over once each, and nothing grows',
  { timeout: 120_000 },
  async (count, _, send) => {
    const w = world()
    const store = memoryStore(w.clock, MOST_ENTRIES)
    const machine = w.deaf({}, { store })
    for (let session = 0; session < SESSIONS; session++)
      await machine.meetings.createMeeting({ id: `class-${session}` })
    const counts = new Uint8Array(count)
    const others: string[] = []
    machine.events.onEvent(({ type, providerData, ref }) => {
      const [, index] = String(providerData['raw']).split(' ')
      if (type === 'meeting.started') others.push(ref?.id ?? '')
      else counts[Number(index)] = (counts[Number(index)] ?? 0) + 1
    })
    const stream = messages(count, w.clock.now())
    let sent = 0
    const sender = async (): Promise<void> => {
      for (let next = stream.next(); next.done !== true; next = stream.next()) {
        sent += 1
        await send(machine, next.value)
        w.scripted.deliveries.length = 0
      }
    }
    const begun = performance.now()
    await Promise.all(Array.from({ length: AT_ONCE }, sender))
    const seconds = (performance.now() - begun) / 1_000
    if (process.env['SOAK_REPORT'] !== undefined) console.log(`${Math.round(sent / seconds)} deliveries/s`)
    expect(counts.every((times) => times === 1)).toBe(true)
    expect(new Set(others).size).toBe(SESSIONS)
    expect(others).toHaveLength(SESSIONS)
    expect(machine.problems).toEqual([])
    let entries = 0
    for await (const key of store.keys('')) entries += key.length > 0 ? 1 : 0
    expect(entries).toBeLessThanOrEqual(MOST_ENTRIES)
    await machine.events.close()
    expect(w.clock.pending).toBe(0)
  },
)
