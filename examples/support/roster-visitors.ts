import { setTimeout as wait } from 'node:timers/promises'
import type { RosterPerson } from './roster-vendors.js'

const names = ['Ada', 'Bob', 'Cem', 'Dana', 'Emeka', 'Frida', 'Goran', 'Hana']

/** People who come, switch their cameras on, and go, until the program is stopped. */
export async function comeAndGo(
  enter: (name: string, role: 'moderator' | 'attendee') => Promise<RosterPerson>,
): Promise<never> {
  const inside = new Map<string, RosterPerson>()
  for (let turn = 0; ; turn += 1) {
    const name = names[(turn * 3) % names.length] ?? 'Ada'
    const person = inside.get(name)
    if (person === undefined) {
      const entered = await enter(name, name === 'Ada' ? 'moderator' : 'attendee')
      inside.set(name, entered)
      if (turn % 2 === 0) entered.startCamera()
    } else {
      person.leave()
      inside.delete(name)
    }
    await wait(2_000)
  }
}
