import { Agent, request } from "node:http";

/** An answer and its times, in milliseconds of this process's monotonic clock. */
export interface HttpAnswer {
  /** 0 when there was none. */
  readonly status: number;
  readonly sentAt: number;
  /** When its first line was here. */
  readonly arrivedAt: number;
  readonly body: string;
  readonly retryAfter: string | undefined;
  readonly cookies: readonly string[];
}

export interface HttpRequest {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
}

/** Sends requests to one server over connections that are kept; never rejects. */
export interface HttpClient {
  send(request: HttpRequest): Promise<HttpAnswer>;
  close(): void;
}

const PATIENCE_MS = 30_000;
const JSON_CONTENT = { "content-type": "application/json" };
const NOTHING = { status: 0, body: "", retryAfter: undefined, cookies: [] };

export function httpClient(port: number, connections = 256): HttpClient {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });

  function send(wanted: HttpRequest): Promise<HttpAnswer> {
    const { method = "GET", path, headers = {}, json } = wanted;
    const body = json === undefined ? undefined : JSON.stringify(json);
    const length = body === undefined ? undefined : { "content-length": Buffer.byteLength(body) };
    return new Promise((resolve) => {
      const sentAt = performance.now();
      const options = { agent, host: "127.0.0.1", port, method, path };
      const outgoing = request({
        ...options,
        headers: { ...headers, ...(length && { ...JSON_CONTENT, ...length }) },
      });
      const failed = () => {
        // Node closes connections that idled for 5 s, also one on which a request is just arriving: HTTP clients try
        // again then (RFC 9112 §9.5).
        if (outgoing.reusedSocket && method === "GET") resolve(send(wanted));
        else resolve({ ...NOTHING, sentAt, arrivedAt: performance.now() });
      };
      outgoing.setTimeout(PATIENCE_MS, () => outgoing.destroy());
      outgoing.once("error", failed);
      outgoing.once("response", (incoming) => {
        const arrivedAt = performance.now();
        const { statusCode: status = 0, headers: received } = incoming;
        const { "retry-after": retryAfter, "set-cookie": cookies = [] } = received;
        let text = "";
        incoming.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
        incoming.once("error", failed);
        incoming.once("end", () => resolve({ status, sentAt, arrivedAt, body: text, retryAfter, cookies }));
      });
      outgoing.end(body);
    });
  }

  return { send, close: () => agent.destroy() };
}
