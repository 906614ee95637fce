import { LatchkeyError } from "@latchkey/core";

/**
 * What a fault of knex or a driver becomes. Their messages hold the statement with its values, so nothing of them is
 * kept but the codes.
 */
export function storeFault(error: unknown): LatchkeyError {
  const { code, message } = KINDS.find(({ codes }) => codes.test(codeOf(error))) ?? OTHER;
  return new LatchkeyError(code, message, { retryAfter: 1, cause: bareCause(error) });
}

/** `store_unavailable` for what the store itself found, without a driver's fault behind it. */
export function unavailable(message: string): LatchkeyError {
  return new LatchkeyError("store_unavailable", message, { retryAfter: 1 });
}

/** `store_busy`: another write holds the lock, and nothing was written. */
export function busy(): LatchkeyError {
  return new LatchkeyError("store_busy", BUSY.message, { retryAfter: 1 });
}

const BUSY = {
  code: "store_busy",
  message: "Other writes hold the key store; nothing was written, try again in a moment.",
  // Locks not had in time, and deadlocks with statements of the application on our tables.
  codes: /^(?:55P03|40P01|40001|ER_LOCK_WAIT_TIMEOUT|ER_LOCK_DEADLOCK|SQLITE_BUSY\w*|SQLITE_LOCKED\w*)$/,
} as const;

const MISSING = {
  code: "store_unavailable",
  message:
    "The key store's tables are missing: `await migrate(db)` before the store is used, with the same tablePrefix.",
  codes: /^(?:42P01|ER_NO_SUCH_TABLE|SQLITE_NO_SUCH_TABLE)$/,
} as const;

const OTHER = {
  code: "store_unavailable",
  message: "The key store's database did not answer, or answered with a fault; try again shortly.",
} as const;

const KINDS = [BUSY, MISSING];

/** Drivers' own codes: `ER_DUP_ENTRY`, `23505`, `SQLITE_BUSY`, `ECONNREFUSED`. */
function codeOf(error: unknown): string {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  // SQLite has one code for every fault in a statement.
  if (code === "SQLITE_ERROR" && / no such table: [\w.]+$/.test(String(message)))
    return "SQLITE_NO_SUCH_TABLE";
  return typeof code === "string" && /^\w{1,64}$/.test(code) ? code : "";
}

function bareCause(error: unknown): Error {
  const { name, errno, sqlState } = (error ?? {}) as { name?: unknown; errno?: unknown; sqlState?: unknown };
  const code = codeOf(error);
  return Object.assign(new Error(code || (name === "KnexTimeoutError" ? name : "unknown database fault")), {
    ...(code && { code }),
    ...(typeof errno === "number" && { errno }),
    ...(typeof sqlState === "string" && /^\w{5}$/.test(sqlState) && { sqlState }),
  });
}
