import { describe, expect, it } from 'vitest'
import { SeatTurns } from '../../../../providers/chime/seats/seat-turns.js'
import { failure, turn } from '../setup.js'

/** Work that is done when the test says so. */
function slow(): {
  readonly work: () => Promise<string>
  readonly finish: (value: string) => void
  readonly fail: () => void
} {
  let finish: (value: string) => void = () => undefined
  let fail: () => void = () => undefined
  const done = new Promise<string>((resolve, reject) => {
    finish = resolve
    fail = () => reject(new Error('failed'))
  })
  return { work: () => done, finish, fail }
}

const never = new AbortController().signal

describe('turns at a seat', () => {
  it('come one after the other, each told what came out before', async () => {
    const turns = new SeatTurns<string>()
    const first = slow()
    const one = turns.run('seat', never, first.work)
    const two = turns.run('seat', never, async (before) => `${before} two`)
    const three = turns.run('seat', never, async (before) => `${before} three`)
    const other = turns.run('another seat', never, async (before) => String(before))
    expect(await other).toBe('undefined')
    first.finish('one')
    expect(await Promise.all([one, two, three])).toEqual(['one', 'one two', 'one two three'])
    await turn()
    expect(await turns.run('seat', never, async (before) => String(before))).toBe('undefined')
  })

  it('are not told of what failed', async () => {
    const turns = new SeatTurns<string>()
    const first = slow()
    const one = turns.run('seat', never, first.work)
    const two = turns.run('seat', never, async (before) => String(before))
    first.fail()
    await expect(one).rejects.toThrow('failed')
    expect(await two).toBe('undefined')
  })

  it('are not lost, and do not come early, where somebody gives up waiting', async () => {
    const turns = new SeatTurns<string>()
    const first = slow()
    const controller = new AbortController()
    const one = turns.run('seat', never, first.work)
    const two = failure(turns.run('seat', controller.signal, async () => 'two'))
    let started = false
    const three = turns.run('seat', never, async (before) => {
      started = true
      return String(before)
    })
    controller.abort()
    expect(await two).toMatchObject({ code: 'aborted', effect: 'none' })
    await turn()
    expect(started).toBe(false)
    first.finish('one')
    expect(await one).toBe('one')
    expect(await three).toBe('undefined')
  })
})
