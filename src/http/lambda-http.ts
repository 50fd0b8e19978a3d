/** An HTTP request as API Gateway (both payload formats), a function URL or a load balancer hands it to a function. */
export interface LambdaHttpEvent {
  readonly requestContext?: {
    readonly http?: { readonly method?: string }
    /** Of a load balancer. */
    readonly elb?: unknown
  }
  /** Format 2.0 and function URLs. */
  readonly rawPath?: string
  readonly rawQueryString?: string
  /** Format 2.0 takes them out of the headers. */
  readonly cookies?: readonly string[] | null
  /** Format 1.0 and load balancers. */
  readonly httpMethod?: string
  readonly path?: string
  readonly queryStringParameters?: Readonly<Record<string, string | undefined>> | null
  readonly multiValueQueryStringParameters?: Readonly<Record<string, readonly string[] | undefined>> | null
  readonly headers?: Readonly<Record<string, string | undefined>> | null
  /** All there is of a load balancer that is set to it. */
  readonly multiValueHeaders?: Readonly<Record<string, readonly string[] | undefined>> | null
  readonly body?: string | null
  readonly isBase64Encoded?: boolean
}

export interface LambdaHttpResult {
  readonly statusCode: number
  readonly headers: Record<string, string>
  /** The same, where the request came with such. */
  readonly multiValueHeaders?: Record<string, string[]>
  /** Of format 2.0, which takes them from here. */
  readonly cookies?: string[]
  readonly body: string
  /** Whether `body` stands for bytes: packed files and pictures. */
  readonly isBase64Encoded?: true
}

/** A web-standard handler as an AWS Lambda function behind API Gateway, a function URL or a load balancer. */
export function lambdaHttp(
  handler: (request: Request) => Promise<Response>,
): (event: LambdaHttpEvent) => Promise<LambdaHttpResult> {
  return async (event) => {
    const response = await handler(webRequest(event))
    const setCookies = response.headers.getSetCookie()
    const cookies = event.rawPath === undefined ? [] : setCookies
    const headers = Object.fromEntries(response.headers)
    if (cookies.length > 0) delete headers['set-cookie']
    const several = Object.entries(headers).map(([name, value]): [string, string[]] => [
      name,
      name === 'set-cookie' ? setCookies : [value],
    ])
    return {
      statusCode: response.status,
      headers,
      ...(event.multiValueHeaders != null && { multiValueHeaders: Object.fromEntries(several) }),
      ...(cookies.length > 0 && { cookies }),
      ...(isText(response) ? { body: await response.text() } : await asBase64(response)),
    }
  }
}

/** What is packed, or no text, is not the same after it was read as text. */
function isText({ headers }: Response): boolean {
  const type = headers.get('content-type') ?? 'text/plain'
  return !headers.has('content-encoding') && /^text\/|^application\/json\b|^image\/svg\+xml\b/.test(type)
}

async function asBase64(response: Response): Promise<{ body: string; isBase64Encoded: true }> {
  return { body: Buffer.from(await response.arrayBuffer()).toString('base64'), isBase64Encoded: true }
}

function webRequest(event: LambdaHttpEvent): Request {
  const method = event.requestContext?.http?.method ?? event.httpMethod ?? 'GET'
  const url = new URL(`http://localhost${(event.rawPath ?? event.path ?? '/').replace(/^\/*/, '/')}`)
  url.search = event.rawQueryString ?? queryOf(event)
  const headers = new Headers()
  for (const [name, value] of Object.entries(event.headers ?? {}))
    if (value !== undefined) headers.set(name, value)
  for (const [name, values] of Object.entries(event.multiValueHeaders ?? {}))
    if (values !== undefined) headers.set(name, values.join(', '))
  if (event.cookies != null && event.cookies.length > 0) headers.set('cookie', event.cookies.join('; '))
  if (method === 'GET' || method === 'HEAD') return new Request(url, { method, headers })
  const body = Buffer.from(event.body ?? '', event.isBase64Encoded === true ? 'base64' : 'utf8')
  return new Request(url, { method, headers, body })
}

/** API Gateway hands the query over decoded, a load balancer as it came. */
function queryOf(event: LambdaHttpEvent): string {
  const { queryStringParameters, multiValueQueryStringParameters, requestContext } = event
  const pairs: (readonly [string, string])[] = []
  const names = new Set<string>()
  for (const [name, values] of Object.entries(multiValueQueryStringParameters ?? {})) {
    names.add(name)
    for (const value of values ?? []) pairs.push([name, value])
  }
  for (const [name, value] of Object.entries(queryStringParameters ?? {}))
    if (value !== undefined && !names.has(name)) pairs.push([name, value])
  if (requestContext?.elb !== undefined) return pairs.map(([name, value]) => `${name}=${value}`).join('&')
  return new URLSearchParams(pairs.map(([name, value]): [string, string] => [name, value])).toString()
}
