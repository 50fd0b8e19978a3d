import { describe, expect, test } from 'vitest'
import type { BbbSimulator } from '../../../../src/testing/simulators/bbb/index.js'
import {
  type Answer,
  call,
  child,
  create,
  field,
  fieldNames,
  grouped,
  outcome,
  type Params,
  parseXml,
  releases,
  send,
  signedTarget,
  start,
} from './support.js'

const url = 'https://app.example/hook?a=1&b=2'

/** SHA-1, which every version of the hooks takes. */
function hooks(simulator: BbbSimulator, name: string, params: Params = {}): Promise<Answer> {
  return send(simulator, signedTarget(simulator, `hooks/${name}`, params, 'sha1'))
}

const register = async (simulator: BbbSimulator, params: Params = {}): Promise<string> =>
  field(await hooks(simulator, 'create', { callbackURL: url, ...params }), 'hookID')!

async function urls(simulator: BbbSimulator, params: Params = {}): Promise<string[]> {
  const list = child(parseXml((await hooks(simulator, 'list', params)).body), 'hooks')!
  return list.children.map((hook) => child(hook, 'callbackURL')!.text)
}

describe('hooks/create', () => {
  test('registers a callback for every meeting or for one, which need not exist', async () => {
    const { simulator } = await start()
    const answer = await hooks(simulator, 'create', { callbackURL: url })
    expect(fieldNames(parseXml(answer.body))).toEqual(['returncode', 'hookID', 'permanentHook', 'rawData'])
    expect([field(answer, 'permanentHook'), field(answer, 'rawData')]).toEqual(['false', 'false'])
    await register(simulator, {
      callbackURL: `${url}2`,
      meetingID: 'class-1',
      eventID: 'User-Joined,user-left',
      getRaw: 'True',
    })
    expect(simulator.hooks()).toEqual([
      { hookID: field(answer, 'hookID'), callbackURL: url, permanent: false, rawData: false },
      {
        hookID: expect.any(String),
        callbackURL: `${url}2`,
        meetingID: 'class-1',
        eventID: 'user-joined,user-left',
        permanent: false,
        rawData: true,
      },
    ])
  })

  test('gives numbers up to 2.7 and UUIDs since 3.0', async () => {
    const groups = await grouped(releases, async (simulator) => {
      const hookIDs = [await register(simulator), await register(simulator, { callbackURL: `${url}2` })]
      return hookIDs.every((id) => /^[0-9a-f-]{36}$/.test(id)) ? 'UUID' : hookIDs.join()
    })
    expect(groups).toEqual({ '1,2': '2.2 2.3 2.4 2.5 2.6 2.7', UUID: '3.0' })
  })

  test('answers a URL that is registered with its hook, and changes nothing of it', async () => {
    const { simulator } = await start()
    const hookID = await register(simulator, { eventID: 'user-joined' })
    const again = await hooks(simulator, 'create', {
      callbackURL: url,
      meetingID: 'class-1',
      eventID: 'user-left',
    })
    expect(outcome(again)).toBe('SUCCESS duplicateWarning')
    expect(field(again, 'hookID')).toBe(hookID)
    expect(field(again, 'permanentHook')).toBeUndefined()
    expect(simulator.hooks()).toMatchObject([{ eventID: 'user-joined' }])
    expect(simulator.hooks()[0]).not.toHaveProperty('meetingID')
  })

  test('knows events since 2.5', async () => {
    const groups = await grouped(releases, async (simulator) => {
      await register(simulator, { eventID: 'user-joined' })
      return simulator.hooks()[0]!.eventID ?? 'all'
    })
    expect(groups).toEqual({ all: '2.2 2.3 2.4', 'user-joined': '2.5 2.6 2.7 3.0' })
  })

  test('needs a URL', async () => {
    const { simulator } = await start()
    expect(outcome(await hooks(simulator, 'create'))).toBe('FAILED missingParamCallbackURL')
  })
})

describe('hooks/list', () => {
  test('has every hook of every meeting, or with a meeting those that hear of it', async () => {
    const { simulator } = await start()
    expect(await urls(simulator)).toEqual([])
    await register(simulator, { callbackURL: 'https://app.example/one', meetingID: 'class-1' })
    await register(simulator, { callbackURL: 'https://app.example/all' })
    await register(simulator, { callbackURL: 'https://app.example/two', meetingID: 'class-2' })
    expect(await urls(simulator)).toHaveLength(3)
    expect(await urls(simulator, { meetingID: 'class-1' })).toEqual([
      'https://app.example/one',
      'https://app.example/all',
    ])
    expect(await urls(simulator, { meetingID: 'class-3' })).toEqual(['https://app.example/all'])
  })

  test('writes what the caller chose in CDATA, and leaves out what is not set', async () => {
    const { simulator } = await start()
    await register(simulator, { callbackURL: `${url}&c=]]>`, meetingID: 'a & b', eventID: 'user-joined' })
    await register(simulator)
    const answer = await hooks(simulator, 'list')
    expect(answer.body).toContain('<meetingID><![CDATA[a & b]]></meetingID>')
    const [first, second] = child(parseXml(answer.body), 'hooks')!.children
    expect(first!.children.map(({ name, text }) => [name, text])).toEqual([
      ['hookID', expect.any(String)],
      ['callbackURL', `${url}&c=]]>`],
      ['meetingID', 'a & b'],
      ['eventID', 'user-joined'],
      ['permanentHook', 'false'],
      ['rawData', 'false'],
    ])
    expect(fieldNames(second)).toEqual(['hookID', 'callbackURL', 'permanentHook', 'rawData'])
  })

  test('keeps a hook whose meeting is over', async () => {
    const { simulator } = await start()
    await create(simulator, 'class-1')
    await register(simulator, { meetingID: 'class-1' })
    simulator.forget('class-1')
    expect(await urls(simulator, { meetingID: 'class-1' })).toEqual([url])
  })
})

describe('hooks/destroy', () => {
  test('removes a hook once', async () => {
    const { simulator } = await start()
    const hookID = await register(simulator)
    const answer = await hooks(simulator, 'destroy', { hookID })
    expect([outcome(answer), field(answer, 'removed')]).toEqual(['SUCCESS -', 'true'])
    expect(simulator.hooks()).toEqual([])
    expect(outcome(await hooks(simulator, 'destroy', { hookID }))).toBe('FAILED destroyMissingHook')
    expect(outcome(await hooks(simulator, 'destroy'))).toBe('FAILED missingParamHookID')
    expect(await register(simulator)).not.toBe(hookID)
  })

  test('does not remove what the configuration of the server registers', async () => {
    const { simulator } = await start({ permanentHooks: [url] })
    const { hookID, permanent } = simulator.hooks()[0]!
    expect(permanent).toBe(true)
    expect(outcome(await hooks(simulator, 'destroy', { hookID }))).toBe('FAILED destroyMissingHook')
    expect(await register(simulator)).toBe(hookID)
    await register(simulator, { callbackURL: `${url}2` })
    simulator.reset()
    expect(simulator.hooks()).toMatchObject([{ callbackURL: url, permanent: true }])
  })
})

describe('the checksum of the hooks', () => {
  test('is SHA-1 alone up to 2.7, one of four since 3.0', async () => {
    const groups = await grouped(releases, async (simulator) => {
      const accepted = []
      for (const algorithm of ['sha1', 'sha256', 'sha384', 'sha512']) {
        const answer = await send(simulator, signedTarget(simulator, 'hooks/list', {}, algorithm))
        if (outcome(answer) === 'SUCCESS -') accepted.push(algorithm)
        else expect(outcome(answer)).toBe('FAILED checksumError')
      }
      return accepted.join(' ')
    })
    expect(groups).toEqual({ sha1: '2.2 2.3 2.4 2.5 2.6 2.7', 'sha1 sha256 sha384 sha512': '3.0' })
  })

  test('does not follow what the administrator allows for the other calls', async () => {
    const { simulator } = await start({ checksumAlgorithms: ['sha512'] })
    expect(outcome(await hooks(simulator, 'list'))).toBe('SUCCESS -')
  })

  test('covers the name of the call with hooks/', async () => {
    const { simulator } = await start()
    const target = signedTarget(simulator, 'list', '', 'sha1').replace('/list', '/hooks/list')
    expect(outcome(await send(simulator, target))).toBe('FAILED checksumError')
  })

  test('of no known length breaks the program of 3.0, not the one before', async () => {
    const groups = await grouped(releases, async (simulator) => {
      const answers = ['?checksum=abc', ''].map((query) =>
        send(simulator, `/bigbluebutton/api/hooks/list${query}`),
      )
      const statuses = (await Promise.all(answers)).map(({ status }) => status)
      return statuses.join(' ')
    })
    expect(groups).toEqual({ '200 200': '2.2 2.3 2.4 2.5 2.6 2.7', '500 500': '3.0' })
  })

  test('of the documented example is accepted', async () => {
    const { simulator } = await start({ secret: '639259d4-9dd8-4b25-bf01-95f9567eaf4b' })
    const query =
      'callbackURL=https%3A%2F%2Fexample.com%2Fhook&checksum=bf595478afda3622ee78aee1bc91c16a6b7b1828'
    await send(simulator, `/bigbluebutton/api/hooks/create?${query}`)
    expect(simulator.hooks()).toMatchObject([{ callbackURL: 'https://example.com/hook' }])
  })
})

describe('the program of the hooks', () => {
  test('may not be installed: a 404 page', async () => {
    const { simulator } = await start({ webhooks: false })
    for (const name of ['create', 'list', 'destroy', 'ping']) {
      const answer = await hooks(simulator, name, { callbackURL: url })
      expect([answer.status, answer.headers['content-type']]).toEqual([404, 'text/html'])
    }
  })

  test('takes GET only', async () => {
    const { simulator } = await start()
    const answer = await call(simulator, 'hooks/create', { callbackURL: url }, { method: 'POST' })
    expect([answer.status, simulator.hooks()]).toEqual([404, []])
  })

  test('answers a ping without a checksum since 3.0', async () => {
    const groups = await grouped(releases, async (simulator) => {
      const answer = await send(simulator, '/bigbluebutton/api/hooks/ping')
      return `${answer.status} ${answer.headers['content-type']}`
    })
    expect(groups).toEqual({ '404 text/html': '2.2 2.3 2.4 2.5 2.6 2.7', '200 text/plain': '3.0' })
  })

  test('has no secret to check where the server has none', async () => {
    const { simulator } = await start({ secret: '' })
    expect(outcome(await send(simulator, '/bigbluebutton/api/hooks/list'))).toBe('SUCCESS -')
  })
})
