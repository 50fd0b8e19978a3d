import { startBbbSimulator } from '../../dist/testing.js'
import { answerQuestions } from '../lib/child.mjs'
import { startRawServer } from '../lib/raw-server.mjs'

// The simulator makes the answers once, in the shape of a 3.0 server; from then on they are sent as they are.
const SECRET = 'not-a-secret'
const MEETINGS = 10_000

const simulator = await startBbbSimulator({ secret: SECRET })
simulator.fillMeetings(MEETINGS, 2)
const { createHash } = await import('node:crypto')
const checksum = createHash('sha256').update(`getMeetings${SECRET}`).digest('hex')
const response = await fetch(`${simulator.url}api/getMeetings?checksum=${checksum}`)
const answer = Buffer.from(await response.arrayBuffer())
await simulator.close()

const origin = await startRawServer('text/xml;charset=utf-8', () => answer)
answerQuestions(() => ({ origin, bytes: answer.length }))
