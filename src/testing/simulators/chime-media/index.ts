export type {
  ChimeMediaAction,
  ChimeMediaCall,
  ChimeMediaSimulator,
  StagedMediaErrorOptions,
} from './chime-media-simulator.js'
export type { ChimeMediaMeetings, PipelineEvent, PipelineMeeting } from './meetings.js'
export type { ChimeMediaRates, ChimeMediaSimulatorOptions, ChimeMediaTimings } from './options.js'
export type { MediaErrorOptions } from './pipelines/exception.js'
export type { PipelineKind, PipelineStatus } from './pipelines/pipeline.js'
export type { MediaPipelinesCall } from './pipelines/routes.js'
export type { SimulatedObject } from './s3/bucket-store.js'
export type { S3Action, S3Call } from './s3/routes.js'
export type { SimulatedPipeline } from './simulated-pipeline.js'
export { startChimeMediaSimulator } from './start.js'
