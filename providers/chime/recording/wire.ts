/** What is sent to the media pipelines and to S3, in their own spelling (fact sheet, section 5). */
type State = { State: 'Enabled' | 'Disabled' }

export interface CaptureInput {
  ClientRequestToken: string
  SourceType: 'ChimeSdkMeeting'
  SourceArn: string
  SinkType: 'S3Bucket'
  SinkArn: string
  ChimeSdkMeetingConfiguration: {
    ArtifactsConfiguration: {
      Audio: { MuxType: 'AudioOnly' | 'AudioWithActiveSpeakerVideo' | 'AudioWithCompositedVideo' }
      Video: State
      Content: State & { MuxType?: 'ContentOnly' }
      CompositedVideo?: {
        Layout: 'GridView'
        Resolution: 'HD' | 'FHD'
        GridViewConfiguration: {
          ContentShareLayout: 'PresenterOnly' | 'Horizontal' | 'Vertical' | 'ActiveSpeakerOnly'
        }
      }
    }
  }
}

export interface ConcatenationInput {
  ClientRequestToken: string
  Sources: {
    Type: 'MediaCapturePipeline'
    MediaCapturePipelineSourceConfiguration: {
      MediaPipelineArn: string
      ChimeSdkMeetingConfiguration: {
        ArtifactsConfiguration: {
          Audio: { State: 'Enabled' }
          Video: State
          Content: State
          DataChannel: State
          TranscriptionMessages: State
          MeetingEvents: State
          CompositedVideo: State
        }
      }
    }
  }[]
  Sinks: { Type: 'S3Bucket'; S3BucketSinkConfiguration: { Destination: string } }[]
}

export interface MediaInputs {
  CreateMediaCapturePipeline: CaptureInput
  GetMediaCapturePipeline: { MediaPipelineId: string }
  DeleteMediaCapturePipeline: { MediaPipelineId: string }
  CreateMediaConcatenationPipeline: ConcatenationInput
  GetMediaPipeline: { MediaPipelineId: string }
  DeleteMediaPipeline: { MediaPipelineId: string }
}

export type MediaOperation = keyof MediaInputs

export interface BucketInputs {
  ListObjectsV2: { Bucket: string; Prefix: string; MaxKeys?: number; ContinuationToken?: string }
  DeleteObjects: { Bucket: string; Delete: { Objects: { Key: string }[]; Quiet: boolean } }
}

export type BucketOperation = keyof BucketInputs
