/** A credential: a token of the identity server, or an API key; as it is presented. */
export type Credential = { readonly bearer: string } | { readonly key: string } | null;

export interface Answer<Body> {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed, where it is JSON. */
  readonly body: Body;
}

/** Sends a request to Captain; a body that is no string goes as JSON. */
export type Call = <Body = Readonly<Record<string, unknown>>>(
  who: Credential,
  request: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<Answer<Body>>;

/** Sends requests, `"GET /keys"`, to the API at an address. */
export function callsTo(address: string): Call {
  return async function call<Body>(
    who: Credential,
    request: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer<Body>> {
    const [method = "", path = ""] = request.split(" ");
    const response = await fetch(`${address}/api/v1${path}`, {
      method,
      headers: {
        ...(body !== undefined && { "content-type": "application/json" }),
        ...presented(who),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.includes("json") ?? false;
    return {
      status: response.status,
      headers: response.headers,
      body: (isJson ? JSON.parse(text) : text) as Body,
    };
  };
}

function presented(who: Credential): Readonly<Record<string, string>> {
  if (who === null) return {};
  return "key" in who ? { "x-api-key": who.key } : { authorization: `Bearer ${who.bearer}` };
}
