import type { JoinedAnswer, WaitingAnswer } from '../../../../src/join-page/page-api.js'
import { rightsAtTheDoor } from '../../meeting/rights.js'

/** Of `LocalMedia`. */
interface Devices {
  setMuted(muted: boolean): void
  startMicrophone(): Promise<void>
  startCamera(): Promise<void>
}

/**
 * Starts the devices for the device check, one after the other, so that the browser asks one thing at a time. Once the answered
 * function was called, nothing is started that has not begun: what the device check has not shown stays off.
 */
export function prepareDevices(media: Devices, entry: JoinedAnswer | WaitingAnswer): () => void {
  let here = true
  const rights = rightsAtTheDoor(entry)
  media.setMuted(entry.meeting.muteOnStart || !rights.microphone)
  void (async () => {
    await media.startMicrophone()
    if (here && rights.camera) await media.startCamera()
  })()
  return () => {
    here = false
  }
}
