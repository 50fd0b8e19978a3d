import type { ProviderCapabilities } from '../../src/spec/capabilities.js'

/** What is not named here, a link cannot do. */
export const customLinkCapabilities: ProviderCapabilities = {
  create: { support: 'emulated', note: "nothing is made: the room behind the link is somebody else's" },
  'create.name': { support: 'emulated', note: 'kept by the record' },
  'create.metadata': { support: 'emulated', note: 'kept by the record' },
  join: { support: 'native' },
  'join.url': { support: 'native' },
  'join.name': {
    support: 'emulated',
    note: 'the link is the same for everybody; the room asks for the name',
  },
  end: { support: 'unsupported', note: 'a link cannot end the room behind it' },
  info: { support: 'unsupported', note: 'a link does not tell who is in the room behind it' },
}
