import { once } from 'node:events'
import { createServer } from 'node:http'
import { entry } from '../../lib/package-under-test.mjs'

/** A site on a free port that knows how many bytes it has sent, heads of answers included, whoever they went to. */
export async function startSite() {
  const { nodeListener } = await import(entry('join-page'))
  let handler
  let encoding
  const answer = (request) => {
    request.headers.set('accept-encoding', encoding)
    return handler(request)
  }
  const sockets = new Set()
  const server = createServer(nodeListener(answer)).on('connection', (socket) => sockets.add(socket))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    serve(made) {
      handler = made
    },
    /** From now on every browser counts as one that accepts this encoding and no other. */
    accept(accepted) {
      encoding = accepted
    },
    sent: () => [...sockets].reduce((sum, { bytesWritten }) => sum + bytesWritten, 0),
  }
}
