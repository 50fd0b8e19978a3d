// The values that members of Chime's API may have, in Chime's own spelling (fact sheet, sections 1.2 and 1.4).

/** What an attendee may do with a medium. */
export const directions = ['SendReceive', 'Send', 'Receive', 'None'] as const

export const echoReductions = ['AVAILABLE', 'UNAVAILABLE'] as const

export const videoResolutions = ['None', 'HD', 'FHD'] as const

export const contentResolutions = ['None', 'FHD', 'UHD'] as const

export const mediaNetworkTypes = ['Ipv4Only', 'DualStack'] as const

/** What is understood by the standard engine of transcription. The medical one knows `en-US` only. */
export const transcribeLanguages = [
  'en-US',
  'en-GB',
  'es-US',
  'fr-CA',
  'fr-FR',
  'en-AU',
  'it-IT',
  'de-DE',
  'pt-BR',
  'ja-JP',
  'ko-KR',
  'zh-CN',
  'th-TH',
  'hi-IN',
] as const

/** Where the standard engine runs; `auto` lets Chime choose. */
export const transcribeRegions = [
  'us-east-1',
  'us-east-2',
  'us-west-2',
  'ca-central-1',
  'sa-east-1',
  'eu-central-1',
  'eu-west-1',
  'eu-west-2',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-southeast-2',
  'us-gov-west-1',
  'auto',
] as const

export const vocabularyFilterMethods = ['remove', 'mask', 'tag'] as const

export const partialResultsStabilities = ['low', 'medium', 'high'] as const

export const medicalSpecialties = [
  'PRIMARYCARE',
  'CARDIOLOGY',
  'NEUROLOGY',
  'ONCOLOGY',
  'RADIOLOGY',
  'UROLOGY',
] as const

export const medicalTypes = ['CONVERSATION', 'DICTATION'] as const

/** Where the medical engine runs; `auto` lets Chime choose. */
export const medicalRegions = [
  'us-east-1',
  'us-east-2',
  'us-west-2',
  'ap-southeast-2',
  'ca-central-1',
  'eu-west-1',
  'auto',
] as const
