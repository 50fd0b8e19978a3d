import { type Readable, Store } from '../base/store.js'
import { clientLogger } from '../chime/client-logger.js'
import { quietEvents } from '../chime/quiet-events.js'
import { DefaultDeviceController, type DeviceController } from '../chime/sdk.js'
import { type ChosenDevices, type Device, initialMedia, type LocalMediaState } from './local-media-state.js'
import { mediaProblemOf } from './media-problem.js'

/** What the client library asks of a camera that it opens itself; it sends less where many are on. */
const PICTURE: MediaTrackConstraints = {
  width: { ideal: 960 },
  height: { ideal: 540 },
  frameRate: { ideal: 15 },
}

interface StateWithPicture extends LocalMediaState {
  /** The running camera's. */
  readonly cameraStream: MediaStream | undefined
}

/** Camera, microphone and speaker of this person: the same devices in the device check and in the meeting. */
export class LocalMedia {
  readonly controller: DeviceController
  readonly #store = new Store<StateWithPicture>({ ...initialMedia, cameraStream: undefined })
  /** Grow with each start and stop: a browser's question that is answered after another one began starts nothing. */
  #cameraTurn = 0
  #microphoneTurn = 0

  constructor() {
    this.controller = new DefaultDeviceController(clientLogger, undefined, undefined, quietEvents)
    // Listing devices must not ask for permission: only starting one does.
    this.controller.setDeviceLabelTrigger(async () => new MediaStream())
    this.controller.addDeviceChangeObserver({
      audioInputsChanged: () => void this.list(),
      audioOutputsChanged: () => void this.list(),
      videoInputsChanged: () => void this.list(),
      audioInputStreamEnded: () => this.#store.patch({ microphone: 'off', microphoneProblem: 'missing' }),
      videoInputStreamEnded: () =>
        this.#store.patch({ camera: 'off', cameraStream: undefined, cameraProblem: 'missing' }),
    })
  }

  get state(): Readable<StateWithPicture> {
    return this.#store
  }

  /** What is switched on, or about to be. */
  get choices(): { readonly muted: boolean; readonly camera: boolean; readonly devices: ChosenDevices } {
    const { muted, camera, chosen } = this.#store.get()
    return { muted, camera: camera !== 'off', devices: chosen }
  }

  /** Devices for the next start, of before. Those that are gone by then give way to others. */
  remember(devices: ChosenDevices): void {
    this.#choose(devices)
  }

  async list(): Promise<void> {
    const [cameras, microphones, speakers] = await Promise.all([
      this.controller.listVideoInputDevices(true),
      this.controller.listAudioInputDevices(),
      this.controller.listAudioOutputDevices(),
    ])
    const canChooseSpeaker = 'setSinkId' in HTMLMediaElement.prototype
    this.#store.patch({
      devices: {
        cameras: listed(cameras),
        microphones: listed(microphones),
        speakers: canChooseSpeaker ? listed(speakers) : [],
      },
    })
  }

  /**
   * Starts the microphone, or goes over to another one. Without one, silence is sent; the state says why. The page asks the browser
   * itself: the client library works off one call after the other, and would wait with the meeting for somebody's answer.
   */
  async startMicrophone(id?: string): Promise<void> {
    const turn = ++this.#microphoneTurn
    const before = this.#store.get().microphone
    this.#store.patch({ microphone: 'starting', microphoneProblem: undefined })
    try {
      DefaultDeviceController.resumeAudioContext().catch(() => {})
      if (before === 'on') await this.controller.startAudioInput(null)
      const { microphone: known } = this.#store.get().chosen
      const stream = await askFor(id, known, (device) => ask({ audio: device }))
      if (turn !== this.#microphoneTurn) {
        giveBack(stream)
        return
      }
      await this.controller.startAudioInput(stream)
      if (turn !== this.#microphoneTurn) return
      this.#choose({ microphone: deviceIdOf(stream) })
      this.#store.patch({ microphone: 'on', microphoneTurn: this.#store.get().microphoneTurn + 1 })
    } catch (error) {
      if (turn !== this.#microphoneTurn) return
      this.#store.patch({ microphone: 'off', microphoneProblem: mediaProblemOf(error) })
    }
    await this.#listQuietly()
  }

  /** Starts the camera, or goes over to another one; the state says whether it runs, and else why not. */
  async startCamera(id?: string): Promise<void> {
    const turn = ++this.#cameraTurn
    // Telephones open one camera at a time.
    giveBack(this.#store.get().cameraStream)
    this.#store.patch({ camera: 'starting', cameraProblem: undefined })
    try {
      const { camera: known } = this.#store.get().chosen
      const stream = await askFor(id, known, (device) => ask({ video: { ...PICTURE, ...device } }))
      if (turn !== this.#cameraTurn) {
        giveBack(stream)
        return
      }
      await this.controller.startVideoInput(stream)
      if (turn !== this.#cameraTurn) return
      this.#choose({ camera: deviceIdOf(stream) })
      this.#store.patch({ camera: 'on', cameraStream: stream })
    } catch (error) {
      if (turn !== this.#cameraTurn) return
      this.#store.patch({ camera: 'off', cameraStream: undefined, cameraProblem: mediaProblemOf(error) })
      await this.controller.stopVideoInput()
    }
    await this.#listQuietly()
  }

  /** Goes over to another camera if one runs, else remembers it for the next start. */
  async chooseCamera(id: string): Promise<void> {
    if (this.#store.get().camera === 'off') this.#choose({ camera: id })
    else await this.startCamera(id)
  }

  async stopCamera(): Promise<void> {
    this.#cameraTurn++
    this.#store.patch({ camera: 'off', cameraStream: undefined, cameraProblem: undefined })
    await this.controller.stopVideoInput()
  }

  setMuted(muted: boolean): void {
    this.#store.patch({ muted })
  }

  /** Lets nothing of the microphone in use out; the client library does not do so to one that came after the muting. */
  keepSilent(): void {
    this.controller.muteLocalAudioInputStream()
  }

  /** Remembers the speaker; whoever plays sound follows the state. */
  chooseSpeaker(id: string): void {
    this.#choose({ speaker: id })
  }

  /** Gives all devices back, those among them that are only being asked for. They may be started again. */
  async stop(): Promise<void> {
    this.#cameraTurn++
    this.#microphoneTurn++
    this.#store.patch({ camera: 'off', cameraStream: undefined, microphone: 'off' })
    await this.controller.stopAudioInput()
    await this.controller.stopVideoInput()
    await DefaultDeviceController.suspendAudioContext()
  }

  #choose(chosen: Partial<LocalMediaState['chosen']>): void {
    this.#store.patch({ chosen: { ...this.#store.get().chosen, ...chosen } })
  }

  async #listQuietly(): Promise<void> {
    try {
      await this.list()
    } catch {
      // The lists stay as they were; the devices in use are in use.
    }
  }
}

/** Asks the browser, and with it maybe the person, for a device. */
async function ask(wanted: MediaStreamConstraints): Promise<MediaStream> {
  // Browsers hide these from pages that came over plain http.
  if (navigator.mediaDevices?.getUserMedia === undefined) throw new TypeError('no media devices here')
  return await navigator.mediaDevices.getUserMedia(wanted)
}

function giveBack(stream: MediaStream | undefined): void {
  for (const track of stream?.getTracks() ?? []) track.stop()
}

/**
 * For the device with this id; without one for the `known` one, or another where that is gone. Chromium lets people prefer a
 * device in its own settings, and then takes that one for any that is not asked for exactly.
 */
async function askFor(
  id: string | undefined,
  known: string,
  open: (device: MediaTrackConstraints) => Promise<MediaStream>,
): Promise<MediaStream> {
  if (id !== undefined || known === '') return await open(device(id ?? ''))
  try {
    return await open(device(known))
  } catch (error) {
    if (mediaProblemOf(error) === 'missing') return await open({})
    throw error
  }
}

function device(id: string): MediaTrackConstraints {
  return id === '' ? {} : { deviceId: { exact: id } }
}

function deviceIdOf(stream: MediaStream): string {
  return stream.getTracks()[0]?.getSettings().deviceId ?? ''
}

function listed(devices: readonly MediaDeviceInfo[]): readonly Device[] {
  // Without permission a browser lists one device of each kind, without id.
  return devices
    .filter(({ deviceId }) => deviceId !== '')
    .map(({ deviceId, label }) => ({ id: deviceId, label }))
}
