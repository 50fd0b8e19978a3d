import { entry } from '../../lib/package-under-test.mjs'
import { repeatAtOnce } from '../../lib/repeat.mjs'
import { meeting, person } from './people.mjs'

/** `join` of the BigBlueButton provider, below the facade. */
export async function contender({ origin }) {
  const [{ nodeTransport, systemClock }, { bbb }] = await Promise.all([
    import(entry('index')),
    import(entry('bbb')),
  ])
  const store = { get: async () => undefined, set: async () => undefined, delete: async () => undefined }
  const provider = bbb({ url: `${origin}/bigbluebutton/api`, secret: meeting.secret })({
    name: 'bbb',
    clock: systemClock,
    transport: nodeTransport(),
    store,
  })
  const target = {
    id: meeting.id,
    key: meeting.id,
    incarnation: 1,
    vendor: { createTime: meeting.createTime },
    settings: {},
  }
  const options = {
    signal: new AbortController().signal,
    abortable: false,
    remainingMs: 15_000,
    strict: false,
  }
  const join = async (at) => {
    const { name, id, avatarUrl } = person(at)
    const participant = { id, name, avatarUrl, guest: true }
    return (await provider.join(target, { participant, role: 'attendee', verify: false }, options)).url
  }
  return { sample: () => join(1), run: ({ durationMs }) => repeatAtOnce(join, durationMs, 1) }
}
