import { isOutage } from "../../src/database/is-outage.js";

describe("an outage of the database", () => {
  it.each<[string, unknown]>([
    ["a refused connection", Object.assign(new Error(""), { code: "ECONNREFUSED" })],
    ["a pool without connections", Object.assign(new Error("Timeout"), { name: "KnexTimeoutError" })],
    ["what pg says of a lost connection", new Error("Connection terminated unexpectedly")],
    [
      "the same behind the statement that knex puts in front",
      new Error('select * from "sessions" where "id" = $1 - Connection terminated unexpectedly'),
    ],
  ])("is %s", (_, error) => {
    expect(isOutage(error)).toBe(true);
  });

  it.each<[string, unknown]>([
    ["a fault in a statement", new Error('select "x - y" - syntax error')],
    ["a value that only reads like one", new Error("insert 'Connection terminated' - duplicate key")],
    ["nothing at all", undefined],
  ])("is not %s", (_, error) => {
    expect(isOutage(error)).toBe(false);
  });
});
