/** What prepares statements: better-sqlite3's connection. */
interface Preparing {
  prepare(sql: string): unknown;
}

/** For each connection; what a write runs is two dozen statements at most. */
const MOST = 64;

const remembering = new WeakMap<Preparing, Preparing>();

/**
 * The same connection, which prepares a statement once and hands it out again: preparing an INSERT takes longer than
 * running it. SQLite itself prepares anew what a change of the tables has outdated.
 */
export function rememberStatements<C extends Preparing>(connection: C): C {
  const known = (remembering.get(connection) as C | undefined) ?? withMemory(connection);
  remembering.set(connection, known);
  return known;
}

function withMemory<C extends Preparing>(connection: C): C {
  const statements = new Map<string, unknown>();

  function prepare(sql: string): unknown {
    const statement = statements.get(sql) ?? connection.prepare(sql);
    if (statements.size >= MOST) statements.clear();
    statements.set(sql, statement);
    return statement;
  }

  return Object.create(connection, { prepare: { value: prepare } }) as C;
}
