/** What an ARN says that matters here. */
export interface Arn {
  readonly service: 'sqs' | 'sns' | 'lambda'
  readonly region: string
}

const pattern = /^arn:aws(?:-[a-z]+)*:(sqs|sns|lambda):([a-z]+(?:-[a-z]+)+-\d):\d{12}:(.+)$/

const names: Readonly<Record<Arn['service'], RegExp>> = {
  sqs: /^[\w-]{1,80}(?:\.fifo)?$/,
  sns: /^[\w-]{1,256}(?:\.fifo)?$/,
  lambda: /^function:[\w-]{1,140}(?::[\w$-]{1,128})?$/,
}

/** Reads an ARN of a queue, a topic or a function; undefined for anything else. */
export function arnOf(text: string): Arn | undefined {
  const [, service, region, name = ''] = pattern.exec(text) ?? []
  if (service === undefined || region === undefined) return undefined
  const arn: Arn = { service: service as Arn['service'], region }
  return names[arn.service].test(name) ? arn : undefined
}
