/**
 * Opens a join link and does what the page behind it would do; returns in words what came of it. The page keeps what lets a person
 * in behind the `#` of its address, where no request carries it, and hands it in by a POST: a program that only looks at links, as
 * mail scanners do, uses up nothing.
 */
export async function openLink(link: string): Promise<string> {
  const { hash, origin, pathname } = new URL(link)
  const opened = await open(link)
  if (hash === '') return opened.ok ? 'let in' : `turned away (${opened.status})`
  const answer = await fetch(`${origin}${pathname}api/redeem`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ token: hash.slice(1) }),
  })
  const { state, reason } = (await answer.json()) as { readonly state: string; readonly reason?: string }
  return state === 'joined' ? 'let in' : `${state} (${reason ?? answer.status})`
}

/** BigBlueButton sends whoever comes with a good link on, with a cookie. */
async function open(link: string): Promise<Response> {
  const answer = await fetch(link, { redirect: 'manual' })
  const location = answer.headers.get('location')
  if (location === null) return answer
  const cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  return await fetch(new URL(location, link), { headers: { cookie } })
}
