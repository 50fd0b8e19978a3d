/** Works off what was prepared, 16 at a time as a busy server does, and times that alone. */
export async function timed(prepared, work) {
  const startedAt = performance.now()
  const cpu = process.cpuUsage()
  for (let at = 0; at < prepared.length; at += 16) await Promise.all(prepared.slice(at, at + 16).map(work))
  const { user, system } = process.cpuUsage(cpu)
  return { count: prepared.length, ms: performance.now() - startedAt, cpuMs: (user + system) / 1_000 }
}
