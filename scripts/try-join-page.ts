// The join page in your own browser: the backend of examples/join-page.ts on a simulated Chime with media, which a Chromium without
// a window carries. Open the address in several windows, or on `PORT`. Ctrl-C ends it.
import { startClassBackend } from '../examples/support/class-backend.js'
import { launchChromium } from '../test/support/browser/chromium.js'
import { PageMediaPeer } from '../test/support/signalling/page-media-peer.js'
import { startLiveChime } from '../test/support/signalling/start-live-chime.js'

const browser = await launchChromium()
const media = await PageMediaPeer.start(await browser.newPage())
const { simulator, signalling } = await startLiveChime({ media, simulator: { region: 'eu-central-1' } })
const { endpoint, region, accessKeyId, secretAccessKey } = simulator
// Where the AWS packages look for them.
Object.assign(process.env, { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey })
const { url } = await startClassBackend({
  ...process.env,
  MEETING_PROVIDER: 'chime',
  CHIME_ENDPOINT: endpoint,
  AWS_REGION: region,
  JOIN_PAGE_CONNECT: signalling.origin,
})
console.log(`${url}/classes/algebra-7b`)
