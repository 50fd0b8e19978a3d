import { describe, expect, test } from 'vitest'
import { isolate } from '../../page/src/i18n/isolate.js'
import { languageOf } from '../../page/src/i18n/languages.js'

describe('times are written as where the person is', () => {
  test.each([
    [['es-MX', 'en'], 'es-MX'],
    [['fr', 'en-gb'], 'en-GB'],
    [['AR_eg'], 'ar-EG'],
    [['en-not-a-tag-at-all-x'], 'en'],
    [['de'], 'en'],
  ])('for somebody who wants %j: "%s"', (wanted, locale) => {
    expect(languageOf(wanted).locale).toBe(locale)
    expect(() => new Date(0).toLocaleTimeString(languageOf(wanted).locale)).not.toThrow()
  })
})

describe('several names are told', () => {
  const joined = (language: string, names: readonly string[], more = 0): string =>
    languageOf([language])
      .messages.news.joined(names.map(isolate), more)
      .replaceAll(/[\u2068\u2069]/g, '')

  test.each([
    ['en', ['Ana'], 'Ana joined.'],
    ['en', ['Ana', 'Ben', 'Zoe'], 'Ana, Ben and Zoe joined.'],
    ['es', ['Ana'], 'Ana ha entrado.'],
    ['es', ['Ana', 'Ben', 'Zoe'], 'Ana, Ben y Zoe han entrado.'],
    ['es', ['Ana', 'Inés'], 'Ana e Inés han entrado.'],
    ['es', ['Ana', 'Hilda'], 'Ana e Hilda han entrado.'],
    ['es', ['Ana', 'Iago'], 'Ana y Iago han entrado.'],
    ['ar', ['ليلى', 'سامي'], 'انضمام: ليلى وسامي.'],
  ])('in "%s": %j', (language, names, sentence) => {
    expect(joined(language, names)).toBe(sentence)
  })

  test.each([
    ['en', 'Ana, Ben, Zoe and 4 more joined.'],
    ['es', 'Ana, Ben, Zoe y 4 más han entrado.'],
    ['ar', 'انضمام: Ana، Ben، Zoe و4 أشخاص آخرين.'],
  ])('in "%s", and that there are more', (language, sentence) => {
    expect(joined(language, ['Ana', 'Ben', 'Zoe'], 4)).toBe(sentence)
  })
})
