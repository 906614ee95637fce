import { startOn, type CreateDatabase } from "@latchkey/example-host/testing";

import { graymeta } from "../../src/graymeta.js";

export interface Sent {
  readonly method?: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answered {
  readonly status: number;
  /** Undefined for an answer without content. */
  readonly body: unknown;
  readonly headers: Headers;
}

/** A client that presents one key. */
export type Client = (path: string, sent?: Sent) => Promise<Answered>;

/** The JSON of a key. */
export interface KeyJson {
  readonly id: string;
  readonly jwt: string;
  readonly active: boolean;
  readonly user_id: string;
  readonly created_at: string;
  readonly updated_at: string;
}

export const KEYS = "/api/data/api-keys";

/** The app after its first start, with what that printed. */
export async function startGraymeta(create?: CreateDatabase, environment?: Readonly<Record<string, string>>) {
  const { address, printed, stop } = await startOn(graymeta, create, environment);
  const text = printed.join("\n");
  const userOf = (name: string): string =>
    new RegExp(`key of ${name} \\(user ([0-9a-f]{32})\\)`).exec(text)?.[1] ?? "";
  const keyOf = (name: string): string => new RegExp(`key of ${name} .*\\n {2}(\\S+)`).exec(text)?.[1] ?? "";
  const client = (key: string): Client => clientAt(address, { Authorization: `Bearer ${key}` });
  return {
    address,
    printed,
    stop,
    client,
    anybody: clientAt(address),
    ada: { id: userOf("Ada"), key: keyOf("Ada"), send: client(keyOf("Ada")) },
    vera: { id: userOf("Vera"), key: keyOf("Vera"), send: client(keyOf("Vera")) },
  };
}

/** Sends requests to a path with these headers. */
export function clientAt(address: string, always: Readonly<Record<string, string>> = {}): Client {
  return async function send(path, { method = "GET", body, headers } = {}) {
    const json = body === undefined ? {} : { "Content-Type": "application/json" };
    const response = await fetch(address + path, {
      method,
      headers: { ...always, ...json, ...headers },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const read: unknown = text === "" ? undefined : JSON.parse(text);
    return { status: response.status, body: read, headers: response.headers };
  };
}

/** Creates a key, and gives its JSON. */
export async function createKey(send: Client, body: object = {}): Promise<KeyJson> {
  const made = await send(KEYS, { method: "POST", body });
  expect(made.status).toBe(201);
  return made.body as KeyJson;
}

/** The keys that are listed. */
export async function listKeys(send: Client): Promise<readonly KeyJson[]> {
  const listed = await send(KEYS);
  expect(listed.status).toBe(200);
  return (listed.body as { "api-keys": KeyJson[] })["api-keys"];
}

/** The status and the code of a refusal, whose JSON is checked. */
export function refusal({ status, body }: Answered): string {
  const text = expect.any(String) as string;
  expect(body).toEqual({ error: { code: text, message: text } });
  return `${status} ${(body as { error: { code: string } }).error.code}`;
}
