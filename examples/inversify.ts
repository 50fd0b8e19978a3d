// Wired by inversify: the container hands out the facade, the instances by name, and closes them.

import type { Meetings } from 'anymeet'
import { meetingBindings, meetingIdentifiers } from 'anymeet/inversify'
import { Container, ContainerModule } from 'inversify'
import { bbbVendor } from './support/vendor.js'

/** A service of yours. It takes the facade and knows neither vendor nor container. */
class Classroom {
  readonly #meetings: Meetings

  constructor(meetings: Meetings) {
    this.#meetings = meetings
  }

  async open(id: string, teacher: string): Promise<string> {
    const create = { name: `Room ${id}` }
    const joined = await this.#meetings.join(id, {
      participant: { name: teacher },
      role: 'moderator',
      create,
    })
    return `${joined.kind} on ${joined.ref.provider}`
  }
}

const vendor = await bbbVendor()
console.log(vendor.about)
const module = new ContainerModule(
  meetingBindings({
    provider: 'bbb',
    providers: { bbb: vendor.config, rehearsal: { type: 'fake' } },
    onCall: ({ operation, provider, outcome }) =>
      console.log(`onCall: ${operation} on ${provider}: ${outcome}`),
  }),
)
const container = new Container()
container.load(module)
container
  .bind(Classroom)
  .toResolvedValue((meetings) => new Classroom(meetings), [meetingIdentifiers.Meetings])

console.log('room 12:', await container.get(Classroom).open('room-12', 'Ada'))
for (const name of ['bbb', 'rehearsal']) {
  const provider = await container.getAsync(meetingIdentifiers.MeetingProvider, { name })
  console.log(`instance ${provider.name} is of type ${provider.type}`)
}

await container.get(meetingIdentifiers.Meetings).end('room-12')
// Closes the facade, its providers and their connections.
await container.unloadAsync(module)
await vendor.close()
