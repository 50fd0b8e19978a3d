import type { CapabilityKey, ProviderCapabilities } from '../../src/spec/capabilities.js'
import type { ProviderRecordings } from '../../src/spec/provider-recordings.js'
import type { BbbContext } from './bbb-context.js'
import { changeRecordings } from './client/change-recordings.js'
import { captions, deleteCaptions, putCaptions } from './recording-captions.js'
import { getRecording, listRecordings } from './recording-list.js'

/** The operations on recordings; those that the server lacks are not there. */
export function bbbRecordings(
  open: () => BbbContext,
  capabilities: ProviderCapabilities,
): ProviderRecordings {
  const publishing =
    (publish: boolean): NonNullable<ProviderRecordings['publish']> =>
    async (id, options) =>
      changeRecordings(open().api, 'publishRecordings', { recordID: [id], publish }, options)
  const all: Required<Omit<ProviderRecordings, 'start' | 'stop'>> = {
    list: async (query, options) => listRecordings(open(), query, options),
    get: async (id, options) => getRecording(open(), id, options),
    publish: publishing(true),
    unpublish: publishing(false),
    delete: async (id, options) =>
      changeRecordings(open().api, 'deleteRecordings', { recordID: [id] }, options),
    update: async (id, { metadata: meta }, options) =>
      changeRecordings(open().api, 'updateRecordings', { recordID: [id], meta }, options),
    captions: async (id, options) => captions(open(), id, options),
    putCaptions: async (id, upload, options) => putCaptions(open(), id, upload, options),
    deleteCaptions: async (id, key, options) => deleteCaptions(open(), id, key, options),
  }
  const offered = Object.entries(all).filter(([name]) => {
    const key = `recordings.${name}` as CapabilityKey
    return capabilities[key]?.support !== 'unsupported'
  })
  return Object.fromEntries(offered)
}
