import type { Environment } from 'anymeet'
import { startBbbSimulator, startChimeSimulator } from 'anymeet/testing'

/** What a deployment would put into the environment of a backend for one vendor. */
export interface VendorEnvironment {
  readonly environment: Environment
  /** One line that says whether this is the real vendor. */
  readonly about: string
  /** Who was let in, as a simulator knows. */
  inside(): readonly string[]
  close(): Promise<void>
}

/** The vendor that the environment has credentials for, else a simulator. */
export async function vendorEnvironment(provider: string): Promise<VendorEnvironment> {
  const { BBB_URL, AWS_REGION, AWS_ACCESS_KEY_ID, AWS_PROFILE } = process.env
  const own = provider === 'bbb' ? BBB_URL : AWS_REGION && (AWS_ACCESS_KEY_ID ?? AWS_PROFILE)
  if (own !== undefined || !['bbb', 'chime'].includes(provider))
    return {
      environment: {},
      about: 'as the environment says',
      inside: () => [],
      close: async () => undefined,
    }
  return provider === 'bbb' ? simulatedBbb() : simulatedChime()
}

async function simulatedBbb(): Promise<VendorEnvironment> {
  const simulator = await startBbbSimulator()
  return {
    environment: { BBB_URL: simulator.url, BBB_SECRET: simulator.secret },
    about: 'the embedded simulator (set BBB_URL and BBB_SECRET for a real server)',
    inside: () => simulator.meetings().flatMap(({ attendees }) => attendees.map(({ userID }) => userID)),
    close: () => simulator.close(),
  }
}

async function simulatedChime(): Promise<VendorEnvironment> {
  // The AWS packages announce the end of Node 20 on every start; that is not what an example is about.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true'
  const simulator = await startChimeSimulator({ region: 'eu-central-1' })
  const { endpoint, region, accessKeyId, secretAccessKey } = simulator
  // Where the AWS packages look for them.
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey })
  return {
    environment: { AWS_REGION: region, CHIME_ENDPOINT: endpoint },
    about:
      'the embedded simulator, which has no media (set AWS_REGION and AWS credentials for the real service)',
    inside: () =>
      simulator.meetings().flatMap(({ attendees }) => attendees.map(({ externalUserId }) => externalUserId)),
    close: () => simulator.close(),
  }
}
