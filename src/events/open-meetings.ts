import { askDirectory } from '../identity/guarded-directory.js'
import { providerMeeting, recordedSession } from '../identity/session.js'
import type { MeetingsOptions } from '../meetings-options.js'
import type { ProviderMeeting } from '../spec/provider-meeting.js'
import type { NamedInstance } from './trusted.js'

/** The meetings of an instance, or of a tenant's own, that are recorded and not known to have ended. */
export async function* openMeetings(
  { directory }: Pick<MeetingsOptions, 'directory'>,
  { provider, tenant }: NamedInstance,
): AsyncGenerator<ProviderMeeting, void> {
  const records = directory.scan()[Symbol.asyncIterator]()
  for (;;) {
    const next = await askDirectory(directory, () => records.next())
    if (next.done === true) return
    const { value: record } = next
    // No tenant's own instance has the name of a configured one.
    const isHere = record.provider === provider && (tenant === undefined || record.tenant === tenant)
    if (isHere && record.endedAt === undefined) yield providerMeeting(recordedSession(record))
  }
}
