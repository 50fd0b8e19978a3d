import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { ruleOf } from '../../providers/chime/error-table.js'

type Names = Readonly<Record<'request' | 'response' | 'exceptions', readonly string[]>>

interface Policy {
  readonly Version: string
  readonly Statement: readonly {
    readonly Effect: string
    readonly Action: readonly string[]
    readonly Resource: string | readonly string[]
    readonly Principal?: unknown
  }[]
}

const read = (path: string): Promise<string> => readFile(new URL(`../../${path}`, import.meta.url), 'utf8')

/** The part of the document under a heading, up to the next one of the same size. */
async function section(heading: string): Promise<string> {
  const text = `\n${await read('docs/amazon-chime-sdk.md')}`
  const [marks = ''] = heading.split(' ')
  const start = text.indexOf(`\n${heading}\n`)
  if (start === -1) throw new Error(`the document has no ${heading}`)
  const rest = text.slice(start + heading.length + 2)
  const end = rest.search(new RegExp(`\\n#{2,${marks.length}} `))
  return end === -1 ? rest : rest.slice(0, end)
}

/** The rows of a section's table: the names in the first column, and the other columns. */
async function rows(
  heading: string,
): Promise<readonly { names: readonly string[]; cells: readonly string[] }[]> {
  const lines = (await section(heading)).split('\n').filter((line) => line.startsWith('| `'))
  return lines.map((line) => {
    const [first = '', ...cells] = line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim())
    return { names: [...first.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name), cells }
  })
}

/** What AWS publishes of `create_meeting`, in the service of today and in the older one. */
async function published(): Promise<Readonly<Record<'today' | 'older', Names>>> {
  return JSON.parse(await read('test/fixtures/chime/create-meeting-members.json'))
}

async function policies(heading: string): Promise<readonly Policy[]> {
  const blocks = (await section(heading)).matchAll(/```json\n([\s\S]*?)```/g)
  return [...blocks].map(([, code = '']) => JSON.parse(code) as Policy)
}

/** The actions that the policies of a section allow to our own credentials. */
async function actions(heading: string): Promise<readonly string[]> {
  const statements = (await policies(heading)).flatMap(({ Statement }) => Statement)
  const ours = statements.filter(({ Principal }) => Principal === undefined)
  return [...new Set(ours.flatMap(({ Action }) => Action))].toSorted()
}

/** The permissions of S3 that are not named as the commands. */
const bucketPermissions: Readonly<Record<string, string>> = {
  ListObjectsV2: 's3:ListBucket',
  DeleteObjects: 's3:DeleteObject',
  GetObject: 's3:GetObject',
}

/** The actions that the commands need which a file makes. */
async function called(file: string): Promise<readonly string[]> {
  const commands = [...(await read(file)).matchAll(/new aws\.(\w+)Command\(/g)]
  expect(commands).not.toHaveLength(0)
  return commands.map(([, name = '']) => bucketPermissions[name] ?? `chime:${name}`)
}

describe('the document on the Amazon Chime SDK', () => {
  it.each([
    ['### Request', 'request'],
    ['### Response', 'response'],
  ] as const)('has a place for every published member: %s', async (heading, part) => {
    const { today, older } = await published()
    const table = await rows(heading)
    const named = (column: number): readonly string[] =>
      table.filter(({ cells }) => cells[column] === 'yes').flatMap(({ names }) => names)
    expect(named(0).toSorted()).toEqual([...today[part]].toSorted())
    expect(named(1).toSorted()).toEqual([...older[part]].toSorted())
    for (const { names, cells } of table) {
      expect(names, names.join()).toHaveLength(1)
      expect(cells, names.join()).toEqual([
        expect.stringMatching(/^(yes|no)$/),
        expect.stringMatching(/^(yes|no)$/),
        expect.stringMatching(/./),
      ])
    }
  })

  it('has a code for every published exception, the one that the code gives it', async () => {
    const { today, older } = await published()
    const table = await rows('### Exceptions')
    const named = (column: number): readonly string[] =>
      table.filter(({ cells }) => cells[column] === 'yes').flatMap(({ names }) => names)
    expect(named(0).toSorted()).toEqual([...today.exceptions].toSorted())
    expect(named(1).toSorted()).toEqual([...older.exceptions].toSorted())
    for (const { names, cells } of table) {
      const [, , code = '', repeat] = cells
      for (const name of names) {
        const rule = ruleOf(name)
        if (code !== 'the same') expect(code.match(/^`([\w-]+)`/)?.[1], name).toBe(rule?.code)
        const passes = rule?.code === 'rate-limited' || rule?.code === 'unavailable'
        expect(repeat, name).toBe(passes ? 'yes' : 'no')
      }
    }
  })

  it('has every operation, with its method', async () => {
    const table = await rows('## Every operation')
    const commands = (await called('providers/chime/aws.ts')).map((action) => action.replace('chime:', ''))
    expect(new Set(table.map(({ names: [name] }) => name))).toEqual(new Set(commands))
    expect(table).toHaveLength(commands.length)
    for (const { names, cells } of table) {
      const [name = ''] = names
      expect(cells[0]).toContain(`\`${name.charAt(0).toLowerCase()}${name.slice(1)}\``)
    }
  })
})

describe('the IAM policies in it', () => {
  it('name the actions that the code calls, and no others', async () => {
    const meetings = await called('providers/chime/aws.ts')
    const recordings = await called('providers/chime/recording/aws.ts')
    // Asked for by Chime in our name, and by whoever sets the account up.
    const besides = ['s3:GetBucketPolicy', 'iam:CreateServiceLinkedRole']
    expect(await actions('## IAM')).toEqual([...new Set([...meetings, ...recordings, ...besides])].toSorted())
    expect(await actions('### Recording')).toEqual([...new Set([...recordings, ...besides])].toSorted())
  })

  it('name for transcription what its code calls', async () => {
    const files = ['start.ts', 'stop.ts'].map((file) => read(`providers/chime/transcription/${file}`))
    const code = (await Promise.all(files)).join('\n')
    const operations = [...code.matchAll(/api\.call\('(\w+)'/g)].map(([, name]) => `chime:${name}`)
    expect(await actions('### Transcription')).toEqual(
      [...operations, 'iam:CreateServiceLinkedRole'].toSorted(),
    )
  })

  it.each([
    ['### Recording', 'mediapipelines.chime.amazonaws.com', /^s3:/],
    ['### Event notifications', 'meetings.chime.amazonaws.com', /^s[qn]s:/],
  ])('let in only what serves the account itself: %s', async (heading, service, action) => {
    const statements = (await policies(heading)).flatMap(({ Statement }) => Statement)
    const foreign = statements.filter(({ Principal }) => Principal !== undefined)
    expect(foreign).not.toHaveLength(0)
    for (const statement of foreign) {
      expect(statement).toMatchObject({
        Principal: { Service: service },
        Condition: {
          StringEquals: { 'aws:SourceAccount': '111122223333' },
          ArnLike: { 'aws:SourceArn': expect.stringMatching(/^arn:aws:chime:[\w*-]+:111122223333:\*$/) },
        },
      })
      for (const name of statement.Action) expect(name).toMatch(action)
    }
  })

  it('are policies', async () => {
    const all = await policies('## IAM')
    expect(all).toHaveLength(10)
    for (const { Version, Statement } of all) {
      expect(Version).toBe('2012-10-17')
      for (const { Effect, Resource } of Statement) {
        expect(Effect).toBe('Allow')
        expect([Resource].flat()).not.toHaveLength(0)
      }
    }
  })
})
