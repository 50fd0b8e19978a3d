/** Keeps the screen on until the answered function is called; browsers give it up while the page is hidden. */
export function keepAwake(): () => void {
  let sentinel: WakeLockSentinel | undefined
  let over = false
  const ask = async (): Promise<void> => {
    if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return
    try {
      sentinel = await navigator.wakeLock.request('screen')
      if (over) await sentinel.release()
    } catch {
      // Battery saving comes first.
    }
  }
  const askAgain = (): void => void ask()
  askAgain()
  document.addEventListener('visibilitychange', askAgain)
  return () => {
    over = true
    document.removeEventListener('visibilitychange', askAgain)
    sentinel?.release().catch(() => {})
  }
}
