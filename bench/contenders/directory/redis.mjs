import { createClient } from 'redis'
import { entry } from '../../lib/package-under-test.mjs'

/** The directory on Redis, and what the same client does by itself at best: one plain command. */
export async function open(origin) {
  const { redisDirectory } = await import(entry('directory/redis'))
  const client = createClient({ url: origin })
  await client.connect()
  return {
    directory: redisDirectory(client),
    limit: {
      write: async (id, text) => (await client.sendCommand(['SET', id, text, 'NX', 'PX', '600000'])) === 'OK',
      read: (id) => client.sendCommand(['GET', id]),
    },
  }
}
