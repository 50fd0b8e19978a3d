import type { CapabilityKey, ProviderCapabilities } from '../spec/capabilities.js'
import type { CreateMeetingRequest } from '../spec/create-meeting.js'
import type { MeetingSettings } from '../spec/meeting-settings.js'
import type { MeetingWarning } from '../spec/warning.js'
import { settingDefaults } from './defaults.js'
import { notApplied, unsupported } from './warnings.js'

/** A request less what a provider cannot do, and what was taken out of it. */
export interface Fitted<Request> {
  readonly request: Request
  readonly warnings: readonly MeetingWarning[]
}

type Fields = Pick<CreateMeetingRequest, 'id'> & Record<string, unknown>
type Leaf = readonly [path: string, value: unknown]

/** Groups whose members are settings of their own; every other object (metadata) is one value. */
const groups: ReadonlySet<string> = new Set(['locks', 'media'])

/**
 * Fits a create request to what a provider declares: an unsupported setting that differs from its default is left out,
 * a number beyond the vendor's limit is cut to it, each with a warning. Of `providerOptions` only the member of the
 * provider's own type remains.
 */
export function fitCreate(
  request: CreateMeetingRequest,
  type: string,
  capabilities: ProviderCapabilities,
): Fitted<CreateMeetingRequest> {
  const warnings: MeetingWarning[] = []
  const fitted: Fields = { id: request.id }
  for (const [path, value] of leaves(request)) {
    const capability = capabilities[capabilityKey(path, value)]
    if ((capability?.support ?? 'unsupported') === 'unsupported') {
      if (!isDefault(path, value)) warnings.push(unsupported(path, capability?.note))
    } else if (typeof value === 'number' && capability?.limit !== undefined && value > capability.limit) {
      warnings.push(notApplied(path, `the vendor takes at most ${capability.limit}; asked for ${value}`))
      put(fitted, path, capability.limit)
    } else put(fitted, path, value)
  }
  const own = ownOptions(request.providerOptions, type)
  return { request: { ...(fitted as CreateMeetingRequest), ...own }, warnings }
}

/** The member of `providerOptions` that belongs to a provider type, as an object to spread. */
export function ownOptions<Options extends object>(
  options: Options | undefined,
  type: string,
): { providerOptions?: Options } {
  const own = (options as Record<string, unknown> | undefined)?.[type]
  return own === undefined ? {} : { providerOptions: { [type]: own } as Options }
}

function* leaves(request: CreateMeetingRequest): Iterable<Leaf> {
  for (const [key, value] of Object.entries(request)) {
    if (value === undefined || key === 'id' || key === 'providerOptions') continue
    if (!groups.has(key)) yield [key, value]
    else
      for (const [member, inner] of Object.entries(value))
        if (inner !== undefined) yield [`${key}.${member}`, inner]
  }
}

function capabilityKey(path: string, value: unknown): CapabilityKey {
  return (
    path === 'record' && value !== 'off' ? `create.record.${String(value)}` : `create.${path}`
  ) as CapabilityKey
}

function isDefault(path: string, value: unknown): boolean {
  const [key = '', member] = path.split('.')
  const preset: unknown = settingDefaults[key as keyof typeof settingDefaults]
  if (member !== undefined) return (preset as Record<string, unknown> | undefined)?.[member] === value
  return preset === value || (key === 'metadata' && Object.keys(value as object).length === 0) || value === ''
}

function put(target: Fields, path: string, value: unknown): void {
  const [key = '', member] = path.split('.')
  if (member === undefined) target[key] = value
  else target[key] = { ...(target[key] as object | undefined), [member]: value }
}

/** The neutral settings of a request: all but id and vendor options. A copy: the caller may change theirs later. */
export function settingsOf({
  id: _id,
  providerOptions: _options,
  ...settings
}: CreateMeetingRequest): MeetingSettings {
  return structuredClone(settings)
}
