import * as v from 'valibot'
import { lazySchema } from '../config/lazy-schema.js'
import { participantIdPattern } from '../identity/participant-id.js'
import { flag, matching, oneOf, text } from '../requests/text-rules.js'
import type { ActRequest, PassRequest, RedeemRequest, StatusRequest } from './page-api.js'

/** Longer than any token that is looked at. */
const token = (): v.GenericSchema<string, string> => text(1, 20_000)
const participantId = (): v.GenericSchema<string, string> => matching(participantIdPattern)

export const redeemSchema: v.GenericSchema<RedeemRequest> = lazySchema(() =>
  v.strictObject({ token: token() }),
)

export const passSchema: v.GenericSchema<PassRequest> = lazySchema(() => v.strictObject({ pass: token() }))

export const statusSchema: v.GenericSchema<StatusRequest> = lazySchema(() =>
  v.strictObject({ pass: token(), since: v.exactOptional(text(1, 64)) }),
)

export const actSchema: v.GenericSchema<ActRequest> = lazySchema(() => {
  const pass = token()
  const locks = v.pipe(
    v.strictObject({
      camera: v.exactOptional(flag),
      microphone: v.exactOptional(flag),
      screenShare: v.exactOptional(flag),
    }),
    v.check((given) => Object.keys(given).length > 0),
  )
  return v.union([
    v.strictObject({
      pass,
      action: oneOf('mute', 'unmute'),
      participantId: v.exactOptional(participantId()),
    }),
    v.strictObject({ pass, action: oneOf('remove', 'admit', 'refuse'), participantId: participantId() }),
    v.strictObject({ pass, action: oneOf('lock'), locks }),
    v.strictObject({ pass, action: oneOf('end', 'start-recording', 'stop-recording') }),
  ])
})
