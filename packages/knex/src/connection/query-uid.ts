let last = 0;

/** By what those who listen to knex tell apart statements that knex does not build: no two have the same. */
export function queryUid(): string {
  return `latchkey-${++last}`;
}
