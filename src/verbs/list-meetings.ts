import type { CallProgress, CallRunner } from '../call/call-runner.js'
import { idInKey } from '../identity/vendor-key.js'
import { lacking } from '../provider-for.js'
import type { Providers } from '../providers.js'
import type { CallOptions, ProviderCallOptions } from '../spec/call-options.js'
import type { MeetingInfo } from '../spec/meeting-info.js'
import type { MeetingList, UnreachableServer } from '../spec/meeting-list.js'
import type { ProviderListedMeeting, ProviderMeetingList } from '../spec/provider.js'

/** What runs on one instance, by default the one for the tenant's new meetings, as far as it is the tenant's. */
export function listMeetings(
  runner: CallRunner,
  providers: Providers,
  asked: string | undefined,
  options: CallOptions,
): MeetingList {
  const { tenant } = options
  let list: ProviderMeetingList | undefined
  const none: readonly UnreachableServer[] = []
  async function* infos(
    call: ProviderCallOptions,
    progress: CallProgress,
  ): AsyncGenerator<MeetingInfo, void> {
    const name = asked ?? (await providers.route(tenant))
    progress.provider = name
    const provider = await providers.get(name, tenant)
    if (provider.listMeetings === undefined) throw lacking(provider, 'listMeetings')
    list = provider.listMeetings(call)
    for await (const meeting of list) {
      const info = infoOf(meeting, name, tenant)
      if (info !== undefined) yield info
    }
  }
  return {
    get unreachable() {
      return list?.unreachable ?? none
    },
    [Symbol.asyncIterator]: () => {
      const progress: CallProgress = asked === undefined ? {} : { provider: asked }
      return runner.iterate('listMeetings', progress, options, (call) => infos(call, progress))
    },
  }
}

function infoOf(
  { key, vendor, ...info }: ProviderListedMeeting,
  provider: string,
  tenant: string | undefined,
): MeetingInfo | undefined {
  const id = idInKey(key, tenant)
  if (id === undefined) return undefined
  const ref = {
    v: 1,
    provider,
    ...(tenant === undefined ? {} : { tenant }),
    id,
    incarnation: 0,
    vendor,
  } as const
  return { ref, ...info }
}
