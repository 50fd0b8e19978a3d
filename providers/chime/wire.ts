/** What is sent to Chime, in Chime's own spelling (fact sheet, section 1.2). */
export interface ChimeAttendeeCapabilities {
  readonly Audio: ChimeDirection
  readonly Video: ChimeDirection
  readonly Content: ChimeDirection
}

export type ChimeDirection = 'SendReceive' | 'Send' | 'Receive' | 'None'

export interface ChimeFeatures {
  Audio?: { EchoReduction: 'AVAILABLE' | 'UNAVAILABLE' }
  Video?: { MaxResolution: 'None' | 'HD' | 'FHD' }
  Content?: { MaxResolution: 'None' | 'FHD' | 'UHD' }
  Attendee?: { MaxCount: number }
}

export interface CreateMeetingInput {
  ClientRequestToken: string
  ExternalMeetingId: string
  MediaRegion: string
  MeetingFeatures?: ChimeFeatures
  MeetingHostId?: string
  PrimaryMeetingId?: string
  TenantIds?: string[]
  Tags?: { Key: string; Value: string }[]
  NotificationsConfiguration?: { SnsTopicArn?: string; SqsQueueArn?: string; LambdaFunctionArn?: string }
  MediaPlacementNetworkType?: 'Ipv4Only' | 'DualStack'
}

export interface AttendeeInput {
  ExternalUserId: string
  Capabilities?: ChimeAttendeeCapabilities
}

/** The operations that the adapter uses, with what each takes. */
export interface ChimeInputs {
  CreateMeeting: CreateMeetingInput
  GetMeeting: { MeetingId: string }
  DeleteMeeting: { MeetingId: string }
  CreateAttendee: AttendeeInput & { MeetingId: string }
  BatchCreateAttendee: { MeetingId: string; Attendees: AttendeeInput[] }
  DeleteAttendee: { MeetingId: string; AttendeeId: string }
}

export type ChimeOperation = keyof ChimeInputs
