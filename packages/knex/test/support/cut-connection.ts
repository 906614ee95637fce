/** A driver's connection: what runs statements on it, and for servers its socket. */
interface Driver {
  query?: (...args: unknown[]) => unknown;
  prepare?: (...args: unknown[]) => unknown;
  stream?: { destroy(): void };
  connection?: { stream: { destroy(): void } };
}

export interface Cut {
  /** For knex's `pool.afterCreate`. */
  afterCreate(connection: Driver, done: (error: Error | null, connection: Driver) => void): void;
  /** How many statements have begun. */
  count(): number;
}

/** Cuts a connection instead of running its statement of this number; on SQLite, that statement fails. */
export function cutAt(number: number): Cut {
  let begun = 0;
  return {
    count: () => begun,
    afterCreate(connection, done) {
      const method = connection.query ? "query" : "prepare";
      const run = connection[method] as (...args: unknown[]) => unknown;
      connection[method] = (...args) => {
        begun += 1;
        if (begun === number) cut(connection);
        return run.apply(connection, args);
      };
      done(null, connection);
    },
  };
}

function cut(connection: Driver): void {
  const stream = connection.stream ?? connection.connection?.stream;
  if (stream === undefined) throw new Error("cut");
  stream.destroy();
}
