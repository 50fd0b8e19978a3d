import { meetingContract } from 'anymeet/testing'
import { describe, it } from 'vitest'
import { chimeHarness } from './chime-harness.js'

meetingContract({ name: 'chime', runner: { describe, it }, harness: chimeHarness })
