import { execFile } from 'node:child_process'
import { appendFile, cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))

interface Rules {
  readonly forbidden: readonly { readonly name: string }[]
}
const rules: Rules = createRequire(import.meta.url)('../../.dependency-cruiser.cjs')

/** A line that breaks a rule, and the file that it is put into: a new one, or the end of one that is there. */
interface Plant {
  readonly rule: string
  readonly file: string
  readonly line: string
}

/** What the planted lines point at. */
const targets: Readonly<Record<string, string>> = {
  'src/call/planted-b.ts': "export type * from './planted-a.js'",
  'test/planted.ts': 'export {}',
}

const plants: readonly Plant[] = [
  { rule: 'no-cycle', file: 'src/call/planted-a.ts', line: "export * from './planted-b.js'" },
  {
    rule: 'spec-imports-nothing',
    file: 'src/spec/planted-error.ts',
    line: "export type { Problem } from '../errors/meeting-error.js'",
  },
  { rule: 'spec-imports-nothing', file: 'src/spec/planted-builtin.ts', line: "import 'node:crypto'" },
  {
    rule: 'errors-import-only-contract-types',
    file: 'src/errors/planted.ts',
    line: "export type { Clock } from '../ports/clock.js'",
  },
  {
    rule: 'errors-load-nothing-of-the-contract',
    file: 'src/errors/planted-spec.ts',
    line: "export * from '../spec/warning.js'",
  },
  {
    rule: 'ports-know-only-the-contract',
    file: 'src/ports/planted.ts',
    line: "export type { Meetings } from '../meetings.js'",
  },
  {
    rule: 'helpers-do-not-know-the-facade',
    file: 'src/http/planted.ts',
    line: "export * from '../identity/meeting-id.js'",
  },
  {
    rule: 'helpers-do-not-know-the-facade',
    file: 'src/directory/planted.ts',
    line: "export type { Meetings } from '../meetings.js'",
  },
  {
    rule: 'only-the-catalog-names-providers',
    file: 'src/planted-type.ts',
    line: "export type { BbbConfig } from '../providers/bbb/config.js'",
  },
  {
    rule: 'only-the-catalog-names-providers',
    file: 'src/identity/planted.ts',
    line: "export const load: unknown = () => import('../../providers/fake/index.js')",
  },
  {
    rule: 'only-the-catalog-names-providers',
    file: 'src/testing/contract/planted.ts',
    line: "export * from '../../../providers/fake/index.js'",
  },
  {
    rule: 'the-catalog-loads-providers-lazily',
    file: 'src/catalog.ts',
    line: "export * from '../providers/bbb/bbb-provider.js'",
  },
  {
    rule: 'a-provider-imports-no-other',
    file: 'providers/chime/planted.ts',
    line: "export type { BbbConfig } from '../bbb/config.js'",
  },
  {
    rule: 'a-provider-does-not-know-the-facade',
    file: 'providers/bbb/planted-facade.ts',
    line: "export type { Meetings } from '../../src/meetings.js'",
  },
  {
    rule: 'a-provider-does-not-know-the-facade',
    file: 'providers/bbb/planted-catalog.ts',
    line: "export * from '../../src/catalog.js'",
  },
  {
    rule: 'a-provider-does-not-know-the-facade',
    file: 'providers/bbb/planted-self.ts',
    line: "export * from 'anymeet'",
  },
  {
    rule: 'only-src-inversify-names-inversify',
    file: 'src/planted-container.ts',
    line: "export type { Container } from 'inversify'",
  },
  {
    rule: 'only-src-inversify-names-inversify',
    file: 'providers/chime/planted-metadata.ts',
    line: "import 'reflect-metadata'",
  },
  {
    rule: 'inversify-is-types-only',
    file: 'src/inversify/planted.ts',
    line: "export { Container } from 'inversify'",
  },
  {
    rule: 'only-src-inversify-uses-the-bindings',
    file: 'src/planted-bindings.ts',
    line: "export * from './inversify/index.js'",
  },
  {
    rule: 'only-three-files-name-the-aws-sdk',
    file: 'providers/chime/planted-aws.ts',
    line: "export type { Meeting } from '@aws-sdk/client-chime-sdk-meetings'",
  },
  {
    rule: 'only-three-files-name-the-aws-sdk',
    file: 'src/testing/simulators/chime/planted-aws.ts',
    line: "export const load: unknown = () => import('@aws-sdk/client-chime-sdk-meetings')",
  },
  {
    rule: 'the-aws-sdk-is-loaded-lazily',
    file: 'providers/chime/aws.ts',
    line: "export { ChimeSDKMeetingsClient } from '@aws-sdk/client-chime-sdk-meetings'",
  },
  {
    rule: 'the-aws-sdk-is-loaded-lazily',
    file: 'providers/chime/recording/aws.ts',
    line: "export { S3Client } from '@aws-sdk/client-s3'",
  },
  {
    rule: 'the-aws-sdk-is-loaded-lazily',
    file: 'providers/chime/events/aws.ts',
    line: "export { SQSClient } from '@aws-sdk/client-sqs'",
  },
  {
    rule: 'jose-is-loaded-lazily',
    file: 'providers/bbb/planted-jwt.ts',
    line: "export { jwtVerify } from 'jose'",
  },
  {
    rule: 'the-core-does-not-know-the-event-handler',
    file: 'src/planted-events.ts',
    line: "export type { EventHandler } from './events/event-handler.js'",
  },
  {
    rule: 'the-core-does-not-know-the-join-page',
    file: 'src/join-link/planted.ts',
    line: "export type { JoinPage } from '../join-page/join-page.js'",
  },
  {
    rule: 'the-page-shares-only-types',
    file: 'page/src/planted.ts',
    line: "export type { JoinPageOptions } from '../../src/join-page/join-page.js'",
  },
  {
    rule: 'the-page-loads-nothing-of-the-server',
    file: 'page/src/planted-api.ts',
    line: "export * from '../../src/join-page/page-api.js'",
  },
  {
    rule: 'one-folder-of-the-page-names-the-client-library',
    file: 'page/src/meeting/planted.ts',
    line: "export { LogLevel } from 'amazon-chime-sdk-js'",
  },
  {
    rule: 'shipped-code-imports-shipped-code',
    file: 'src/planted-page.ts',
    line: "export * from '../page/src/main.js'",
  },
  {
    rule: 'only-the-xml-port-names-xml-parsers',
    file: 'providers/bbb/planted-xml.ts',
    line: "export type { SaxesParser } from 'saxes'",
  },
  {
    rule: 'only-the-xml-port-names-xml-parsers',
    file: 'src/testing/simulators/bbb/planted-xml.ts',
    line: "export { XMLParser } from 'fast-xml-parser'",
  },
  {
    rule: 'xml-parsers-are-loaded-lazily',
    file: 'providers/bbb/xml/planted.ts',
    line: "export { SaxesParser } from 'saxes'",
  },
  {
    rule: 'a-simulator-shares-no-code-with-adapters',
    file: 'src/testing/simulators/bbb/planted-checksum.ts',
    line: "export * from '../../../../providers/bbb/checksum.js'",
  },
  {
    rule: 'a-simulator-shares-no-code-with-adapters',
    file: 'src/testing/simulators/bbb/planted-errors.ts',
    line: "export type { Problem } from '../../../errors/meeting-error.js'",
  },
  {
    rule: 'a-simulator-does-not-know-the-other',
    file: 'src/testing/simulators/chime/planted.ts',
    line: "export * from '../bbb/index.js'",
  },
  {
    rule: 'shipped-code-does-not-use-the-testing-kit',
    file: 'providers/fake/planted.ts',
    line: "export * from '../../src/testing/test-clock.js'",
  },
  {
    rule: 'shipped-code-does-not-use-the-testing-kit',
    file: 'src/planted-testing.ts',
    line: "export type { TestClock } from './testing/test-clock.js'",
  },
  {
    rule: 'shipped-code-imports-shipped-code',
    file: 'src/planted-test.ts',
    line: "export * from '../test/planted.js'",
  },
  {
    rule: 'no-dev-dependency-in-shipped-code',
    file: 'providers/bbb/planted-dev.ts',
    line: "export { parse } from 'acorn'",
  },
  {
    rule: 'no-dev-dependency-in-shipped-code',
    file: 'src/planted-dev.ts',
    line: "export * from 'fast-check'",
  },
  { rule: 'no-unresolvable-import', file: 'src/planted-missing.ts', line: "export * from './nowhere.js'" },
]

interface Violation {
  readonly rule: { readonly name: string }
  readonly from: string
}

/** Runs the rules as `npm run check:imports` does. */
async function violations(folder: string): Promise<readonly Violation[]> {
  const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
  const args = [cruiser, 'src', 'providers', 'page', '--output-type', 'json']
  const output = await new Promise<string>((resolve) => {
    // Exits with the number of violations.
    execFile(process.execPath, args, { cwd: folder, maxBuffer: 64 * 2 ** 20 }, (_error, stdout) =>
      resolve(stdout),
    )
  })
  return JSON.parse(output).summary.violations
}

describe('the import rules', () => {
  let folder: string
  let found: readonly string[]
  const name = (rule: string, file: string): string => `${rule}: ${file}`

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'anymeet-import-rules-'))
    for (const part of [
      'src',
      'providers',
      'page',
      'package.json',
      'tsconfig.json',
      '.dependency-cruiser.cjs',
    ])
      await cp(join(root, part), join(folder, part), { recursive: true })
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'))
    await mkdir(join(folder, 'test'))
    for (const [file, text] of Object.entries(targets)) await writeFile(join(folder, file), `${text}\n`)
    for (const { file, line } of plants) await appendFile(join(folder, file), `${line}\n`)
    found = (await violations(folder)).map(({ rule, from }) => name(rule.name, from))
  })

  afterAll(() => rm(folder, { recursive: true, force: true }))

  it.each(plants)('report $rule in $file', ({ rule, file }) => {
    expect(found).toContain(name(rule, file))
  })

  it('report nothing but what was planted', () => {
    const planted = new Set(plants.map(({ file }) => file))
    expect(found.filter((entry) => !planted.has(entry.slice(entry.indexOf(': ') + 2)))).toEqual([])
  })

  it('are all shown to report something', () => {
    expect([...new Set(plants.map(({ rule }) => rule))].sort()).toEqual(
      rules.forbidden.map(({ name }) => name).sort(),
    )
  })
})
