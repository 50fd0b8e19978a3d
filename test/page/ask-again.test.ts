import { describe, expect, test } from 'vitest'
import { askAgain } from '../../page/src/api/ask-again.js'
import type { AgainAnswer, EnterAnswer } from '../../src/join-page/page-api.js'
import { joined, refused, waiting } from './support.js'

const again: AgainAnswer = { state: 'again' }

/** What becomes of somebody whom the server answers so, one after the other, and how often it was asked. */
async function answered(...answers: (EnterAnswer | AgainAnswer)[]): Promise<readonly [EnterAnswer, number]> {
  let asked = 0
  const ask = async (): Promise<EnterAnswer | AgainAnswer> =>
    answers[asked++] ?? expect.unreachable('asked on')
  return [await askAgain(ask), asked]
}

describe('opening a link', () => {
  test('asks the same again where the server says so, and nothing twice otherwise', async () => {
    expect(await answered(again, joined())).toEqual([joined(), 2])
    expect(await answered(again, refused('unavailable', 5_000))).toEqual([refused('unavailable', 5_000), 2])
    for (const answer of [joined(), waiting(), refused('used')])
      expect(await answered(answer)).toEqual([answer, 1])
  })

  test('gives up where the browser keeps no cookies: for this person the link is as good as used', async () => {
    expect(await answered(again, again)).toEqual([refused('used'), 2])
  })
})
