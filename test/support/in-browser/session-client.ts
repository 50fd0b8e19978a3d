import {
  type AudioVideoFacade,
  ConsoleLogger,
  DefaultDeviceController,
  DefaultMeetingSession,
  LogLevel,
  MeetingSessionConfiguration,
  MeetingSessionStatusCode,
} from '../../../page/src/chime/sdk.js'
import type {
  SessionClient,
  SessionCredentials,
  SessionState,
  ShownVideo,
} from '../signalling/session-client.js'

/** The vendor's web client as it comes, with nothing of the join page around it. */
export class PlainSessionClient implements SessionClient {
  #audioVideo: AudioVideoFacade | undefined
  #started = 0
  #stopped: string | undefined
  readonly #people = new Map<string, string>()
  readonly #gone: string[] = []
  readonly #videos = new Map<number, { of: string; element: HTMLVideoElement }>()

  async start({ Meeting, Attendee }: SessionCredentials): Promise<void> {
    const logger = new ConsoleLogger('test', LogLevel.OFF)
    const configuration = new MeetingSessionConfiguration(Meeting, Attendee)
    const devices = new DefaultDeviceController(logger)
    const unheard = { addObserver() {}, removeObserver() {}, async publishEvent() {} }
    const { audioVideo } = new DefaultMeetingSession(configuration, logger, devices, unheard)
    this.#audioVideo = audioVideo
    this.#observe(audioVideo)
    await audioVideo.bindAudioElement(new Audio())
    const [microphone] = await audioVideo.listAudioInputDevices()
    await audioVideo.startAudioInput(microphone?.deviceId ?? '')
    audioVideo.start()
  }

  async setCamera(on: boolean): Promise<void> {
    const audioVideo = this.#session
    if (on) {
      const [camera] = await audioVideo.listVideoInputDevices()
      await audioVideo.startVideoInput(camera?.deviceId ?? '')
      audioVideo.startLocalVideoTile()
    } else {
      audioVideo.stopLocalVideoTile()
      await audioVideo.stopVideoInput()
    }
  }

  leave(): void {
    this.#session.stop()
  }

  state(): SessionState {
    return {
      started: this.#started,
      stopped: this.#stopped,
      people: [...this.#people.values()].sort(),
      gone: this.#gone,
      videos: [...this.#videos.values()].map(({ of, element }) => shown(of, element)),
    }
  }

  get #session(): AudioVideoFacade {
    if (this.#audioVideo === undefined) throw new Error('The client has not been started')
    return this.#audioVideo
  }

  #observe(audioVideo: AudioVideoFacade): void {
    audioVideo.addObserver({
      audioVideoDidStart: () => {
        this.#started += 1
      },
      audioVideoDidStop: (status) => {
        this.#stopped = MeetingSessionStatusCode[status.statusCode()]
      },
      videoTileDidUpdate: ({ tileId, localTile, boundExternalUserId: of }) => {
        if (tileId === null || localTile || !of || this.#videos.has(tileId)) return
        const element = document.createElement('video')
        document.body.append(element)
        this.#videos.set(tileId, { of, element })
        audioVideo.bindVideoElement(tileId, element)
      },
      videoTileWasRemoved: (tileId) => {
        this.#videos.get(tileId)?.element.remove()
        this.#videos.delete(tileId)
      },
    })
    audioVideo.realtimeSubscribeToAttendeeIdPresence((attendeeId, present, externalUserId = '') => {
      if (present) this.#people.set(attendeeId, externalUserId)
      else if (this.#people.delete(attendeeId)) this.#gone.push(externalUserId)
    })
  }
}

function shown(of: string, element: HTMLVideoElement): ShownVideo {
  const frames = element.getVideoPlaybackQuality().totalVideoFrames
  const canvas = document.createElement('canvas')
  const [width, height] = [32, 18]
  const context = canvas.getContext('2d')
  if (context === null || element.videoWidth === 0) return { of, frames, colours: 0 }
  context.drawImage(element, 0, 0, width, height)
  const pixels = new Uint32Array(context.getImageData(0, 0, width, height).data.buffer)
  return { of, frames, colours: new Set(pixels).size }
}
