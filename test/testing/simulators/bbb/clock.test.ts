import { expect, test } from 'vitest'
import { call, create, send, start } from './support.js'

const dateOf = async (target: ReturnType<typeof call>): Promise<number> =>
  Date.parse((await target).headers.date ?? '')

test('the Date header is the time of the simulator, on every answer', async () => {
  const { simulator, clock } = await start()
  await clock.advance(90_000)
  for (const answer of [
    call(simulator, 'getMeetings'),
    call(simulator, 'join', { meetingID: 'nobody' }),
    send(simulator, '/bigbluebutton/api'),
    send(simulator, '/nowhere'),
    send(simulator, '/html5client/'),
  ]) {
    expect(await dateOf(answer)).toBe(clock.now())
  }
})

test('the clock of the server can be wrong from the start, or from now on', async () => {
  const { simulator, clock } = await start({ skewMs: -3_600_000 })
  expect(await dateOf(call(simulator, 'getMeetings'))).toBe(clock.now() - 3_600_000)
  simulator.skewClock(86_400_000)
  expect(await dateOf(call(simulator, 'getMeetings'))).toBe(clock.now() + 86_400_000)
  await create(simulator, 'class-1')
  expect(simulator.meeting('class-1')!.createTime).toBe(clock.now())
})
