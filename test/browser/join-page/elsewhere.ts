/** What the backend answers where the join page is not: a logo for a name with `.svg`, else an empty page. */
export function elsewhere(pathname: string): Response {
  if (pathname.endsWith('.svg')) {
    const logo =
      '<svg xmlns="http://www.w3.org/2000/svg" width="96" height="32"><rect width="96" height="32"/></svg>'
    return new Response(logo, { headers: { 'content-type': 'image/svg+xml' } })
  }
  // Browsers ask for an icon where none is named.
  const page = '<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Elsewhere</title>'
  return new Response(page, { headers: { 'content-type': 'text/html' } })
}
