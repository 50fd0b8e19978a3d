import type { SimulatorAnswer } from '../simulator-server.js'
import type { ServerState } from './server-state.js'
import type { Violation } from './violation.js'
import { bare, branch, leaf } from './xml.js'

/** A BigBlueButton answer: HTTP 200 whether it says SUCCESS or FAILED. */
function response(...children: readonly string[]): SimulatorAnswer {
  return {
    status: 200,
    headers: { 'content-type': 'text/xml;charset=utf-8' },
    body: branch('response', ...children),
  }
}

export function success(...children: readonly string[]): SimulatorAnswer {
  return response(leaf('returncode', 'SUCCESS'), ...children)
}

export function failed({ key, message }: Violation): SimulatorAnswer {
  return response(leaf('returncode', 'FAILED'), leaf('messageKey', key), leaf('message', message))
}

/**
 * The second shape of a failure, without a messageKey. The older server writes attributes, the newer one elements,
 * so that a reader meets both.
 */
export function failedAsErrorsList({ release }: ServerState, { key, message }: Violation): SimulatorAnswer {
  const error =
    release < 2.5
      ? bare('error', { key, message })
      : branch('error', leaf('key', key), leaf('message', message))
  return response(leaf('returncode', 'FAILED'), branch('errors', error))
}

/** How a server tells a broken rule to a program: 2.2 and 2.3 list what is missing, b3scale answers 500 to a bad checksum. */
export function refused(state: ServerState, violation: Violation): SimulatorAnswer {
  const { key } = violation
  if (state.release < 2.4 && key.startsWith('missingParam')) return failedAsErrorsList(state, violation)
  const isGatewayError = state.balancer === 'b3scale' && key === 'checksumError'
  return isGatewayError ? { ...failed(violation), status: 500 } : failed(violation)
}

/** A failure without any key, as the calls have it that were added last. */
export function failedWithoutKey(message: string): SimulatorAnswer {
  return response(leaf('returncode', 'FAILED'), leaf('message', message))
}

/** What b3scale says when it fails itself: a return code of its own, and HTTP 500. */
export function gatewayError({ key, message }: Violation): SimulatorAnswer {
  const answer = response(leaf('returncode', 'ERROR'), leaf('messageKey', key), leaf('message', message))
  return { ...answer, status: 500 }
}

/** The answer of a call that speaks JSON; everything stands in `response`. */
export function json(fields: Readonly<Record<string, unknown>>): SimulatorAnswer {
  return {
    status: 200,
    headers: { 'content-type': 'application/json;charset=utf-8' },
    body: JSON.stringify({ response: fields }),
  }
}

export function jsonFailed({ key, message }: Violation): SimulatorAnswer {
  return json({ returncode: 'FAILED', messageKey: key, message })
}

export function redirect(location: string, headers: Readonly<Record<string, string>> = {}): SimulatorAnswer {
  return { status: 302, headers: { location, ...headers }, body: '' }
}

/** A page with an unclosed tag, as the proxy in front of a real server sends them: not well-formed XML. */
export function htmlPage(status: number, title: string): SimulatorAnswer {
  return {
    status,
    headers: { 'content-type': 'text/html' },
    body: `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr>\r\n</body>\r\n</html>\r\n`,
  }
}

export function pageNotFound(): SimulatorAnswer {
  return htmlPage(404, '404 Not Found')
}

/** What an exception inside the server looks like from outside. */
export function internalServerError(): SimulatorAnswer {
  return htmlPage(500, '500 Internal Server Error')
}
