import { members, readParameters, requiredText, type SqsParameters, wholeNumber } from './parameters.js'
import { invalidParameter, SqsError } from './sqs-error.js'

/** What can be set on a queue. */
export interface QueueSettings {
  readonly visibilityTimeoutSeconds: number
  readonly receiveWaitSeconds: number
  readonly delaySeconds: number
  readonly retentionSeconds: number
  /** After how many receipts a message goes to which queue. */
  readonly redrive: { readonly maxReceiveCount: number; readonly deadLetterTargetArn: string } | undefined
}

/** What a queue has if nobody sets anything. */
export const defaultSettings: QueueSettings = {
  visibilityTimeoutSeconds: 30,
  receiveWaitSeconds: 0,
  delaySeconds: 0,
  retentionSeconds: 345_600,
  redrive: undefined,
}

const known = [
  'VisibilityTimeout',
  'ReceiveMessageWaitTimeSeconds',
  'DelaySeconds',
  'MessageRetentionPeriod',
  'RedrivePolicy',
  'Policy',
]

/** Reads the `Attributes` of CreateQueue. A `Policy` is taken and not looked at. */
export function readSettings(parameters: SqsParameters): QueueSettings {
  const attributes = members(parameters, 'Attributes')
  for (const name of Object.keys(attributes)) {
    if (!known.includes(name)) throw new SqsError('InvalidAttributeName', `Unknown Attribute ${name}.`)
  }
  const read = (name: string, min: number, max: number): number | undefined => {
    try {
      return wholeNumber(attributes, name, min, max)
    } catch {
      throw new SqsError('InvalidAttributeValue', `Invalid value for the parameter ${name}.`)
    }
  }
  return {
    visibilityTimeoutSeconds:
      read('VisibilityTimeout', 0, 43_200) ?? defaultSettings.visibilityTimeoutSeconds,
    receiveWaitSeconds: read('ReceiveMessageWaitTimeSeconds', 0, 20) ?? defaultSettings.receiveWaitSeconds,
    delaySeconds: read('DelaySeconds', 0, 900) ?? defaultSettings.delaySeconds,
    retentionSeconds: read('MessageRetentionPeriod', 60, 1_209_600) ?? defaultSettings.retentionSeconds,
    redrive: readRedrive(attributes),
  }
}

function readRedrive(attributes: SqsParameters): QueueSettings['redrive'] {
  const value = attributes['RedrivePolicy']
  if (value === undefined || value === '') return undefined
  try {
    const policy = readParameters(requiredText(attributes, 'RedrivePolicy'))
    const maxReceiveCount = wholeNumber(policy, 'maxReceiveCount', 1, 1_000)
    if (maxReceiveCount !== undefined) {
      return { maxReceiveCount, deadLetterTargetArn: requiredText(policy, 'deadLetterTargetArn') }
    }
  } catch {
    // Told below.
  }
  throw invalidParameter(value, 'RedrivePolicy', 'Redrive policy is not a valid JSON map.')
}

/** The attributes by which the service tells of the settings. */
export function settingsAttributes(settings: QueueSettings): Record<string, string> {
  const { redrive } = settings
  return {
    VisibilityTimeout: String(settings.visibilityTimeoutSeconds),
    ReceiveMessageWaitTimeSeconds: String(settings.receiveWaitSeconds),
    DelaySeconds: String(settings.delaySeconds),
    MessageRetentionPeriod: String(settings.retentionSeconds),
    ...(redrive === undefined ? {} : { RedrivePolicy: JSON.stringify(redrive) }),
  }
}
