import { describe, expect, inject, it } from 'vitest'
import { loadedFiles, node } from './run.js'

const systems = [
  { type: 'module', ending: 'mjs', load: (name: string) => `await import('${name}')` },
  { type: 'commonjs', ending: 'cjs', load: (name: string) => `require('${name}')` },
] as const

const heavy = /^@aws-sdk\/|^@smithy\/|^inversify\/|^reflect-metadata\/|^fast-xml-parser\/|^saxes\//

describe.each(systems)('as $type', ({ type, ending, load }) => {
  it('holds a meeting on BigBlueButton with nothing else installed', async () => {
    expect(await node(inject('lean'), `meeting.${ending}`)).toBe('created url true open Algebra ended\n')
  })

  it('takes events of BigBlueButton with nothing else installed', async () => {
    expect(await node(inject('lean'), `events.${ending}`)).toBe(
      '200 403 200 meeting.started participant.joined recording.ready\n',
    )
  })

  it('serves the join page, with nothing else installed', async () => {
    expect(await node(inject('lean'), `join-page.${ending}`)).toBe('200 br redirect true\n')
  })

  it('holds a meeting on Chime where the AWS client is installed', async () => {
    expect(await node(inject('full'), `chime.${ending}`)).toBe('sdk ended\n')
  })

  it('names the package to install where it is not', async () => {
    expect(await node(inject('lean'), `chime.${ending}`)).toBe(
      'true not-configured chime the package @aws-sdk/client-chime-sdk-meetings is not installed: ' +
        'npm install @aws-sdk/client-chime-sdk-meetings\n',
    )
  })

  it.each([
    'anymeet/fake',
    'anymeet/custom-link',
    'anymeet/inversify',
    'anymeet/testing',
    'anymeet/chime',
    'anymeet/events',
    'anymeet/join-page',
    'anymeet/directory/redis',
    'anymeet/directory/postgres',
  ])('loads %s with nothing else installed', async (name) => {
    const source = `${load(name)}; console.log('loaded')`
    expect(await node(inject('lean'), `--input-type=${type}`, '--eval', source)).toBe('loaded\n')
  })

  it('loads few files for anymeet and anymeet/bbb, and neither SDKs nor parsers', async () => {
    const source = [load('anymeet'), load('anymeet/bbb')].join(';')
    const files = await loadedFiles(inject('full'), source, type)
    expect(files.filter((file) => heavy.test(file))).toEqual([])
    expect(files.filter((file) => /chime|fake|testing/.test(file))).toEqual([])
    expect(files.every((file) => file.startsWith('anymeet/dist/'))).toBe(true)
    expect(files.length).toBeLessThanOrEqual(5)
    expect(files.length).toBeGreaterThan(0)
  })

  it('loads no adapter with anymeet alone', async () => {
    const files = await loadedFiles(inject('full'), load('anymeet'), type)
    expect(files.map((file) => file.replace(/-[\w-]{8}(?=\.)/, '').replace(/\.c?js$/, '')).sort()).toEqual(
      expect.arrayContaining(['anymeet/dist/core', 'anymeet/dist/index']),
    )
    expect(files.filter((file) => /provider|bbb|chime|fake|link/.test(file))).toEqual([])
  })

  it('loads the AWS client only when Chime is called', async () => {
    const aws = async (source: string): Promise<boolean> =>
      (await loadedFiles(inject('full'), source, type)).some((file) => file.startsWith('@aws-sdk/'))
    expect(await aws(load('anymeet/chime'))).toBe(false)
    expect(await aws(load(`./meeting.${ending}`))).toBe(false)
    expect(await aws(load(`./chime.${ending}`))).toBe(true)
  })
})

describe('as both in one process', () => {
  it('recognises the errors and identifiers of the other copy', async () => {
    expect((await node(inject('lean'), 'two-copies.mjs')).trim().split('\n')).toEqual([
      'two classes: true',
      'by is: true true',
      'by instanceof: true true',
      'no other error: false false',
      'identifiers: true',
    ])
  })
})
