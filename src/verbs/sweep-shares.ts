import { createHash } from 'node:crypto'
import type { Directory } from '../directory/directory.js'
import { directoryKeyText } from '../directory/key-text.js'
import type { DirectoryKey } from '../directory/meeting-record.js'
import { askDirectory } from '../identity/guarded-directory.js'

/** Into how many shares the meetings are divided. */
const SHARES = 64
/** How long a share belongs to the machine that took it; until then the others leave it alone. */
const SHARE_MS = 20_000

/** Which meetings one pass of this machine is for, where several machines sweep at once: each takes shares as it meets them. */
export class SweepShares {
  readonly #directory: Directory
  readonly #taken = new Map<number, Promise<boolean>>()

  constructor(directory: Directory) {
    this.#directory = directory
  }

  isMine(key: DirectoryKey): Promise<boolean> | boolean {
    if (!this.#directory.shared || this.#directory.lease === undefined) return true
    const share = createHash('sha256').update(directoryKeyText(key)).digest().readUInt8(0) % SHARES
    const known = this.#taken.get(share)
    if (known !== undefined) return known
    const asked = askDirectory(
      this.#directory,
      async (directory) => (await directory.lease?.(`sweep:${share}`, SHARE_MS)) ?? true,
    )
    this.#taken.set(share, asked)
    return asked
  }
}
