import type { Clock } from '../../../../ports/clock.js'
import { arnOf } from '../account.js'
import { Queue } from './queue.js'
import { defaultSettings, type QueueSettings } from './queue-settings.js'
import { invalidParameter, SqsError } from './sqs-error.js'

const nameForm = /^[\w-]{1,80}$/

/** The queues of one account in one region. */
export class QueueStore {
  readonly #clock: Clock
  readonly #region: string
  readonly #account: string
  readonly #queues = new Map<string, Queue>()

  constructor(clock: Clock, region: string, account: string) {
    this.#clock = clock
    this.#region = region
    this.#account = account
  }

  get account(): string {
    return this.#account
  }

  all(): readonly Queue[] {
    return [...this.#queues.values()]
  }

  /** Makes a queue, or finds it if it has the same settings. */
  create(name: string, settings: QueueSettings = defaultSettings): Queue {
    if (!nameForm.test(name)) {
      const reason = 'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length'
      throw invalidParameter(name, 'QueueName', reason)
    }
    const found = this.#queues.get(name)
    if (found === undefined) return this.#add(name, settings)
    if (JSON.stringify(found.settings) === JSON.stringify(settings)) return found
    throw new SqsError(
      'QueueNameExists',
      'A queue already exists with the same name and a different value for an attribute',
    )
  }

  byName(name: string): Queue {
    const found = this.#queues.get(name)
    if (found !== undefined) return found
    throw new SqsError('QueueDoesNotExist', 'The specified queue does not exist.')
  }

  byArn(arn: string): Queue | undefined {
    return this.all().find((queue) => queue.arn === arn)
  }

  /** By the path of its URL, whatever the host: `/account/name`. */
  byUrl(url: string): Queue {
    if (!URL.canParse(url)) {
      throw new SqsError('InvalidAddress', `The address ${url} is not valid for this endpoint.`)
    }
    const [, account, name = ''] = new URL(url).pathname.split('/')
    return this.byName(account === this.#account ? name : '')
  }

  #add(name: string, settings: QueueSettings): Queue {
    const target = settings.redrive?.deadLetterTargetArn
    if (target !== undefined && this.byArn(target) === undefined) {
      throw invalidParameter(target, 'RedrivePolicy', 'Dead letter target does not exist.')
    }
    const deadLetters = (): Queue | undefined => (target === undefined ? undefined : this.byArn(target))
    const arn = arnOf('sqs', this.#region, this.#account, name)
    const queue = new Queue(name, arn, settings, { clock: this.#clock, deadLetters })
    this.#queues.set(name, queue)
    return queue
  }
}
