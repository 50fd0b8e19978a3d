import { choice, list, type Rule, structure, text, whole } from './rules.js'

/** The members of the requests that the simulator acts on. The rest is checked and echoed. */
export interface CaptureRequest {
  readonly SourceType: string
  readonly SourceArn: string
  readonly SinkType: string
  readonly SinkArn: string
  readonly ClientRequestToken?: string
  readonly ChimeSdkMeetingConfiguration?: CaptureConfiguration
  readonly SseAwsKeyManagementParams?: unknown
  readonly SinkIamRoleArn?: string
  readonly Tags?: readonly Tag[]
}

export interface CaptureConfiguration {
  readonly SourceConfiguration?: {
    readonly SelectedVideoStreams?: { readonly AttendeeIds?: readonly string[] }
  }
  readonly ArtifactsConfiguration?: {
    readonly Audio: { readonly MuxType: string }
    readonly Video: { readonly State: string }
    readonly Content: { readonly State: string }
    readonly CompositedVideo?: unknown
  }
}

export interface ConcatenationRequest {
  readonly Sources: readonly [
    {
      readonly MediaCapturePipelineSourceConfiguration: {
        readonly MediaPipelineArn: string
        readonly ChimeSdkMeetingConfiguration: {
          readonly ArtifactsConfiguration: Readonly<Record<string, { readonly State: string }>>
        }
      }
    },
  ]
  readonly Sinks: readonly [{ readonly S3BucketSinkConfiguration: { readonly Destination: string } }]
  readonly ClientRequestToken?: string
  readonly Tags?: readonly Tag[]
}

export interface LiveConnectorRequest {
  readonly Sources: readonly [
    { readonly ChimeSdkMeetingLiveConnectorConfiguration: { readonly Arn: string } },
  ]
  readonly Sinks: readonly unknown[]
  readonly ClientRequestToken?: string
  readonly Tags?: readonly Tag[]
}

export interface Tag {
  readonly Key: string
  readonly Value: string
}

const arnForm = /^arn[/:\-_.a-zA-Z0-9]+$/
const arn = text(1, 1024, arnForm)
const guid = text(36, 36, /^[a-fA-F0-9]{8}(?:-[a-fA-F0-9]{4}){3}-[a-fA-F0-9]{12}$/)
const token = text(2, 64, /^[-_a-zA-Z0-9]*$/)
const state = choice('Enabled', 'Disabled')
const tags = list(structure({ 'Key!': text(1, 128), 'Value!': text(0, 256) }), 1, 200)
const tiles: Readonly<Record<string, Rule>> = {
  TileOrder: choice('JoinSequence', 'SpeakerSequence'),
  TileCount: whole(1, 10),
  TileAspectRatio: text(3, 5, /^\d{1,2}\/\d{1,2}$/),
}
const corner = choice('TopLeft', 'TopRight', 'BottomLeft', 'BottomRight')

const compositedVideo = structure({
  Layout: choice('GridView'),
  Resolution: choice('HD', 'FHD'),
  'GridViewConfiguration!': structure({
    'ContentShareLayout!': choice('PresenterOnly', 'Horizontal', 'Vertical', 'ActiveSpeakerOnly'),
    PresenterOnlyConfiguration: structure({ PresenterPosition: corner }),
    ActiveSpeakerOnlyConfiguration: structure({ ActiveSpeakerPosition: corner }),
    HorizontalLayoutConfiguration: structure({ ...tiles, TilePosition: choice('Top', 'Bottom') }),
    VerticalLayoutConfiguration: structure({ ...tiles, TilePosition: choice('Left', 'Right') }),
    VideoAttribute: structure({
      CornerRadius: whole(1, 20),
      BorderThickness: whole(1, 20),
      BorderColor: choice('Black', 'Blue', 'Red', 'Green', 'White', 'Yellow'),
      HighlightColor: choice('Black', 'Blue', 'Red', 'Green', 'White', 'Yellow'),
    }),
    CanvasOrientation: choice('Landscape', 'Portrait'),
  }),
})

const sourceConfiguration = structure({
  SelectedVideoStreams: structure({
    AttendeeIds: list(guid, 1, Number.POSITIVE_INFINITY),
    ExternalUserIds: list(text(2, 64), 1, Number.POSITIVE_INFINITY),
  }),
})

export const captureRules: Rule = structure({
  'SourceType!': choice('ChimeSdkMeeting'),
  'SourceArn!': arn,
  'SinkType!': choice('S3Bucket'),
  'SinkArn!': arn,
  ClientRequestToken: token,
  ChimeSdkMeetingConfiguration: structure({
    SourceConfiguration: sourceConfiguration,
    ArtifactsConfiguration: structure({
      'Audio!': structure({
        'MuxType!': choice('AudioOnly', 'AudioWithActiveSpeakerVideo', 'AudioWithCompositedVideo'),
      }),
      'Video!': structure({ 'State!': state, MuxType: choice('VideoOnly') }),
      'Content!': structure({ 'State!': state, MuxType: choice('ContentOnly') }),
      CompositedVideo: compositedVideo,
    }),
  }),
  SseAwsKeyManagementParams: structure({
    'AwsKmsKeyId!': text(1, 1024),
    AwsKmsEncryptionContext: text(1, 4096),
  }),
  SinkIamRoleArn: arn,
  Tags: tags,
})

const concatenated = structure({ 'State!': state })

export const concatenationRules: Rule = structure({
  'Sources!': list(
    structure({
      'Type!': choice('MediaCapturePipeline'),
      'MediaCapturePipelineSourceConfiguration!': structure({
        'MediaPipelineArn!': arn,
        'ChimeSdkMeetingConfiguration!': structure({
          'ArtifactsConfiguration!': structure({
            // Of all artifacts, audio is the one that cannot be left out.
            'Audio!': structure({ 'State!': choice('Enabled') }),
            'Video!': concatenated,
            'Content!': concatenated,
            'DataChannel!': concatenated,
            'TranscriptionMessages!': concatenated,
            'MeetingEvents!': concatenated,
            'CompositedVideo!': concatenated,
          }),
        }),
      }),
    }),
    1,
    1,
  ),
  'Sinks!': list(
    structure({
      'Type!': choice('S3Bucket'),
      'S3BucketSinkConfiguration!': structure({ 'Destination!': arn }),
    }),
    1,
    1,
  ),
  ClientRequestToken: token,
  Tags: tags,
})

export const liveConnectorRules: Rule = structure({
  'Sources!': list(
    structure({
      'SourceType!': choice('ChimeSdkMeeting'),
      'ChimeSdkMeetingLiveConnectorConfiguration!': structure({
        'Arn!': arn,
        'MuxType!': choice('AudioWithCompositedVideo', 'AudioWithActiveSpeakerVideo'),
        CompositedVideo: compositedVideo,
        SourceConfiguration: sourceConfiguration,
      }),
    }),
    1,
    1,
  ),
  'Sinks!': list(
    structure({
      'SinkType!': choice('RTMP'),
      'RTMPConfiguration!': structure({
        'Url!': text(1, 1024),
        AudioChannels: choice('Stereo', 'Mono'),
        AudioSampleRate: choice('44100', '48000'),
      }),
    }),
    1,
    1,
  ),
  ClientRequestToken: token,
  Tags: tags,
})

const resourceArn = text(1, 1011, arnForm)
export const tagRules: Rule = structure({ 'ResourceARN!': resourceArn, 'Tags!': tags })
export const untagRules: Rule = structure({
  'ResourceARN!': resourceArn,
  'TagKeys!': list(text(1, 128), 1, 50),
})
export const listTagsRules: Rule = structure({ 'ResourceARN!': resourceArn })
export const idRules: Rule = structure({ 'MediaPipelineId!': guid })
export const pageRules: Rule = structure({ MaxResults: whole(1, 99), NextToken: text(1, 4096) })
