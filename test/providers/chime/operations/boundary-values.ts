import type { ChimeOperation } from '../../../../providers/chime/wire.js'
import { nobody } from './support.js'

/** One member of an input, values that Chime takes, and values that it does not. */
export interface Boundary {
  readonly operation: ChimeOperation
  /** Path of the member, also the one that the error names. */
  readonly at: string
  readonly inside: readonly unknown[]
  readonly outside: readonly unknown[]
  /** What the rest of the input has to be like for the member to be looked at. */
  readonly given?: Readonly<Record<string, unknown>>
}

type Values = Pick<Boundary, 'inside' | 'outside'>

export const x = (length: number): string => 'x'.repeat(length)
export const many = (count: number, item: (index: number) => unknown): readonly unknown[] =>
  Array.from({ length: count }, (_, index) => item(index))

export const lengths: Values = { inside: ['xx', x(64)], outside: ['x', x(65)] }
/** A character that JavaScript counts twice counts once. */
export const shortTexts: Values = {
  inside: [...lengths.inside, '😀😀'],
  outside: [...lengths.outside, '😀', 5],
}
export const externalIds: Values = {
  inside: [...lengths.inside, `-_&@+=,(){}[]/«».:|'"#`, 'Ünïcödé × ÿ', 'a b\tc', 'awsome', 'x aws:'],
  outside: [
    ...lengths.outside,
    'what?',
    'wow!',
    '50%',
    'a*',
    'a;b',
    'a~b',
    '<b>',
    '5$',
    'Ÿÿ',
    '会議',
    'aws:x',
    'AwS:x',
  ],
}
export const guids: Values = {
  inside: ['01234567-89ab-CDEF-0123-456789abcdef', nobody],
  outside: [
    '01234567-89ab-cdef-0123-456789abcde',
    '01234567-89ab-cdef-0123-456789abcdeg',
    '',
    `${nobody}0`,
    '..',
  ],
}
export const arns: Values = {
  inside: ['arna', `arn:aws:sqs:us-east-1:111122223333:${x(1_024 - 35)}`],
  outside: ['arn', 'topic', `arn:${x(1_021)}`, 'arn:aws:sns:a b'],
}
export const resourceArns: Values = {
  inside: ['arn:', `arn:${x(1_007)}`],
  outside: ['arn', '', 'x:arn:', `arn:${x(1_008)}`],
}
export const keys: Values = {
  inside: ['k', x(128), '+,-./:;<=_09azAZ'],
  outside: ['', x(129), 'a b', 'ü', 'a>b', 'aws:team', 'AWS:team'],
}
export const values: Values = {
  inside: ['', x(256), 'a b\n+,-./:;<=@_09'],
  outside: [x(257), '€', 'a>b', 'a\u00a0b'],
}
export const choice = (...inside: readonly string[]): Values => ({
  inside,
  outside: ['', swapped(inside[0] ?? ''), 1],
})
/** The same in letters of the other size. */
const swapped = (word: string): string =>
  word === word.toLowerCase() ? word.toUpperCase() : word.toLowerCase()
export const flags: Values = { inside: [true, false], outside: ['true', 1] }
const directions = choice('SendReceive', 'Send', 'Receive', 'None')
export const anyTexts: Values = { inside: ['', x(4_096)], outside: [x(4_097)] }

export const tag = (index: number): unknown => ({ Key: `key-${index}`, Value: 'x' })
export const person = (index: number): unknown => ({ ExternalUserId: `user-${index}` })
export const excluded = (): unknown => ({ AttendeeId: nobody })

const both = { Audio: 'None', Video: 'SendReceive', Content: 'SendReceive' }

/** Capabilities, wherever they stand. */
export function capabilities(operation: ChimeOperation, at: string): readonly Boundary[] {
  return [
    { operation, at: `${at}.Audio`, ...directions },
    { operation, at: `${at}.Video`, ...directions, given: { [at]: { ...both, Content: 'None' } } },
    { operation, at: `${at}.Content`, ...directions },
    ...['Audio', 'Video', 'Content'].map((medium) => ({
      operation,
      at: `${at}.${medium}`,
      inside: [],
      outside: [undefined],
    })),
    ...['None', 'Send'].map((Video) => ({
      operation,
      at: `${at}.Content`,
      inside: ['None', 'Send'],
      outside: ['Receive', 'SendReceive'],
      given: { [at]: { ...both, Video } },
    })),
    { operation, at: `${at}.Chat`, inside: [], outside: ['None'] },
  ]
}
