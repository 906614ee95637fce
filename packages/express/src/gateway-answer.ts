import type { ServerResponse } from "node:http";

import type { Principal } from "@latchkey/core";

import { problemStatus } from "./problem.js";
import { DEFAULT_REALM } from "./realm.js";
import { challengeOf, retryAfterOf, type Refusal } from "./send-problem.js";

type Fields = Readonly<Record<string, string | number | undefined>>;

/** Tells a gateway to let a request pass, and whose it is. */
export function answerAllowed(res: ServerResponse, principal: Principal): void {
  answer(res, 200, idsOf(principal));
}

/** Tells a gateway to refuse a request, with one of the statuses that gateways know. */
export function answerRefused(res: ServerResponse, refusal: Refusal): void {
  const status = problemStatus(refusal);
  answer(res, KNOWN_TO_GATEWAYS[status] ?? status, {
    "X-Latchkey-Code": refusal.code,
    "WWW-Authenticate": challengeOf(refusal, DEFAULT_REALM),
    "Retry-After": retryAfterOf(refusal),
  });
}

/** Others than 401 and 403 they take for a fault of the endpoint's: nginx answers its client with 500 then. */
const KNOWN_TO_GATEWAYS: Readonly<Record<number, number>> = { 400: 401, 429: 403 };

/**
 * All of them, also those that are empty: a gateway that copies the headers it finds to the request it passes on would
 * leave a client's own in the place of one that is missing.
 */
function idsOf({ keyId, number, ownerId, orgId, projectId }: Principal): Fields {
  return {
    "X-Latchkey-Key-Id": encoded(keyId),
    "X-Latchkey-Key-Number": encoded(number),
    "X-Latchkey-Owner-Id": encoded(ownerId),
    "X-Latchkey-Org-Id": encoded(orgId),
    "X-Latchkey-Project-Id": encoded(projectId),
  };
}

/** Ids are of any script, and header fields of ASCII alone. No id is empty, so that an empty field is none. */
function encoded(id: string | number | null | undefined): string {
  return id === null || id === undefined ? "" : encodeURIComponent(id);
}

function answer(res: ServerResponse, status: number, fields: Fields): void {
  // An application's own timeout may have answered meanwhile.
  if (res.headersSent) return;
  res.statusCode = status;
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) res.setHeader(name, value);
  res.setHeader("Cache-Control", "no-store");
  // Without a length of 0, nginx closes the connection behind each answer.
  res.setHeader("Content-Length", 0);
  res.end();
}
