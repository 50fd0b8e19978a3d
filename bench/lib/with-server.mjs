import { Child } from './child.mjs'

/** Runs work against a server of `servers/` in a process of its own; hands over where it listens, and the process. */
export async function withServer(name, work) {
  const server = new Child(new URL(`../servers/${name}.mjs`, import.meta.url))
  try {
    const { origin } = await server.ask('start')
    return await work({ origin, server })
  } finally {
    await server.stop()
  }
}
