import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { differences, fingerprint } from '../../src/identity/fingerprint.js'
import type { CreateMeetingRequest } from '../../src/spec/create-meeting.js'

const options = (value: object): NonNullable<CreateMeetingRequest['providerOptions']> => value

describe('fingerprint', () => {
  test('has a short hash for every setting, by path, and none for the id', () => {
    const hashes = fingerprint({
      id: 'class-42',
      name: 'Class',
      locks: { camera: true, microphone: false },
      media: { video: 'hd' },
      metadata: { a: '1', b: '2' },
      providerOptions: options({ bbb: { guest: { lobby: true }, list: [1, { b: 1, a: 2 }] } }),
    })
    expect(Object.keys(hashes).sort()).toEqual([
      'locks.camera',
      'locks.microphone',
      'media.video',
      'metadata',
      'name',
      'providerOptions.bbb.guest.lobby',
      'providerOptions.bbb.list',
    ])
    for (const hash of Object.values(hashes)) expect(hash).toMatch(/^[0-9a-f]{8}$/)
  })

  test('shows nothing of the values', () => {
    expect(
      JSON.stringify(fingerprint({ id: 'ab', name: 'Secret Club', metadata: { code: 'hunter2' } })),
    ).not.toMatch(/Secret|Club|code|hunter2/)
  })

  test('leaves out what is undefined', () => {
    expect(fingerprint({ id: 'ab', name: undefined, locks: { camera: undefined } } as never)).toEqual({})
  })

  test('does not depend on the order of keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ minLength: 1 }), fc.jsonValue({ maxDepth: 2 })), (values) => {
        const turned = (value: unknown): unknown =>
          typeof value !== 'object' || value === null || Array.isArray(value)
            ? value
            : Object.fromEntries(
                Object.entries(value)
                  .toReversed()
                  .map(([key, member]) => [key, turned(member)]),
              )
        const one = { id: 'ab', metadata: values, providerOptions: { x: values } }
        const other = { providerOptions: { x: turned(values) }, metadata: turned(values), id: 'ab' }
        expect(fingerprint(one as never)).toEqual(fingerprint(other as never))
      }),
    )
  })

  test('is another one for another value', () => {
    const value = fc.oneof(
      fc.string(),
      fc.integer(),
      fc.boolean(),
      fc.constantFrom('1', 1, 'true', true, '', null),
    )
    fc.assert(
      fc.property(value, value, (one, other) => {
        const [first, second] = [
          fingerprint({ id: 'ab', name: one } as never),
          fingerprint({ id: 'ab', name: other } as never),
        ]
        expect(first['name'] === second['name']).toBe(Object.is(one, other) || (one === 0 && other === 0))
      }),
    )
  })

  test.each([
    ['a function', () => 1],
    ['a symbol', Symbol('s')],
    ['a big number', 10n],
    ['null', null],
    ['not a number', Number.NaN],
  ])('takes %s, which somebody else may have in the options', (_what, value) => {
    const hashes = fingerprint({ id: 'ab', providerOptions: options({ mine: { value, list: [value] } }) })
    expect(Object.keys(hashes)).toEqual(['providerOptions.mine.value', 'providerOptions.mine.list'])
  })
})

describe('differences', () => {
  test('names what is asked for otherwise, and not what is not asked for', () => {
    const made = fingerprint({ id: 'ab', name: 'One', muteOnStart: true, locks: { camera: true } })
    expect(differences(fingerprint({ id: 'ab' }), made)).toEqual([])
    expect(differences(fingerprint({ id: 'ab', name: 'One', locks: { camera: true } }), made)).toEqual([])
    expect(
      differences(fingerprint({ id: 'ab', name: 'Two', locks: { camera: false, userList: true } }), made),
    ).toEqual(['name', 'locks.camera', 'locks.userList'])
  })
})
