import { createCapture, createConcatenation, createLiveConnector } from './create-operations.js'
import type { Operation } from './operation.js'
import {
  deleteCapture,
  deletePipeline,
  getCapture,
  getPipeline,
  listCaptures,
  listPipelines,
} from './pipeline-operations.js'
import type { MediaPipelinesCall } from './routes.js'
import { listTags, tagResource, untagResource } from './tag-operations.js'

/** What each call does. A further operation needs an entry here and one in the route table. */
export const operations: Readonly<Record<MediaPipelinesCall, Operation>> = {
  CreateMediaCapturePipeline: createCapture,
  GetMediaCapturePipeline: getCapture,
  ListMediaCapturePipelines: listCaptures,
  DeleteMediaCapturePipeline: deleteCapture,
  CreateMediaConcatenationPipeline: createConcatenation,
  CreateMediaLiveConnectorPipeline: createLiveConnector,
  GetMediaPipeline: getPipeline,
  ListMediaPipelines: listPipelines,
  DeleteMediaPipeline: deletePipeline,
  TagResource: tagResource,
  UntagResource: untagResource,
  ListTagsForResource: listTags,
}
