import { describe, expect, test } from 'vitest'
import type { PageServer } from '../../page/src/api/page-server.js'
import { JoinFlow } from '../../page/src/app/join-flow.js'
import { type Choices, TabMemory } from '../../page/src/app/tab-memory.js'
import { takeToken } from '../../page/src/app/take-token.js'
import type { Ending } from '../../page/src/base/ending.js'
import type { EnterAnswer, JoinedAnswer } from '../../src/join-page/page-api.js'
import { TestClock } from '../../src/testing/test-clock.js'
import { joined, meeting, refused, turn, waiting } from './support.js'

class FakeStorage {
  readonly #values = new Map<string, string>()
  getItem(key: string): string | null {
    return this.#values.get(key) ?? null
  }
  setItem(key: string, value: string): void {
    this.#values.set(key, value)
  }
}

function tab(storage = new FakeStorage()) {
  const clock = new TestClock()
  const asked: string[] = []
  const answers: EnterAnswer[] = []
  const calls: {
    readonly entry: JoinedAnswer
    readonly choices: Choices
    readonly finish: (ending: Ending) => void
  }[] = []
  const stopped: number[] = []
  const went: string[] = []
  const answer = async (question: string): Promise<EnterAnswer> => {
    asked.push(question)
    return answers.shift() ?? refused('unavailable')
  }
  const server: PageServer = {
    redeem: (token) => answer(`redeem ${token}`),
    resume: (pass) => answer(`resume ${pass}`),
    status: async () => refused('unavailable'),
    act: async () => refused('unavailable'),
    leave: (pass) => void asked.push(`leave ${pass}`),
  }
  const memory = new TabMemory(() => storage)
  const flow = new JoinFlow({
    server,
    memory,
    timers: clock,
    choices: () => ({ muted: true, camera: false }),
    go: (url) => void went.push(url),
    start(entry, choices, finish) {
      const index = calls.push({ entry, choices, finish })
      return { choices: { muted: true, camera: false, raisedAt: 5 }, stop: () => void stopped.push(index) }
    },
  })
  const phase = () => flow.state.get().phase
  return { clock, asked, answers, calls, stopped, went, memory, flow, phase, storage }
}

function opened(hash = '#token', storage = new FakeStorage()) {
  const t = tab(storage)
  const urls: string[] = []
  takeToken(
    {
      location: { hash, pathname: '/m/', search: '' },
      history: { replaceState: (_data, _unused, url) => void urls.push(url) },
    },
    t.memory,
  )
  return { ...t, urls }
}

describe('opening a link', () => {
  test('takes the token out of the address, and redeems it', async () => {
    const t = opened()
    t.answers.push(joined())
    await t.flow.open()
    expect(t.urls).toEqual(['/m/'])
    expect(t.asked).toEqual(['redeem token'])
    expect(t.phase()).toMatchObject({ view: 'lobby', admitted: false, busy: false })
    expect(t.memory.get()).toEqual({ token: 'token', pass: 'pass-inside' })
  })

  test('without a token is refused without asking anybody', async () => {
    const t = opened('')
    await t.flow.open()
    expect(t.phase()).toMatchObject({ view: 'finished', ending: 'not-genuine' })
    expect(t.asked).toEqual([])
  })

  test('goes on to the page of a vendor that has one, if it is a web page', async () => {
    const t = opened()
    t.answers.push({ state: 'redirect', url: 'https://bbb.example/join?x=1' })
    await t.flow.open()
    expect(t.went).toEqual(['https://bbb.example/join?x=1'])
    const evil = opened()
    evil.answers.push({ state: 'redirect', url: 'javascript:alert(1)' })
    await evil.flow.open()
    expect(evil.went).toEqual([])
    expect(evil.phase()).toMatchObject({ ending: 'not-genuine' })
  })

  test.each(['expired', 'used', 'ended', 'full', 'denied', 'rate-limited'] as const)(
    'says that it is %s',
    async (reason) => {
      const t = opened()
      t.answers.push(refused(reason))
      await t.flow.open()
      expect(t.phase()).toMatchObject({ view: 'finished', ending: reason, triesAgain: false })
      expect(t.clock.pending).toBe(0)
    },
  )

  test('tries again by itself where the server says when', async () => {
    const t = opened()
    t.answers.push(refused('not-started', 10_000), refused('not-started', 10_000), joined())
    await t.flow.open()
    expect(t.phase()).toMatchObject({ view: 'finished', ending: 'not-started', triesAgain: true })
    await t.clock.advance(10_000)
    expect(t.phase().view).toBe('finished')
    await t.clock.advance(10_000)
    expect(t.phase().view).toBe('lobby')
    expect(t.asked).toHaveLength(3)
  })

  test('again in the same tab keeps the pass, which may be good for longer than the link, and nothing else', () => {
    const t = opened()
    t.memory.set({ token: 'token', pass: 'old', inside: { muted: true, camera: true }, over: 'ended' })
    expect(opened('#token', t.storage).memory.get()).toEqual({ token: 'token', pass: 'old' })
  })

  test('after another one forgets all of that', () => {
    const t = opened()
    t.memory.set({ token: 'token', pass: 'old', inside: { muted: true, camera: true } })
    expect(opened('#other', t.storage).memory.get()).toEqual({ token: 'other' })
  })

  test('again, long after the meeting of the last time, leads into the next one', async () => {
    const t = opened()
    t.memory.set({ token: 'token', pass: 'old' })
    t.answers.push(refused('ended'), joined())
    await t.flow.open()
    expect(t.asked).toEqual(['resume old', 'redeem token'])
    expect(t.phase().view).toBe('lobby')
  })
})

describe('coming in', () => {
  test('starts the meeting with the choices of the device check', async () => {
    const t = opened()
    t.answers.push(joined(), joined())
    await t.flow.open()
    await t.flow.ready()
    expect(t.phase().view).toBe('meeting')
    expect(t.calls).toMatchObject([{ choices: { muted: true, camera: false } }])
    expect(t.memory.get().inside).toEqual({ muted: true, camera: false })
  })

  test('makes sure of the seat, which another tab may have given back, once, however often the button is pressed', async () => {
    const t = opened()
    t.answers.push(joined(), joined({ pass: 'newer' }))
    await t.flow.open()
    await Promise.all([t.flow.ready(), t.flow.ready()])
    expect(t.asked).toEqual(['redeem token', 'resume pass-inside'])
    expect(t.calls).toHaveLength(1)
    expect(t.memory.get().pass).toBe('newer')
  })

  test('after the meeting was over meanwhile opens the link anew, which may lead into the next one', async () => {
    const t = opened()
    t.answers.push(joined(), refused('ended'), joined())
    await t.flow.open()
    await t.flow.ready()
    expect(t.asked).toEqual(['redeem token', 'resume pass-inside', 'redeem token'])
    expect(t.phase().view).toBe('meeting')
  })
})

describe('waiting to be let in', () => {
  test('leads into the meeting by itself once somebody is admitted', async () => {
    const t = opened()
    t.answers.push(waiting())
    await t.flow.open()
    expect(t.phase()).toMatchObject({ view: 'lobby', entry: { state: 'waiting' } })
    await t.flow.ready()
    expect(t.phase().view).toBe('waiting')
    t.answers.push(waiting({ pass: 'later' }), refused('unavailable', 2_000), joined())
    await t.clock.advance(3_000)
    await t.clock.advance(3_000)
    expect(t.phase().view).toBe('waiting')
    await t.clock.advance(2_000)
    expect(t.phase().view).toBe('meeting')
    expect(t.asked.slice(1)).toEqual(['resume pass-waiting', 'resume later', 'resume later'])
    expect(t.clock.pending).toBe(0)
  })

  test('does not pull anybody out of the device check', async () => {
    const t = opened()
    t.answers.push(waiting(), joined(), joined())
    await t.flow.open()
    await t.clock.advance(3_000)
    expect(t.phase()).toMatchObject({ view: 'lobby', admitted: true, entry: { state: 'joined' } })
    await t.flow.ready()
    expect(t.phase().view).toBe('meeting')
  })

  test('ends when a moderator refuses', async () => {
    const t = opened()
    t.answers.push(waiting(), refused('denied'))
    await t.flow.open()
    await t.flow.ready()
    await t.clock.advance(3_000)
    expect(t.phase()).toMatchObject({ view: 'finished', ending: 'denied' })
    expect(t.clock.pending).toBe(0)
  })

  test('can be given up', async () => {
    const t = opened()
    t.answers.push(waiting())
    await t.flow.open()
    await t.flow.ready()
    t.flow.leave()
    expect(t.phase()).toMatchObject({ view: 'finished', ending: 'left' })
    expect(t.asked.at(-1)).toBe('leave pass-waiting')
    await t.clock.advance(60_000)
    expect(t.asked).toHaveLength(2)
  })
})

async function inside(entry: JoinedAnswer = joined()) {
  const t = opened()
  t.answers.push(entry, entry)
  await t.flow.open()
  await t.flow.ready()
  return t
}

describe('the end of a meeting', () => {
  test('on purpose stops the session, gives the seat back, and goes where the meeting wants', async () => {
    const t = await inside(joined({ meeting: { ...meeting, logoutUrl: 'https://school.example/bye' } }))
    t.flow.leave()
    expect(t.stopped).toEqual([1])
    expect(t.asked.at(-1)).toBe('leave pass-inside')
    expect(t.went).toEqual(['https://school.example/bye'])
  })

  test('never goes to an address that is no web page', async () => {
    const t = await inside(joined({ meeting: { ...meeting, logoutUrl: 'javascript:alert(1)' } }))
    t.flow.leave()
    expect(t.went).toEqual([])
    expect(t.phase()).not.toHaveProperty('logoutUrl')
  })

  test('says why, and is reported once', async () => {
    const t = await inside()
    t.calls[0]?.finish('elsewhere')
    t.calls[0]?.finish('lost')
    expect(t.phase()).toMatchObject({ view: 'finished', ending: 'elsewhere' })
    expect(t.went).toEqual([])
  })

  test('is remembered over a reload, so that it makes no meeting anew', async () => {
    const t = await inside()
    t.calls[0]?.finish('ended')
    const again = tab(t.storage)
    await again.flow.open()
    expect(again.phase()).toMatchObject({ view: 'finished', ending: 'ended' })
    expect(again.asked).toEqual([])
  })

  test('does not keep anybody from coming back who left, though the link has expired', async () => {
    const t = await inside()
    t.flow.leave()
    t.answers.push(joined())
    await t.flow.again()
    expect(t.asked.slice(-2)).toEqual(['leave pass-inside', 'resume pass-inside'])
    expect(t.phase().view).toBe('lobby')
  })
})

describe('a reload', () => {
  test('leads back into the meeting, with the same choices', async () => {
    const t = await inside()
    t.flow.closing()
    expect(t.asked.at(-1)).toBe('leave pass-inside')
    const again = tab(t.storage)
    again.answers.push(joined())
    await again.flow.open()
    expect(again.asked).toEqual(['resume pass-inside'])
    expect(again.phase().view).toBe('meeting')
    expect(again.calls).toMatchObject([{ choices: { muted: true, camera: false, raisedAt: 5 } }])
  })

  test('opens the link again where the pass is too old', async () => {
    const t = await inside()
    const again = tab(t.storage)
    again.answers.push(refused('expired'), joined())
    await again.flow.open()
    expect(again.asked).toEqual(['resume pass-inside', 'redeem token'])
    expect(again.phase().view).toBe('meeting')
  })

  test('ends there when the meeting is over, and does not lead into the next one', async () => {
    const t = await inside()
    t.flow.closing()
    const again = tab(t.storage)
    again.answers.push(refused('ended'))
    await again.flow.open()
    expect(again.asked).toEqual(['resume pass-inside'])
    expect(again.phase()).toMatchObject({ view: 'finished', ending: 'ended' })
  })

  test('in the device check gives no seat back, which may be in use in another tab', async () => {
    const t = opened()
    t.answers.push(joined())
    await t.flow.open()
    t.flow.closing()
    expect(t.asked).toEqual(['redeem token'])
  })

  test('forgets nothing of an answer that comes too late', async () => {
    const t = opened()
    t.answers.push(joined())
    const opening = t.flow.open()
    t.flow.leave()
    await opening
    await turn()
    expect(t.phase()).toMatchObject({ view: 'finished', ending: 'left' })
  })
})

describe('the memory of a tab', () => {
  test('takes nothing that is odd', () => {
    for (const text of [
      '',
      'null',
      '7',
      '{"token":1,"inside":{"muted":"yes"},"over":"left"}',
      '{"inside":{"muted":true,"camera":true,"raisedAt":"x"}}',
    ]) {
      const storage = new FakeStorage()
      storage.setItem('anymeet', text)
      expect(new TabMemory(() => storage).get()).toEqual({})
    }
  })

  test('works without storage until the page is gone', () => {
    const memory = new TabMemory(() => {
      throw new Error('forbidden')
    })
    memory.set({ token: 'a' })
    expect(memory.get()).toEqual({ token: 'a' })
  })
})
