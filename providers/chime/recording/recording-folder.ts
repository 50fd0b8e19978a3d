import { createHash } from 'node:crypto'

/** The part of a folder's name that stands for a meeting: its key, or a hash of what neither S3 nor an ARN would take. */
export function folderOf(key: string): string {
  return /^[\w-][\w.-]{0,99}$/.test(key) ? key : createHash('sha256').update(key).digest('hex').slice(0, 32)
}
