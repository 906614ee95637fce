import { ConfigurationError } from "@latchkey/core";

/** The realm that challenges name unless the application says otherwise. */
export const DEFAULT_REALM = "api";

/** Printable ASCII that needs no escape inside the quoted string of a challenge (RFC 9110 §5.6.4). */
const REALM = /^[\x20\x21\x23-\x5b\x5d-\x7e]{1,128}$/;

/** Checks the option `realm`. */
export function resolveRealm(realm: unknown = DEFAULT_REALM): string {
  if (typeof realm === "string" && REALM.test(realm)) return realm;
  throw new ConfigurationError("realm", 'must be 1 to 128 printable ASCII characters without " and \\');
}
