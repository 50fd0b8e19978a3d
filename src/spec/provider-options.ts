/**
 * What only one vendor has, on `createMeeting`: a member for each provider type, added by the provider's own sub-path
 * (`import 'anymeet/bbb'` types `providerOptions.bbb`). A provider reads its own member only, so a request may carry
 * options for several vendors. Authors of providers add theirs by augmenting the module `anymeet`.
 */
// biome-ignore lint/suspicious/noEmptyInterface: exists to be augmented
export interface ProviderOptions {}

/** The same for `join`: BigBlueButton's `userdata-*` among them. */
// biome-ignore lint/suspicious/noEmptyInterface: exists to be augmented
export interface ProviderJoinOptions {}

/** The same for `transcription.start`. */
// biome-ignore lint/suspicious/noEmptyInterface: exists to be augmented
export interface TranscriptionProviderOptions {}
