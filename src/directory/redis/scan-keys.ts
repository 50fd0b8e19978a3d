import { BoundedMap } from '../../memory/bounded-map.js'
import type { RedisCommands } from './redis-commands.js'
import { replyList, replyText } from './redis-reply.js'

/** Keys that the server looks at in one go. It serves nobody else meanwhile, for a fraction of a millisecond. */
const COUNT = '500'
const MOST_REMEMBERED = 100_000

/**
 * The keys of a key space whose last part begins with a text, in batches. A server names a key twice while it resizes its
 * table, and two servers both name one that moves between them; the last 100,000 keys are remembered, so that each
 * comes once.
 */
export async function* scanKeys(
  commands: RedisCommands,
  space: string,
  begin = '',
): AsyncGenerator<readonly string[]> {
  const { ownPrefix } = commands
  const start = `${ownPrefix}${space}${begin}`
  const seen = new BoundedMap<string, true>(MOST_REMEMBERED)
  for (const send of await commands.servers()) {
    let cursor = '0'
    do {
      const reply = replyList(await send(['SCAN', cursor, 'MATCH', `${literal(start)}*`, 'COUNT', COUNT]))
      cursor = replyText(reply[0]) ?? '0'
      const batch: string[] = []
      for (const found of replyList(reply[1])) {
        const key = replyText(found) ?? ''
        if (!key.startsWith(start) || key.includes(':', start.length) || seen.get(key) === true) continue
        seen.set(key, true)
        batch.push(key.slice(ownPrefix.length))
      }
      if (batch.length > 0) yield batch
    } while (cursor !== '0')
  }
}

function literal(text: string): string {
  return text.replace(/[\\*?[\]]/g, '\\$&')
}
