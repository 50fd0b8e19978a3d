import { describe, expect, test } from 'vitest'
import { isAnswer, states } from '../../page/src/api/answers.js'
import { here, joined, refused, waiting } from './support.js'

describe('an answer of the page’s server', () => {
  test('is what the page expects', () => {
    for (const answer of [
      joined(),
      waiting(),
      refused('full', 5),
      { state: 'redirect', url: 'https://x.example' },
    ])
      expect(isAnswer(answer, states.enter)).toBe(true)
    for (const answer of [here(), { state: 'unchanged', pollMs: 1 }, refused('ended')])
      expect(isAnswer(answer, states.status)).toBe(true)
    for (const answer of [{ state: 'done' }, refused('denied')])
      expect(isAnswer(answer, states.act)).toBe(true)
  })

  test.each([
    ['a reason that is not known here', { state: 'refused', reason: 'moved' }],
    ['a reason that is none', { state: 'refused', reason: 'constructor' }],
    ['no reason', { state: 'refused' }],
    ['a state that is not known here', { state: 'moved' }],
    ['the state of another question', { state: 'done' }],
    ['no time to ask again', { ...here(), pollMs: undefined }],
    ['an odd time to ask again', { state: 'unchanged', pollMs: 'soon' }],
    ['nothing', null],
    ['a text', 'here'],
  ])('is none with %s', (_, answer) => {
    expect(isAnswer(answer, states.status)).toBe(false)
  })
})
