import type { Readable } from '../base/store.js'
import type { LocalMediaState } from '../media/local-media-state.js'
import type { CallParts } from './call-parts.js'
import { addNotice, type NoticeKind } from './notices.js'
import type { Rights } from './rights.js'

/** So long the server has to say that moderators took the cameras, before another reason is assumed. */
const REASON_MS = 3_000

/** The part of the client library that sends one's voice and picture. */
interface Sender {
  realtimeMuteLocalAudio(): void
  realtimeUnmuteLocalAudio(): boolean
  realtimeIsLocalAudioMuted(): boolean
  startLocalVideoTile(): number
  stopLocalVideoTile(): void
  addObserver(observer: { videoSendDidBecomeUnavailable(): void }): void
}

/** Of `LocalMedia`. */
interface Devices {
  readonly state: Readable<LocalMediaState>
  setMuted(muted: boolean): void
  keepSilent(): void
  startMicrophone(): Promise<void>
  startCamera(): Promise<void>
  stopCamera(): Promise<void>
}

interface MyDevicesParts extends Pick<CallParts, 'state' | 'timers'> {
  readonly audioVideo: Sender
  readonly media: Devices
}

/** This person's voice and picture in the meeting: they follow what `LocalMedia` has, whenever it comes and goes. */
export class MyDevices {
  readonly #parts: MyDevicesParts
  readonly #rights: () => Rights
  readonly #unsubscribe: () => void
  #started = false
  #over = false
  #showsCamera = false
  /** A lock has muted this person. */
  #locked = false
  /** The vendor took the camera, and nobody has said yet why. */
  #lostCamera = false
  #callOff: () => void = () => {}

  constructor(parts: MyDevicesParts, rights: () => Rights) {
    this.#parts = parts
    this.#rights = rights
    const { audioVideo, media, timers } = parts
    audioVideo.addObserver({
      videoSendDidBecomeUnavailable: () => {
        void this.setCamera(false)
        this.#lostCamera = true
        this.#callOff = timers.after(REASON_MS, () => this.#explain('camera-unavailable'))
      },
    })
    this.#unsubscribe = media.state.subscribe(() => this.#follow())
  }

  /** Before the session starts, which waits for nobody's answer to a question of the browser. */
  prepare(camera: boolean): void {
    this.obey()
    void this.#startMissing(camera)
  }

  /** The session has started, or started again. */
  started(): void {
    this.#started = true
    this.#follow()
  }

  /** Switches off what this person may no longer use. */
  obey(): void {
    const { media, state } = this.#parts
    const rights = this.#rights()
    const { muted, microphone, camera } = media.state.get()
    if (!rights.microphone && !muted) {
      media.setMuted(true)
      if (microphone === 'on' && state.get().locks.microphone) {
        this.#locked = true
        addNotice(state, 'microphone-locked')
      }
    }
    if (rights.microphone && this.#locked) {
      this.#locked = false
      addNotice(state, 'microphone-back')
    }
    if (!rights.camera) {
      if (camera !== 'off') {
        this.#lostCamera = true
        void this.setCamera(false)
      }
      this.#explain('camera-taken')
    }
    this.#follow()
  }

  async setMuted(muted: boolean): Promise<void> {
    const { media } = this.#parts
    if (!muted && !this.#rights().microphone) return
    media.setMuted(muted)
    if (!muted && media.state.get().microphone === 'off') await media.startMicrophone()
  }

  async setCamera(on: boolean): Promise<void> {
    const { media } = this.#parts
    if (!on) await media.stopCamera()
    else if (this.#rights().camera) await media.startCamera()
  }

  stop(): void {
    this.#over = true
    this.#unsubscribe()
    this.#callOff()
  }

  /** After a reload nothing runs yet; after the device check everything was tried that is wanted. */
  async #startMissing(camera: boolean): Promise<void> {
    const { media } = this.#parts
    const { microphone, microphoneProblem } = media.state.get()
    if (microphone === 'off' && microphoneProblem === undefined) await media.startMicrophone()
    if (this.#over || !camera || media.state.get().camera !== 'off') return
    if (media.state.get().cameraProblem === undefined) await this.setCamera(true)
  }

  #follow(): void {
    if (this.#over) return
    this.#followMicrophone()
    this.#followCamera()
  }

  /** Where there is no voice to be heard, the others see that. */
  #followMicrophone(): void {
    const { audioVideo, media } = this.#parts
    const { muted, microphone } = media.state.get()
    if (!muted && microphone === 'on' && this.#rights().microphone) {
      audioVideo.realtimeUnmuteLocalAudio()
      return
    }
    if (!audioVideo.realtimeIsLocalAudioMuted()) audioVideo.realtimeMuteLocalAudio()
    // For a microphone that came after the muting.
    media.keepSilent()
  }

  /** A camera that was unplugged, or taken by another program, is gone from the meeting as well. */
  #followCamera(): void {
    const { audioVideo, media } = this.#parts
    const { camera } = media.state.get()
    if (camera === 'on' && this.#started && !this.#showsCamera && this.#rights().camera) {
      this.#showsCamera = true
      audioVideo.startLocalVideoTile()
    }
    if (camera === 'off' && this.#showsCamera) {
      this.#showsCamera = false
      audioVideo.stopLocalVideoTile()
    }
  }

  #explain(kind: NoticeKind): void {
    if (!this.#lostCamera) return
    this.#lostCamera = false
    this.#callOff()
    addNotice(this.#parts.state, kind)
  }
}
