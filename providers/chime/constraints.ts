import * as v from 'valibot'
import { integer, oneOf } from '../../src/requests/text-rules.js'
import { directions } from './wire-values.js'

// What Chime takes, member by member (fact sheet, sections 1.2 and 2.5). The AWS client checks nothing. Patterns of the
// model that lack an end are given one, and white space is the ASCII kind: the service decides with a Java pattern.

type TextSchema = v.GenericSchema<string, string>

/** A text of `min` to `max` characters that matches the pattern; one rule for all of it. */
export function text(min: number, max: number, rule: string, pattern: RegExp = /^/): TextSchema {
  return v.pipe(
    v.string(rule),
    v.check((value) => hasLength(value, min, max) && pattern.test(value), rule),
  )
}

/** AWS counts characters, JavaScript counts some of them twice. */
function hasLength(value: string, min: number, max: number): boolean {
  if (value.length < min || value.length > 2 * max) return false
  const { length } = [...value]
  return length >= min && length <= max
}

/** A list of `min` to `max`. */
export function list<Item extends v.GenericSchema>(
  item: Item,
  min: number,
  max: number,
): v.GenericSchema<v.InferInput<Item>[], v.InferOutput<Item>[]> {
  const rule = `must be a list of ${min} to ${max}`
  return v.pipe(v.array(item, rule), v.minLength(min, rule), v.maxLength(max, rule))
}

export const clientRequestToken: TextSchema = text(
  2,
  64,
  'must have 2 to 64 letters, digits, - and _',
  /^[-_a-zA-Z0-9]*$/,
)

/** ExternalMeetingId and ExternalUserId. */
export const externalId: TextSchema = text(
  2,
  64,
  `must have 2 to 64 letters (À to ÿ among them), digits, spaces and -_&@+=,(){}[]/«».:|'"#, and must not begin with aws:`,
  /^(?![aA][wW][sS]:)[-_&@+=,(){}[\]/«».:|'"#a-zA-Z0-9À-ÿ \t\n\v\f\r]*$/,
)

/** MeetingHostId, PrimaryMeetingId and MediaRegion. */
export const shortText: TextSchema = text(2, 64, 'must have 2 to 64 characters')

/** MeetingId and AttendeeId. Their version bits are not those of a UUID. */
export const guid: TextSchema = text(
  36,
  36,
  'must be an id of the form 01234567-89ab-cdef-0123-456789abcdef',
  /^[a-fA-F0-9]{8}(?:-[a-fA-F0-9]{4}){3}-[a-fA-F0-9]{12}$/,
)

/** Of a topic, a queue or a function. */
export const targetArn: TextSchema = text(
  1,
  1_024,
  'must be an ARN of at most 1,024 characters',
  /^arn[/:\-_.a-zA-Z0-9]+$/,
)

/** Of what is tagged. */
export const resourceArn: TextSchema = text(1, 1_011, 'must be an ARN of at most 1,011 characters', /^arn:/)

export const tenantIds: v.GenericSchema<string[], string[]> = list(
  text(
    2,
    256,
    'must have 2 to 256 letters, digits and -_!@#$, no character four times in a row',
    /^(?!.*?(.)\1{3})[-_!@#$a-zA-Z0-9]*$/,
  ),
  1,
  5,
)

// `+-=` is a range in the service's model, too. That AWS keeps `aws:` for itself holds for the tags of all its services.
export const tagKey: TextSchema = text(
  1,
  128,
  'must be a key of 1 to 128 letters, digits and +,-./:;<=_, and must not begin with aws:',
  /^(?![aA][wW][sS]:)[a-zA-Z+-=._:/]+$/,
)

export const tagValue: TextSchema = text(
  0,
  256,
  'must be a value of 0 to 256 letters, digits, spaces and +,-./:;<=@_',
  /^[ \t\n\v\f\r\w+-=.:/@]*$/,
)

export const MAX_TAGS = 50

/** Any other text. */
export const anyText: TextSchema = text(0, 4_096, 'must have at most 4,096 characters')

export const maxCount: v.GenericSchema<number, number> = integer(1, 250)

export const pageSize: v.GenericSchema<number, number> = integer(1, 100)

const direction = oneOf(...directions)

/** Audio, Video and Content, all three; nobody receives content without being able to receive video. */
export const capabilities: v.GenericSchema = v.pipe(
  v.strictObject({ Audio: direction, Video: direction, Content: direction }, 'must be an object'),
  v.forward(
    v.check(
      ({ Video, Content }) => !receives(Content) || receives(Video),
      'can be SendReceive or Receive only where Video is SendReceive or Receive',
    ),
    ['Content'],
  ),
)

function receives(value: string): boolean {
  return value === 'SendReceive' || value === 'Receive'
}
