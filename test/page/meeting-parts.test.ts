import { describe, expect, test } from 'vitest'
import type { PageServer } from '../../page/src/api/page-server.js'
import type { Ending } from '../../page/src/base/ending.js'
import { Store } from '../../page/src/base/store.js'
import { encodeChat } from '../../page/src/meeting/chat-message.js'
import { DataMessages } from '../../page/src/meeting/data-messages.js'
import { encodeHand, handMoved } from '../../page/src/meeting/hands.js'
import { initialState } from '../../page/src/meeting/meeting-state.js'
import type { IncomingMessage } from '../../page/src/meeting/message-channel.js'
import type { News } from '../../page/src/meeting/news.js'
import { Poll } from '../../page/src/meeting/poll.js'
import { ServerWatch } from '../../page/src/meeting/server-watch.js'
import type { ActAnswer, PageAction, StatusAnswer } from '../../src/join-page/page-api.js'
import { TestClock } from '../../src/testing/test-clock.js'
import { here, joined, person, refused, turn } from './support.js'

function world() {
  const clock = new TestClock()
  const entry = joined()
  const state = new Store(initialState(entry))
  const news: News[] = []
  const finished: Ending[] = []
  const statuses: StatusAnswer[] = []
  const asked: (string | undefined)[] = []
  const acted: PageAction[] = []
  let actAnswer: ActAnswer = { state: 'done' }
  const server: PageServer = {
    redeem: async () => refused('unavailable'),
    resume: async () => refused('unavailable'),
    async status(_pass, since) {
      asked.push(since)
      return statuses.shift() ?? { state: 'unchanged', pollMs: 5_000 }
    },
    async act(_pass, action) {
      acted.push(action)
      return actAnswer
    },
    leave() {},
  }
  const parts = {
    state,
    server,
    timers: clock,
    entry,
    pass: () => entry.pass,
    tell: (item: News) => void news.push(item),
    finish: (ending: Ending) => void finished.push(ending),
  }
  const answerActs = (answer: ActAnswer): void => {
    actAnswer = answer
  }
  return { clock, entry, state, news, finished, statuses, asked, acted, answerActs, parts }
}

describe('watching the server', () => {
  function watching() {
    const w = world()
    let changes = 0
    const watch = new ServerWatch(w.parts, () => void changes++)
    return { ...w, watch, changes: () => changes }
  }

  test('asks when told to, then as often as the server wants, with the latest revision', async () => {
    const w = watching()
    w.statuses.push(here({ revision: 'r1', pollMs: 3_000 }))
    w.watch.hurry()
    await w.clock.advance(0)
    await w.clock.advance(3_000)
    await w.clock.advance(5_000)
    expect(w.asked).toEqual([undefined, 'r1', 'r1'])
    expect(w.changes()).toBe(1)
    w.watch.stop()
    expect(w.clock.pending).toBe(0)
  })

  test('is not driven mad by a flood of hints', async () => {
    const w = watching()
    for (let i = 0; i < 50; i++) {
      w.watch.hurry()
      await w.clock.advance(100)
    }
    expect(w.asked.length).toBeLessThanOrEqual(6)
  })

  test('takes over people, locks, the waiting and the recording, and tells what is new', async () => {
    const w = watching()
    const locks = { camera: true, microphone: false, screenShare: true }
    const waiting = [{ participantId: 'wim', name: 'Wim', since: 1 }]
    w.statuses.push(here({ people: [person('Ana'), person('Ben')], recording: 'running', waiting, locks }))
    w.watch.hurry()
    await w.clock.advance(0)
    expect(w.state.get()).toMatchObject({
      recording: true,
      locks,
      waiting,
      people: [{ name: 'Ana' }, { name: 'Ben' }],
    })
    expect(w.news).toEqual([{ kind: 'waiting', name: 'Wim' }])
    expect(w.state.get().notices.map(({ kind }) => kind)).toEqual(['recording-started'])
    w.statuses.push(here({ waiting }))
    await w.clock.advance(5_000)
    expect(w.news).toHaveLength(1)
    expect(w.state.get().notices.at(-1)?.kind).toBe('recording-stopped')
  })

  test('says when a moderator takes the microphone and gives it back, but not what was so from the start', async () => {
    const w = watching()
    const muted = here({ people: [person('Ana', { muted: true })] })
    w.statuses.push(muted, here(), muted)
    w.watch.hurry()
    await w.clock.advance(0)
    expect(w.state.get().notices).toEqual([])
    await w.clock.advance(5_000)
    expect(w.state.get().notices.map(({ kind }) => kind)).toEqual(['microphone-back'])
    await w.clock.advance(5_000)
    expect(w.state.get().notices.map(({ kind }) => kind)).toEqual(['muted-by-moderator'])
  })

  test.each([
    ['ended', 'ended'],
    ['denied', 'removed'],
  ] as const)('ends the meeting here when the server says %s', async (reason, ending) => {
    const w = watching()
    w.statuses.push(refused(reason))
    w.watch.hurry()
    await w.clock.advance(0)
    expect(w.finished).toEqual([ending])
    expect(w.clock.pending).toBe(0)
  })

  test('goes on without a server that does not answer, and asks it later', async () => {
    const w = watching()
    w.statuses.push(refused('unavailable'), refused('rate-limited', 30_000))
    w.watch.hurry()
    await w.clock.advance(0)
    expect(w.clock.nextInMs).toBe(10_000)
    await w.clock.advance(10_000)
    expect(w.clock.nextInMs).toBe(30_000)
    expect(w.finished).toEqual([])
  })

  test('stops asking when the pass is no longer good', async () => {
    const w = watching()
    w.statuses.push(refused('expired'))
    w.watch.hurry()
    await w.clock.advance(0)
    w.watch.hurry()
    expect(w.clock.pending).toBe(0)
    expect(w.finished).toEqual([])
  })

  test.each([
    ['denied', 'action-denied'],
    ['rate-limited', 'action-too-often'],
    ['unavailable', 'action-failed'],
  ] as const)('says when an action is refused as %s', async (reason, notice) => {
    const w = watching()
    w.answerActs(refused(reason))
    expect(await w.watch.act({ action: 'mute' })).toBe(false)
    expect(w.state.get().notices.map(({ kind }) => kind)).toEqual([notice])
  })

  test('looks again after an action', async () => {
    const w = watching()
    expect(await w.watch.act({ action: 'lock', locks: { camera: true } })).toBe(true)
    await w.clock.advance(0)
    expect(w.acted).toEqual([{ action: 'lock', locks: { camera: true } }])
    expect(w.asked).toHaveLength(1)
  })
})

describe('a poll', () => {
  test('that is told of news while it asks asks again soon after', async () => {
    const clock = new TestClock()
    const waits: ((pause: number) => void)[] = []
    const poll = new Poll(clock, () => new Promise((answer) => waits.push(answer)))
    poll.hurry()
    await clock.advance(0)
    poll.hurry()
    expect(waits).toHaveLength(1)
    waits[0]?.(60_000)
    await turn()
    expect(clock.nextInMs).toBe(1_000)
    poll.stop()
    expect(clock.pending).toBe(0)
  })

  test.each([
    ['fails', () => Promise.reject(new Error('odd'))],
    ['has no pause', () => Promise.resolve(Number.NaN)],
  ])('goes on after a question that %s', async (_, ask) => {
    const clock = new TestClock()
    let asked = 0
    const poll = new Poll(clock, () => {
      asked++
      return ask()
    })
    poll.hurry()
    await clock.advance(0)
    expect(clock.nextInMs).toBe(10_000)
    await clock.advance(10_000)
    expect(asked).toBe(2)
    poll.stop()
  })

  test('that is stopped while it asks does not go on', async () => {
    const clock = new TestClock()
    const waits: ((pause: number) => void)[] = []
    const poll = new Poll(clock, () => new Promise((answer) => waits.push(answer)))
    poll.hurry()
    await clock.advance(0)
    poll.stop()
    waits[0]?.(1)
    await turn()
    expect(clock.pending).toBe(0)
  })
})

describe('data messages', () => {
  function channel(upForMs?: number) {
    const w = world()
    const sent: { topic: string; data: string; lifetimeMs: number | undefined }[] = []
    const listeners = new Map<string, (message: IncomingMessage) => void>()
    let refreshes = 0
    const messages = new DataMessages(
      {
        realtimeSendDataMessage: (topic, data, lifetimeMs) => void sent.push({ topic, data, lifetimeMs }),
        realtimeSubscribeToReceiveDataMessage: (topic, callback) => void listeners.set(topic, callback),
      },
      w.parts,
      () => void refreshes++,
      upForMs === undefined ? undefined : w.clock.now() - upForMs,
    )
    const arrive = (topic: string, data: string, more: Partial<IncomingMessage> = {}): void =>
      listeners.get(topic)?.({
        senderExternalUserId: 'seat-ben',
        timestampMs: 1_000,
        throttled: false,
        text: () => data,
        ...more,
      })
    return { ...w, sent, messages, arrive, refreshes: () => refreshes }
  }

  test('show one’s own message at once, and let it be kept for who joins later', () => {
    const w = channel()
    w.messages.sendChat('hello')
    expect(w.state.get().chat).toMatchObject([{ text: 'hello', seat: 'seat-ana', failed: false }])
    expect(w.sent).toMatchObject([{ topic: 'chat', lifetimeMs: 300_000 }])
    expect(w.state.get().unread).toBe(0)
  })

  test('show messages of others as of who sent them, whatever they claim', () => {
    const w = channel()
    w.arrive('chat', JSON.stringify({ id: '1', text: 'hi', seat: 'seat-maria', name: 'Maria' }))
    w.arrive('chat', encodeChat({ id: '1', text: 'hi' }))
    w.arrive('chat', '{"broken')
    expect(w.state.get().chat).toEqual([
      { id: '1', text: 'hi', seat: 'seat-ben', at: 1_000, mine: false, failed: false },
    ])
    expect(w.state.get().unread).toBe(1)
    expect(w.news).toEqual([{ kind: 'chat', seat: 'seat-ben', text: 'hi' }])
  })

  test('mark what the vendor gave back as not sent', () => {
    const w = channel()
    w.messages.sendChat('too much')
    w.arrive('chat', w.sent[0]?.data ?? '', { senderExternalUserId: 'seat-ana', throttled: true })
    expect(w.state.get().chat).toMatchObject([{ text: 'too much', failed: true }])
    expect(w.state.get().unread).toBe(0)
  })

  const MINUTE = 60_000
  const lowered = encodeHand(undefined, 0)
  const raised = (sinceMs: number): string => encodeHand(0, sinceMs)

  test('say a raised hand again before it is forgotten, with how long it is up, and not after it was lowered', async () => {
    const w = channel()
    w.messages.setHand(true)
    await w.clock.advance(4 * MINUTE)
    await w.clock.advance(4 * MINUTE)
    expect(w.sent.map(({ data }) => data)).toEqual([raised(0), raised(4 * MINUTE), raised(8 * MINUTE)])
    w.messages.setHand(false)
    expect(w.state.get().hands.size).toBe(0)
    expect(w.clock.pending).toBe(0)
  })

  test('lower the hand of who leaves', () => {
    const w = channel()
    w.messages.setHand(true)
    w.messages.stop()
    expect(w.sent.map(({ data }) => data)).toEqual([raised(0), lowered])
    expect(w.clock.pending).toBe(0)
    w.messages.stop()
    expect(w.sent).toHaveLength(2)
  })

  test('keep a hand up over a reload, and say so at every start', () => {
    const w = channel(MINUTE)
    expect(w.messages.raisedAt).toBe(w.clock.now() - MINUTE)
    w.messages.started()
    w.messages.started()
    expect(w.sent.map(({ data }) => data)).toEqual([raised(MINUTE), raised(MINUTE)])
    w.messages.stop()
    const without = channel()
    without.messages.started()
    expect(without.sent).toEqual([])
  })

  test('take back what is kept of an earlier visit', () => {
    const w = channel()
    w.arrive('hand', raised(0), { senderExternalUserId: 'seat-ana' })
    expect(w.sent.map(({ data }) => data)).toEqual([lowered])
    expect(w.state.get().hands.size).toBe(0)
    w.arrive('hand', lowered, { senderExternalUserId: 'seat-ana' })
    expect(w.sent).toHaveLength(1)
  })

  test('raise and lower the hand of who sent them, and tell it once', () => {
    const w = channel()
    w.arrive('hand', raised(0))
    w.arrive('hand', raised(0), { timestampMs: 9_000 })
    w.arrive('hand', '{"up":"yes"}')
    w.arrive('hand', 'null')
    expect([...w.state.get().hands]).toEqual([['seat-ben', 1_000]])
    expect(w.news).toEqual([{ kind: 'hand', seat: 'seat-ben' }])
    w.arrive('hand', lowered)
    expect(w.state.get().hands.size).toBe(0)
    expect(handMoved(w.state.get().hands, 'seat-ben', false, 1)).toBe(w.state.get().hands)
  })

  test('keep the place in the queue of a hand that was up before, whatever the clocks say', () => {
    const w = channel()
    w.arrive('hand', raised(0), { timestampMs: 100_000 })
    w.arrive('hand', raised(50_000), { timestampMs: 120_000, senderExternalUserId: 'seat-cem' })
    w.arrive('hand', '{"up":true,"sinceMs":-5}', { timestampMs: 130_000, senderExternalUserId: 'seat-eve' })
    expect([...w.state.get().hands]).toEqual([
      ['seat-ben', 100_000],
      ['seat-cem', 70_000],
      ['seat-eve', 130_000],
    ])
  })

  test('give nobody a right: the hint of news only makes the page ask', () => {
    const w = channel()
    const before = w.state.get()
    w.arrive(
      'refresh',
      JSON.stringify({ locks: { camera: true }, people: [], recording: 'running', end: true }),
    )
    expect(w.refreshes()).toBe(1)
    expect(w.state.get()).toBe(before)
    w.messages.sayRefresh()
    expect(w.sent).toEqual([{ topic: 'refresh', data: '{}', lifetimeMs: undefined }])
  })
})
