import type { ServerState } from './server-state.js'
import { cdata, leaf } from './xml.js'

/** A text that a person wrote. The templates of 2.2 and 2.3 put it into CDATA, later ones escape it. */
export function text({ release }: ServerState, name: string, value: string): string {
  return release < 2.4 ? cdata(name, value) : leaf(name, value)
}
