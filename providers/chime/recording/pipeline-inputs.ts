import type { RecordingState } from './recording-state.js'
import type { CaptureInput, ConcatenationInput } from './wire.js'

// What is written while people talk, five seconds a file, lies apart from the films that are made of it afterwards. So
// whatever is under the one is a film, whether Chime puts the pipeline's id in between or not (fact sheet, section 5.2).
const PARTS = 'parts'
const FILMS = 'films'

/** Where the finished files of a recording are, and nothing else. */
export function filmsPrefix({ folder }: RecordingState): string {
  return `${folder}/${FILMS}/`
}

/** A capture of the meeting. The token makes a repeat of the same start find the first one's pipeline. */
export function captureInput(state: RecordingState, meetingArn: string): CaptureInput {
  return {
    ClientRequestToken: `${state.id}-capture`,
    SourceType: 'ChimeSdkMeeting',
    SourceArn: meetingArn,
    SinkType: 'S3Bucket',
    SinkArn: arnOf(state, PARTS),
    ChimeSdkMeetingConfiguration: { ArtifactsConfiguration: artifacts[state.layout] },
  }
}

/** Films out of what the capture writes. Waits by itself until the capture is over. */
export function concatenationInput(state: RecordingState, captureArn: string): ConcatenationInput {
  const { layout } = state
  return {
    ClientRequestToken: `${state.id}-films`,
    Sources: [
      {
        Type: 'MediaCapturePipeline',
        MediaCapturePipelineSourceConfiguration: {
          MediaPipelineArn: captureArn,
          ChimeSdkMeetingConfiguration: {
            ArtifactsConfiguration: {
              Audio: { State: 'Enabled' },
              Video: disabled,
              Content: layout === 'active-speaker' ? enabled : disabled,
              DataChannel: disabled,
              TranscriptionMessages: disabled,
              MeetingEvents: disabled,
              CompositedVideo: layout === 'composited' ? enabled : disabled,
            },
          },
        },
      },
    ],
    Sinks: [{ Type: 'S3Bucket', S3BucketSinkConfiguration: { Destination: arnOf(state, FILMS) } }],
  }
}

const enabled = { State: 'Enabled' } as const
const disabled = { State: 'Disabled' } as const

const artifacts: Readonly<
  Record<RecordingState['layout'], CaptureInput['ChimeSdkMeetingConfiguration']['ArtifactsConfiguration']>
> = {
  audio: { Audio: { MuxType: 'AudioOnly' }, Video: disabled, Content: disabled },
  'active-speaker': {
    Audio: { MuxType: 'AudioWithActiveSpeakerVideo' },
    Video: disabled,
    // The film shows the speaker only: what is shared is a film of its own.
    Content: { State: 'Enabled', MuxType: 'ContentOnly' },
  },
  composited: {
    Audio: { MuxType: 'AudioWithCompositedVideo' },
    Video: disabled,
    Content: disabled,
    CompositedVideo: {
      Layout: 'GridView',
      Resolution: 'FHD',
      GridViewConfiguration: { ContentShareLayout: 'Horizontal' },
    },
  },
}

function arnOf({ bucket, folder }: RecordingState, part: string): string {
  return `arn:aws:s3:::${bucket}/${folder}/${part}`
}
