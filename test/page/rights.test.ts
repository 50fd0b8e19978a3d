import { describe, expect, test } from 'vitest'
import { rightsAtTheDoor, rightsInside } from '../../page/src/meeting/rights.js'
import { prepareDevices } from '../../page/src/views/lobby/prepare-devices.js'
import type { JoinedAnswer, PageLocks } from '../../src/join-page/page-api.js'
import { joined, meeting, person, turn, waiting } from './support.js'

const open: PageLocks = { camera: false, microphone: false, screenShare: false }
const all = { microphone: true, camera: true, screenShare: true }
const none = { microphone: false, camera: false, screenShare: false }

function capable(capabilities: unknown, more: Partial<JoinedAnswer> = {}): JoinedAnswer {
  const { session } = joined()
  return joined({
    session: { ...session, Attendee: { ...session.Attendee, Capabilities: capabilities } },
    ...more,
  })
}

describe('what somebody may use', () => {
  test('is everything where nothing is said', () => {
    expect(rightsInside(joined(), person('Ana'), open)).toEqual(all)
    expect(rightsAtTheDoor(waiting())).toEqual(all)
  })

  test('is what no lock takes; moderators keep it', () => {
    const locks = { camera: true, microphone: true, screenShare: true }
    expect(rightsInside(joined(), person('Ana'), locks)).toEqual(none)
    expect(rightsInside(joined(), person('Ana', { role: 'moderator' }), locks)).toEqual(all)
    expect(rightsAtTheDoor(waiting({ meeting: { ...meeting, locks } }))).toEqual(none)
  })

  test('is never what the vendor withholds though no lock says so: a listener stays one', () => {
    const listener = capable({ Audio: 'Receive', Video: 'Receive', Content: 'None' })
    expect(rightsAtTheDoor(listener)).toEqual(none)
    expect(rightsInside(listener, person('Ana'), open)).toEqual(none)
    expect(rightsInside(capable({ Audio: 'SendReceive', Video: 'Send' }), person('Ana'), open)).toEqual(all)
  })

  test('comes back with a lock that was there on coming in', () => {
    const locks = { camera: true, microphone: true, screenShare: true }
    const entry = capable(
      { Audio: 'Receive', Video: 'Receive', Content: 'Receive' },
      { meeting: { ...meeting, locks } },
    )
    expect(rightsInside(entry, person('Ana'), locks)).toEqual(none)
    expect(rightsInside(entry, person('Ana'), open)).toEqual(all)
  })

  test('comes back to who was muted on coming in', () => {
    const entry = capable({ Audio: 'Receive' }, { me: person('Ana', { muted: true }) })
    expect(rightsInside(entry, person('Ana', { muted: true }), open).microphone).toBe(false)
    expect(rightsInside(entry, person('Ana'), open).microphone).toBe(true)
  })
})

describe('the devices of the device check', () => {
  function media() {
    const done: string[] = []
    const answers: (() => void)[] = []
    const asked = (what: string): Promise<void> => {
      done.push(what)
      return new Promise((answer) => answers.push(answer))
    }
    return {
      done,
      answers,
      setMuted: (muted: boolean) => void done.push(muted ? 'muted' : 'unmuted'),
      startMicrophone: () => asked('microphone'),
      startCamera: () => asked('camera'),
    }
  }

  test('are asked for one after the other', async () => {
    const devices = media()
    prepareDevices(devices, joined())
    await turn()
    expect(devices.done).toEqual(['unmuted', 'microphone'])
    devices.answers[0]?.()
    await turn()
    expect(devices.done).toEqual(['unmuted', 'microphone', 'camera'])
  })

  test('are not begun with any more once somebody has gone on', async () => {
    const devices = media()
    const goOn = prepareDevices(devices, joined())
    goOn()
    devices.answers[0]?.()
    await turn()
    expect(devices.done).toEqual(['unmuted', 'microphone'])
  })

  test('are only those that may be used', async () => {
    const devices = media()
    prepareDevices(devices, capable({ Audio: 'Receive', Video: 'Receive' }))
    devices.answers[0]?.()
    await turn()
    expect(devices.done).toEqual(['muted', 'microphone'])
  })
})
