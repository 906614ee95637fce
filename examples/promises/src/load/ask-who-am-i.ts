import type { HttpAnswer, HttpClient } from "../servers/http-client.ts";
import type { IssuedKey } from "../servers/operator.ts";

/** One request with a key, to the route of the example server that says whose it is. */
export function askWhoAmI(client: HttpClient, { token }: IssuedKey): Promise<HttpAnswer> {
  return client.send({ path: "/api/whoami", headers: { "x-api-key": token } });
}
