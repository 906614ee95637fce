import {
  identityPrincipal,
  inTime,
  LatchkeyError,
  outageWarning,
  tookTooLong,
  type Clock,
  type IdentityFields,
  type IdentityPrincipal,
} from "@latchkey/core";

import { identityUnavailable } from "./identity-unavailable.js";
import type { JwtClaims } from "./jwt-claims.js";
import type { FindHolder } from "./jwt-identity-options.js";

/** Asks the application once; null for somebody who is not let in. Rejects with `identity_unavailable` when it cannot say. */
export type AskHolder = (claims: JwtClaims, patienceMs: number) => Promise<IdentityPrincipal | null>;

/** Between warnings: what fails for one holder may work for the next, over and over. */
const QUIET_MS = 60_000;
/** With less time than this, being late is the fault of a server whose keys took the rest. */
const FAIR_MS = 500;

/** Makes what asks the application's function for the holder of a token. */
export function holderQuestions(find: FindHolder, clock: Required<Clock>): AskHolder {
  const warning = outageWarning("LATCHKEY_IDENTITY_PRINCIPAL", { clock, quietMs: QUIET_MS });

  return async function askHolder(claims, patienceMs) {
    let late: Error | undefined;
    try {
      const tooLate = (): Error => (late = tookTooLong());
      const fields = await inTime(Promise.resolve(find(claims)), patienceMs, tooLate);
      const holder = fields === null ? null : identityPrincipal(fields);
      warning.over();
      return holder;
    } catch (error) {
      const hurried = late !== undefined && patienceMs < FAIR_MS;
      if (!hurried) warning.began(`jwtIdentity: the option \`principal\` failed (${described(error)})`);
      throw identityUnavailable();
    }
  };
}

/** What was thrown can be anything, also what throws when it is looked at. */
function described(error: unknown): string {
  try {
    return wordsOf(error) || NOTHING;
  } catch {
    return NOTHING;
  }
}

const NOTHING = "no error object";

/** Name, code and which fields are wrong, no message and no value: those could be anybody's, and logs are read by many. */
function wordsOf(error: unknown): string {
  const { name, code, errors } = (error ?? {}) as Readonly<Record<string, unknown>>;
  const list: readonly unknown[] = Array.isArray(errors) ? errors : [];
  const wrong = list.map((each) => (each as { path?: [unknown] } | null | undefined)?.path?.[0]);
  const isCode = error instanceof LatchkeyError ? OWN_CODE : CODE;
  return [
    ...(isText(name) && NAME.test(name) ? [name] : []),
    ...(isText(code) && isCode.test(code) ? [code] : []),
    ...FIELDS.filter((field) => wrong.includes(field)),
  ].join(" ");
}

const FIELDS: readonly (keyof IdentityFields)[] = ["ownerId", "orgId", "projectId", "permissions", "name"];

/** As classes are named. */
const NAME = /^[A-Z][A-Za-z0-9]{0,40}$/;
/** As systems and libraries name what went wrong, such as ECONNREFUSED; what else is in a code may be a value. */
const CODE = /^[A-Z][A-Z0-9_]{0,40}$/;
const OWN_CODE = /^[a-z][a-z_]{0,40}$/;

function isText(value: unknown): value is string {
  return typeof value === "string";
}
