import { invalidParameter, SqsError } from './sqs-error.js'

/** The members of a request. */
export type SqsParameters = Readonly<Record<string, unknown>>

export function readParameters(body: string): SqsParameters {
  const value = parse(body)
  if (isParameters(value)) return value
  throw new SqsError('SerializationException', 'The request body must be a JSON object')
}

export function requiredText(parameters: SqsParameters, name: string): string {
  const value = parameters[name]
  if (typeof value === 'string' && value !== '') return value
  throw new SqsError('MissingParameter', `The request must contain the parameter ${name}.`)
}

/** Undefined where it is not given. */
export function wholeNumber(
  parameters: SqsParameters,
  name: string,
  min: number,
  max: number,
): number | undefined {
  const value = parameters[name] ?? undefined
  if (value === undefined) return undefined
  const number = typeof value === 'string' ? Number(value) : value
  if (typeof number === 'number' && Number.isInteger(number) && number >= min && number <= max) return number
  throw invalidParameter(value, name, `Must be between ${min} and ${max}, if provided.`)
}

export function texts(parameters: SqsParameters, name: string): readonly string[] {
  const value = parameters[name] ?? []
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value
  throw new SqsError('SerializationException', `${name} must be a list of strings`)
}

export function members(parameters: SqsParameters, name: string): SqsParameters {
  const value = parameters[name] ?? {}
  if (isParameters(value)) return value
  throw new SqsError('SerializationException', `${name} must be a map`)
}

const entryId = /^[\w-]{1,80}$/

/** The entries of a batch request, with the checks that refuse the whole of it. */
export function batchEntries(parameters: SqsParameters): readonly SqsParameters[] {
  const entries = parameters['Entries']
  if (!Array.isArray(entries) || entries.length === 0) {
    throw new SqsError('EmptyBatchRequest', 'There should be at least one entry in the request.')
  }
  if (entries.length > 10) {
    throw new SqsError(
      'TooManyEntriesInBatchRequest',
      `Maximum number of entries per request are 10. You have sent ${entries.length}.`,
    )
  }
  const ids = new Set<string>()
  for (const entry of entries) {
    if (!isParameters(entry)) throw new SqsError('SerializationException', 'An entry must be a JSON object')
    const id = requiredText(entry, 'Id')
    if (!entryId.test(id)) {
      throw new SqsError(
        'InvalidBatchEntryId',
        'A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.',
      )
    }
    if (ids.has(id)) throw new SqsError('BatchEntryIdsNotDistinct', `Id ${id} repeated.`)
    ids.add(id)
  }
  return entries as readonly SqsParameters[]
}

function isParameters(value: unknown): value is SqsParameters {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new SqsError('SerializationException', 'The request body is not JSON')
  }
}
