import type * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { MeetingError } from '../../src/errors/meeting-error.js'
import { checkRequest } from '../../src/requests/check-request.js'
import { createSchema } from '../../src/requests/create-schema.js'
import { joinSchema } from '../../src/requests/join-schema.js'

/** What is wrong with a request, `path rule` each. */
function wrong(schema: v.GenericSchema, request: unknown): string[] {
  try {
    checkRequest(schema, request)
  } catch (error) {
    if (!MeetingError.is(error)) throw error
    expect(error).toMatchObject({ code: 'invalid-request', effect: 'none' })
    return (error.problems ?? []).map(({ path, rule }) => `${path} ${rule}`)
  }
  return []
}

const everything = {
  id: 'class-42',
  name: 'Class 42',
  maxParticipants: 100_000,
  durationMinutes: 44_640,
  welcomeMessage: 'Hello\n\tthere',
  record: 'on-demand',
  muteOnStart: true,
  guestPolicy: 'ask-unless-authenticated',
  locks: { camera: true, microphone: false },
  webcamsOnlyForModerator: true,
  logoutUrl: 'https://example.com/bye',
  logoUrl: 'https://example.com/logo.svg',
  bannerText: 'Please be quiet',
  metadata: { team: 'a', 'ticket-no': '' },
  media: { region: 'eu-central-1', video: 'full-hd', content: 'ultra-hd' },
  expireIfNoUserJoinedMinutes: 1,
  expireWhenLastUserLeftMinutes: 0,
  providerOptions: { bbb: { anything: 1 } },
}

describe('a create request', () => {
  test('may say everything, or no more than the id, and is handed on as it is', () => {
    expect(checkRequest(createSchema, everything)).toBe(everything)
    expect(wrong(createSchema, { id: 'ab' })).toEqual([])
    const unsaid = Object.fromEntries(Object.keys(everything).map((key) => [key, undefined]))
    expect(wrong(createSchema, { ...unsaid, id: 'ab' })).toEqual([])
  })

  test.each([
    [undefined, [' is required']],
    [{}, ['id is required']],
    [{ id: 5 }, ['id must be a string']],
    [{ id: 'a b' }, ['id must match ^[A-Za-z0-9_-]{2,64}$']],
    [{ id: 'ab', title: 'x' }, ['title is not a known key']],
    [{ id: 'ab', constructor: 'x' }, ['constructor is not a known key']],
    [
      { id: 'ab', locks: { camera: 1, doors: true } },
      ['locks.camera must be true or false', 'locks.doors is not a known key'],
    ],
    [{ id: 'ab', media: { region: 'EU' } }, ['media.region must match ^[a-z0-9-]{2,64}$']],
    [{ id: 'ab', durationMinutes: 44_641 }, ['durationMinutes must be a whole number from 1 to 44640']],
    [{ id: 'ab', providerOptions: [] }, []],
    [
      { id: 'ab', providerOptions: 'bbb' },
      ['providerOptions must be an object with a member per provider type'],
    ],
    [
      { id: 'ab', name: 'x', record: 'yes', maxParticipants: '5' },
      [
        'name must have 2 to 64 characters',
        'maxParticipants must be a whole number from 1 to 100000',
        'record must be one of "off", "on-demand", "automatic"',
      ],
    ],
  ])('such as %j breaks %j', (request, rules) => {
    expect(wrong(createSchema, request)).toEqual(rules)
  })

  const keys = 'metadata must have keys like [a-z][a-z0-9-]* of at most 64 characters, 50 at most'
  test.each([
    ['a key with capitals', { Team: 'a' }, [keys]],
    ['an empty key', { '': 'a' }, [keys]],
    ['a long key', { [`k${'x'.repeat(64)}`]: 'a' }, [keys]],
    ['a key that every object has', JSON.parse('{"__proto__":"a"}') as object, [keys]],
    ['51 keys', Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`k${index}`, 'a'])), [keys]],
    ['a number', { team: 5 }, ['metadata.team must be a string']],
    [
      'a number under a key that every object has',
      { constructor: 5 },
      ['metadata.constructor must be a string'],
    ],
    [
      'a bell under a key that every object has',
      { prototype: '\u0007' },
      [
        'metadata.prototype must hold no control characters, no lone surrogates, and neither U+FFFE nor U+FFFF',
      ],
    ],
    ['a long value', { team: 'x'.repeat(1_025) }, ['metadata.team must have 0 to 1024 characters']],
    [
      'several',
      { a: 1, b: 'fine', c: '\n' },
      [
        'metadata.a must be a string',
        'metadata.c must hold no control characters, no lone surrogates, and neither U+FFFE nor U+FFFF',
      ],
    ],
    ['a list', ['a'], ['metadata must be an object of strings']],
    ['a map', new Map([['a', 'b']]), ['metadata must be an object of strings']],
    ['a text', 'team=a', ['metadata must be an object of strings']],
    ['null', null, ['metadata must be an object of strings']],
  ])('is refused with metadata of %s', (_what, metadata, rules) => {
    expect(wrong(createSchema, { id: 'ab', metadata })).toEqual(rules)
  })

  test('takes metadata under keys that every object has', () => {
    expect(wrong(createSchema, { id: 'ab', metadata: { constructor: 'a', prototype: 'b' } })).toEqual([])
  })
})

describe('a join request', () => {
  test('may say everything, or no more than a name', () => {
    const { id: _id, ...create } = everything
    const participant = { id: 'p', name: 'n', avatarUrl: 'http://a.b/c', guest: true, authenticated: false }
    const request = {
      participant,
      role: 'moderator',
      device: 'phone',
      create,
      verify: true,
      providerOptions: {},
    }
    expect(wrong(joinSchema, request)).toEqual([])
    expect(wrong(joinSchema, { participant: { name: 'n' } })).toEqual([])
  })

  test.each([
    [null, [' must be an object']],
    [{}, ['participant is required']],
    [{ participant: 'Ann' }, ['participant must be an object']],
    [{ participant: { name: 'Ann', email: 'a@b.c' } }, ['participant.email is not a known key']],
    [
      { participant: { name: '', guest: 'no' }, role: 'host' },
      [
        'participant.name must have 1 to 255 characters',
        'participant.guest must be true or false',
        'role must be one of "moderator", "attendee"',
      ],
    ],
    [
      { participant: { name: 'Ann' }, create: { id: 'x', locks: { camera: 0 } } },
      ['create.locks.camera must be true or false', 'create.id is not a known key'],
    ],
  ])('such as %j breaks %j', (request, rules) => {
    expect(wrong(joinSchema, request)).toEqual(rules)
  })
})
