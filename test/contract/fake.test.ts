import { meetingContract } from 'anymeet/testing'
import { describe, it } from 'vitest'
import { fakeHarness } from './fake-harness.js'

const runner = { describe, it }

const optOut = { network: 'everything happens in memory, and a staged failure should be seen' }

for (const preset of ['link-like', 'sdk-like', 'limited'] as const)
  meetingContract({ name: `fake (${preset})`, runner, harness: fakeHarness(preset), optOut })
