import { performance } from 'node:perf_hooks'
import { answerQuestions } from './child.mjs'

// One contender in a process of its own, so that its garbage, its compiled code and its CPU time are nobody else's.
const { contender } = await import(process.argv[2])
let prepared

answerQuestions(answer, () => prepared?.close?.())

async function answer({ prepare, run }) {
  if (prepare !== undefined) {
    prepared = await contender(prepare)
    return prepared.sample?.()
  }
  const cpu = process.cpuUsage()
  const start = performance.now()
  const result = await prepared.run(run)
  const ms = performance.now() - start
  const { user, system } = process.cpuUsage(cpu)
  // A contender that prepares something within its run times the rest itself.
  return { ms, cpuMs: (user + system) / 1_000, ...result }
}
