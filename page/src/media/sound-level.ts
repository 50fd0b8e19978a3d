/** Loudness of samples around 128, as people hear it: -60 dB is silence, 0 dB is full. */
export function soundLevel(samples: ArrayLike<number>): number {
  let squares = 0
  for (let i = 0; i < samples.length; i++) squares += (((samples[i] ?? 128) - 128) / 128) ** 2
  const decibels = 10 * Math.log10(squares / Math.max(1, samples.length))
  return Math.min(1, Math.max(0, (decibels + 60) / 60))
}
