import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { signedQuery } from '../../../../src/testing/simulators/bbb/checksum.js'
import { checksum, outcome, send, servers, signedTarget, start } from './support.js'

const secret = '639259d4-9dd8-4b25-bf01-95f9567eaf4b'
const query = 'name=Test+Meeting&meetingID=abc123&attendeePW=111222&moderatorPW=333444'
const form = 'application/x-www-form-urlencoded'

const documented = {
  sha1: '1fcbb0c4fc1f039f73aa6d697d2db9ba7f803f17',
  sha256: 'da9185f7f333cfdfcd6eeac32dca3777510c4c436020d8b887ba5515bd1d189e',
  sha384: '891ac633df39d0a1b4f8d597f3e190833216c4b29c4fb51ea3ca72757eeb958d6e7b49a845cf29f5c6019c7d29d029d1',
  sha512:
    'de73ad61d11a5c801b68d4bd6ec5248546085cefb0b25c85f3c46249ea93a3a4b120f92c0a8a58d7512cb77821884951a3b01245f3435dbbef49fff3cc3988b4',
}

describe('the documented example', () => {
  test.each(Object.entries(documented))(
    'has this %s checksum, and the server accepts it',
    async (algorithm, sum) => {
      expect(checksum(`create${query}${secret}`, algorithm)).toBe(sum)
      const { simulator } = await start({ secret })
      const answer = await send(simulator, `/bigbluebutton/api/create?${query}&checksum=${sum}`)
      expect(outcome(answer)).toBe('SUCCESS ')
      expect(simulator.meeting('abc123')?.name).toBe('Test Meeting')
    },
  )

  test.each([
    ['create', query.replace('+', '%20'), 'f1ae295e2cb9a9225152334d12c9db97d2bfee5b'],
    ['getMeetings', '', '2027baa7771026e9e93392f55031535d1444c41f'],
    ['getMeetings', '', 'a5370c5f3d97d56d53b435684cdbc429c2898a3bf9f435518b4279e1e0dbfc8c'],
    ['isMeetingRunning', 'meetingID=abc123', '8478733ccb8695b8aaaff48b3c1e281a75a6f046'],
  ])('%s with query "%s" is accepted with %s', async (name, raw, sum) => {
    const { simulator } = await start({ secret })
    const answer = await send(simulator, `/bigbluebutton/api/${name}?${raw && `${raw}&`}checksum=${sum}`)
    expect(outcome(answer)).toMatch(/^SUCCESS/)
  })
})

describe('a checksum is refused', () => {
  test('when it is missing, wrong, of another call, of another secret or of no known length', async () => {
    const { simulator } = await start({ secret })
    for (const target of [
      '/bigbluebutton/api/getMeetings',
      '/bigbluebutton/api/getMeetings?checksum=',
      `/bigbluebutton/api/getMeetings?checksum=${checksum(`getMeetings${secret}x`)}`,
      `/bigbluebutton/api/getMeetings?checksum=${checksum(`create${secret}`)}`,
      `/bigbluebutton/api/getMeetings?checksum=${checksum(`getMeetings${secret}`, 'md5')}`,
      `/bigbluebutton/api/getMeetings?a=b&checksum=${checksum(`getMeetings${secret}`)}`,
    ]) {
      const answer = await send(simulator, target)
      expect(outcome(answer)).toBe('FAILED checksumError')
      expect(answer.status).toBe(200)
    }
  })

  test('before any other rule is looked at', async () => {
    const { simulator } = await start()
    const answer = await send(simulator, '/bigbluebutton/api/create?meetingID=x&checksum=0', {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: 'x',
    })
    expect(outcome(answer)).toBe('FAILED checksumError')
  })

  test('on 2.4 for SHA-384 and SHA-512, which 3.0 accepts', async () => {
    for (const [server, algorithm, expected] of [
      ['bbb-2.4', 'sha1', 'SUCCESS noMeetings'],
      ['bbb-2.4', 'sha256', 'SUCCESS noMeetings'],
      ['bbb-2.4', 'sha384', 'FAILED checksumError'],
      ['bbb-2.4', 'sha512', 'FAILED checksumError'],
      ['bbb-3.0', 'sha1', 'SUCCESS noMeetings'],
      ['bbb-3.0', 'sha384', 'SUCCESS noMeetings'],
    ] as const) {
      const { simulator } = await start({ server })
      const answer = await send(simulator, signedTarget(simulator, 'getMeetings', '', algorithm))
      expect([server, algorithm, outcome(answer)]).toEqual([server, algorithm, expected])
    }
  })

  test('when the administrator allows other algorithms only', async () => {
    const { simulator } = await start({ checksumAlgorithms: ['sha512'] })
    const sha256 = await send(simulator, signedTarget(simulator, 'getMeetings'))
    const sha512 = await send(simulator, signedTarget(simulator, 'getMeetings', '', 'sha512'))
    expect([outcome(sha256), outcome(sha512)]).toEqual(['FAILED checksumError', 'SUCCESS noMeetings'])
  })

  test('on 2.4 in upper case, which 3.0 accepts', async () => {
    const outcomes = []
    for (const server of servers) {
      const { simulator } = await start({ server })
      const sum = checksum(`getMeetings${simulator.secret}`).toUpperCase()
      outcomes.push(outcome(await send(simulator, `/bigbluebutton/api/getMeetings?checksum=${sum}`)))
    }
    expect(outcomes).toEqual(['FAILED checksumError', 'SUCCESS noMeetings'])
  })

  test('on 3.0 when it comes twice', async () => {
    const outcomes = []
    for (const server of servers) {
      const { simulator } = await start({ server })
      const sum = checksum(`getMeetings${simulator.secret}`)
      const target = `/bigbluebutton/api/getMeetings?checksum=${sum}&checksum=${sum}`
      outcomes.push(outcome(await send(simulator, target)))
    }
    expect(outcomes).toEqual(['SUCCESS noMeetings', 'FAILED checksumError'])
  })

  test('when a parameter stands in the query and in the form', async () => {
    const { simulator } = await start()
    const target = signedTarget(simulator, 'isMeetingRunning', { meetingID: 'class-1' })
    const headers = { 'content-type': form }
    const twice = await send(simulator, target, { method: 'POST', headers, body: 'meetingID=class-2' })
    const once = await send(simulator, target, { method: 'POST', headers, body: 'other=1' })
    expect([outcome(twice), outcome(once)]).toEqual(['FAILED checksumError', 'SUCCESS -'])
  })
})

describe('the signed text', () => {
  test('is the raw query without the checksum pair, wherever that stands', async () => {
    const { simulator } = await start()
    const parts = fc.array(
      fc.tuple(
        fc.stringMatching(/^[a-z]{1,6}$/),
        fc.stringMatching(/^(?:[A-Za-z0-9+*._~!()-]|%[2-7][0-9A-F]){0,12}$/),
      ),
      { maxLength: 5 },
    )
    await fc.assert(
      fc.asyncProperty(parts, fc.nat(), async (pairs, at) => {
        const pieces = pairs.map(([name, value]) => `${name}=${value}`)
        const sum = checksum(`getMeetings${pieces.join('&')}${simulator.secret}`)
        pieces.splice(at % (pieces.length + 1), 0, `checksum=${sum}`)
        const answer = await send(simulator, `/bigbluebutton/api/getMeetings?${pieces.join('&')}`)
        expect(outcome(answer)).toBe('SUCCESS noMeetings')
      }),
      { numRuns: 60 },
    )
  })

  test('is what was sent, not what it means: a re-encoded query no longer matches', async () => {
    const { simulator } = await start()
    const target = signedTarget(simulator, 'isMeetingRunning', "meetingID=it's")
    expect(outcome(await send(simulator, target))).toBe('SUCCESS -')
    expect(outcome(await send(simulator, target.replace("'", '%27')))).toBe('FAILED checksumError')
  })

  test('has no white space or control characters', () => {
    expect(signedQuery('a=1 2\t&b=\u00003&checksum=ff\n', 'ff')).toBe('a=12&b=3')
  })

  test('of a form is the sorted form on 2.4 and nothing on 3.0', async () => {
    const body = new URLSearchParams({ name: "It's (1) *", meetingID: 'class-1' }).toString()
    const sorted = new URLSearchParams({ meetingID: 'class-1', name: "It's (1) *" }).toString()
    for (const [server, signed, expected] of [
      ['bbb-2.4', sorted, 'SUCCESS '],
      ['bbb-2.4', '', 'FAILED checksumError'],
      ['bbb-3.0', sorted, 'FAILED checksumError'],
      ['bbb-3.0', '', 'SUCCESS '],
    ] as const) {
      const { simulator } = await start({ server })
      const sum = checksum(`create${signed}${simulator.secret}`)
      const answer = await send(simulator, '/bigbluebutton/api/create', {
        method: 'POST',
        headers: { 'content-type': form },
        body: `${body}&checksum=${sum}`,
      })
      expect([server, signed, outcome(answer)]).toEqual([server, signed, expected])
    }
  })

  test('of a form with the checksum alone in the query is the constant of the documented example', async () => {
    const { simulator } = await start({ secret })
    const target = '/bigbluebutton/api/create?checksum=8a21c9b7e3b18541974c9e78c0d0bfa790c665eb'
    const sent = { method: 'POST', headers: { 'content-type': form }, body: query }
    expect(outcome(await send(simulator, target, sent))).toBe('SUCCESS ')
    expect(simulator.meeting('abc123')?.params).toEqual(Object.fromEntries(new URLSearchParams(query)))
  })
})

describe('the secret', () => {
  test('may be empty: then everything is accepted', async () => {
    const { simulator } = await start({ secret: '' })
    expect(outcome(await send(simulator, '/bigbluebutton/api/getMeetings'))).toBe('SUCCESS noMeetings')
  })

  test('can be rotated: from then on only the new one is valid', async () => {
    const { simulator } = await start({ secret: 'old' })
    const before = signedTarget(simulator, 'getMeetings')
    simulator.rotateSecret('new')
    expect(simulator.secret).toBe('new')
    expect(outcome(await send(simulator, before))).toBe('FAILED checksumError')
    expect(outcome(await send(simulator, signedTarget(simulator, 'getMeetings')))).toBe('SUCCESS noMeetings')
  })
})
