import { answerQuestions } from '../lib/child.mjs'
import { support } from '../lib/support.mjs'

// The Chime simulator with a signalling server, and a browser of its own as the media server: the vendor's web client really gets in.
const [{ launchChromium }, { PageMediaPeer }, { startLiveChime }] = await Promise.all(
  ['browser/chromium', 'signalling/page-media-peer', 'signalling/start-live-chime'].map(support),
)
const browser = await launchChromium()
const media = await PageMediaPeer.start(await browser.newPage())
const { simulator, signalling, close } = await startLiveChime({ media, simulator: { rates: 'unlimited' } })

answerQuestions(
  () => ({
    origin: simulator.endpoint,
    signalling: signalling.origin,
    /** How often somebody got in. */
    joined: simulator.events.filter(({ detail }) => detail.eventType === 'chime:AttendeeJoined').length,
  }),
  async () => {
    await close()
    await browser.close()
  },
)
