import { meetingContract } from 'anymeet/testing'
import { describe, it } from 'vitest'
import { fakeHarness } from './fake-harness.js'

const runner = { describe, it }

const network = 'everything happens in memory, and a staged failure should be seen'

for (const preset of ['link-like', 'sdk-like'] as const)
  meetingContract({ name: `fake (${preset})`, runner, harness: fakeHarness(preset), optOut: { network } })

meetingContract({
  name: 'fake (limited)',
  runner,
  harness: fakeHarness('limited'),
  optOut: { network, events: 'it imitates a vendor that only answers' },
})
