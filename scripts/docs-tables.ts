import { type Capability, createMeetings, errorCodes, type ProviderCapabilities } from 'anymeet'

/** The parts of the README that are generated, by the name in their markers. */
export async function docsTables(): Promise<Readonly<Record<string, string>>> {
  return { capabilities: await capabilityMatrix(), errors: errorTable() }
}

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
async function capabilityMatrix(): Promise<string> {
  const meetings = createMeetings({
    provider: 'fake',
    providers: {
      'bbb-2-4': { type: 'bbb', url: 'https://bbb.example.com', secret: 'not-used', server: 'bbb-2.4' },
      'bbb-3-0': { type: 'bbb', url: 'https://bbb.example.com', secret: 'not-used', server: 'bbb-3.0' },
      chime: { type: 'chime', region: 'us-east-1' },
      fake: { type: 'fake' },
    },
  })
  const columns: readonly (readonly [title: string, capabilities: ProviderCapabilities])[] = [
    ['bbb 2.4', await meetings.capabilities('bbb-2-4')],
    ['bbb 3.0', await meetings.capabilities('bbb-3-0')],
    ['chime', await meetings.capabilities('chime')],
    ['fake', await meetings.capabilities('fake')],
  ]
  await meetings.close()
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

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}
