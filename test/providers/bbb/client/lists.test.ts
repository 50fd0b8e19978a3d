import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { MeetingError } from '../../../../src/errors/meeting-error.js'
import { failure } from '../support.js'
import { clientAt, clientOn } from './support.js'

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

async function server(answer: RequestListener): Promise<string> {
  const http = createServer(answer)
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  closing.push(() => {
    http.closeAllConnections()
    http.close()
  })
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}`
}

function answering(body: string): Promise<string> {
  return server((_request, response) => response.end(body))
}

const head = '<response><returncode>SUCCESS</returncode><meetings>'
const tail = '</meetings></response>'
const entry = (fields: string): string => `<meeting><meetingID>m</meetingID>${fields}</meeting>`

async function taken(url: string): Promise<{ readonly seen: number; readonly error: unknown }> {
  let seen = 0
  try {
    for await (const _ of clientAt(url).eachMeeting()) seen += 1
    return { seen, error: undefined }
  } catch (error) {
    return { seen, error }
  }
}

describe('a list', () => {
  it('is handed on while it arrives', async () => {
    let finish = (): void => undefined
    const url = await server((_request, response) => {
      response.write(head + entry(''))
      finish = () => response.end(entry('') + tail)
    })
    const meetings = clientAt(url).eachMeeting()
    expect((await meetings.next()).value).toMatchObject({ meetingID: 'm' })
    finish()
    expect((await meetings.next()).done).toBe(false)
    expect((await meetings.next()).done).toBe(true)
  })

  it('is not read faster than it is taken', async () => {
    const many = entry(`<meetingName>${'x'.repeat(1_000)}</meetingName>`)
    let written = 0
    const url = await server((_request, response) => {
      const more = (): void => {
        while (written < 40_000_000 && response.write(many)) written += many.length
        if (written >= 40_000_000) response.end(tail)
      }
      response.on('drain', more)
      response.write(head)
      more()
    })
    const meetings = clientAt(url).eachMeeting()
    await meetings.next()
    const before = written
    for (let turn = 0; turn < 200; turn += 1) await new Promise((resolve) => setImmediate(resolve))
    await meetings.next()
    expect(before).toBeLessThan(40_000_000)
    expect(written).toBeLessThan(40_000_000)
    await meetings.return()
  })

  it('ends the request when the loop is left', async () => {
    let closed = false
    const url = await server((_request, response) => {
      response.write(head + entry(''))
      response.on('close', () => {
        closed = true
      })
    })
    for await (const _ of clientAt(url).eachMeeting()) break
    await expect.poll(() => closed).toBe(true)
  })

  it('fails in the middle where it is cut short, without a second request', async () => {
    let requests = 0
    const url = await server((_request, response) => {
      requests += 1
      response.write(head + entry(''), () => response.destroy())
    })
    const { seen, error } = await taken(url)
    expect(seen).toBe(1)
    expect(error).toMatchObject({ code: 'invalid-response', operation: 'getMeetings', effect: 'none' })
    expect(requests).toBe(1)
  })

  it('is repeated once where it fails before anything came', async () => {
    const { client, simulator } = await clientOn()
    simulator.fillMeetings(3)
    simulator.stage({ kind: 'answer', status: 503, body: 'busy', headers: { 'retry-after': '0' } })
    expect(await client.getMeetings()).toHaveLength(3)
    expect(simulator.callsTo('getMeetings')).toBe(2)
  })

  it('has a time limit for each step', async () => {
    const url = await server((_request, response) => response.write(head + entry('')))
    const meetings = clientAt(url).eachMeeting({ timeoutMs: 50 })
    expect((await meetings.next()).done).toBe(false)
    expect(await failure(meetings.next())).toMatchObject({ code: 'timeout', operation: 'getMeetings' })
  })

  it('stops at the signal', async () => {
    const url = await server((_request, response) => response.write(head + entry('')))
    const controller = new AbortController()
    const meetings = clientAt(url).eachMeeting({ signal: controller.signal })
    await meetings.next()
    const next = meetings.next()
    controller.abort()
    expect(await failure(next)).toMatchObject({ code: 'aborted' })
  })

  it('reads counts as the server writes them', async () => {
    const fields =
      '<participantCount>1,000</participantCount><maxUsers>2.500</maxUsers><videoCount>1 234</videoCount>'
    const [meeting] = await clientAt(await answering(head + entry(fields) + tail)).getMeetings()
    expect(meeting).toMatchObject({ participantCount: 1_000, maxUsers: 2_500, videoCount: 1_234 })
  })

  it.each([
    [
      '<isBreakout>true</isBreakout><parentMeetingID>p</parentMeetingID><sequence>2</sequence><freeJoin>true</freeJoin>',
    ],
    [
      '<isBreakout>true</isBreakout><breakout><parentMeetingID>p</parentMeetingID><sequence>2</sequence><freeJoin>true</freeJoin></breakout>',
    ],
  ])('reads a breakout room in the shape %s', async (fields) => {
    const [meeting] = await clientAt(await answering(head + entry(fields) + tail)).getMeetings()
    expect(meeting?.breakout).toEqual({ parentMeetingID: 'p', sequence: 2, freeJoin: true })
  })
})

describe('hostile XML in a list', () => {
  const deep = '<a>'.repeat(200)
  it.each([
    ['a document type', `<!DOCTYPE response [<!ENTITY e "x">]>${head}${entry('')}${tail}`, 'document type'],
    ['an unknown entity', head + entry('<meetingName>&e;</meetingName>') + tail, 'well-formed'],
    [
      'an entity named after a member',
      head + entry('<meetingName>&constructor;</meetingName>') + tail,
      'well-formed',
    ],
    ['deep nesting', head + entry(deep), 'nested'],
    [
      'an element __proto__',
      head + entry('<metadata><__proto__>x</__proto__></metadata>') + tail,
      'forbidden',
    ],
    ['an attribute __proto__', head + entry('<metadata __proto__="x"/>') + tail, 'forbidden'],
    ['an instruction', `${head}<?php x?>${tail}`, 'instruction'],
  ])('refuses %s', async (_what, body, says) => {
    const { error } = await taken(await answering(body))
    expect(MeetingError.is(error) && error.message).toContain(says)
    expect(error).toMatchObject({ code: 'invalid-response' })
    expect(Object.hasOwn(Object.prototype, 'x')).toBe(false)
  })

  it('takes constructor for a label like any other', async () => {
    const fields = '<metadata><constructor>x</constructor><toString/></metadata>'
    const [meeting] = await clientAt(await answering(head + entry(fields) + tail)).getMeetings()
    expect(Object.entries(meeting?.metadata ?? {})).toEqual([
      ['constructor', 'x'],
      ['toString', ''],
    ])
  })

  it('refuses a text without end at 64 MiB', async () => {
    const url = await server((_request, response) => {
      const piece = 'x'.repeat(1_048_576)
      const more = (): void => {
        while (!response.destroyed && response.write(piece));
      }
      response.on('drain', more)
      response.on('error', () => undefined)
      response.write(`${head}<meeting><meetingName>`)
      more()
    })
    const { error } = await taken(url)
    expect(error).toMatchObject({ code: 'invalid-response', message: expect.stringContaining('67108864') })
  })
})
