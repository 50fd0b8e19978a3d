import type { DeviceController } from '../chime/sdk.js'
import { soundLevel } from './sound-level.js'

/** Ten times a second is quick for an eye and slow for a battery. */
const EVERY_MS = 100

/** Tells the microphone's level, 0 to 1, until the answered function is called. */
export function watchMicrophone(controller: DeviceController, tell: (level: number) => void): () => void {
  const analyser = controller.createAnalyserNodeForAudioInput()
  if (analyser === null) return () => {}
  const { context } = analyser
  // Browsers start sound processing only after somebody has touched the page.
  const wake = (): void => {
    if (context instanceof AudioContext) context.resume().catch(() => {})
  }
  wake()
  document.addEventListener('pointerdown', wake)
  document.addEventListener('keydown', wake)
  const samples = new Uint8Array(analyser.fftSize)
  const timer = setInterval(() => {
    analyser.getByteTimeDomainData(samples)
    tell(soundLevel(samples))
  }, EVERY_MS)
  return () => {
    clearInterval(timer)
    document.removeEventListener('pointerdown', wake)
    document.removeEventListener('keydown', wake)
    analyser.removeOriginalInputs()
  }
}
