import type { EventUrls } from '../ports/event-urls.js'
import type { CallbackSigner } from './callback-signer.js'

/** The callback URLs of one instance, or of a tenant's own. */
export function instanceUrls(signer: CallbackSigner, provider: string, tenant?: string): EventUrls {
  return {
    url: (claims) => signer.url({ provider, ...(tenant !== undefined && { tenant }), ...claims }),
    read(url) {
      const claims = signer.readUrl(url)
      return claims?.provider === provider && claims.tenant === tenant ? claims : undefined
    },
    isOurs: (url) => signer.readUrl(url) !== undefined,
  }
}
