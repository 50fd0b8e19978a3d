import type { CallParts } from './call-parts.js'
import { addNotice } from './notices.js'
import type { Rights } from './rights.js'

/** What is shared: a `MediaStream`. */
interface Screen {
  getTracks(): readonly { stop(): void }[]
}

/** The part of the client library that shares it. */
interface ContentShare {
  startContentShare(screen: Screen): Promise<void>
  stopContentShare(): void
  addContentShareObserver(observer: { contentShareDidStart(): void; contentShareDidStop(): void }): void
}

interface MyScreenParts extends Pick<CallParts, 'state'> {
  readonly audioVideo: ContentShare
  /** Asks the person what to share. */
  readonly askForScreen: () => Promise<Screen>
}

/** Shares this person's screen, for as long as the meeting lets them. */
export class MyScreen {
  readonly #parts: MyScreenParts
  readonly #rights: () => Rights
  #asking = false
  /** The person has pressed the page's own button. */
  #asksToStop = false
  #over = false

  constructor(parts: MyScreenParts, rights: () => Rights) {
    this.#parts = parts
    this.#rights = rights
    const { audioVideo, state } = parts
    audioVideo.addContentShareObserver({
      contentShareDidStart: () => {
        this.#asksToStop = false
        state.patch({ sharing: true })
        this.obey()
      },
      contentShareDidStop: () => {
        state.patch({ sharing: false })
        // By the browser's own button, or by the vendor, who is quicker than the server to take it from somebody.
        if (!this.#asksToStop && !this.#over) addNotice(state, 'share-stopped')
      },
    })
  }

  /** Stops what this person may no longer share. */
  obey(): void {
    const { audioVideo, state } = this.#parts
    if (state.get().sharing && !this.#may()) audioVideo.stopContentShare()
  }

  async setSharing(on: boolean): Promise<void> {
    const { audioVideo, state, askForScreen } = this.#parts
    if (!on) {
      this.#asksToStop = true
      audioVideo.stopContentShare()
      return
    }
    if (!this.#may() || this.#asking) return
    this.#asking = true
    try {
      const screen = await askForScreen()
      // The meeting has gone on while the question was open.
      if (this.#may()) await audioVideo.startContentShare(screen)
      else {
        for (const track of screen.getTracks()) track.stop()
        if (!this.#over) addNotice(state, 'share-stopped')
      }
    } catch (error) {
      // Closing the browser's question is an answer, not a failure.
      if (!(error instanceof Error && error.name === 'NotAllowedError')) addNotice(state, 'share-failed')
    } finally {
      this.#asking = false
    }
  }

  stop(): void {
    this.#over = true
    this.#parts.audioVideo.stopContentShare()
  }

  #may(): boolean {
    return !this.#over && this.#rights().screenShare
  }
}
