interface Channel {
  readonly room: string
  readonly output: MediaStreamAudioDestinationNode
  readonly volume: GainNode
  input: MediaStreamAudioSourceNode | undefined
  player: HTMLAudioElement | undefined
}

/** Everybody in a room hears all others: each client has one audio stream with the voices of the rest in it. */
export class AudioMixer {
  readonly #context = new AudioContext()
  readonly #channels = new Map<string, Channel>()

  /** The mix for a client, which comes to be with the first call. */
  mixFor(connectionId: string, room: string): MediaStreamTrack {
    const channel = this.#channels.get(connectionId) ?? this.#open(connectionId, room)
    const [track] = channel.output.stream.getAudioTracks()
    if (track === undefined) throw new Error('The browser mixes no audio')
    return track
  }

  /** Lets the others hear what a client says. */
  listenTo(connectionId: string, track: MediaStreamTrack): void {
    const channel = this.#channels.get(connectionId)
    if (channel === undefined || channel.input !== undefined) return
    const stream = new MediaStream([track])
    // Chromium pulls remote audio only for an element that plays it: crbug.com/933677.
    channel.player = new Audio()
    channel.player.muted = true
    channel.player.srcObject = stream
    channel.input = this.#context.createMediaStreamSource(stream)
    channel.input.connect(channel.volume)
  }

  setHeard(connectionId: string, heard: boolean): void {
    const channel = this.#channels.get(connectionId)
    if (channel !== undefined) channel.volume.gain.value = heard ? 1 : 0
  }

  close(connectionId: string): void {
    const channel = this.#channels.get(connectionId)
    if (channel === undefined) return
    this.#channels.delete(connectionId)
    channel.input?.disconnect()
    channel.volume.disconnect()
    if (channel.player !== undefined) channel.player.srcObject = null
  }

  #open(connectionId: string, room: string): Channel {
    const channel: Channel = {
      room,
      output: this.#context.createMediaStreamDestination(),
      volume: this.#context.createGain(),
      input: undefined,
      player: undefined,
    }
    for (const other of this.#channels.values()) {
      if (other.room !== room) continue
      other.volume.connect(channel.output)
      channel.volume.connect(other.output)
    }
    this.#channels.set(connectionId, channel)
    return channel
  }
}
