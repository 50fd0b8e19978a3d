import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Metafile } from 'esbuild'

/** Files of a package that have to travel with what is made of it. */
const legalFile = /^(?:licen[cs]e|notice|copying)(?:[.-].*)?$/i
const packageFolder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/

/** Licences and notices of every package of which something is in a bundle. Fails for one that has none. */
export async function thirdPartyNotices(metafile: Metafile, root: string): Promise<string> {
  const folders = new Set<string>()
  for (const { inputs } of Object.values(metafile.outputs))
    for (const [input, { bytesInOutput }] of Object.entries(inputs)) {
      const folder = packageFolder.exec(input)?.[0]
      if (folder !== undefined && bytesInOutput > 0) folders.add(folder)
    }
  const notices = await Promise.all([...folders].map((folder) => noticeOf(join(root, folder))))
  const parts = notices.sort((a, b) => a.title.localeCompare(b.title, 'en'))
  const line = '='.repeat(80)
  const head = 'The join page contains software of others. Their licences and notices follow.'
  return `${[head, ...parts.map(({ title, text }) => `${line}\n${title}\n${line}\n\n${text}`)].join('\n\n')}\n`
}

async function noticeOf(folder: string): Promise<{ readonly title: string; readonly text: string }> {
  const about = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
    readonly name: string
    readonly version: string
    readonly license?: string
  }
  const files = (await readdir(folder)).filter((name) => legalFile.test(name)).sort()
  if (files.length === 0) throw new Error(`${about.name} has no licence file to pass on`)
  const texts = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')))
  return {
    title: `${about.name} ${about.version} (${about.license ?? 'see below'})`,
    text: texts.map((text) => text.replaceAll('\r\n', '\n').trim()).join('\n\n'),
  }
}
