import { meetingContract } from 'anymeet/testing'
import { describe, it } from 'vitest'
import { bbbServers } from '../../providers/bbb/servers.js'
import { bbbHarness } from './bbb-harness.js'

const runner = { describe, it }

for (const server of bbbServers) meetingContract({ name: server, runner, harness: bbbHarness(server) })

meetingContract({ name: 'two servers of bbb-3.0', runner, harness: bbbHarness('bbb-3.0', ['alpha', 'beta']) })
