import { ConfigurationError, type Identity } from "@latchkey/core";

import type { ResolvedSources } from "./credential-sources.js";

/** Checks the option `identity`: its tokens come as Bearer, so that must be among the sources. */
export function checkIdentity(identity: unknown, sources: ResolvedSources): Identity | undefined {
  if (identity === undefined) return undefined;
  const { verify } = (identity ?? {}) as Partial<Record<keyof Identity, unknown>>;
  if (typeof verify !== "function") {
    throw new ConfigurationError(
      "identity",
      "must have a function `verify`, such as what jwtIdentity() of @latchkey/jwt returns",
    );
  }
  if (sources.bearer) return identity as Identity;
  throw new ConfigurationError(
    "identity",
    "is for Bearer tokens, and `sources` does not list `bearer`; add it there",
  );
}
