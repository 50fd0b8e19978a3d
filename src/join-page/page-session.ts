import type { JoinResult } from '../spec/join-meeting.js'
import type { PageSession } from './page-api.js'

/** The client library that the page is made for. */
const SDK = 'amazon-chime-sdk-js'

/** What the page's client library takes; undefined for what is for another one. */
export function pageSession(result: JoinResult): PageSession | undefined {
  if (result.kind !== 'sdk' || result.sdk !== SDK) return undefined
  const { Meeting, Attendee } = result.session as Partial<PageSession>
  if (typeof Meeting !== 'object' || typeof Attendee?.ExternalUserId !== 'string') return undefined
  return { Meeting, Attendee }
}
