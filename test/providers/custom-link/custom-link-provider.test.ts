import { describe, expect, test } from 'vitest'
import { parseCustomLinkConfig } from '../../../providers/custom-link/config.js'
import { customLink } from '../../../providers/custom-link/index.js'
import { createMeetings } from '../../../src/create-meetings.js'
import type { Meetings } from '../../../src/meetings.js'
import { TestClock } from '../../../src/testing/test-clock.js'
import { rejection } from '../../identity/support.js'

const ann = { participant: { id: 'ann', name: 'Ann' } }

function meetingsAt(url: string): Meetings {
  return createMeetings({ providers: { rooms: { type: 'custom-link', url } }, clock: new TestClock(0) })
}

async function link(url: string, id: string, tenant?: string): Promise<string> {
  const options = tenant === undefined ? {} : { tenant }
  const joined = await meetingsAt(url).join(id, ann, options)
  return joined.kind === 'url' ? joined.url : expect.unreachable(joined.kind)
}

describe('a custom link', () => {
  test.each([
    ['https://rooms.example.com/lobby', 'class-42', 'https://rooms.example.com/lobby'],
    ['https://rooms.example.com/{id}', 'class-42', 'https://rooms.example.com/class-42'],
    [
      'https://rooms.example.com/{id}/x?room={id}#{id}',
      'a_B-9',
      'https://rooms.example.com/a_B-9/x?room=a_B-9#a_B-9',
    ],
    ['https://rooms.example.com/{ID}/{}', 'class-42', 'https://rooms.example.com/{ID}/{}'],
  ])('%s leads %s to %s', async (url, id, expected) => {
    expect(await link(url, id)).toBe(expected)
  })

  test('keeps tenants apart where the link names the meeting', async () => {
    const url = 'https://rooms.example.com/{id}'
    const links = [
      await link(url, 'class-42'),
      await link(url, 'class-42', 'acme'),
      await link(url, 'class-42', 'umbrella'),
    ]
    expect(new Set(links).size).toBe(3)
    expect(links[1]).toMatch(/^https:\/\/rooms\.example\.com\/[0-9a-f]{16}\.class-42$/)
  })

  test('is the same for everybody, and says what it cannot tell the room', async () => {
    const meetings = meetingsAt('https://rooms.example.com/{id}')
    await meetings.createMeeting({ id: 'class-42' })
    const one = await meetings.join('class-42', { ...ann, role: 'moderator', device: 'phone' })
    const other = await meetings.join('class-42', { participant: { name: 'Bob', guest: true } })
    expect(one.kind === 'url' && other.kind === 'url' && one.url === other.url).toBe(true)
    expect(one.warnings.map(({ field }) => field)).toEqual(['role', 'device'])
    expect(other.warnings.map(({ field }) => field)).toEqual(['participant.guest'])
    expect(one).not.toHaveProperty('expiresAt')
  })

  test('is created once, and is alive ever after: nobody could say otherwise', async () => {
    const meetings = meetingsAt('https://rooms.example.com')
    const made = await meetings.createMeeting({
      id: 'class-42',
      name: 'Class',
      metadata: { a: 'b' },
      muteOnStart: true,
    })
    expect(made).toMatchObject({
      disposition: 'created',
      createdAt: new Date(0),
      ref: { provider: 'rooms', vendor: {} },
    })
    expect(made.warnings.map(({ code, field }) => `${code} ${field}`)).toEqual(['unsupported muteOnStart'])
    expect((await meetings.createMeeting({ id: 'class-42' })).disposition).toBe('existing')
  })

  test('cannot end or read what is behind it, and says why', async () => {
    const meetings = meetingsAt('https://rooms.example.com')
    const { ref } = await meetings.createMeeting({ id: 'class-42' })
    expect(await rejection(meetings.end(ref))).toMatchObject({
      code: 'unsupported',
      effect: 'none',
      message: 'provider "rooms" has no "end": a link cannot end the room behind it',
    })
    expect((await rejection(meetings.info(ref))).code).toBe('unsupported')
    expect((await meetings.check()).providers).toEqual({ rooms: { ok: true, reachable: true } })
  })

  test('refuses calls once it is closed', async () => {
    const provider = customLink({ url: 'https://rooms.example.com' })
    const meetings = createMeetings({ providers: { rooms: provider } })
    const instance = await meetings.provider()
    await instance.close()
    expect(await rejection(meetings.createMeeting({ id: 'class-42' }))).toMatchObject({
      code: 'not-configured',
      message: 'provider "rooms" is closed',
    })
  })
})

describe('the configuration of a custom link', () => {
  test.each([
    [{ type: 'custom-link' }, 'url is required'],
    [
      { type: 'custom-link', url: 'rooms.example.com' },
      'url must be an absolute http or https URL without user and password',
    ],
    [
      { type: 'custom-link', url: 'javascript:alert(1)' },
      'url must be an absolute http or https URL without user and password',
    ],
    [
      { type: 'custom-link', url: `https://x.example/${'x'.repeat(2_000)}` },
      'url must have 1 to 2000 characters',
    ],
    [{ type: 'custom-link', url: 'https://x.example', secret: 'x' }, 'secret is not a known key'],
  ])('%j is refused', (config, problem) => {
    const parsed = parseCustomLinkConfig(config)
    expect(parsed.ok ? [] : parsed.problems.map(({ path, rule }) => `${path} ${rule}`)).toEqual([problem])
  })

  test('is checked by the function for bundlers at once', () => {
    expect(() => customLink({ url: 'nowhere' })).toThrow(
      'the configuration is not right: url must be an absolute',
    )
  })
})
