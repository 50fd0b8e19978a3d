import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ProviderJoinRequest, ProviderMeeting } from '../../../src/spec/provider.js'
import {
  callOptions,
  createRequest,
  failure,
  joinRequest,
  meeting,
  type OnSimulator,
  onSimulator,
  provider,
} from './support.js'

const servers = ['bbb-2.4', 'bbb-3.0'] as const

async function link(
  { bbb }: Pick<OnSimulator, 'bbb'>,
  session: ProviderMeeting,
  changes: Partial<ProviderJoinRequest> = {},
): Promise<string> {
  const joined = await bbb.join(session, joinRequest(changes), callOptions())
  if (joined.kind !== 'url') throw new Error('expected a link')
  return joined.url
}

async function made(on: OnSimulator): Promise<ProviderMeeting> {
  return meeting((await on.bbb.createMeeting(createRequest(), callOptions())).vendor)
}

function paramsOf(url: string): Record<string, string> {
  const { checksum: _checksum, ...params } = Object.fromEntries(new URL(url).searchParams)
  return params
}

describe.each(servers)('join on %s', (server) => {
  it('lets people in as what they are', async () => {
    const on = await onSimulator({ server })
    const session = await made(on)
    const moderator = await link(on, session, {
      role: 'moderator',
      participant: { id: 'p-1', name: "Zoë O'Brien 😀" },
    })
    const attendee = await link(on, session, { participant: { id: 'p-2', name: 'Bob <b>&amp;' } })
    expect(await on.simulator.visit(moderator)).toMatchObject({ entered: true, userId: 'p-1' })
    expect(await on.simulator.visit(attendee)).toMatchObject({ entered: true, userId: 'p-2' })
    expect(on.simulator.meetings()[0]?.attendees).toMatchObject([
      { userID: 'p-1', fullName: "Zoë O'Brien 😀", role: 'MODERATOR' },
      { userID: 'p-2', fullName: 'Bob <b>&amp;', role: 'VIEWER' },
    ])
  })

  it('asks the server nothing', async () => {
    const on = await onSimulator({ server })
    await link(on, meeting({ createTime: '1' }))
    expect(on.simulator.requests).toEqual([])
  })

  it('lets nobody into a later session of the same id', async () => {
    const on = await onSimulator({ server })
    const old = await link(on, await made(on))
    on.simulator.forget('class-42')
    await made(on)
    expect(await on.simulator.visit(old)).toMatchObject({
      entered: false,
      errorKey: 'mismatchCreateTimeParam',
    })
  })

  it('without a record lets people into whatever runs', async () => {
    const on = await onSimulator({ server })
    const url = await link(on, meeting())
    expect(new URL(url).searchParams.has('createTime')).toBe(false)
    await made(on)
    expect(await on.simulator.visit(url)).toMatchObject({ entered: true })
  })

  it('applies the guest policy to guests, and to nobody else', async () => {
    const on = await onSimulator({ server })
    const { vendor } = await on.bbb.createMeeting(createRequest({ guestPolicy: 'deny' }), callOptions())
    const guest = await link(on, meeting(vendor), { participant: { id: 'g', name: 'Guest', guest: true } })
    const member = await link(on, meeting(vendor), {
      participant: { id: 'm', name: 'Member', authenticated: true },
    })
    expect(await on.simulator.visit(guest)).toMatchObject({ entered: false, errorKey: 'guestDeniedAccess' })
    expect(await on.simulator.visit(member)).toMatchObject({ entered: true })
  })

  describe('with verify', () => {
    it('signs for a session that is alive', async () => {
      const on = await onSimulator({ server })
      const url = await link(on, await made(on), { verify: true })
      expect(on.simulator.callsTo('getMeetingInfo')).toBe(1)
      expect(await on.simulator.visit(url)).toMatchObject({ entered: true })
    })

    it.each(['never made', 'gone', 'replaced', 'ending'])(
      'says not-found of a session that is %s',
      async (fate) => {
        const on = await onSimulator({ server })
        const session = fate === 'never made' ? meeting() : await made(on)
        if (fate === 'gone' || fate === 'replaced') on.simulator.forget('class-42')
        if (fate === 'replaced') await made(on)
        if (fate === 'ending') await on.bbb.end(session, callOptions())
        const error = await failure(on.bbb.join(session, joinRequest({ verify: true }), callOptions()))
        expect(error).toMatchObject({ code: 'not-found', effect: 'none', retryable: false })
      },
    )
  })
})

describe('a join link', () => {
  const offline = { bbb: provider({ url: 'https://bbb.example.com' }) }

  it('says everything that was asked for, and no more', async () => {
    const participant = {
      id: 'p-1',
      name: 'Ada',
      avatarUrl: 'https://example.com/a b.png?x=1&y=(2)',
      guest: true,
      authenticated: false,
    }
    const url = await link(offline, meeting({ createTime: '1700000000000', internalId: 'x-1' }), {
      participant,
    })
    expect(url).toMatch(/^https:\/\/bbb\.example\.com\/bigbluebutton\/api\/join\?fullName=Ada&/)
    expect(paramsOf(url)).toEqual({
      fullName: 'Ada',
      meetingID: 'class-42',
      role: 'VIEWER',
      password: expect.stringMatching(/^[A-Za-z0-9_-]{22}$/),
      createTime: '1700000000000',
      userID: 'p-1',
      avatarURL: 'https://example.com/a b.png?x=1&y=(2)',
      guest: 'true',
      auth: 'false',
    })
    expect(Object.keys(paramsOf(await link(offline, meeting())))).toEqual([
      'fullName',
      'meetingID',
      'role',
      'password',
      'userID',
    ])
  })

  it('has no expiry: it lives as long as the meeting', async () => {
    const joined = await offline.bbb.join(meeting(), joinRequest(), callOptions())
    expect(joined).toEqual({ kind: 'url', url: expect.any(String), warnings: [] })
  })

  it('never has an empty createTime, which the server would take for another one', async () => {
    const url = await link(offline, meeting({ createTime: '' }))
    expect(new URL(url).searchParams.has('createTime')).toBe(false)
  })

  it("carries the vendor's own options", async () => {
    const options = {
      userdata: { bbb_auto_join_audio: true, bbb_custom_style: 'body { color: red }', 'x.y': 3 },
      excludeFromDashboard: true,
      enforceLayout: 'VIDEO_FOCUS',
      bot: false,
      errorRedirectUrl: 'https://example.com/oops',
      extra: { webVoiceConf: '70001' },
    }
    const url = await link(offline, meeting(), { providerOptions: { bbb: options } })
    expect(paramsOf(url)).toMatchObject({
      'userdata-bbb_auto_join_audio': 'true',
      'userdata-bbb_custom_style': 'body { color: red }',
      'userdata-x.y': '3',
      excludeFromDashboard: 'true',
      enforceLayout: 'VIDEO_FOCUS',
      bot: 'false',
      errorRedirectUrl: 'https://example.com/oops',
      webVoiceConf: '70001',
    })
  })

  it('is refused where it would be too long, naming the field', async () => {
    const style = '中'.repeat(1_000)
    const call = link(offline, meeting(), { providerOptions: { bbb: { userdata: { style } } } })
    expect(await failure(call)).toMatchObject({
      code: 'invalid-request',
      effect: 'none',
      problems: [{ path: 'providerOptions.bbb.userdata.style' }],
    })
  })

  it('means the same to every reader of URLs, whatever people are called', async () => {
    const names = fc.string({ unit: 'binary', minLength: 1, maxLength: 60 })
    await fc.assert(
      fc.asyncProperty(names, async (name) => {
        const url = await link(offline, meeting(), { participant: { id: 'p', name } })
        expect(new URL(url).href).toBe(url)
        expect(new URL(url).searchParams.get('fullName')).toBe(name.replace(/\p{Cs}/gu, '\ufffd'))
      }),
    )
  })
})
