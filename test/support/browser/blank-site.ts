import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * A site with an empty page at every address. It is served, not made up by the browser's own means: only a page that came from
 * the machine itself may open connections to other ports of it.
 */
export interface BlankSite {
  readonly url: string
  close(): Promise<void>
}

export async function startBlankSite(): Promise<BlankSite> {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Blank</title>')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const close = async (): Promise<void> => {
    const closed = once(server, 'close')
    server.close()
    server.closeAllConnections()
    await closed
  }
  return { url: `http://127.0.0.1:${port}/`, close }
}
