import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http'
import { SaxesParser } from 'saxes'
import { expect, onTestFinished } from 'vitest'
import {
  type BbbSimulator,
  type BbbSimulatorOptions,
  type SimulatedBbbServer,
  startBbbSimulator,
} from '../../../../src/testing/simulators/bbb/index.js'
import { TestClock } from '../../../../src/testing/test-clock.js'

export type Params = Readonly<Record<string, string>>

export interface Sent {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** A simulator with a clock of its own, closed after the test. */
export async function start(
  options: BbbSimulatorOptions = {},
): Promise<{ simulator: BbbSimulator; clock: TestClock }> {
  const clock = new TestClock()
  const simulator = await startBbbSimulator({ clock, ...options })
  onTestFinished(() => simulator.close())
  return { simulator, clock }
}

export function checksum(text: string, algorithm = 'sha256'): string {
  return createHash(algorithm).update(text).digest('hex')
}

/** The path of a call with this raw query, signed at its end. */
export function signedTarget(
  simulator: BbbSimulator,
  name: string,
  query: string | Params = '',
  algorithm = 'sha256',
): string {
  const raw = typeof query === 'string' ? query : new URLSearchParams(query).toString()
  const sum = checksum(name + raw + simulator.secret, algorithm)
  return `${new URL(simulator.url).pathname}api/${name}?${raw}${raw === '' ? '' : '&'}checksum=${sum}`
}

/** A whole signed link, as a browser gets it. */
export function link(simulator: BbbSimulator, name: string, params: Params): string {
  return new URL(simulator.url).origin + signedTarget(simulator, name, params)
}

/** Sends the target byte for byte; follows nothing. */
export async function send(simulator: BbbSimulator, target: string, sent: Sent = {}): Promise<Answer> {
  const { hostname, port } = new URL(simulator.url)
  const { method = 'GET', headers = {}, body = '' } = sent
  const length: Record<string, number> =
    method === 'GET' && body === '' ? {} : { 'content-length': Buffer.byteLength(body) }
  const outgoing = request({ hostname, port, path: target, method, headers: { ...length, ...headers } })
  outgoing.end(body)
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage]
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk as Buffer)
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    body: Buffer.concat(chunks).toString(),
  }
}

export function call(
  simulator: BbbSimulator,
  name: string,
  params: Params = {},
  sent: Sent = {},
): Promise<Answer> {
  return send(simulator, signedTarget(simulator, name, params), sent)
}

export interface XmlNode {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: XmlNode[]
  text: string
}

/** Throws on anything that is not well-formed. */
export function parseXml(xml: string): XmlNode {
  const root: XmlNode = { name: '', attributes: {}, children: [], text: '' }
  const stack = [root]
  const parser = new SaxesParser()
  parser.on('opentag', ({ name, attributes }) => {
    const node: XmlNode = { name, attributes, children: [], text: '' }
    stack.at(-1)!.children.push(node)
    stack.push(node)
  })
  const append = (text: string): void => {
    stack.at(-1)!.text += text
  }
  parser.on('text', append)
  parser.on('cdata', append)
  parser.on('closetag', () => {
    stack.pop()
  })
  parser.on('error', (error) => {
    throw error
  })
  parser.write(xml).close()
  return root.children[0]!
}

export function child(node: XmlNode, ...path: readonly string[]): XmlNode | undefined {
  let found: XmlNode | undefined = node
  for (const name of path) found = found?.children.find((other) => other.name === name)
  return found
}

/** The text of a field of the answer's root, by path. */
export function field(answer: Answer, ...path: readonly string[]): string | undefined {
  return child(parseXml(answer.body), ...path)?.text
}

export function fieldNames(node: XmlNode | undefined): string[] {
  return node?.children.map(({ name }) => name) ?? []
}

/** `SUCCESS` or `FAILED` and the key: what a caller looks at first. */
export function outcome(answer: Answer): string {
  return `${field(answer, 'returncode')} ${field(answer, 'messageKey') ?? '-'}`
}

/** What stands in `response` of a JSON answer. */
export function jsonOf(answer: Answer): Readonly<Record<string, unknown>> {
  expect(answer.headers['content-type']).toBe('application/json;charset=utf-8')
  return JSON.parse(answer.body).response
}

/** The texts of all children with this name, of the element at the path. */
export function texts(answer: Answer, path: readonly string[], name: string): string[] {
  const found = child(parseXml(answer.body), ...path)?.children ?? []
  return found.filter((node) => node.name === name).map(({ text }) => text)
}

/** The recordIDs that `getRecordings` answers with, in its order. */
export async function listed(simulator: BbbSimulator, params: Params = {}): Promise<string[]> {
  const answer = await call(simulator, 'getRecordings', params)
  const found = child(parseXml(answer.body), 'recordings')?.children ?? []
  return found.map(
    (entry) => child(entry, 'recordID')?.text ?? `error ${child(entry, 'error', 'recordID')?.text}`,
  )
}

/** The errors that a refused `join` carries in its redirect. */
export function redirectErrors(answer: Answer): unknown {
  return JSON.parse(new URL(answer.headers.location ?? '').searchParams.get('errors') ?? 'null')
}

export const pair: Params = { attendeePW: 'apples', moderatorPW: 'pears' }

/** Creates a meeting that everybody can join, with both passwords unless told otherwise. */
export async function create(
  simulator: BbbSimulator,
  meetingID: string,
  params: Params = pair,
): Promise<Answer> {
  return call(simulator, 'create', { name: 'Algebra', meetingID, ...params })
}

/** Opens a link as a moderator named Ada unless told otherwise. */
export function visit(
  simulator: BbbSimulator,
  meetingID: string,
  params: Params = {},
): ReturnType<BbbSimulator['visit']> {
  const base = { fullName: 'Ada', meetingID, role: 'MODERATOR', password: 'pears' }
  return simulator.visit(link(simulator, 'join', { ...base, ...params }))
}

export const info = (simulator: BbbSimulator, meetingID: string): Promise<Answer> =>
  call(simulator, 'getMeetingInfo', { meetingID })

export const servers = ['bbb-2.4', 'bbb-3.0'] as const

export const releases = ['bbb-2.2', 'bbb-2.3', 'bbb-2.4', 'bbb-2.5', 'bbb-2.6', 'bbb-2.7', 'bbb-3.0'] as const

export const allServers: readonly SimulatedBbbServer[] = [...releases, 'scalelite', 'b3scale']

/** Each server by what `of` says of it: the shortest way to show where a difference runs. */
export async function grouped<Result extends string>(
  list: readonly SimulatedBbbServer[],
  of: (simulator: BbbSimulator, clock: TestClock) => Promise<Result>,
): Promise<Partial<Record<Result, string>>> {
  const groups: Partial<Record<Result, string>> = {}
  for (const server of list) {
    const { simulator, clock } = await start({ server })
    const result = await of(simulator, clock)
    groups[result] =
      `${groups[result] === undefined ? '' : `${groups[result]} `}${server.replace('bbb-', '')}`
  }
  return groups
}
