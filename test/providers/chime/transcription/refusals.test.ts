import { describe, expect, it } from 'vitest'
import type { TranscriptionRequest } from '../../../../src/spec/transcription.js'
import { calling, created, failure, setup } from '../setup.js'

async function problemsOf(
  request: TranscriptionRequest,
): Promise<readonly (readonly [path: string, rule: string])[]> {
  const { simulator, provider } = await setup()
  const meeting = await created(provider)
  const started = provider.transcription?.start?.(meeting, request, calling())
  const error = await failure(started ?? Promise.resolve())
  expect(error).toMatchObject({ code: 'invalid-request', effect: 'none' })
  expect(simulator.callsTo('StartMeetingTranscription')).toBe(0)
  return (error.problems ?? []).map(({ path, rule }) => [path, rule])
}

describe('a transcription that Chime could not do', () => {
  const list =
    'en-US, en-GB, es-US, fr-CA, fr-FR, en-AU, it-IT, de-DE, pt-BR, ja-JP, ko-KR, zh-CN, th-TH, hi-IN'
  const unknown = `must be a language that Chime transcribes: ${list}`
  const at = 'providerOptions.chime'
  const standard = (options: object): TranscriptionRequest => ({
    providerOptions: { chime: { standard: options } },
  })
  const medical = { specialty: 'UROLOGY', type: 'DICTATION' } as const

  it.each<[string, TranscriptionRequest, readonly (readonly [string, string])[]]>([
    ['a language that Chime lacks', { language: 'nl-NL' }, [['language', unknown]]],
    ['a language without its country', { language: 'de' }, [['language', unknown]]],
    [
      'languages that Chime lacks',
      { languages: ['nl', 'de-DE', 'xx-XX'] },
      [
        ['languages.0', unknown],
        ['languages.2', unknown],
      ],
    ],
    [
      'two dialects of a language',
      { languages: ['en-US', 'en-GB'] },
      [['languages', 'must be two languages at least, and not two dialects of one']],
    ],
    ['no engine', { providerOptions: { chime: {} } }, [[at, 'must have either standard or medical']]],
    [
      'both engines',
      { providerOptions: { chime: { standard: {}, medical } } },
      [[at, 'must have either standard or medical']],
    ],
    [
      'what is not known',
      standard({ languageCode: 'en-US' }),
      [[`${at}.standard.languageCode`, 'is not a known key']],
    ],
    [
      'a value that Chime does not take',
      standard({ region: 'eu-north-1', piiEntityTypes: 'name' }),
      [
        [`${at}.standard.region`, expect.stringMatching(/^must be one of "us-east-1", /) as string],
        [
          `${at}.standard.piiEntityTypes`,
          'must be types such as NAME separated by commas, 300 characters at most',
        ],
      ],
    ],
    [
      'what needs one language',
      standard({ contentRedactionType: 'PII', languageModelName: 'physics' }),
      [
        [`${at}.standard.contentRedactionType`, 'needs language'],
        [`${at}.standard.languageModelName`, 'needs language'],
      ],
    ],
    [
      'a preferred language that is not among the others',
      { languages: ['de-DE', 'fr-FR'], ...standard({ preferredLanguage: 'en-US' }) },
      [[`${at}.standard.preferredLanguage`, 'must be one of languages']],
    ],
    [
      'kinds of personal data for nothing',
      standard({ piiEntityTypes: 'NAME' }),
      [
        [
          `${at}.standard.piiEntityTypes`,
          `needs ${at}.standard.contentIdentificationType or ${at}.standard.contentRedactionType`,
        ],
      ],
    ],
    [
      'a medical engine that has not enough to go on',
      { providerOptions: { chime: { medical: { type: 'DICTATION' } as typeof medical } } },
      [[`${at}.medical.specialty`, 'is required']],
    ],
    [
      'a medical engine for other languages',
      { language: 'de-DE', providerOptions: { chime: { medical } } },
      [['language', `must be absent or en-US with ${at}.medical`]],
    ],
    [
      'a medical engine that finds out the language',
      { languages: ['en-US', 'de-DE'], providerOptions: { chime: { medical } } },
      [['languages', `must be absent with ${at}.medical`]],
    ],
  ])('is refused for %s before anything is sent', async (_what, request, problems) => {
    expect(await problemsOf(request)).toEqual(problems)
  })
})
