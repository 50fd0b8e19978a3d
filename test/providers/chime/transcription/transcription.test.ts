import { describe, expect, it } from 'vitest'
import type { ProviderCallOptions } from '../../../../src/spec/call-options.js'
import type { MeetingProvider, ProviderMeeting } from '../../../../src/spec/provider.js'
import type { TranscriptionRequest } from '../../../../src/spec/transcription.js'
import { TestClock } from '../../../../src/testing/test-clock.js'
import { byRef, calling, created, failure, setup } from '../setup.js'

const everyLanguage = 'en-US,es-US,fr-FR,it-IT,de-DE,pt-BR,ja-JP,ko-KR,zh-CN,th-TH,hi-IN'

async function start(
  provider: MeetingProvider,
  meeting: ProviderMeeting,
  request: TranscriptionRequest = {},
  options: ProviderCallOptions = calling(),
): Promise<void> {
  await provider.transcription?.start?.(meeting, request, options)
}

async function stop(
  provider: MeetingProvider,
  meeting: ProviderMeeting,
  options: ProviderCallOptions = calling(),
): Promise<void> {
  await provider.transcription?.stop?.(meeting, options)
}

/** What reaches Chime of a request. */
async function configurationFor(request: TranscriptionRequest): Promise<unknown> {
  const { simulator, provider } = await setup()
  await start(provider, await created(provider), request)
  return simulator.meetings()[0]?.transcription?.configuration
}

describe('transcription on Chime', () => {
  it('begins, goes on with other settings, and stops', async () => {
    const { simulator, provider } = await setup()
    const meeting = await created(provider)
    const running = (): unknown => simulator.meetings()[0]?.transcription?.configuration
    await start(provider, meeting, { language: 'en-US' })
    expect(running()).toEqual({ EngineTranscribeSettings: { LanguageCode: 'en-US' } })
    await start(provider, meeting, { language: 'de-DE' })
    expect(running()).toEqual({ EngineTranscribeSettings: { LanguageCode: 'de-DE' } })
    await stop(provider, meeting)
    expect(running()).toBeUndefined()
    await stop(provider, meeting)
    expect(simulator.callsTo('StopMeetingTranscription')).toBe(2)
  })

  it('knows a language however it is written', async () => {
    expect(await configurationFor({ language: 'EN-gb' })).toEqual({
      EngineTranscribeSettings: { LanguageCode: 'en-GB' },
    })
  })

  it('finds out which of some languages is spoken, or which of all', async () => {
    expect(await configurationFor({ languages: ['de-de', 'fr-CA', 'ja-JP'] })).toEqual({
      EngineTranscribeSettings: { IdentifyLanguage: true, LanguageOptions: 'de-DE,fr-CA,ja-JP' },
    })
    expect(await configurationFor({})).toEqual({
      EngineTranscribeSettings: { IdentifyLanguage: true, LanguageOptions: everyLanguage },
    })
  })

  it('takes every setting of the standard engine', async () => {
    const standard = {
      region: 'auto',
      vocabularyName: 'words',
      vocabularyFilterName: 'rude',
      vocabularyFilterMethod: 'mask',
      enablePartialResultsStabilization: true,
      partialResultsStability: 'high',
      contentRedactionType: 'PII',
      piiEntityTypes: 'NAME,PHONE',
      languageModelName: 'physics',
    } as const
    expect(await configurationFor({ language: 'en-US', providerOptions: { chime: { standard } } })).toEqual({
      EngineTranscribeSettings: {
        LanguageCode: 'en-US',
        Region: 'auto',
        VocabularyName: 'words',
        VocabularyFilterName: 'rude',
        VocabularyFilterMethod: 'mask',
        EnablePartialResultsStabilization: true,
        PartialResultsStability: 'high',
        ContentRedactionType: 'PII',
        PiiEntityTypes: 'NAME,PHONE',
        LanguageModelName: 'physics',
      },
    })
    const several = {
      preferredLanguage: 'de-DE',
      vocabularyNames: 'a,b',
      vocabularyFilterNames: 'c,d',
      contentIdentificationType: 'PII',
    } as const
    const request = { languages: ['de-DE', 'en-US'], providerOptions: { chime: { standard: several } } }
    expect(await configurationFor(request)).toEqual({
      EngineTranscribeSettings: {
        IdentifyLanguage: true,
        LanguageOptions: 'de-DE,en-US',
        PreferredLanguage: 'de-DE',
        VocabularyNames: 'a,b',
        VocabularyFilterNames: 'c,d',
        ContentIdentificationType: 'PII',
      },
    })
  })

  it('takes every setting of the medical engine', async () => {
    const medical = {
      specialty: 'RADIOLOGY',
      type: 'DICTATION',
      vocabularyName: 'bones',
      region: 'us-east-2',
      contentIdentificationType: 'PHI',
    } as const
    const expected = {
      EngineTranscribeMedicalSettings: {
        LanguageCode: 'en-US',
        Specialty: 'RADIOLOGY',
        Type: 'DICTATION',
        VocabularyName: 'bones',
        Region: 'us-east-2',
        ContentIdentificationType: 'PHI',
      },
    }
    const providerOptions = { chime: { medical } }
    expect(await configurationFor({ providerOptions })).toEqual(expected)
    expect(await configurationFor({ language: 'en-us', providerOptions })).toEqual(expected)
  })

  it('is not found where the meeting is gone, or was never recorded', async () => {
    const { simulator, provider } = await setup()
    const meeting = await created(provider)
    simulator.forget(meeting.vendor['meetingId'] ?? '')
    expect((await failure(start(provider, meeting))).code).toBe('not-found')
    expect((await failure(stop(provider, meeting))).code).toBe('not-found')
    const unrecorded = { ...byRef(meeting), vendor: {} }
    expect((await failure(start(provider, unrecorded))).code).toBe('not-found')
    expect((await failure(stop(provider, unrecorded))).code).toBe('not-found')
  })

  it.each(['UnprocessableEntityException', 'BadRequestException'])(
    'is stopped where Chime says by %s that there is nothing to stop',
    async (name) => {
      const { simulator, provider } = await setup()
      const meeting = await created(provider)
      simulator.throwNext('StopMeetingTranscription', name)
      await stop(provider, meeting)
      simulator.throwNext('StartMeetingTranscription', name)
      expect((await failure(start(provider, meeting))).vendorCode).toBe(name)
    },
  )

  it('is asked for once more where the failure passes and had no effect', async () => {
    const clock = new TestClock()
    const { simulator, provider } = await setup({ clock })
    const meeting = await created(provider)
    simulator.throwNext('StartMeetingTranscription', 'ServiceUnavailableException')
    await clock.settle(start(provider, meeting))
    simulator.throwNext('StopMeetingTranscription', 'ServiceUnavailableException')
    await clock.settle(stop(provider, meeting))
    simulator.throwNext('StartMeetingTranscription', 'LimitExceededException')
    expect((await failure(start(provider, meeting))).code).toBe('quota')
    expect(simulator.callsTo('StartMeetingTranscription')).toBe(3)
  })
})
