import type protocol from 'amazon-chime-sdk-js/build/signalingprotocol/SignalingProtocol.js'

// The client reads 14 (dB below full) as 1 and 42 as 0.
const loudest = 14
const silent = 42
const fullSignal = 2

/** How loud somebody is, from 0 to 1, as the service writes it. */
export function volumeState(audioStreamId: number, volume: number): protocol.ISdkAudioAttendeeState {
  const decibels = Math.round(silent - volume * (silent - loudest))
  return { audioStreamId, volume: decibels, signalStrength: fullSignal }
}
