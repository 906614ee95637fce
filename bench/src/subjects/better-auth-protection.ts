import { randomBytes } from "node:crypto";

import { apiKey, type ApiKeyConfigurationOptions } from "@better-auth/api-key";
import { betterAuth, type BetterAuthOptions } from "better-auth";
import type { RequestHandler } from "express";

import type { BenchDatabase } from "../databases/bench-database.ts";
import { openBetterAuthDatabase, type BetterAuthDatabase } from "./better-auth-database.ts";
import { memoryStorage, storeKey, type StoredKey } from "./better-auth-storage.ts";
import type { Protection } from "./subject.ts";

/** Its default, ten a day, would refuse the eleventh. */
export const MAX_REQUESTS = 1_000_000_000;

export async function asInstalled(where: BenchDatabase): Promise<Protection> {
  const opened = openBetterAuthDatabase(where);
  return protectWith(open(opened, { rateLimit: { maxRequests: MAX_REQUESTS } }), opened);
}

/**
 * All keys in secondary storage and none read from the database, no limit of requests, updates after the answer: of
 * the combinations that its documentation offers the one that took the least time, each beside the others. Those that
 * ask the database, with storage before it or without, write to it at each request, and took several times as long.
 */
export async function atItsBest(where: BenchDatabase): Promise<Protection> {
  const opened = openBetterAuthDatabase(where);
  const storage = memoryStorage();
  const auth = open(
    opened,
    { storage: "secondary-storage", deferUpdates: true, rateLimit: { enabled: false } },
    {
      secondaryStorage: storage,
      advanced: { backgroundTasks: { handler: (task) => void task.catch(() => {}) } },
    },
  );
  for (const row of await allKeys(auth)) await storeKey(storage, row);
  return protectWith(auth, opened);
}

type Auth = ReturnType<typeof open>;

/** Its log would tell of each refused key: without it, it is faster. */
function open(
  { database }: BetterAuthDatabase,
  keys: ApiKeyConfigurationOptions,
  options: BetterAuthOptions = {},
) {
  return betterAuth({
    ...options,
    database,
    secret: randomBytes(32).toString("hex"),
    baseURL: "http://127.0.0.1",
    logger: { disabled: true },
    telemetry: { enabled: false },
    plugins: [apiKey(keys)],
  });
}

async function allKeys(auth: Auth): Promise<readonly StoredKey[]> {
  const { adapter } = await auth.$context;
  const limit = await adapter.count({ model: "apikey" });
  return adapter.findMany<StoredKey>({ model: "apikey", limit });
}

/** As its pages say: `verifyApiKey` before the route. They ask for no permissions, and neither does this. */
function protectWith(auth: Auth, { close }: BetterAuthDatabase): Protection {
  const check: RequestHandler = async (req, res, next) => {
    const key = req.header("x-api-key");
    if (key !== undefined && (await auth.api.verifyApiKey({ body: { key } })).valid) next();
    else res.sendStatus(401);
  };
  return { handlers: [check], warm: async () => {}, close };
}
