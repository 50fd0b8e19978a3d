import { describe, expect, test } from 'vitest'
import { isolate } from '../../page/src/i18n/isolate.js'
import { languageOf, languages } from '../../page/src/i18n/languages.js'

type Leaf = readonly [path: string, value: unknown]

function leaves(value: unknown, path = ''): Leaf[] {
  if (typeof value !== 'object' || value === null) return [[path, value]]
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, `${path}.${key}`))
}

const english = new Map(leaves(languageOf(['en']).messages))

describe.each(languages.map((language) => [language.code, language] as const))(
  'the page in "%s"',
  (code, language) => {
    const all = leaves(language.messages)

    test('says everything that it says in English', () => {
      expect(all.map(([path]) => path).sort()).toEqual([...english.keys()].sort())
      expect(all.filter(([, value]) => typeof value === 'string' && value.trim() === '')).toEqual([])
    })

    test('is not English by mistake', () => {
      if (code === 'en') return expect(language.direction).toBe('ltr')
      const same = all.filter(([path, value]) => typeof value === 'string' && value === english.get(path))
      expect(
        same.map(([path]) => path).filter((path) => !/\.(chat|people)$|\.chat\.heading$/.test(path)),
      ).toEqual([])
    })

    test('puts names and numbers into its sentences', () => {
      const { messages } = language
      const named = [
        messages.lobby.joiningAs('Zoe'),
        messages.meeting.shares('Zoe'),
        messages.people.admit('Zoe'),
        messages.people.refuse('Zoe'),
        messages.people.takeMicrophone('Zoe'),
        messages.people.giveMicrophone('Zoe'),
        messages.people.remove('Zoe'),
        messages.people.removeHeading('Zoe'),
        messages.news.handRaised('Zoe'),
        messages.news.waiting('Zoe'),
        messages.news.chat('Zoe', 'hi'),
        messages.news.joined(['Zoe'], 0),
        messages.news.left(['Zoe'], 4),
      ]
      for (const sentence of named) expect(sentence).toContain('Zoe')
      const counted = [
        messages.controls.unread,
        messages.meeting.more,
        messages.people.heading,
        messages.people.waitingHeading,
        messages.chat.tooLong,
        messages.news.chatMany,
        messages.devices.unnamed,
      ]
      for (const count of counted) {
        expect(count(17)).toContain('17')
        expect(count(1)).not.toBe(count(17))
      }
      expect(messages.news.joined(['Zoe', 'Ben', 'Ana'], 12)).toContain('12')
    })
  },
)

describe('the language of the page', () => {
  test.each([
    [['es-MX', 'en'], 'es'],
    [['AR_eg'], 'ar'],
    [['de-DE', 'fr', 'es'], 'es'],
    [['de'], 'en'],
    [[], 'en'],
    [['estonian'], 'en'],
  ])('for somebody who wants %j is "%s"', (wanted, code) => {
    expect(languageOf(wanted).code).toBe(code)
  })

  test('is written from right to left in Arabic only', () => {
    expect(languages.filter(({ direction }) => direction === 'rtl').map(({ code }) => code)).toEqual(['ar'])
  })

  test('isolates names, also those that try to break out', () => {
    expect(isolate('ليلى')).toBe('\u2068ليلى\u2069')
    expect(isolate('a\u2069\u202eb')).toBe('\u2068ab\u2069')
  })
})
