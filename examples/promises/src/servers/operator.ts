import type { HttpAnswer, HttpClient, HttpRequest } from "./http-client.ts";
import { insist } from "./insist.ts";
import { OPERATOR } from "./start-server-processes.ts";

/** A key that was made for a test. */
export interface IssuedKey {
  readonly id: string;
  readonly token: string;
}

/** Where a key belongs; the example server knows these. */
export interface Place {
  readonly org_id: string;
  readonly project_id: string;
}

/** The operator at one server: what its admin API is asked with the cookie of a sign-in. */
export interface Operator {
  /** Makes a key; insists when the database does not answer. */
  create(place: Place, fields?: Readonly<Record<string, unknown>>): Promise<IssuedKey>;
  ask(method: string, path: string, json?: unknown): Promise<HttpAnswer>;
  /** Revokes a key; insists until it is acknowledged. */
  revoke(key: IssuedKey): Promise<HttpAnswer>;
}

const SIGN_IN = { method: "POST", path: "/session", json: OPERATOR };

/** Signs in. The session is in the database, so that its cookie is good at every process. */
export async function signIn(client: HttpClient): Promise<string> {
  const { status, cookies } = await insist(() => client.send(SIGN_IN));
  const cookie = cookies[0]?.split(";")[0];
  if (status !== 204 || cookie === undefined) throw new Error(`the operator could not sign in: ${status}`);
  return cookie;
}

export function operatorAt(client: HttpClient, cookie: string): Operator {
  function ask(method: string, path: string, json?: unknown): Promise<HttpAnswer> {
    const request: HttpRequest = { method, path: `/admin${path}`, headers: { cookie } };
    return client.send(json === undefined ? request : { ...request, json });
  }

  async function create(place: Place, fields: Readonly<Record<string, unknown>> = {}): Promise<IssuedKey> {
    const { status, body } = await insist(() =>
      ask("POST", "/keys", { ...place, role: "reader", ...fields }),
    );
    if (status !== 201) throw new Error(`no key was made: ${status} ${body}`);
    const { key, token } = JSON.parse(body) as { key: { id: string }; token: string };
    return { id: key.id, token };
  }

  async function revoke({ id }: IssuedKey): Promise<HttpAnswer> {
    const answer = await insist(() => ask("DELETE", `/keys/${id}`));
    if (answer.status !== 204) throw new Error(`a key was not revoked: ${answer.status} ${answer.body}`);
    return answer;
  }

  return { create, ask, revoke };
}
