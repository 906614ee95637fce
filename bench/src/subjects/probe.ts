import { hash, randomBytes } from "node:crypto";

import type { RequestHandler } from "express";

import type { Keys, Subject } from "./subject.ts";

/** Nothing is kept: what is good begins with this, and is in the memory of whoever was warmed up with it. */
const PREFIX = "probe_";

const keys: Keys = {
  name: "probe",
  seed: async (_database, count) => Array.from({ length: count }, () => token()),
  unknown: token,
  header: ["x-api-key", ""],
};

function token(): string {
  return PREFIX + randomBytes(32).toString("base64url");
}

/** The physical limit: a header, a hash, a map and a time. No product does less; none of its answers are safe. */
export const probe: Subject = {
  about: "a header, one hash, a Map, an expiry: the limit",
  keys,
  async protect() {
    const known = probeMemory();
    const check: RequestHandler = (req, res, next) => {
      if (known.has(req.headers["x-api-key"])) next();
      else res.sendStatus(401);
    };
    return { handlers: [check], warm: async (tokens) => known.remember(tokens), close: async () => {} };
  },
};

/** Knows tokens by their hashes. */
export function probeMemory() {
  const expiries = new Map<string, number>();
  return {
    remember(tokens: readonly string[]): void {
      for (const each of tokens) expiries.set(hash("sha256", each, "base64url"), Date.now() + 86_400_000);
    },
    has(presented: unknown): boolean {
      if (typeof presented !== "string") return false;
      const expiry = expiries.get(hash("sha256", presented, "base64url"));
      return expiry !== undefined && expiry > Date.now();
    },
  };
}
