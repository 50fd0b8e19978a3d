/** An HTTP request as API Gateway (both payload formats), a function URL or a load balancer hands it to a function. */
export interface LambdaHttpEvent {
  readonly requestContext?: { readonly http?: { readonly method?: string } }
  /** Format 2.0 and function URLs. */
  readonly rawPath?: string
  readonly rawQueryString?: string
  /** Format 1.0 and load balancers. */
  readonly httpMethod?: string
  readonly path?: string
  readonly queryStringParameters?: Readonly<Record<string, string | undefined>> | null
  readonly multiValueQueryStringParameters?: Readonly<Record<string, readonly string[] | undefined>> | null
  readonly headers?: Readonly<Record<string, string | undefined>> | null
  readonly body?: string | null
  readonly isBase64Encoded?: boolean
}

export interface LambdaHttpResult {
  readonly statusCode: number
  readonly headers: Record<string, string>
  readonly body: string
}

/** A web-standard handler as an AWS Lambda function behind API Gateway, a function URL or a load balancer. */
export function lambdaHttp(
  handler: (request: Request) => Promise<Response>,
): (event: LambdaHttpEvent) => Promise<LambdaHttpResult> {
  return async (event) => {
    const response = await handler(webRequest(event))
    return {
      statusCode: response.status,
      headers: Object.fromEntries(response.headers),
      body: await response.text(),
    }
  }
}

function webRequest(event: LambdaHttpEvent): Request {
  const method = event.requestContext?.http?.method ?? event.httpMethod ?? 'GET'
  const url = new URL((event.rawPath ?? event.path ?? '/').replace(/^\/*/, '/'), 'http://localhost')
  url.search = event.rawQueryString ?? queryOf(event)
  const headers = new Headers()
  for (const [name, value] of Object.entries(event.headers ?? {}))
    if (value !== undefined) headers.set(name, value)
  if (method === 'GET' || method === 'HEAD') return new Request(url, { method, headers })
  const body = Buffer.from(event.body ?? '', event.isBase64Encoded === true ? 'base64' : 'utf8')
  return new Request(url, { method, headers, body })
}

/** These formats hand the query over decoded. */
function queryOf({ queryStringParameters, multiValueQueryStringParameters }: LambdaHttpEvent): string {
  const query = new URLSearchParams()
  for (const [name, values] of Object.entries(multiValueQueryStringParameters ?? {}))
    for (const value of values ?? []) query.append(name, value)
  for (const [name, value] of Object.entries(queryStringParameters ?? {}))
    if (value !== undefined && !query.has(name)) query.append(name, value)
  return query.toString()
}
