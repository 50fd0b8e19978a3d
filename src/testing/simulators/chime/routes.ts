/** The operations that the simulator answers, by the service's own names. */
export type ChimeCall =
  | 'CreateMeeting'
  | 'CreateMeetingWithAttendees'
  | 'GetMeeting'
  | 'DeleteMeeting'
  | 'CreateAttendee'
  | 'BatchCreateAttendee'
  | 'GetAttendee'
  | 'ListAttendees'
  | 'DeleteAttendee'
  | 'UpdateAttendeeCapabilities'
  | 'BatchUpdateAttendeeCapabilitiesExcept'
  | 'StartMeetingTranscription'
  | 'StopMeetingTranscription'
  | 'ListTagsForResource'
  | 'TagResource'
  | 'UntagResource'

interface Route {
  readonly call: ChimeCall
  readonly method: string
  /** Path segments are literal, except `MeetingId` and `AttendeeId`. */
  readonly path: string
  /** The value of the query parameter `operation`, where one path serves several operations. */
  readonly operation?: string
}

const routes: readonly Route[] = [
  { call: 'CreateMeeting', method: 'POST', path: '/meetings' },
  { call: 'CreateMeetingWithAttendees', method: 'POST', path: '/meetings', operation: 'create-attendees' },
  { call: 'GetMeeting', method: 'GET', path: '/meetings/MeetingId' },
  { call: 'DeleteMeeting', method: 'DELETE', path: '/meetings/MeetingId' },
  { call: 'CreateAttendee', method: 'POST', path: '/meetings/MeetingId/attendees' },
  {
    call: 'BatchCreateAttendee',
    method: 'POST',
    path: '/meetings/MeetingId/attendees',
    operation: 'batch-create',
  },
  { call: 'GetAttendee', method: 'GET', path: '/meetings/MeetingId/attendees/AttendeeId' },
  { call: 'ListAttendees', method: 'GET', path: '/meetings/MeetingId/attendees' },
  { call: 'DeleteAttendee', method: 'DELETE', path: '/meetings/MeetingId/attendees/AttendeeId' },
  {
    call: 'UpdateAttendeeCapabilities',
    method: 'PUT',
    path: '/meetings/MeetingId/attendees/AttendeeId/capabilities',
  },
  {
    call: 'BatchUpdateAttendeeCapabilitiesExcept',
    method: 'PUT',
    path: '/meetings/MeetingId/attendees/capabilities',
    operation: 'batch-update-except',
  },
  {
    call: 'StartMeetingTranscription',
    method: 'POST',
    path: '/meetings/MeetingId/transcription',
    operation: 'start',
  },
  {
    call: 'StopMeetingTranscription',
    method: 'POST',
    path: '/meetings/MeetingId/transcription',
    operation: 'stop',
  },
  { call: 'ListTagsForResource', method: 'GET', path: '/tags' },
  { call: 'TagResource', method: 'POST', path: '/tags', operation: 'tag-resource' },
  { call: 'UntagResource', method: 'POST', path: '/tags', operation: 'untag-resource' },
]

/** A request that reached an operation. */
interface RoutedRequest {
  readonly call: ChimeCall
  readonly labels: Readonly<Record<string, string>>
  readonly query: URLSearchParams
}

/** Finds the operation of a request; undefined when the service has none. */
export function route(method: string, target: string): RoutedRequest | undefined {
  const [path = '', ...rest] = target.split('?')
  const query = new URLSearchParams(rest.join('?'))
  const operation = query.get('operation') ?? undefined
  for (const candidate of routes) {
    if (candidate.method !== method || candidate.operation !== operation) continue
    const labels = matchPath(candidate.path, path)
    if (labels !== undefined) return { call: candidate.call, labels, query }
  }
  return undefined
}

function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/')
  const given = path.split('/')
  if (wanted.length !== given.length) return undefined
  const labels: Record<string, string> = {}
  for (const [index, segment] of wanted.entries()) {
    const value = decode(given[index] ?? '')
    if (segment === 'MeetingId' || segment === 'AttendeeId') {
      if (value === undefined || value === '') return undefined
      labels[segment] = value
    } else if (value !== segment) {
      return undefined
    }
  }
  return labels
}

function decode(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment)
  } catch {
    return undefined
  }
}
