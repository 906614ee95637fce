import { ConfigurationError } from "@latchkey/core";

const DEFAULT = "api";

/** Printable ASCII that needs no escape inside the quoted string of a challenge (RFC 9110 §5.6.4). */
const REALM = /^[\x20\x21\x23-\x5b\x5d-\x7e]{1,128}$/;

/** Realms of the requests that went through an authentication; guards behind it challenge with the same. */
const realms = new WeakMap<object, string>();

/** Checks the option `realm`. */
export function resolveRealm(realm: unknown = DEFAULT): string {
  if (typeof realm === "string" && REALM.test(realm)) return realm;
  throw new ConfigurationError("realm", 'must be 1 to 128 printable ASCII characters without " and \\');
}

/** Makes every later challenge to this request name this realm. */
export function rememberRealm(req: object, realm: string): void {
  realms.set(req, realm);
}

/** The realm to challenge this request with. */
export function realmOf(req: object): string {
  return realms.get(req) ?? DEFAULT;
}
