import { meetingContract } from 'anymeet/testing'
import { describe, it } from 'vitest'
import { bbbHarness } from './bbb-harness.js'

for (const server of ['bbb-2.4', 'bbb-3.0'] as const)
  meetingContract({ name: server, runner: { describe, it }, harness: bbbHarness(server) })
