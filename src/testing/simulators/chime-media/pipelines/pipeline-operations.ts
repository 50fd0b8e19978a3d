import { CapturePipeline } from './capture.js'
import { PipelinesException } from './exception.js'
import type { Operation, OperationContext, OperationInput } from './operation.js'
import type { Pipeline, PipelineKind } from './pipeline.js'
import { idRules, pageRules } from './requests.js'
import { check } from './rules.js'

/** The member of a `MediaPipeline` that carries a pipeline of this kind. */
const memberOfKind: Readonly<Record<PipelineKind, string>> = {
  capture: 'MediaCapturePipeline',
  concatenation: 'MediaConcatenationPipeline',
  'live-connector': 'MediaLiveConnectorPipeline',
}

const pipelinesPerPage = 99

export const getCapture: Operation = (context, input) => {
  const pipeline = findCapture(context, input)
  return { status: 200, body: { MediaCapturePipeline: pipeline.describe() } }
}

export const getPipeline: Operation = (context, input) => {
  const pipeline = find(context, input)
  return { status: 200, body: { MediaPipeline: { [memberOfKind[pipeline.kind]]: pipeline.describe() } } }
}

export const listCaptures: Operation = ({ pipelines }, { query }) => {
  const captures = pipelines.all().filter((pipeline) => pipeline instanceof CapturePipeline)
  return { status: 200, body: page('MediaCapturePipelines', captures, query) }
}

export const listPipelines: Operation = ({ pipelines }, { query }) => {
  return { status: 200, body: page('MediaPipelines', pipelines.all(), query) }
}

export const deleteCapture: Operation = (context, input) => {
  stop(context, findCapture(context, input))
  return { status: 204 }
}

/** Unlike the call for captures, this one has a `ConflictException` in its model. */
export const deletePipeline: Operation = (context, input) => {
  const pipeline = find(context, input)
  if (pipeline.status === 'Stopping') {
    throw new PipelinesException('ConflictException', `Media pipeline ${pipeline.id} is stopping`)
  }
  stop(context, pipeline)
  return { status: 204 }
}

function stop({ world, repeatedDelete }: OperationContext, pipeline: Pipeline): void {
  if (pipeline.ended || pipeline.status === 'Stopping') {
    if (repeatedDelete === 'not-found') throw notFound(pipeline.id)
    return
  }
  pipeline.stop(world.clock.now())
}

function find({ pipelines }: OperationContext, { id }: OperationInput): Pipeline {
  const decoded = decode(id)
  check({ MediaPipelineId: decoded }, idRules)
  const pipeline = pipelines.get(decoded)
  if (pipeline === undefined) throw notFound(decoded)
  return pipeline
}

function findCapture(context: OperationContext, input: OperationInput): CapturePipeline {
  const pipeline = find(context, input)
  if (!(pipeline instanceof CapturePipeline)) throw notFound(pipeline.id)
  return pipeline
}

function notFound(id: string): PipelinesException {
  return new PipelinesException('NotFoundException', `Media pipeline ${id} not found`)
}

/** One page of a list. The token, opaque to callers, names the last pipeline of the page before. */
function page(
  member: string,
  pipelines: readonly Pipeline[],
  query: URLSearchParams,
): Readonly<Record<string, unknown>> {
  const maxResults = query.get('max-results')
  const token = query.get('next-token')
  const MaxResults = maxResults === null ? pipelinesPerPage : Number(maxResults)
  check({ MaxResults, NextToken: token }, pageRules)
  const last =
    token === null ? -1 : pipelines.findIndex(({ id }) => id === Buffer.from(token, 'base64url').toString())
  if (token !== null && last === -1)
    throw new PipelinesException('BadRequestException', 'NextToken is invalid')
  const some = pipelines.slice(last + 1, last + 1 + MaxResults)
  const more = last + 1 + MaxResults < pipelines.length
  return {
    [member]: some.map(({ id, arn }) => ({ MediaPipelineId: id, MediaPipelineArn: arn })),
    NextToken: more ? Buffer.from(some.at(-1)?.id ?? '').toString('base64url') : null,
  }
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
