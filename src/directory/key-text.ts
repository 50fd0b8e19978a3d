import type { DirectoryKey } from './meeting-record.js'

/** One text for one key: no tenant and no id holds a control character, so nothing else comes out the same. */
export function directoryKeyText({ tenant, id }: DirectoryKey): string {
  return tenant === undefined ? id : `${tenant}\n${id}`
}
