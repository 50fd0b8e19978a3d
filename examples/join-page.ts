// One backend whose users join by a link, whichever vendor: MEETING_PROVIDER=bbb or MEETING_PROVIDER=chime, and nothing else.
// Without it, both in turn. `--serve` keeps the backend for a browser.
import { type ClassBackend, startClassBackend } from './support/class-backend.js'
import { openLink } from './support/link-visitor.js'
import { vendorEnvironment } from './support/vendor-environment.js'

/** What a browser does: fills in the form, and goes where it is sent. */
async function joinClass({ url }: ClassBackend, name: string): Promise<string> {
  const body = new URLSearchParams({ name })
  const answer = await fetch(`${url}/classes/algebra-7b/join`, { method: 'POST', body, redirect: 'manual' })
  return answer.headers.get('location') ?? `nowhere: ${answer.status}`
}

async function run(provider: string): Promise<void> {
  const vendor = await vendorEnvironment(provider)
  const backend = await startClassBackend({
    ...process.env,
    ...vendor.environment,
    MEETING_PROVIDER: provider,
  })
  if (process.argv.includes('--serve')) {
    console.log(
      `${provider}: ${vendor.about}\n${provider}: ${backend.url}/classes/algebra-7b (Ctrl-C ends it)`,
    )
    return
  }
  for (const name of ['Ada', 'Bob']) {
    const link = await joinClass(backend, name)
    const host = link.startsWith(backend.url) ? 'the join page' : "the vendor's own page"
    console.log(`${provider.padEnd(6)}${name} gets a link to ${host}, and is ${await openLink(link)}`)
  }
  console.log(`${provider.padEnd(6)}in the lesson at the vendor: ${vendor.inside().join(', ')}`)
  await backend.close()
  await vendor.close()
}

const { MEETING_PROVIDER: chosen } = process.env
for (const provider of chosen === undefined ? ['bbb', 'chime'] : [chosen]) await run(provider)
