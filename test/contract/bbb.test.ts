import { meetingContract } from 'anymeet/testing'
import { describe, it } from 'vitest'
import { bbbHarness } from './bbb-harness.js'

const runner = { describe, it }

for (const server of ['bbb-2.4', 'bbb-3.0'] as const)
  meetingContract({ name: server, runner, harness: bbbHarness(server) })

meetingContract({ name: 'two servers of bbb-3.0', runner, harness: bbbHarness('bbb-3.0', ['alpha', 'beta']) })
