/** What was answered. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** A client of the app, with a key or without one. */
export interface Client {
  readonly key: string | null;
  get(path: string): Promise<Answer>;
  post(path: string, body?: unknown): Promise<Answer>;
  patch(path: string, body: unknown): Promise<Answer>;
  delete(path: string): Promise<Answer>;
  /** Whatever else `fetch` can send. */
  send(path: string, init: RequestInit): Promise<Answer>;
}

export function clientOf(address: string, key: string | null): Client {
  const authorization: Record<string, string> = key === null ? {} : { authorization: key };

  async function send(path: string, init: RequestInit): Promise<Answer> {
    const headers = { ...authorization, ...(init.headers as Record<string, string> | undefined) };
    const response = await fetch(`${address}${path}`, { ...init, headers });
    return { status: response.status, headers: response.headers, body: jsonOf(await response.text()) };
  }

  function sendJson(method: string, path: string, body: unknown): Promise<Answer> {
    if (body === undefined) return send(path, { method });
    const headers = { "content-type": "application/json" };
    return send(path, { method, headers, body: JSON.stringify(body) });
  }

  return {
    key,
    send,
    get: (path) => send(path, {}),
    post: (path, body) => sendJson("POST", path, body),
    patch: (path, body) => sendJson("PATCH", path, body),
    delete: (path) => send(path, { method: "DELETE" }),
  };
}

/** Everything is answered as JSON; what is not shows as the text it is. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
