import { describe, expect, test } from 'vitest'
import { allServers, call, create, grouped, outcome, releases, visit } from './support.js'

describe('join', () => {
  const joining = (params: Record<string, string>) =>
    grouped(releases, async (simulator) => {
      await create(simulator, 'class-1')
      const base = { fullName: 'Ada', meetingID: 'class-1' }
      const { errorKey } = await visit(simulator, 'class-1', { ...base, role: '', password: '', ...params })
      return errorKey ?? simulator.meeting('class-1')!.attendees[0]!.role
    })

  test('knows roles since 2.4, and does without a password since 2.5', async () => {
    expect(await joining({ role: 'MODERATOR' })).toEqual({
      invalidPassword: '2.2 2.3 2.4',
      MODERATOR: '2.5 2.6 2.7 3.0',
    })
    expect(await joining({ role: 'MODERATOR', password: 'apples' })).toEqual({
      VIEWER: '2.2 2.3',
      MODERATOR: '2.4 2.5 2.6 2.7 3.0',
    })
  })

  test('says in other words since 2.5 that it knows nobody like this', async () => {
    expect(await joining({ password: 'wrong' })).toEqual({
      invalidPassword: '2.2 2.3 2.4',
      'Params required': '2.5 2.6 2.7 3.0',
    })
  })

  test('of an unknown meeting says since 2.4 that it was ended', async () => {
    expect(await joining({ meetingID: 'nobody', password: 'pears' })).toEqual({
      invalidMeetingIdentifier: '2.2 2.3',
      meetingForciblyEnded: '2.4 2.5 2.6 2.7 3.0',
    })
  })

  test('looks at one rule after the other on 2.2 and 2.3', async () => {
    expect(await joining({ fullName: '', meetingID: '', password: 'wrong' })).toEqual({
      missingParamFullName: '2.2 2.3 2.4 2.5 2.6 2.7 3.0',
    })
    expect(await joining({ meetingID: '', password: 'wrong' })).toEqual({
      missingParamMeetingID: '2.2 2.3',
      invalidPassword: '2.4',
      sizeError: '2.5 2.6 2.7 3.0',
    })
    expect(await joining({ createTime: 'soon', password: 'wrong' })).toEqual({
      mismatchCreateTimeParam: '2.2 2.3',
      invalidPassword: '2.4',
      validationError: '2.5 2.6 2.7 3.0',
    })
  })

  test('limits a name since 3.0', async () => {
    expect(await joining({ fullName: 'x'.repeat(256), password: 'pears' })).toEqual({
      MODERATOR: '2.2 2.3 2.4 2.5 2.6 2.7',
      fullNameTooLong: '3.0',
    })
  })

  test('tells an error as XML when asked since 2.7', async () => {
    const groups = await grouped(releases, async (simulator) => {
      const params = { fullName: 'Ada', meetingID: 'nobody', password: 'pears', redirect: 'false' }
      return String((await call(simulator, 'join', params)).status)
    })
    expect(groups).toEqual({ '302': '2.2 2.3 2.4 2.5 2.6', '200': '2.7 3.0' })
  })

  test('sends an error to the page of the caller since 2.7', async () => {
    const groups = await grouped(releases, async (simulator) => {
      const errorRedirectUrl = 'https://app.example/oops'
      const params = { fullName: 'Ada', meetingID: 'nobody', password: 'pears', errorRedirectUrl }
      return new URL((await call(simulator, 'join', params)).headers.location!).hostname
    })
    expect(groups).toEqual({ '127.0.0.1': '2.2 2.3 2.4 2.5 2.6', 'app.example': '2.7 3.0' })
  })

  test('takes POST up to 2.7', async () => {
    const groups = await grouped(releases, async (simulator) => {
      await create(simulator, 'class-1')
      const params = { fullName: 'Ada', meetingID: 'class-1', password: 'pears' }
      return String((await call(simulator, 'join', params, { method: 'POST' })).status)
    })
    expect(groups).toEqual({ '302': '2.2 2.3 2.4 2.5 2.6 2.7', '200': '3.0' })
  })
})

describe('end', () => {
  const ending = (params: Record<string, string>) =>
    grouped(allServers, async (simulator) => {
      await create(simulator, 'class-1')
      return outcome(await call(simulator, 'end', params))
    })

  test('needs the password of the moderators up to 2.4', async () => {
    expect(await ending({ meetingID: 'class-1' })).toEqual({
      'FAILED invalidPassword': '2.2 2.3 2.4',
      'SUCCESS sentEndMeetingRequest': '2.5 2.6 2.7 3.0 scalelite b3scale',
    })
    expect(Object.keys(await ending({ meetingID: 'class-1', password: 'pears' }))).toEqual([
      'SUCCESS sentEndMeetingRequest',
    ])
  })

  test('of an unknown meeting has three keys', async () => {
    expect(await ending({ meetingID: 'nobody', password: 'pears' })).toEqual({
      'FAILED notFound': '2.2 2.3 2.5 2.6 2.7 3.0 scalelite',
      'FAILED invalidPassword': '2.4',
      'FAILED invalidMeetingIdentifier': 'b3scale',
    })
  })
})
