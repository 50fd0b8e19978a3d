import { describe, expect, it } from 'vitest'
import { type BbbChecksum, bbbChecksums, checksum } from '../../../providers/bbb/checksum.js'
import { encodeQuery } from '../../../providers/bbb/encode.js'
import { createSigner } from '../../../providers/bbb/signer.js'

const secret = '639259d4-9dd8-4b25-bf01-95f9567eaf4b'
const create = 'name=Test+Meeting&meetingID=abc123&attendeePW=111222&moderatorPW=333444'

// The documented example of the 2.2 API, recomputed: fact sheet section 2.4.
const vectors: [BbbChecksum, string, string, string][] = [
  ['sha1', 'create', create, '1fcbb0c4fc1f039f73aa6d697d2db9ba7f803f17'],
  ['sha256', 'create', create, 'da9185f7f333cfdfcd6eeac32dca3777510c4c436020d8b887ba5515bd1d189e'],
  [
    'sha384',
    'create',
    create,
    '891ac633df39d0a1b4f8d597f3e190833216c4b29c4fb51ea3ca72757eeb958d6e7b49a845cf29f5c6019c7d29d029d1',
  ],
  [
    'sha512',
    'create',
    create,
    'de73ad61d11a5c801b68d4bd6ec5248546085cefb0b25c85f3c46249ea93a3a4b120f92c0a8a58d7512cb77821884951a3b01245f3435dbbef49fff3cc3988b4',
  ],
  ['sha1', 'create', create.replaceAll('+', '%20'), 'f1ae295e2cb9a9225152334d12c9db97d2bfee5b'],
  ['sha1', 'create', '', '8a21c9b7e3b18541974c9e78c0d0bfa790c665eb'],
  ['sha1', 'getMeetings', '', '2027baa7771026e9e93392f55031535d1444c41f'],
  ['sha256', 'getMeetings', '', 'a5370c5f3d97d56d53b435684cdbc429c2898a3bf9f435518b4279e1e0dbfc8c'],
  ['sha1', 'isMeetingRunning', 'meetingID=abc123', '8478733ccb8695b8aaaff48b3c1e281a75a6f046'],
  [
    'sha1',
    'hooks/create',
    'callbackURL=https%3A%2F%2Fexample.com%2Fhook',
    'bf595478afda3622ee78aee1bc91c16a6b7b1828',
  ],
]

describe('the checksum', () => {
  it.each(vectors)('%s of %s?%s is the known one', (algorithm, call, query, expected) => {
    expect(checksum(algorithm, call, query, secret)).toBe(expected)
  })

  it('is lower-case hex of the length by which servers tell algorithms apart', () => {
    const lengths = bbbChecksums.map((algorithm) => {
      const sum = checksum(algorithm, 'create', 'a=b', 'secret')
      expect(sum).toMatch(/^[0-9a-f]+$/)
      return sum.length
    })
    expect(lengths).toEqual([40, 64, 96, 128])
  })
})

describe('the signer', () => {
  const url = 'https://bbb.example.com/bigbluebutton/api'
  const signer = createSigner({ url, secret, checksum: 'sha1' })

  it('sends the bytes that it has signed', () => {
    expect(signer.sign('create', create)).toBe(
      `${url}/create?${create}&checksum=1fcbb0c4fc1f039f73aa6d697d2db9ba7f803f17`,
    )
  })

  it('signs a call without parameters', () => {
    expect(signer.sign('getMeetings', '')).toBe(
      `${url}/getMeetings?checksum=2027baa7771026e9e93392f55031535d1444c41f`,
    )
  })

  it('makes links that a browser leaves as they are', () => {
    const query = encodeQuery([
      ['fullName', 'Zoë O\'Brien (she) *~! 100% +1 中文 😀 [x]{y}|\\^`<>"'],
      ['meetingID', 'm'],
    ])
    const link = signer.sign('join', query)
    expect(new URL(link).href).toBe(link)
  })
})
