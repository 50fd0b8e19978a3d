import type { ErrorAnswerOptions } from './service-error.js'

/** A staged exception: how it is answered, how often (default once), and whether the service does the work first. */
export interface StagedExceptionOptions extends ErrorAnswerOptions {
  readonly times?: number
  readonly processed?: boolean
}
