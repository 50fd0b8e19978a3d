import type { EventUrls } from '../../../src/ports/event-urls.js'

/** The callback URLs of one server of an instance: each says which. */
export function serverUrls(urls: EventUrls, server: string): EventUrls {
  return {
    url: (claims) => urls.url({ ...claims, server }),
    read(url) {
      const claims = urls.read(url)
      return claims?.server === server ? claims : undefined
    },
    isOurs: (url) => urls.isOurs(url),
  }
}
