import { join } from "node:path";

import { databaseAddress } from "../../src/database/database-address.js";

describe("databaseAddress", () => {
  it("is a SQLite file in the data folder, unless it is told otherwise", () => {
    expect(databaseAddress(undefined, "/data")).toEqual({ engine: "sqlite", file: "/data/latchkey.sqlite" });
  });

  it("takes a SQLite file by its path", () => {
    const absolute = databaseAddress("sqlite:/with space/a.sqlite", "/data");
    const relative = databaseAddress("sqlite:a.sqlite", "/data");

    expect(absolute).toEqual({ engine: "sqlite", file: "/with space/a.sqlite" });
    expect(relative).toEqual({ engine: "sqlite", file: join(process.cwd(), "a.sqlite") });
  });

  it.each([
    ["mysql://root@127.0.0.1/latchkey", "mysql"],
    ["postgres://127.0.0.1/latchkey", "postgres"],
    ["postgresql://127.0.0.1/latchkey", "postgres"],
  ])("takes %s", (url, engine) => {
    expect(databaseAddress(url, "/data")).toEqual({ engine, url });
  });

  it.each(["oracle://user:hunter2@host/db", "user:hunter2@host", "sqlite:"])(
    "refuses %s without repeating it",
    (url) => {
      expect(() => databaseAddress(url, "/data")).toThrow(
        /^DATABASE_URL must begin with mysql:\/\/, postgres:\/\/ or sqlite: followed by the path of a file\.$/,
      );
    },
  );
});
