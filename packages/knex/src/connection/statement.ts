/** What knex can run on a connection of our choice: a query builder or a raw statement. */
export interface Statement {
  connection(connection: unknown): PromiseLike<unknown>;
}
