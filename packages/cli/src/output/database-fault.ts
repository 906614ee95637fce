import type { Fault } from "./fault.js";

/**
 * What a driver or knex threw, by its code alone: their messages hold statements with values in them. Undefined for
 * what comes from neither.
 */
export function databaseFault(error: unknown): Fault | undefined {
  const { code, name, message = "" } = (error ?? {}) as { code?: unknown; name?: unknown; message?: string };
  if (message.startsWith(OURS))
    return { ...FAILED, message: message.slice(OURS.length), remedy: "See `latchkey migrate --help`." };
  const driver = MISSING_DRIVER.exec(message)?.[1];
  if (driver !== undefined)
    return { ...MISSING, message: `The driver ${driver} is not installed.`, remedy: `npm install ${driver}` };
  if (name === "KnexTimeoutError") return told(name, "Is it running, and has the pool connections left?");
  if (typeof code !== "string" || !DRIVER_CODE.test(code)) return undefined;
  return told(
    code,
    KINDS.find(({ codes }) => codes.test(code))?.remedy ?? "Look it up in your database's manual.",
  );
}

const OURS = "latchkey: ";
const FAILED = { exit: "failed", code: "failed" } as const;
const MISSING = { exit: "configuration", code: "configuration" } as const;
const MISSING_DRIVER = /Cannot find (?:module|package) '(better-sqlite3|mysql2|pg)/;
/** SQLITE_…, ER_…, PROTOCOL_…, the system's own, PostgreSQL's five characters. */
const DRIVER_CODE = /^(?:SQLITE_\w+|ER_\w+|PROTOCOL_\w+|E[A-Z]{3,}\w*|[0-9A-Z]{5})$/;

function told(code: string, remedy: string): Fault {
  return {
    exit: "unavailable",
    code: "unavailable",
    message: `The database did not do it: ${code}.`,
    remedy,
  };
}

const KINDS: readonly { readonly codes: RegExp; readonly remedy: string }[] = [
  {
    codes: /^E(?:CONNREFUSED|CONNRESET|HOSTUNREACH|TIMEDOUT|NOTFOUND|AI_AGAIN|PIPE)/,
    remedy: "Is it running at the address that DATABASE_URL or latchkey.config.js names?",
  },
  {
    codes: /^(?:ER_ACCESS_DENIED_ERROR|28P01|28000)$/,
    remedy: "Check the user and the password of the connection.",
  },
  {
    codes: /^(?:ER_BAD_DB_ERROR|3D000|SQLITE_CANTOPEN\w*)$/,
    remedy: "The database is not there: create it, or correct its name.",
  },
  {
    codes: /^(?:42501|ER_\w*ACCESS_DENIED\w*|SQLITE_READONLY\w*)$/,
    remedy: "Its user may not do that: `latchkey migrate up` needs the right to create and alter tables.",
  },
  {
    codes: /^(?:42P01|ER_NO_SUCH_TABLE)$/,
    remedy: "The table is not there; `latchkey migrate up` makes Latchkey's own.",
  },
  {
    codes: /^(?:SQLITE_BUSY\w*|ER_LOCK\w*|55P03|40P01)$/,
    remedy: "Something else holds its lock: try again in a moment.",
  },
];
