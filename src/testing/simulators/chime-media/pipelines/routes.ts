/** The operations of the media pipelines service that the simulator answers, by the service's own names. */
export type MediaPipelinesCall =
  | 'CreateMediaCapturePipeline'
  | 'GetMediaCapturePipeline'
  | 'ListMediaCapturePipelines'
  | 'DeleteMediaCapturePipeline'
  | 'CreateMediaConcatenationPipeline'
  | 'CreateMediaLiveConnectorPipeline'
  | 'GetMediaPipeline'
  | 'ListMediaPipelines'
  | 'DeleteMediaPipeline'
  | 'TagResource'
  | 'UntagResource'
  | 'ListTagsForResource'

/** Method, path and, where one path serves several operations, the value of the query parameter `operation`. */
type Route = readonly [method: string, path: RegExp, operation?: string]

const routes: Readonly<Record<MediaPipelinesCall, Route>> = {
  CreateMediaCapturePipeline: ['POST', /^\/sdk-media-capture-pipelines$/],
  GetMediaCapturePipeline: ['GET', /^\/sdk-media-capture-pipelines\/([^/]+)$/],
  ListMediaCapturePipelines: ['GET', /^\/sdk-media-capture-pipelines$/],
  DeleteMediaCapturePipeline: ['DELETE', /^\/sdk-media-capture-pipelines\/([^/]+)$/],
  CreateMediaConcatenationPipeline: ['POST', /^\/sdk-media-concatenation-pipelines$/],
  CreateMediaLiveConnectorPipeline: ['POST', /^\/sdk-media-live-connector-pipelines$/],
  GetMediaPipeline: ['GET', /^\/sdk-media-pipelines\/([^/]+)$/],
  ListMediaPipelines: ['GET', /^\/sdk-media-pipelines$/],
  DeleteMediaPipeline: ['DELETE', /^\/sdk-media-pipelines\/([^/]+)$/],
  TagResource: ['POST', /^\/tags$/, 'tag-resource'],
  UntagResource: ['POST', /^\/tags$/, 'untag-resource'],
  ListTagsForResource: ['GET', /^\/tags$/],
}

const calls = Object.keys(routes) as MediaPipelinesCall[]

/** A request that reached an operation. */
export interface RoutedCall {
  readonly call: MediaPipelinesCall
  /** The pipeline's id in the path, still percent-encoded; empty where the path has none. */
  readonly id: string
  readonly query: URLSearchParams
}

/** Whether a call is one of this service, not one of S3. */
export function isPipelinesCall(call: string): call is MediaPipelinesCall {
  return Object.hasOwn(routes, call)
}

/** Finds the operation of a request; undefined when the service has none. */
export function route(method: string, target: string): RoutedCall | undefined {
  const [path = '', ...rest] = target.split('?')
  const query = new URLSearchParams(rest.join('?'))
  const operation = query.get('operation') ?? undefined
  for (const call of calls) {
    const [wantedMethod, wantedPath, wantedOperation] = routes[call]
    const match = wantedPath.exec(path)
    if (match === null || method !== wantedMethod || operation !== wantedOperation) continue
    return { call, id: match[1] ?? '', query }
  }
  return undefined
}
