import { formFields } from './form.js'

/** What a hook's call holds, as the server wrote it. */
export interface HookForm {
  /** JSON: a list of events. */
  readonly event: string
  /** Milliseconds in digits: when the server first tried to deliver. */
  readonly timestamp: string
  readonly domain: string
}

/** Undefined where a field is missing, there twice, or the time is none. */
export function readHookForm(body: Uint8Array): HookForm | undefined {
  const form = formFields(body, ['event', 'timestamp', 'domain'])
  return form !== undefined && /^(?:0|[1-9]\d{0,15})$/.test(form.timestamp) ? form : undefined
}
