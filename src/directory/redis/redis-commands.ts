import { MeetingError } from '../../errors/meeting-error.js'
import type { RedisClient, RedisSend } from './redis-client.js'

/** The same few things of every client. */
export interface RedisCommands {
  /** Sends a command to the server that has this key. */
  send(key: string, command: readonly string[]): Promise<unknown>
  /** A way to each server that has keys. */
  servers(): Promise<readonly RedisSend[]>
  /** What the client puts before each key by itself, though not before a pattern. */
  readonly ownPrefix: string
}

export function redisCommands(client: RedisClient): RedisCommands {
  if (typeof client === 'function') return single(client)
  // Callers without types pass anything.
  if (typeof client !== 'object' || client === null) throw unknownClient()
  // ioredis has a `sendCommand` too, of another kind.
  if ('call' in client) {
    const ownPrefix = client.options?.keyPrefix ?? ''
    const send = ([name = '', ...args]: readonly string[]): Promise<unknown> => client.call(name, ...args)
    if (client.nodes === undefined) return { ...single(send), ownPrefix }
    const servers = async (): Promise<RedisSend[]> => {
      // Before it is ready, it has no nodes, or those alone that it was told of; a command waits until it is.
      await send(['PING'])
      return known(client.nodes?.('master') ?? []).map(
        (node) =>
          ([name = '', ...args]) =>
            node.call(name, ...args),
      )
    }
    return { send: (_key, command) => send(command), servers, ownPrefix }
  }
  if ('masters' in client)
    return {
      send: (key, command) => client.sendCommand(key, false, [...command]),
      servers: async () => {
        const nodes = await Promise.all(known(client.masters).map(async (node) => client.nodeClient(node)))
        return nodes.map((node) => (command) => node.sendCommand([...command]))
      },
      ownPrefix: '',
    }
  if ('sendCommand' in client) return single((command) => client.sendCommand([...command]))
  throw unknownClient()
}

/** No server at all would look as if there were no keys. */
function known<Node>(nodes: readonly Node[]): readonly Node[] {
  if (nodes.length === 0) throw new Error('the client of the Redis cluster is not connected')
  return nodes
}

function unknownClient(): MeetingError {
  return new MeetingError({
    code: 'not-configured',
    message: 'the Redis client is none that is known: give one of redis, ioredis or iovalkey, or a function',
    effect: 'none',
  })
}

function single(send: RedisSend): RedisCommands {
  return { send: (_key, command) => send(command), servers: async () => [send], ownPrefix: '' }
}
