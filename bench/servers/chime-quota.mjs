import { answerQuestions } from '../lib/child.mjs'
import { entry } from '../lib/package-under-test.mjs'

// The Chime simulator with the vendor's default quota: ten calls a second and operation, bursts of twenty.
const { startChimeSimulator } = await import(entry('testing'))
const simulator = await startChimeSimulator()

answerQuestions((question) => {
  if (question === 'reset') simulator.reset()
  return { origin: simulator.endpoint, calls: simulator.requests.length }
})
