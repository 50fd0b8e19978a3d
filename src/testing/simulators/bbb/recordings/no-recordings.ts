import type { SimulatorAnswer } from '../../simulator-server.js'
import { success } from '../answers.js'
import { leaf } from '../xml.js'

/** The answer of `getRecordings` when there is nothing to list. */
export function noRecordings(...further: readonly string[]): SimulatorAnswer {
  return success(
    '<recordings></recordings>',
    leaf('messageKey', 'noRecordings'),
    leaf('message', 'There are no recordings for the meeting(s).'),
    ...further,
  )
}
