import type { Call } from '../call/call.js'
import type { Claim } from '../directory/directory.js'
import type { MeetingRecord } from '../directory/meeting-record.js'
import type { Clock } from '../ports/clock.js'
import { defaultsOf } from '../requests/defaults.js'
import { fitCreate, ownOptions, settingsOf } from '../requests/fit-create.js'
import { failOnWarnings } from '../requests/warnings.js'
import type { CreateMeetingRequest, CreateMeetingResult } from '../spec/create-meeting.js'
import type { MeetingProvider } from '../spec/provider.js'
import { fingerprint } from './fingerprint.js'
import { vendorKey } from './vendor-key.js'

export interface CreateSession {
  readonly provider: MeetingProvider
  readonly claim: Claim
  readonly request: CreateMeetingRequest
  readonly call: Call
  readonly clock: Clock
}

export interface CreatedSession
  extends Pick<
    CreateMeetingResult,
    'disposition' | 'createdAt' | 'providerData' | 'warnings' | 'fellBackFrom'
  > {
  readonly record: MeetingRecord
}

/** Asks a provider to make the session that a claim stands for, and writes its record. */
export async function createSession({
  provider,
  claim,
  request,
  call,
  clock,
}: CreateSession): Promise<CreatedSession> {
  const { key, draft, inherited } = claim
  const fitted = fitCreate(request, provider.type, provider.capabilities)
  if (call.strict) failOnWarnings(fitted.warnings, 'unsupported')
  // Before the vendor is asked: what fails here must leave nothing behind.
  const settings = settingsOf(request)
  const hashes = fingerprint({
    id: key.id,
    ...settings,
    ...ownOptions(request.providerOptions, provider.type),
  })
  const made = await provider.createMeeting(
    {
      ...fitted.request,
      key: vendorKey(key),
      ...(key.tenant === undefined ? {} : { tenant: key.tenant }),
      incarnation: draft.incarnation,
      requestToken: draft.requestToken,
      ...(draft.server === undefined ? {} : { server: draft.server }),
      repeated: inherited,
    },
    call,
  )
  const record: MeetingRecord = {
    ...(key.tenant === undefined ? {} : { tenant: key.tenant }),
    id: key.id,
    incarnation: draft.incarnation,
    provider: draft.provider,
    requestToken: draft.requestToken,
    vendor: made.vendor,
    notes: made.notes ?? {},
    settings,
    fingerprint: { ...fingerprint({ id: key.id, ...defaultsOf(key.id) }), ...hashes },
    createdAt: (made.createdAt ?? new Date(clock.now())).getTime(),
  }
  return {
    record,
    disposition: made.disposition,
    createdAt: new Date(record.createdAt),
    warnings: [...fitted.warnings, ...made.warnings],
    ...(made.providerData === undefined ? {} : { providerData: made.providerData }),
  }
}
