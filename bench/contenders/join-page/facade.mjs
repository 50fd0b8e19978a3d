import { entry } from '../../lib/package-under-test.mjs'

/** The facade on Amazon Chime with a join page, without quota: the same for everybody here. */
export async function facade({ origin = 'http://127.0.0.1:9', region, credentials }, url) {
  const { createMeetings } = await import(entry('index'))
  return createMeetings({
    providers: { chime: { type: 'chime', region, endpoint: origin, credentials, rateLimit: 'unlimited' } },
    joinPage: { url, secret: 'a secret of the bench' },
  })
}

/** Somebody else each time, with a name that is not ASCII. */
export function person(number) {
  return { id: `user-${number}`, name: `Zoë Müller-Østergård ${number}` }
}
