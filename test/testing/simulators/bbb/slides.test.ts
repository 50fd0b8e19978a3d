import { describe, expect, test } from 'vitest'
import type { BbbSimulator, BbbSimulatorOptions } from '../../../../src/testing/simulators/bbb/index.js'
import {
  type Answer,
  call,
  create,
  field,
  fieldNames,
  grouped,
  outcome,
  type Params,
  pair,
  parseXml,
  releases,
  send,
  signedTarget,
  start,
} from './support.js'

const xml = { 'content-type': 'application/xml' }
const modules = (...documents: readonly string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?><modules><module name="presentation">${documents.join('')}</module></modules>`
const byUrl = (name: string, further = ''): string =>
  `<document url="https://files.example/${name}" ${further}/>`

function createWith(simulator: BbbSimulator, body: string, params: Params = {}): Promise<Answer> {
  const all = { name: 'Algebra', meetingID: 'class-1', ...pair, ...params }
  return call(simulator, 'create', all, { method: 'POST', headers: xml, body })
}

const names = (simulator: BbbSimulator): string[] => simulator.documents('class-1').map(({ name }) => name)

describe('create with slides', () => {
  test('takes them by URL and as bytes', async () => {
    const { simulator } = await start()
    const bytes = Buffer.from([0, 255, 128, 10, 13])
    const body = modules(
      byUrl('a%20b.pdf'),
      byUrl(
        '2?x=1&amp;y=2',
        `filename="two &#x26; more.pdf" current="true" downloadable='true' removable="false"`,
      ),
      `<document name="three.pdf">\n  ${bytes.toString('base64')}\n</document>`,
    )
    expect(outcome(await createWith(simulator, body))).toBe('SUCCESS ')
    expect(simulator.documents('class-1')).toEqual([
      {
        name: 'a b.pdf',
        url: 'https://files.example/a%20b.pdf',
        current: false,
        downloadable: false,
        removable: true,
      },
      {
        name: 'two & more.pdf',
        url: 'https://files.example/2?x=1&y=2',
        current: true,
        downloadable: true,
        removable: false,
      },
      { name: 'three.pdf', bytes, current: false, downloadable: false, removable: true },
    ])
  })

  test('shows the first one, unless another says that it is current', async () => {
    const { simulator } = await start()
    await createWith(simulator, modules(byUrl('1.pdf'), byUrl('2.pdf')))
    expect(simulator.documents('class-1').map(({ current }) => current)).toEqual([true, false])
  })

  test('ignores other modules, and a root without any', async () => {
    const { simulator } = await start()
    const override = '<module name="clientSettingsOverride"><![CDATA[{"a":"<b>"}]]></module>'
    await createWith(simulator, `<modules>${override}</modules>`)
    expect(simulator.documents('class-1')).toEqual([])
    expect(outcome(await createWith(simulator, '<modules/>', { meetingID: 'class-2' }))).toBe('SUCCESS ')
  })

  test('ignores slides that come with a repetition, however bad', async () => {
    const { simulator } = await start({ malformedXml: 'refused' })
    await createWith(simulator, modules(byUrl('1.pdf')))
    expect(outcome(await createWith(simulator, modules(byUrl('2.pdf'))))).toBe('SUCCESS duplicateWarning')
    expect(outcome(await createWith(simulator, 'nonsense'))).toBe('SUCCESS duplicateWarning')
    expect(names(simulator)).toEqual(['1.pdf'])
  })

  test('takes one by a parameter since 2.7', async () => {
    const preUploadedPresentation = 'https://files.example/one.pdf'
    const groups = await grouped(releases, async (simulator) => {
      await create(simulator, 'class-1', { preUploadedPresentation, preUploadedPresentationName: 'One.pdf' })
      return names(simulator).join()
    })
    expect(groups).toEqual({ '': '2.2 2.3 2.4 2.5 2.6', 'One.pdf': '2.7 3.0' })
    const { simulator } = await start()
    await create(simulator, 'class-1', { preUploadedPresentation })
    expect(simulator.documents('class-1')).toMatchObject([{ name: 'one.pdf', current: true }])
  })

  test('reads a body of form parameters as such', async () => {
    const { simulator } = await start()
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const sent = { method: 'POST', headers, body: 'meta_topic=Algebra' }
    await call(simulator, 'create', { name: 'Algebra', meetingID: 'class-1' }, sent)
    expect(simulator.meeting('class-1')?.params['meta_topic']).toBe('Algebra')
    expect(simulator.documents('class-1')).toEqual([])
  })

  test('answers the page of the proxy when the body is too big', async () => {
    const { simulator } = await start({ maxBodyBytes: 1000 })
    const answer = await createWith(simulator, modules(byUrl('1.pdf'), 'x'.repeat(1000)))
    expect([answer.status, answer.headers['content-type'], simulator.created]).toEqual([413, 'text/html', 0])
    const { simulator: usual } = await start()
    const big = (bytes: number) =>
      createWith(usual, modules(`<document name="a.pdf">${'A'.repeat(bytes)}</document>`))
    expect((await big(2 * 1024 * 1024)).status).toBe(413)
    expect((await big(2 * 1024 * 1024 - 400)).status).toBe(200)
    expect(usual.documents('class-1')[0]!.bytes).toHaveLength(((2 * 1024 * 1024 - 400) / 4) * 3)
  })
})

describe('a body that the server cannot use', () => {
  const bad = [
    ['is no XML', 'nonsense'],
    ['is not closed', '<modules><module name="presentation">'],
    ['is closed in the wrong order', '<modules><module name="presentation"></modules></module>'],
    ['has a DOCTYPE', '<!DOCTYPE modules [<!ENTITY a "b">]><modules/>'],
    ['has an unknown entity', modules('<document name="a.pdf">&a;</document>')],
    ['has another root', '<presentation/>'],
    ['has a URL that is not https', modules('<document url="http://files.example/1.pdf"/>')],
    ['has a URL of the server itself', modules('<document url="https://localhost/1.pdf"/>')],
    ['has a URL that is none', modules('<document url="1.pdf"/>')],
    ['has a document without a name', modules('<document>QUJD</document>')],
    ['has bytes that are no base64', modules('<document name="a.pdf">***</document>')],
  ] as const

  test.each(bad)('because it %s makes a meeting without slides', async (_case, body) => {
    const { simulator } = await start()
    expect(outcome(await createWith(simulator, body))).toBe('SUCCESS ')
    expect([simulator.created, names(simulator)]).toEqual([1, []])
  })

  test.each(bad)('because it %s makes no meeting on a server of 2026', async (_case, body) => {
    const { simulator } = await start({ malformedXml: 'refused' })
    expect(outcome(await createWith(simulator, body))).toBe('FAILED malformedXml')
    expect(simulator.created).toBe(0)
  })

  test('in part gives the rest of the slides, or none', async () => {
    const body = modules(byUrl('1.pdf'), '<document url="http://files.example/2.pdf"/>', byUrl('3.pdf'))
    const { simulator } = await start()
    await createWith(simulator, body)
    expect(names(simulator)).toEqual(['1.pdf', '3.pdf'])
    const { simulator: strict } = await start({ malformedXml: 'refused' })
    expect(outcome(await createWith(strict, body))).toBe('FAILED malformedXml')
  })

  test('does not hide that the server refuses the parameters', async () => {
    const { simulator } = await start({ malformedXml: 'refused' })
    expect(outcome(await createWith(simulator, 'nonsense', { meetingID: 'x' }))).toBe('FAILED sizeError')
  })
})

describe('insertDocument', () => {
  async function insert(
    options: BbbSimulatorOptions,
    body: string,
    params: Params = { meetingID: 'class-1' },
  ): Promise<{ simulator: BbbSimulator; answer: Answer }> {
    const { simulator } = await start(options)
    await createWith(simulator, modules(byUrl('1.pdf')))
    const answer = await call(simulator, 'insertDocument', params, { method: 'POST', headers: xml, body })
    return { simulator, answer }
  }

  test('adds documents to those that are there, without a messageKey', async () => {
    const { simulator, answer } = await insert({}, modules(byUrl('2.pdf'), byUrl('3.pdf')))
    expect(fieldNames(parseXml(answer.body))).toEqual(['returncode', 'message'])
    expect(field(answer, 'returncode')).toBe('SUCCESS')
    expect(simulator.documents('class-1').map(({ name, current }) => [name, current])).toEqual([
      ['1.pdf', false],
      ['2.pdf', true],
      ['3.pdf', false],
    ])
  })

  test('fails without a messageKey when there is no such meeting', async () => {
    const { answer } = await insert({}, modules(), { meetingID: 'nobody' })
    expect(fieldNames(parseXml(answer.body))).toEqual(['returncode', 'message'])
    expect(outcome(answer)).toBe('FAILED -')
  })

  test('fails with one when a rule is broken', async () => {
    expect(outcome((await insert({}, modules(), { meetingID: 'x' })).answer)).toBe('FAILED sizeError')
    const strict = await insert({ malformedXml: 'refused' }, 'nonsense')
    expect([outcome(strict.answer), names(strict.simulator)]).toEqual(['FAILED malformedXml', ['1.pdf']])
    const { simulator } = await start()
    const sent = {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'a=1',
    }
    const form = await call(simulator, 'insertDocument', { meetingID: 'class-1' }, sent)
    expect(outcome(form)).toBe('FAILED unsupportedContentType')
  })

  test('takes what it cannot read for nothing, and leaves the slides as they are', async () => {
    const { simulator, answer } = await insert({}, 'nonsense')
    expect(outcome(answer)).toBe('SUCCESS -')
    expect(simulator.documents('class-1')).toMatchObject([{ name: '1.pdf', current: true }])
  })

  test('by GET is the version document, and without a checksum nothing', async () => {
    const { simulator } = await start()
    expect(field(await call(simulator, 'insertDocument'), 'version')).toBe('2.0')
    const target = signedTarget(simulator, 'insertDocument').replace(/.$/, 'x')
    expect(outcome(await send(simulator, target, { method: 'POST' }))).toBe('FAILED checksumError')
  })
})
