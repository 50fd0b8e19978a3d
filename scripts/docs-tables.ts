import {
  type Capability,
  createMeetings,
  errorCodes,
  type ProviderCapabilities,
  type ProviderConfig,
} from 'anymeet'
import { type BbbCall, bbbServers, lackOf } from '../providers/bbb/servers.js'

/** The generated parts of each document, by the name in their markers. */
export async function docsTables(): Promise<Readonly<Record<string, Readonly<Record<string, string>>>>> {
  const example = { url: 'https://bbb.example.com', secret: 'not-used' }
  const bbb = Object.fromEntries(
    bbbServers.map((server) => [server, { type: 'bbb', ...example, server } as const]),
  )
  const chime = {
    type: 'chime',
    region: 'us-east-1',
    recording: { bucket: 'recordings' },
    replicas: 4,
  } as const
  const others = { chime, [withPage]: chime, fake: { type: 'fake' } } as const
  const { 'bbb-2.4': old, 'bbb-3.0': current } = bbb
  if (old === undefined || current === undefined) throw new Error('the README speaks of these two')
  return {
    'README.md': {
      capabilities: await capabilityMatrix({ 'bbb 2.4': old, 'bbb 3.0': current, ...others }),
      errors: errorTable(),
    },
    'docs/bigbluebutton.md': { servers: await capabilityMatrix(bbb), calls: callTable() },
  }
}

/** The column of an instance whose people are let in by the join page. */
const withPage = 'chime, join page'

/** A text with the parts between `<!-- name -->` and `<!-- /name -->` replaced. */
export function fillMarkers(text: string, parts: Readonly<Record<string, string>>): string {
  let filled = text
  for (const [name, part] of Object.entries(parts)) {
    const [before, rest] = split(filled, `<!-- ${name} -->\n`)
    const [, after] = split(rest, `<!-- /${name} -->`)
    filled = `${before}<!-- ${name} -->\n${part}<!-- /${name} -->${after}`
  }
  return filled
}

function split(text: string, marker: string): [string, string] {
  const at = text.indexOf(marker)
  if (at === -1) throw new Error(`the text has no ${marker.trim()}`)
  return [text.slice(0, at), text.slice(at + marker.length)]
}

/** A row a capability, a column a preset, footnotes for the notes. */
async function capabilityMatrix(presets: Readonly<Record<string, ProviderConfig>>): Promise<string> {
  const columns: (readonly [title: string, capabilities: ProviderCapabilities])[] = []
  for (const [title, config] of Object.entries(presets)) {
    const joinPage = { url: 'https://app.example.com/meet', secret: 'not used for anything' }
    const meetings = createMeetings({
      providers: { only: config },
      ...(title === withPage && { joinPage }),
    })
    columns.push([title, await meetings.capabilities()])
    await meetings.close()
  }
  const keys = Object.keys(columns.at(-1)?.[1] ?? {}) as (keyof ProviderCapabilities)[]
  const notes: string[] = []
  const rows = keys.map((key) => [
    `\`${key}\``,
    ...columns.map(([, capabilities]) => cell(capabilities[key], notes)),
  ])
  return [
    line(['capability', ...columns.map(([title]) => title)]),
    line(['---', ...columns.map(() => '---')]),
    ...rows.map(line),
    '',
    ...notes.map((note, index) => `${index + 1}. ${note}`),
    '',
  ].join('\n')
}

function cell(capability: Capability | undefined, notes: string[]): string {
  const { support, limit, note } = capability ?? { support: 'unsupported' }
  const word = { native: 'yes', emulated: 'emulated', unsupported: 'no' }[support]
  const upTo = limit === undefined ? '' : `, up to ${limit}`
  if (note === undefined) return word + upTo
  if (!notes.includes(note)) notes.push(note)
  return `${word}${upTo} (${notes.indexOf(note) + 1})`
}

function errorTable(): string {
  const rows = Object.entries(errorCodes).map(([code, { retryable, effect, advice }]) =>
    line([`\`${code}\``, retryable ? 'yes' : 'no', `\`${effect}\``, advice]),
  )
  return [
    line(['code', 'retryable', 'effect, unless it says otherwise', 'what to do']),
    line(['---', '---', '---', '---']),
    ...rows,
    '',
  ].join('\n')
}

/** In the order of the API's documentation, then what other programs on the server answer. */
const calls: readonly BbbCall[] = [
  'create',
  'join',
  'isMeetingRunning',
  'end',
  'getMeetingInfo',
  'getMeetings',
  'insertDocument',
  'sendChatMessage',
  'getJoinUrl',
  'getRecordings',
  'publishRecordings',
  'deleteRecordings',
  'updateRecordings',
  'getRecordingTextTracks',
  'putRecordingTextTrack',
  'hooks/create',
  'hooks/list',
  'hooks/destroy',
  'getDefaultConfigXML',
  'setConfigXML',
]

/** Which server has which call. */
function callTable(): string {
  const rows = calls.map((call) =>
    line([`\`${call}\``, ...bbbServers.map((server) => (lackOf(server, call) === undefined ? 'yes' : 'no'))]),
  )
  return [line(['call', ...bbbServers]), line(['---', ...bbbServers.map(() => '---')]), ...rows, ''].join(
    '\n',
  )
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}
