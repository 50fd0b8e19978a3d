import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { failure, get, httpServer, transport } from './support.js'

/** A key and a certificate that nobody vouches for. Undefined where this machine has no openssl. */
function selfSigned(): { key: Buffer; cert: Buffer } | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'anymeet-'))
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const request = [
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-days',
    '2',
  ]
  try {
    execFileSync('openssl', [...request, '-subj', '/CN=localhost', '-keyout', key, '-out', cert], {
      stdio: 'ignore',
    })
    return { key: readFileSync(key), cert: readFileSync(cert) }
  } catch {
    return undefined
  } finally {
    rmSync(folder, { recursive: true })
  }
}

test('a certificate that nobody vouches for is refused before anything is sent', async (context) => {
  const identity = selfSigned()
  if (identity === undefined) return context.skip('this machine has no openssl')
  let requests = 0
  const server = createServer(identity, (_request, response) => {
    requests += 1
    response.end()
  })
  server.on('tlsClientError', () => undefined)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
  })
  const { port } = server.address() as AddressInfo
  const error = await failure(transport().send(get(`https://127.0.0.1:${port}/api/create?checksum=abc`)))
  expect(error).toMatchObject({
    code: 'unavailable',
    effect: 'none',
    vendorCode: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    message: 'the server cannot be reached or closed the connection (DEPTH_ZERO_SELF_SIGNED_CERT)',
  })
  expect(requests).toBe(0)
})

test('https to a server that speaks http is unavailable and not a hang', async () => {
  const { port } = await httpServer((_request, response) => {
    response.end()
  })
  const error = await failure(transport().send(get(`https://127.0.0.1:${port}/`)))
  expect(error).toMatchObject({ code: 'unavailable', retryable: true })
  expect(error.vendorCode).toMatch(/^(EPROTO|ERR_SSL_\w+)$/)
})

test('http to a server that speaks https is an error and not a hang', async (context) => {
  const identity = selfSigned()
  if (identity === undefined) return context.skip('this machine has no openssl')
  const server = createServer(identity)
  server.on('tlsClientError', () => undefined)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
  })
  const { port } = server.address() as AddressInfo
  const error = await failure(transport().send(get(`http://127.0.0.1:${port}/`)))
  expect(['unavailable', 'invalid-response']).toContain(error.code)
})
