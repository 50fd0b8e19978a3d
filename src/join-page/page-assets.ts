import type { PageManifest } from './page-api.js'

/** A file of the page. */
export interface PageAsset {
  readonly bytes: Uint8Array
  /** Media type. */
  readonly type: string
  /** The same bytes, packed. */
  readonly gzip?: Uint8Array
  readonly brotli?: Uint8Array
}

/** Where the page's files are. What a name means never changes: names hold a hash of what is in the file. */
export interface PageAssets {
  /** Fails where there are none. */
  manifest(): Promise<PageManifest>
  /** Undefined for a name that the manifest does not have. */
  get(name: string): Promise<PageAsset | undefined>
}
