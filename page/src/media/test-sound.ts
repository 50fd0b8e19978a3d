const NOTES_HZ = [523.25, 659.25, 783.99]
const NOTE_MS = 250

/** Plays three notes on a speaker ('' is the system's default) and answers when they are over. */
export async function playTestSound(speaker: string): Promise<void> {
  const context = new AudioContext()
  const element = new Audio()
  try {
    const out = context.createMediaStreamDestination()
    NOTES_HZ.forEach((hz, index) => {
      const start = context.currentTime + (index * NOTE_MS) / 1000
      const end = start + NOTE_MS / 1000
      const gain = context.createGain()
      gain.gain.setValueAtTime(0.2, start)
      gain.gain.linearRampToValueAtTime(0, end)
      const note = context.createOscillator()
      note.frequency.value = hz
      note.connect(gain).connect(out)
      note.start(start)
      note.stop(end)
    })
    element.srcObject = out.stream
    if (speaker !== '' && 'setSinkId' in element) await element.setSinkId(speaker)
    await element.play()
    await new Promise((done) => setTimeout(done, NOTES_HZ.length * NOTE_MS + 200))
  } finally {
    element.srcObject = null
    await context.close()
  }
}
