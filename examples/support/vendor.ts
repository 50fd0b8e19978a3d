import type { JoinResult, ProviderConfig } from 'anymeet'
import { startBbbSimulator, startChimeSimulator } from 'anymeet/testing'

/** A vendor to run an example against: the real one if the environment has credentials for it, else a simulator. */
export interface ExampleVendor {
  readonly config: ProviderConfig
  /** One line that says which of the two it is. */
  readonly about: string
  /** Lets a simulated person use the credentials. With a real vendor that is for you and a browser to do. */
  enter(joined: JoinResult): Promise<void>
  close(): Promise<void>
}

export async function bbbVendor(): Promise<ExampleVendor> {
  const { BBB_URL: url, BBB_SECRET: secret } = process.env
  if (url !== undefined && secret !== undefined)
    return { ...real, config: { type: 'bbb', url, secret }, about: 'bbb: the server of BBB_URL' }
  const simulator = await startBbbSimulator()
  return {
    config: { type: 'bbb', url: simulator.url, secret: simulator.secret },
    about: 'bbb: the embedded simulator (set BBB_URL and BBB_SECRET for a real server)',
    async enter(joined) {
      if (joined.kind === 'url') await simulator.visit(joined.url)
    },
    close: () => simulator.close(),
  }
}

export async function chimeVendor(): Promise<ExampleVendor> {
  const { AWS_REGION: region, AWS_ACCESS_KEY_ID, AWS_PROFILE } = process.env
  if (region !== undefined && (AWS_ACCESS_KEY_ID ?? AWS_PROFILE) !== undefined)
    return { ...real, config: { type: 'chime', region }, about: `chime: your AWS account in ${region}` }
  // The AWS packages announce the end of Node 20 on every start; that is not what an example is about.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true'
  const simulator = await startChimeSimulator({ region: 'eu-central-1' })
  const { accessKeyId, secretAccessKey, endpoint } = simulator
  return {
    config: {
      type: 'chime',
      region: 'eu-central-1',
      endpoint,
      credentials: { accessKeyId, secretAccessKey },
    },
    about: 'chime: the embedded simulator (set AWS_REGION and AWS credentials for the real service)',
    enter: async () => undefined,
    close: () => simulator.close(),
  }
}

const real = { enter: async () => undefined, close: async () => undefined }
