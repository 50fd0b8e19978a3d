import { createHash } from 'node:crypto'
import type { Clock } from '../../../../ports/clock.js'
import type { SimulatorAnswer, SimulatorRequest } from '../../simulator-server.js'
import type { BucketStore, SimulatedObject } from './bucket-store.js'
import type { RoutedS3Call } from './routes.js'

/** What every operation works on. */
export interface S3Context {
  readonly clock: Clock
  readonly buckets: BucketStore
  readonly denied: (action: string) => boolean
}

/** The bucket exists and the signature is checked by the time that an operation runs; errors are thrown as `S3Error`. */
export type S3Operation = (
  context: S3Context,
  routed: RoutedS3Call,
  request: SimulatorRequest,
) => SimulatorAnswer

export function etagOf({ text }: SimulatedObject): string {
  return `"${createHash('md5').update(text).digest('hex')}"`
}
