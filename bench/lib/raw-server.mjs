import { once } from 'node:events'
import { createServer } from 'node:net'

const END_OF_HEAD = '\r\n\r\n'

/**
 * As little HTTP/1.1 server as will do, so that the client is what is measured: `answer(method, target, body)` gives the
 * body to send. Knows keep-alive, `Connection: close` and `Content-Length`; nothing else.
 */
export async function startRawServer(contentType, answer) {
  const heads = new Map()
  const server = createServer((socket) => {
    socket.setNoDelay(true)
    let pending = ''
    socket.on('error', () => socket.destroy())
    socket.on('data', (chunk) => {
      // Requests of the contenders are ASCII, bodies included.
      pending += chunk.latin1Slice()
      for (;;) {
        const headEnd = pending.indexOf(END_OF_HEAD)
        if (headEnd === -1) return
        const head = pending.slice(0, headEnd)
        const length = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0)
        const end = headEnd + END_OF_HEAD.length + length
        if (pending.length < end) return
        const [method, target] = head.slice(0, head.indexOf('\r\n')).split(' ')
        const body = Buffer.from(answer(method, target, pending.slice(end - length, end)))
        pending = pending.slice(end)
        const closes = /\r\nconnection: *close/i.test(head)
        const response = Buffer.concat([Buffer.from(headFor(body.length, closes)), body])
        if (closes) socket.end(response)
        else socket.write(response)
      }
    })
  })

  function headFor(length, closes) {
    const key = closes ? -length : length
    let head = heads.get(key)
    if (head === undefined) {
      head = `HTTP/1.1 200 OK\r\nContent-Type: ${contentType}\r\nConnection: ${closes ? 'close' : 'keep-alive'}\r\nContent-Length: ${length}${END_OF_HEAD}`
      heads.set(key, head)
    }
    return head
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${server.address().port}`
}
