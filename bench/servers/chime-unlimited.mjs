import { answerQuestions } from '../lib/child.mjs'
import { entry } from '../lib/package-under-test.mjs'

// The Chime simulator without quota: what it keeps is forgotten when it is asked to.
const { startChimeSimulator } = await import(entry('testing'))
const simulator = await startChimeSimulator({ rates: 'unlimited' })

answerQuestions((question) => {
  if (question === 'reset') simulator.reset()
  return { origin: simulator.endpoint, calls: simulator.requests.length }
})
