import { describe, expect, it } from 'vitest'
import { SharedWork } from '../../../providers/chime/shared-work.js'
import { MeetingError } from '../../../src/errors/meeting-error.js'
import { calling, failure } from './setup.js'

const rateLimited = new MeetingError({ code: 'rate-limited', message: 'too late', effect: 'none' })

describe('work that many want', () => {
  it('is done once for all who ask while it goes on, and again afterwards', async () => {
    const shared = new SharedWork<number>()
    let times = 0
    const work = async (): Promise<number> => {
      times += 1
      return times
    }
    const ask = (): Promise<number> => shared.run('meeting', calling(), work)
    expect(await Promise.all([ask(), ask(), ask()])).toEqual([1, 1, 1])
    expect(await ask()).toBe(2)
    expect(await Promise.all([ask(), shared.run('another', calling(), work)])).toEqual([3, 4])
  })

  it('fails for all alike, but not for want of the time of the one who began', async () => {
    const shared = new SharedWork<string>()
    const began: number[] = []
    const ask = (remainingMs: number, error: Error): Promise<string> =>
      shared.run('meeting', calling({ remainingMs }), async (options) => {
        began.push(options.remainingMs)
        if (options.remainingMs < 1_000) throw error
        return 'done'
      })
    const [hasty, patient, alike] = [ask(100, rateLimited), ask(5_000, rateLimited), ask(6_000, rateLimited)]
    expect(await failure(hasty)).toMatchObject({ code: 'rate-limited', effect: 'none' })
    expect(await Promise.all([patient, alike])).toEqual(['done', 'done'])
    expect(began).toEqual([100, 5_000])
    const forbidden = new MeetingError({ code: 'forbidden', message: 'no' })
    const both = [ask(100, forbidden), ask(5_000, forbidden)]
    for (const one of both) expect(await failure(one)).toMatchObject({ code: 'forbidden' })
    expect(began).toHaveLength(3)
  })

  it('goes on without whoever began it and gave up', async () => {
    const shared = new SharedWork<string>('unknown')
    let finish: (value: string) => void = () => undefined
    const work = (): Promise<string> =>
      new Promise((resolve) => {
        finish = resolve
      })
    const giving = new AbortController()
    const first = shared.run('meeting', calling({ signal: giving.signal }), work)
    const second = shared.run('meeting', calling(), work)
    giving.abort()
    expect(await failure(first)).toMatchObject({ code: 'aborted', effect: 'unknown' })
    finish('done')
    expect(await second).toBe('done')
  })
})
