import type { PipelineWorld } from './pipeline.js'
import type { PipelineStore } from './pipeline-store.js'

/** What every operation works on. */
export interface OperationContext {
  readonly world: PipelineWorld
  readonly pipelines: PipelineStore
  readonly repeatedDelete: 'not-found' | 'accepted'
  readonly denied: (action: string) => boolean
}

export interface OperationInput {
  readonly id: string
  readonly query: URLSearchParams
  readonly body: unknown
}

/** Status and JSON body of an answer; errors are thrown as `PipelinesException`. */
interface OperationAnswer {
  readonly status: 200 | 201 | 204
  readonly body?: Readonly<Record<string, unknown>>
}

export type Operation = (context: OperationContext, input: OperationInput) => OperationAnswer
