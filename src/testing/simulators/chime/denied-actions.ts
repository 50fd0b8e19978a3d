import { accountId, meetingArn, partitionOf } from './arn.js'
import type { ChimeCall } from './routes.js'
import { ChimeServiceError } from './service-error.js'

/** An operation as IAM policies name it. */
export type ChimeAction = `chime:${ChimeCall}`

/** What the caller's IAM policies do not allow. */
export class DeniedActions {
  readonly #region: string
  readonly #denied = new Set<ChimeAction>()

  constructor(region: string) {
    this.#region = region
  }

  deny(action: ChimeAction): void {
    this.#denied.add(action)
  }

  clear(): void {
    this.#denied.clear()
  }

  /** Throws what IAM answers to a denied action, on a meeting or on none in particular. */
  check(action: ChimeAction, meetingId?: string): void {
    if (!this.#denied.has(action)) return
    const user = `arn:${partitionOf(this.#region)}:iam::${accountId}:user/anymeet`
    const resource = meetingId === undefined ? '*' : meetingArn(this.#region, meetingId)
    throw new ChimeServiceError(
      'AccessDeniedException',
      `User: ${user} is not authorized to perform: ${action} on resource: ${resource}`,
    )
  }
}
