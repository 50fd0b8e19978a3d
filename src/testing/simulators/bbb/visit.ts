import type { ServerState } from './server-state.js'

/** What happened to a browser that opened a link. */
export interface BbbVisit {
  /** The person is in the meeting now. */
  readonly entered: boolean
  /** The first answer's status: 302 for a link in its default form, also when it is an error. */
  readonly status: number
  readonly location?: string
  /** The server's key, when it turned the browser away. */
  readonly errorKey?: string
  /** The userID that the API shows, which is also what `leave` takes. */
  readonly userId?: string
}

/** Opens a link as a fresh browser does: one GET, then the meeting client with the cookie that came with it. */
export async function visit(state: ServerState, link: string): Promise<BbbVisit> {
  const first = await fetch(link, { redirect: 'manual' })
  const body = await first.text()
  const location = first.headers.get('location')
  const target = new URL(location ?? '', link)
  const sessionToken = target.searchParams.get('sessionToken') ?? ''
  const isSentToClient = location !== null && sessionToken !== ''
  const last = isSentToClient ? await openClient(target, first.headers) : first
  const participant = state.meetings.findBySession(sessionToken)?.participant
  const errorKey = location === null ? keyInBody(body) : keyInErrors(target.searchParams.get('errors'))
  return {
    entered: last.ok && participant?.presence === 'present',
    status: first.status,
    ...(location !== null && { location }),
    ...(errorKey !== undefined && { errorKey }),
    ...(participant !== undefined && { userId: participant.userID }),
  }
}

async function openClient(url: URL, headers: Headers): Promise<Response> {
  const cookie = headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  const page = await fetch(url, { redirect: 'manual', headers: { cookie } })
  await page.text()
  return page
}

function keyInErrors(errors: string | null): string | undefined {
  return errors === null ? undefined : (JSON.parse(errors) as { key: string }[])[0]?.key
}

function keyInBody(body: string): string | undefined {
  if (!body.includes('<returncode>FAILED</returncode>')) return undefined
  return /<messageKey>([^<]*)<\/messageKey>/.exec(body)?.[1]
}
