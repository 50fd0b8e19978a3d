/** An object in a simulated bucket. */
export interface SimulatedObject {
  readonly key: string
  /** Its bytes as UTF-8 text: the simulator keeps text only. */
  readonly text: string
  readonly size: number
  readonly lastModified: Date
}

/** Buckets and what is in them. */
export class BucketStore {
  readonly #regions: ReadonlyMap<string, string> | undefined
  readonly #buckets = new Map<string, Map<string, SimulatedObject>>()

  /** `regions` names the buckets that exist; without it, every bucket exists in every region. */
  constructor(regions: Readonly<Record<string, string>> | undefined) {
    this.#regions = regions === undefined ? undefined : new Map(Object.entries(regions))
  }

  exists(bucket: string): boolean {
    return this.#regions === undefined || this.#regions.has(bucket)
  }

  /** Where a bucket is; undefined where it exists in every region, or not at all. */
  regionOf(bucket: string): string | undefined {
    return this.#regions?.get(bucket)
  }

  put(bucket: string, key: string, text: string, at: number): SimulatedObject {
    const object = { key, text, size: Buffer.byteLength(text), lastModified: new Date(at) }
    const objects = this.#buckets.get(bucket) ?? new Map<string, SimulatedObject>()
    this.#buckets.set(bucket, objects.set(key, object))
    return object
  }

  get(bucket: string, key: string): SimulatedObject | undefined {
    return this.#buckets.get(bucket)?.get(key)
  }

  /** No effect where there is no such object. */
  delete(bucket: string, key: string): void {
    this.#buckets.get(bucket)?.delete(key)
  }

  /** The objects whose key starts with `prefix`, in the order of S3: by the bytes of the key. */
  list(bucket: string, prefix = ''): readonly SimulatedObject[] {
    const objects = [...(this.#buckets.get(bucket)?.values() ?? [])]
    return objects.filter(({ key }) => key.startsWith(prefix)).sort((a, b) => compareKeys(a.key, b.key))
  }

  clear(): void {
    this.#buckets.clear()
  }
}

/** By UTF-8 bytes, which differs from JavaScript's own order where a key has characters beyond U+FFFF. */
export function compareKeys(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}
