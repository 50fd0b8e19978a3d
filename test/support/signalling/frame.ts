import protocol from 'amazon-chime-sdk-js/build/signalingprotocol/SignalingProtocol.js'

/** A frame of the signalling protocol, as it was received. */
export type Frame = protocol.SdkSignalFrame

/** A frame to send: everything but the time, which is stamped on it. */
export type FrameContent = Omit<protocol.ISdkSignalFrame, 'timestampMs'>

/** The frame types, streams' media types and so on of the protocol. */
export const FrameType: typeof protocol.SdkSignalFrame.Type = protocol.SdkSignalFrame.Type

// Every message starts with this byte; what follows is the protobuf.
const frameTypeRtc = 0x05

export function encodeFrame(content: FrameContent, timestampMs: number): Uint8Array {
  const body = protocol.SdkSignalFrame.encode({ ...content, timestampMs }).finish()
  const message = new Uint8Array(body.length + 1)
  message[0] = frameTypeRtc
  message.set(body, 1)
  return message
}

/** Throws for what is not a frame. */
export function decodeFrame(message: Uint8Array): Frame {
  if (message[0] !== frameTypeRtc) throw new Error(`Message of unknown type ${message[0]}`)
  return protocol.SdkSignalFrame.decode(message.subarray(1))
}
