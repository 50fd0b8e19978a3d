import { MeetingError } from '../../../src/errors/meeting-error.js'
import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import type { UnreachableServer } from '../../../src/spec/meeting-list.js'
import type { ProviderListedMeeting, ProviderMeetingList } from '../../../src/spec/provider.js'
import type { PoolMember } from './pool-member.js'

/** The meetings of every server, one server after the other. One that fails is named and does not keep the others out. */
export function listPool(
  members: readonly PoolMember[],
  options: ProviderCallOptions,
  report: (member: PoolMember, error?: unknown) => void,
): ProviderMeetingList {
  const unreachable: UnreachableServer[] = []
  async function* meetings(): AsyncGenerator<ProviderListedMeeting, void> {
    for (const member of members) {
      try {
        for await (const meeting of member.provider.listMeetings?.(options) ?? [])
          yield { ...meeting, vendor: { ...meeting.vendor, server: member.name } }
        report(member)
      } catch (error) {
        if (!MeetingError.is(error) || options.signal.aborted) throw error
        report(member, error)
        unreachable.push({ server: member.name, code: error.code, message: error.message })
      }
    }
  }
  return { unreachable, [Symbol.asyncIterator]: meetings }
}
