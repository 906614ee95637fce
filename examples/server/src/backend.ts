import type { Keyring } from "@latchkey/core";
import { log, migrateTables } from "@latchkey/example-host";
import { migrate } from "@latchkey/knex";
import type { Knex } from "knex";

import { columns, tables } from "./database/tables.js";
import { openKeyring } from "./open-keyring.js";
import { openRedis } from "./open-redis.js";
import { verdictLog } from "./verdict-log.js";

export interface BackendOptions {
  readonly db: Knex;
  /** null: each process is for itself. */
  readonly redisUrl: string | null;
  readonly pepper: string;
}

/** What the application stands on, over its database. */
export interface Backend {
  readonly keyring: Keyring;
  /** Brings the database up to date, and the keyring to work; fails where it could not check keys. */
  start(): Promise<void>;
  /** Writes what the keyring still has to write, and lets go of Redis. */
  close(): Promise<void>;
}

/** Opens Redis where there is one, and the keyring; nothing is asked of the database yet. */
export function openBackend({ db, redisUrl, pepper }: BackendOptions): Backend {
  const redis = redisUrl === null ? undefined : openRedis(redisUrl);
  const verdicts = verdictLog();
  const keyring = openKeyring({ db, pepper, redis: redis?.client, onVerdict: verdicts.observe });

  return {
    keyring,
    async start() {
      await migrate(db);
      await migrateTables(db, { tables, columns });
      await keyring.start();
    },
    async close() {
      await keyring.close().catch((error: unknown) => log("usage_lost", { code: codeOf(error) }));
      verdicts.stop();
      redis?.close();
    },
  };
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException | undefined)?.code;
}
