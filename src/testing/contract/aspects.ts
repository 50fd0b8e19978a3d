import { beside } from './aspects/beside.js'
import { cancellation } from './aspects/cancellation.js'
import { capabilities } from './aspects/capabilities.js'
import { create } from './aspects/create.js'
import { end } from './aspects/end.js'
import { errors } from './aspects/errors.js'
import { events } from './aspects/events.js'
import { info } from './aspects/info.js'
import { join } from './aspects/join.js'
import { lifetime } from './aspects/lifetime.js'
import { list } from './aspects/list.js'
import { moderation } from './aspects/moderation.js'
import { recordings } from './aspects/recordings.js'
import { recreate } from './aspects/recreate.js'
import { repeat } from './aspects/repeat.js'
import { strict } from './aspects/strict.js'
import { warnings } from './aspects/warnings.js'
import type { ContractAspect } from './clause.js'

/** The whole contract, in the order in which a provider's author meets it. */
export const aspects: readonly ContractAspect[] = [
  capabilities,
  create,
  repeat,
  recreate,
  join,
  info,
  end,
  lifetime,
  list,
  recordings,
  beside,
  moderation,
  events,
  warnings,
  strict,
  errors,
  cancellation,
]
