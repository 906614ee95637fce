import type { ServerResponse } from "node:http";

import type { ResolvedSources } from "./credential-sources.js";

/**
 * Makes the function that keeps answers out of shared caches, which would serve one client what another got: RFC 9111
 * §3.5 protects only requests with `Authorization`. A `Cache-Control` of the application stays, set before or after.
 */
export function privateAnswer({ fields }: ResolvedSources): (res: ServerResponse) => void {
  const vary = fields.join(", ");

  return function markPrivate(res) {
    // An application's own timeout may have answered meanwhile.
    if (res.headersSent) return;
    const varied = res.getHeader("Vary");
    res.setHeader("Vary", varied === undefined ? vary : joined(String(varied), fields));
    if (res.getHeader("Cache-Control") === undefined) res.setHeader("Cache-Control", "private, no-store");
  };
}

/** A `Vary` that has these fields, too; `*` has all (RFC 9110 §12.5.5). */
function joined(vary: string, fields: readonly string[]): string {
  const known = vary
    .toLowerCase()
    .split(",")
    .map((name) => name.trim());
  if (known.includes("*")) return vary;
  return [vary, ...fields.filter((field) => !known.includes(field))].join(", ");
}
