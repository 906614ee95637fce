const CODES = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTUNREACH",
  "ENOTFOUND",
  "EPIPE",
  "ETIMEDOUT",
  "PROTOCOL_CONNECTION_LOST", // mysql2
  "ER_CON_COUNT_ERROR",
  "ER_SERVER_SHUTDOWN",
  "53300", // PostgreSQL: too many connections
  "57P01", // … ended by an administrator, 57P02 crashed, 57P03 starting
  "57P02",
  "57P03",
  "SQLITE_BUSY",
]);

/** Whether this error of a driver, or of knex's pool, says that the database does not answer. */
export function isOutage(error: unknown): boolean {
  const { code = "", name, message } = (error ?? {}) as Partial<NodeJS.ErrnoException>;
  // pg gives the loss of a connection no code, and knex puts the statement in front of its message.
  return (
    CODES.has(code) ||
    name === "KnexTimeoutError" ||
    /(?:^| - )Connection terminated/.test(message?.slice(-200) ?? "")
  );
}
