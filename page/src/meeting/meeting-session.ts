import type { JoinedAnswer, PageAction, PagePerson } from '../../../src/join-page/page-api.js'
import type { PageServer } from '../api/page-server.js'
import type { Choices } from '../app/tab-memory.js'
import type { Ending } from '../base/ending.js'
import { type Readable, Store } from '../base/store.js'
import type { Timers } from '../base/timers.js'
import { clientLogger } from '../chime/client-logger.js'
import { PicturePolicy } from '../chime/picture-policy.js'
import { quietEvents } from '../chime/quiet-events.js'
import { type AudioVideoFacade, DefaultMeetingSession, MeetingSessionConfiguration } from '../chime/sdk.js'
import { askForScreen } from '../media/ask-for-screen.js'
import type { LocalMedia } from '../media/local-media.js'
import { DataMessages } from './data-messages.js'
import { followConnection } from './follow-connection.js'
import { followDevices } from './follow-devices.js'
import { followPresence } from './follow-presence.js'
import { followTiles } from './follow-tiles.js'
import { initialState, type MeetingState } from './meeting-state.js'
import { MyDevices } from './my-devices.js'
import { MyScreen } from './my-screen.js'
import type { News } from './news.js'
import { type Rights, rightsInside } from './rights.js'
import { ServerWatch } from './server-watch.js'
import type { SessionParts } from './session-parts.js'
import type { WantedPicture } from './wanted-pictures.js'

interface MeetingSessionOptions {
  readonly entry: JoinedAnswer
  readonly media: LocalMedia
  readonly server: PageServer
  readonly timers: Timers
  readonly pass: () => string
  readonly choices: Choices
  /** Called at most once, and not after `stop`. */
  readonly finish: (ending: Ending) => void
}

/** A meeting that this person is in: what the views show, and what they can do. */
export class MeetingSession {
  readonly entry: JoinedAnswer
  readonly media: LocalMedia
  readonly #audioVideo: AudioVideoFacade
  readonly #state: Store<MeetingState>
  readonly #messages: DataMessages
  readonly #server: ServerWatch
  readonly #devices: MyDevices
  readonly #screen: MyScreen
  readonly #pictures = new PicturePolicy()
  readonly #listeners = new Set<(news: News) => void>()
  /** Undone when it is over. */
  readonly #followed: readonly (() => void)[]
  /** Where the meeting's sound comes out; it need not be in the page for that. */
  readonly #sound = new Audio()
  #speaker = ''
  #over = false

  constructor({ entry, media, server, timers, pass, choices, finish }: MeetingSessionOptions) {
    this.entry = entry
    this.media = media
    media.setMuted(choices.muted)
    if (choices.devices !== undefined) media.remember(choices.devices)
    this.#state = new Store(initialState(entry))
    const configuration = new MeetingSessionConfiguration(entry.session.Meeting, entry.session.Attendee)
    configuration.videoDownlinkBandwidthPolicy = this.#pictures
    const session = new DefaultMeetingSession(configuration, clientLogger, media.controller, quietEvents)
    const { audioVideo } = session
    this.#audioVideo = audioVideo
    const parts: SessionParts = {
      audioVideo,
      state: this.#state,
      server,
      timers,
      entry,
      pass,
      tell: (news) => {
        for (const listener of this.#listeners) listener(news)
      },
      finish: (ending) => {
        if (this.#over) return
        this.stop()
        finish(ending)
      },
    }
    const rights = (): Rights => this.rights
    this.#server = new ServerWatch(parts, () => this.#obey())
    this.#messages = new DataMessages(audioVideo, parts, () => this.#server.hurry(), choices.raisedAt)
    this.#devices = new MyDevices({ ...parts, media }, rights)
    this.#screen = new MyScreen({ ...parts, askForScreen }, rights)
    followTiles(parts)
    followConnection({ ...parts, isOver: () => this.#over }, () => {
      this.#devices.started()
      this.#messages.started()
      this.#pictures.started()
      void this.playSound()
      this.#server.hurry()
    })
    this.#followed = [
      followPresence(parts, () => this.#server.hurry()),
      followDevices(media, parts),
      media.state.subscribe(() => void this.#followSpeaker()),
    ]
    this.#start(choices.camera).catch(() => parts.finish('lost'))
  }

  get state(): Readable<MeetingState> {
    return this.#state
  }

  /** This person, as the server sees them now. */
  get me(): PagePerson {
    const { me } = this.entry
    return this.#state.get().people.find(({ seat }) => seat === me.seat) ?? me
  }

  get rights(): Rights {
    return rightsInside(this.entry, this.me, this.#state.get().locks)
  }

  /** What a reload comes back with. */
  get choices(): Choices {
    const { raisedAt } = this.#messages
    return { ...this.media.choices, ...(raisedAt === undefined ? {} : { raisedAt }) }
  }

  nameOf(seat: string): string | undefined {
    return this.#state.get().people.find((person) => person.seat === seat)?.name
  }

  onNews(listener: (news: News) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  setMuted(muted: boolean): Promise<void> {
    return this.#devices.setMuted(muted)
  }

  setCamera(on: boolean): Promise<void> {
    return this.#devices.setCamera(on)
  }

  setSharing(on: boolean): Promise<void> {
    return this.#screen.setSharing(on)
  }

  setHand(up: boolean): void {
    this.#messages.setHand(up)
  }

  sendChat(text: string): void {
    this.#messages.sendChat(text)
  }

  chatRead(): void {
    this.#state.patch({ unread: 0 })
  }

  dismiss(notice: number): void {
    this.#state.patch({ notices: this.#state.get().notices.filter(({ id }) => id !== notice) })
  }

  /** Asks the server to do something, and lets the others know that it has news. True if it was done. */
  async act(action: PageAction): Promise<boolean> {
    const done = await this.#server.act(action)
    if (done && !this.#over) this.#messages.sayRefresh()
    return done
  }

  bindPicture(tileId: number, element: HTMLVideoElement): void {
    this.#audioVideo.bindVideoElement(tileId, element)
  }

  /** The element goes; the picture may be in another one already. */
  unbindPicture(tileId: number, element: HTMLVideoElement): void {
    const tile = this.#audioVideo.getVideoTile(tileId)
    if (tile?.state().boundVideoElement === element) this.#audioVideo.unbindVideoElement(tileId)
  }

  /** What of the others is on the stage: their pictures are received, and no others. */
  wantPictures(wanted: readonly WantedPicture[]): void {
    this.#pictures.want(wanted)
  }

  /** Plays the sound, which a browser may refuse until somebody presses something. */
  async playSound(): Promise<void> {
    try {
      await this.#sound.play()
      this.#state.patch({ soundBlocked: false })
    } catch (error) {
      if (error instanceof Error && error.name === 'NotAllowedError')
        this.#state.patch({ soundBlocked: true })
    }
  }

  /** Leaves. Devices are given back; nothing is reported any more. Safe to repeat. */
  stop(): void {
    if (this.#over) return
    this.#over = true
    for (const undo of this.#followed) undo()
    this.#server.stop()
    this.#messages.stop()
    this.#devices.stop()
    this.#screen.stop()
    this.#audioVideo.stopLocalVideoTile()
    this.#audioVideo.stop()
    void this.media.stop()
  }

  #obey(): void {
    this.#devices.obey()
    this.#screen.obey()
  }

  async #start(camera: boolean): Promise<void> {
    await this.#audioVideo.bindAudioElement(this.#sound)
    await this.#followSpeaker()
    if (this.#over) return
    this.#devices.prepare(camera)
    this.#audioVideo.start()
  }

  async #followSpeaker(): Promise<void> {
    const { speaker } = this.media.state.get().chosen
    if (speaker === this.#speaker) return
    this.#speaker = speaker
    try {
      await this.#audioVideo.chooseAudioOutput(speaker)
    } catch {
      // A speaker that is gone: the sound stays where it is.
    }
  }
}
