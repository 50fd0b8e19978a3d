const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The JSON of a body. Throws where it is none, or not UTF-8. */
export function bodyJson(body: Uint8Array): unknown {
  return JSON.parse(utf8.decode(body))
}
