import type { Keyring } from "@latchkey/core";
import { migrate } from "@latchkey/knex";
import type { Knex } from "knex";

import type { Config } from "./config.js";
import { migrateTables } from "./database/migrate-tables.js";
import { openDatabase } from "./database/open-database.js";
import { log } from "./log.js";
import { openKeyring } from "./open-keyring.js";
import { openRedis } from "./open-redis.js";
import { verdictLog } from "./verdict-log.js";

/** What the application stands on. */
export interface Backend {
  readonly db: Knex;
  readonly keyring: Keyring;
  /** Brings the database up to date, and the keyring to work; fails where it could not check keys. */
  start(): Promise<void>;
  /** Writes what the keyring still has to write, and lets go of everything. */
  close(): Promise<void>;
}

/** Opens the database, Redis where there is one, and the keyring over them; nothing is asked of them yet. */
export function openBackend({ database, redisUrl, pepper }: Config): Backend {
  const db = openDatabase(database);
  const redis = redisUrl === null ? undefined : openRedis(redisUrl);
  const verdicts = verdictLog();
  const keyring = openKeyring({ db, pepper, redis: redis?.client, onVerdict: verdicts.observe });

  return {
    db,
    keyring,
    async start() {
      await migrate(db);
      await migrateTables(db, database.engine);
      await keyring.start();
    },
    async close() {
      await keyring.close().catch((error: unknown) => log("usage_lost", { code: codeOf(error) }));
      verdicts.stop();
      redis?.close();
      await db.destroy();
    },
  };
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException | undefined)?.code;
}
