import { systemClock } from '../../../../ports/clock.js'
import { arnOf, defaultAccount } from '../account.js'
import { usualValidity } from '../certificate.js'
import type { TopicSimulatorOptions } from './options.js'
import { SnsIssuer } from './sns-issuer.js'
import { TopicSimulator } from './topic-simulator.js'

const defaultRetryDelaysMs = [20_000, 20_000, 20_000]

/** Starts a simulated topic with a key of its own. It listens nowhere: its pages are reached by its `transport`. */
export async function startTopicSimulator(options: TopicSimulatorOptions = {}): Promise<TopicSimulator> {
  const {
    clock = systemClock,
    region = 'us-east-1',
    account = defaultAccount,
    name = 'chime-events',
  } = options
  const { signatureVersion: version = '1', retryDelaysMs = defaultRetryDelaysMs } = options
  const topicArn = arnOf('sns', region, account, name)
  const newIssuer = (): SnsIssuer => {
    const usual = usualValidity(clock.now())
    const { notBefore = usual.notBefore, notAfter = usual.notAfter } = options
    return new SnsIssuer({ region, topicArn, version, notBefore, notAfter })
  }
  return new TopicSimulator({
    clock,
    account,
    newIssuer,
    retryDelaysMs,
    answerTimeoutMs: options.answerTimeoutMs,
  })
}
