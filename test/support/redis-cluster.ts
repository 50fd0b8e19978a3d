import { createClient } from 'redis'
import { freePort, type RedisServer, startRedisServer } from './redis-server.js'

export interface RedisCluster {
  readonly servers: readonly RedisServer[]
  stop(): Promise<void>
}

/** Two real servers that share the keys, without replicas. Takes a second or two: they have to get to know each other. */
export async function startRedisCluster(): Promise<RedisCluster> {
  const busPorts = [await freePort(), await freePort()]
  const servers = await Promise.all(
    busPorts.map((port) =>
      startRedisServer({ args: ['--cluster-enabled', 'yes', '--cluster-port', String(port)] }),
    ),
  )
  const stop = async (): Promise<void> => {
    await Promise.all(servers.map((server) => server.stop()))
  }
  try {
    const clients = await Promise.all(servers.map(({ url }) => createClient({ url }).connect()))
    const [one, other] = clients
    if (one === undefined || other === undefined) throw new Error('two servers were started')
    await one.sendCommand(['CLUSTER', 'ADDSLOTSRANGE', '0', '8191'])
    await other.sendCommand(['CLUSTER', 'ADDSLOTSRANGE', '8192', '16383'])
    await other.sendCommand(['CLUSTER', 'SET-CONFIG-EPOCH', '2'])
    await one.sendCommand(['CLUSTER', 'MEET', '127.0.0.1', String(servers[1]?.port), String(busPorts[1])])
    for (const client of clients) {
      let looks = 0
      while (!isComplete(String(await client.sendCommand(['CLUSTER', 'INFO'])))) {
        if (++looks > 1_000) throw new Error('the servers did not become a cluster')
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    }
    for (const client of clients) client.destroy()
  } catch (error) {
    await stop()
    throw error
  }
  return { servers, stop }
}

function isComplete(info: string): boolean {
  return info.includes('cluster_state:ok') && info.includes('cluster_slots_ok:16384')
}
