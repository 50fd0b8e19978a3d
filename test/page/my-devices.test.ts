import { describe, expect, test } from 'vitest'
import { Store } from '../../page/src/base/store.js'
import { initialMedia, type LocalMediaState } from '../../page/src/media/local-media-state.js'
import { followDevices } from '../../page/src/meeting/follow-devices.js'
import { initialState } from '../../page/src/meeting/meeting-state.js'
import { MyDevices } from '../../page/src/meeting/my-devices.js'
import { MyScreen } from '../../page/src/meeting/my-screen.js'
import type { Rights } from '../../page/src/meeting/rights.js'
import { TestClock } from '../../src/testing/test-clock.js'
import { joined, turn } from './support.js'

const all: Rights = { microphone: true, camera: true, screenShare: true }
const locked = { camera: true, microphone: true, screenShare: true }

function world(now: Partial<LocalMediaState> = {}) {
  const clock = new TestClock()
  const state = new Store(initialState(joined()))
  const media = new Store<LocalMediaState>({ ...initialMedia, ...now })
  const done: string[] = []
  let rights = all
  let muted = false
  const observers: { videoSendDidBecomeUnavailable(): void }[] = []
  const audioVideo = {
    realtimeMuteLocalAudio: () => {
      muted = true
    },
    realtimeUnmuteLocalAudio: () => {
      muted = false
      return true
    },
    realtimeIsLocalAudioMuted: () => muted,
    startLocalVideoTile: () => done.push('show'),
    stopLocalVideoTile: () => void done.push('hide'),
    addObserver: (observer: { videoSendDidBecomeUnavailable(): void }) => void observers.push(observer),
  }
  const local = {
    state: media,
    setMuted: (value: boolean) => media.patch({ muted: value }),
    keepSilent() {},
    async startMicrophone() {
      done.push('start microphone')
    },
    async startCamera() {
      done.push('start camera')
    },
    async stopCamera() {
      media.patch({ camera: 'off' })
    },
  }
  const devices = new MyDevices({ audioVideo, media: local, state, timers: clock }, () => rights)
  return {
    clock,
    state,
    media,
    done,
    devices,
    muted: () => muted,
    notices: () => state.get().notices.map(({ kind }) => kind),
    allow(more: Partial<Rights>, locks = state.get().locks) {
      rights = { ...all, ...more }
      state.patch({ locks })
      devices.obey()
    },
    loseCamera: () => {
      for (const observer of observers) observer.videoSendDidBecomeUnavailable()
    },
  }
}

describe('the voice', () => {
  test('is muted until there is a microphone, and again when it is gone', () => {
    const w = world({ microphone: 'starting' })
    w.devices.prepare(false)
    expect(w.muted()).toBe(true)
    w.media.patch({ microphone: 'on' })
    expect(w.muted()).toBe(false)
    w.media.patch({ microphone: 'off', microphoneProblem: 'missing' })
    expect(w.muted()).toBe(true)
    w.media.patch({ microphone: 'on', microphoneProblem: undefined })
    expect(w.muted()).toBe(false)
  })

  test('stays muted where the person wants it so', async () => {
    const w = world({ microphone: 'on', muted: true })
    w.devices.prepare(false)
    expect(w.muted()).toBe(true)
    await w.devices.setMuted(false)
    expect(w.muted()).toBe(false)
    await w.devices.setMuted(true)
    w.media.patch({ microphone: 'starting' })
    w.media.patch({ microphone: 'on' })
    expect(w.muted()).toBe(true)
  })

  test('that a lock takes is said, and comes back muted', async () => {
    const w = world({ microphone: 'on' })
    w.devices.prepare(false)
    w.allow({ microphone: false }, locked)
    expect(w.muted()).toBe(true)
    expect(w.notices()).toEqual(['microphone-locked'])
    await w.devices.setMuted(false)
    expect(w.muted()).toBe(true)
    w.allow({})
    expect(w.notices()).toEqual(['microphone-back'])
    expect(w.muted()).toBe(true)
    await w.devices.setMuted(false)
    expect(w.muted()).toBe(false)
  })

  test('that was muted already is not taken with words', () => {
    const w = world({ microphone: 'on', muted: true })
    w.devices.prepare(false)
    w.allow({ microphone: false }, locked)
    w.allow({})
    expect(w.notices()).toEqual([])
  })

  test('asks for a microphone where there is none', async () => {
    const w = world({ microphoneProblem: 'missing', muted: true })
    w.devices.prepare(false)
    await turn()
    expect(w.done).toEqual([])
    await w.devices.setMuted(false)
    expect(w.done).toEqual(['start microphone'])
  })
})

describe('the picture', () => {
  test('is shown once the session has started, whenever the camera comes, and once only', () => {
    const w = world({ camera: 'starting' })
    w.devices.prepare(true)
    w.devices.started()
    expect(w.done).toEqual(['start microphone'])
    w.media.patch({ camera: 'on' })
    w.devices.started()
    w.media.patch({ muted: true })
    expect(w.done.slice(1)).toEqual(['show'])
    w.media.patch({ camera: 'starting' })
    w.media.patch({ camera: 'on' })
    expect(w.done.slice(1)).toEqual(['show'])
    w.media.patch({ camera: 'off' })
    w.media.patch({ camera: 'on' })
    expect(w.done.slice(1)).toEqual(['show', 'hide', 'show'])
  })

  test('waits for the session', () => {
    const w = world({ camera: 'on', microphone: 'on' })
    w.devices.prepare(true)
    expect(w.done).toEqual([])
    w.devices.started()
    expect(w.done).toEqual(['show'])
  })

  test('is not shown to anybody after leaving', () => {
    const w = world({ camera: 'starting', microphone: 'on' })
    w.devices.prepare(true)
    w.devices.started()
    w.devices.stop()
    w.media.patch({ camera: 'on' })
    expect(w.done).toEqual([])
  })

  test('comes back after a reload, unless the person has left before it was asked for', async () => {
    const w = world()
    w.devices.prepare(true)
    await turn()
    expect(w.done).toEqual(['start microphone', 'start camera'])
    const left = world()
    left.devices.prepare(true)
    left.devices.stop()
    await turn()
    expect(left.done).toEqual(['start microphone'])
  })

  test('that the vendor takes has a reason: the lock, or after a while another one', async () => {
    const w = world({ camera: 'on', microphone: 'on' })
    w.devices.prepare(true)
    w.devices.started()
    w.loseCamera()
    w.allow({ camera: false }, locked)
    await w.clock.advance(10_000)
    expect(w.notices()).toEqual(['camera-taken'])
    const other = world({ camera: 'on', microphone: 'on' })
    other.devices.prepare(true)
    other.loseCamera()
    await other.clock.advance(10_000)
    expect(other.notices()).toEqual(['camera-unavailable'])
  })
})

describe('the screen', () => {
  function sharing() {
    const w = world()
    const done: string[] = []
    const answers: { readonly yes: () => void; readonly no: (error: Error) => void }[] = []
    const observers: { contentShareDidStart(): void }[] = []
    let rights = all
    const stream = { getTracks: () => [{ stop: () => void done.push('track stopped') }] }
    const screen = new MyScreen(
      {
        state: w.state,
        askForScreen: () => new Promise((yes, no) => answers.push({ yes: () => yes(stream), no })),
        audioVideo: {
          async startContentShare() {
            done.push('shared')
          },
          stopContentShare: () => void done.push('stopped'),
          addContentShareObserver: (observer) => void observers.push(observer),
        },
      },
      () => rights,
    )
    return {
      ...w,
      done,
      answers,
      screen,
      lock() {
        rights = { ...all, screenShare: false }
        screen.obey()
      },
      started: () => {
        for (const observer of observers) observer.contentShareDidStart()
      },
    }
  }

  test('is shared when the person has chosen one, and asked for once at a time', async () => {
    const w = sharing()
    const first = w.screen.setSharing(true)
    await w.screen.setSharing(true)
    expect(w.answers).toHaveLength(1)
    w.answers[0]?.yes()
    await first
    w.started()
    expect(w.done).toEqual(['shared'])
    expect(w.state.get().sharing).toBe(true)
  })

  test('is not shared with a meeting that the person has left meanwhile', async () => {
    const w = sharing()
    const question = w.screen.setSharing(true)
    w.screen.stop()
    w.answers[0]?.yes()
    await question
    expect(w.done).toEqual(['stopped', 'track stopped'])
    expect(w.notices()).toEqual([])
  })

  test('is not shared, with a word about it, after a lock', async () => {
    const w = sharing()
    const question = w.screen.setSharing(true)
    w.lock()
    w.answers[0]?.yes()
    await question
    expect(w.done).toEqual(['track stopped'])
    expect(w.notices()).toEqual(['share-stopped'])
  })

  test.each([
    ['leaving', (w: ReturnType<typeof sharing>) => w.screen.stop()],
    ['a lock', (w: ReturnType<typeof sharing>) => w.lock()],
  ])('that was still connecting stops after %s', async (_, happens) => {
    const w = sharing()
    const question = w.screen.setSharing(true)
    w.answers[0]?.yes()
    await question
    happens(w)
    w.started()
    expect(w.done.at(-1)).toBe('stopped')
  })

  test('that the person does not want to choose is no failure; one that fails is', async () => {
    const w = sharing()
    const first = w.screen.setSharing(true)
    w.answers[0]?.no(Object.assign(new Error('no'), { name: 'NotAllowedError' }))
    await first
    expect(w.notices()).toEqual([])
    const second = w.screen.setSharing(true)
    w.answers[1]?.no(new Error('no screen'))
    await second
    expect(w.notices()).toEqual(['share-failed'])
  })
})

describe('the devices in the meeting', () => {
  function followed(now: Partial<LocalMediaState> = {}) {
    const w = world(now)
    return { ...w, stop: followDevices({ state: w.media }, { state: w.state, timers: w.clock }) }
  }

  test('are spoken of when they fail, each time, but not of what was so at the door', () => {
    const w = followed({ cameraProblem: 'refused' })
    expect(w.notices()).toEqual([])
    w.media.patch({ microphoneProblem: 'missing' })
    expect(w.state.get().notices).toMatchObject([{ kind: 'microphone-problem', problem: 'missing' }])
    w.media.patch({ muted: true })
    w.media.patch({ cameraProblem: undefined })
    w.media.patch({ cameraProblem: 'in-use' })
    expect(w.state.get().notices).toMatchObject([
      { kind: 'microphone-problem' },
      { kind: 'camera-problem', problem: 'in-use' },
    ])
  })

  test('that take long to start wait for an answer: that is said until it is there', async () => {
    const w = followed({ microphone: 'starting' })
    await w.clock.advance(1_000)
    w.media.patch({ camera: 'starting' })
    await w.clock.advance(1_000)
    expect(w.state.get().browserAsks).toBe(true)
    w.media.patch({ microphone: 'on' })
    expect(w.state.get().browserAsks).toBe(true)
    w.media.patch({ camera: 'on' })
    expect(w.state.get().browserAsks).toBe(false)
    w.media.patch({ camera: 'starting' })
    w.stop()
    expect(w.clock.pending).toBe(0)
  })
})
