import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { readConfig } from "../src/config.js";

const SECRETS = {
  LATCHKEY_PEPPER: "p".repeat(32),
  SESSION_SECRET: "s".repeat(32),
  ADMIN_EMAIL: "Admin@Example.com",
  ADMIN_PASSWORD: "a".repeat(12),
};

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "latchkey-config-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("readConfig", () => {
  it("needs nothing at all: SQLite in the data folder, and secrets made once, for this user's eyes only", () => {
    const data = join(folder, "data");
    const first = readConfig({}, data);

    expect(first.port).toBe(3000);
    expect(first.database).toEqual({ engine: "sqlite", file: join(data, "latchkey.sqlite") });
    expect(first.operator.email).toBe("operator@example.com");
    expect(first.passwordFile).toBe(join(data, "secrets.json"));
    expect(statSync(join(data, "secrets.json")).mode & 0o777).toBe(0o600);
    expect(statSync(data).mode & 0o777).toBe(0o700);
    expect(readConfig({}, data)).toEqual(first);
    expect(readConfig({}, join(folder, "other")).pepper).not.toBe(first.pepper);
  });

  it("prefers what is set to what was generated", () => {
    const { pepper, sessionSecret } = readConfig({}, folder);

    const config = readConfig({ SESSION_SECRET: SECRETS.SESSION_SECRET, PORT: "8080" }, folder);

    expect(config).toMatchObject({ port: 8080, pepper, sessionSecret: SECRETS.SESSION_SECRET });
    expect(sessionSecret).not.toBe(SECRETS.SESSION_SECRET);
    expect(config.passwordFile).toBe(join(folder, "secrets.json"));
    expect(readConfig({ ADMIN_PASSWORD: SECRETS.ADMIN_PASSWORD }, folder).passwordFile).toBeNull();
  });

  it("writes no file when everything is set", () => {
    const config = readConfig(SECRETS, folder);

    expect(config.passwordFile).toBeNull();
    expect(config.operator).toEqual({ email: "admin@example.com", password: SECRETS.ADMIN_PASSWORD });
    expect(() => readFileSync(join(folder, "secrets.json"))).toThrow("ENOENT");
  });

  it.each([
    "mysql://root@127.0.0.1/latchkey",
    "postgres://127.0.0.1/latchkey",
    "postgresql://127.0.0.1/latchkey",
  ])("names every secret that is missing with %s", (url) => {
    expect(() => readConfig({ DATABASE_URL: url }, folder)).toThrow(
      "LATCHKEY_PEPPER, SESSION_SECRET, ADMIN_EMAIL, ADMIN_PASSWORD must be set",
    );
    expect(() => readConfig({ ...SECRETS, ADMIN_EMAIL: "", DATABASE_URL: url }, folder)).toThrow(
      "With a database server, ADMIN_EMAIL must be set",
    );
    expect(readConfig({ ...SECRETS, DATABASE_URL: url }, folder).database).toMatchObject({ url });
  });

  it("takes a SQLite file by its path", () => {
    const file = join(folder, "with space.sqlite");

    expect(readConfig({ DATABASE_URL: `sqlite:${file}` }, "/nowhere").database).toEqual({
      engine: "sqlite",
      file,
    });
  });

  it.each(["oracle://user:hunter2@host/db", "user:hunter2@host", "sqlite:"])(
    "refuses the database %s without repeating it",
    (url) => {
      const read = () => readConfig({ DATABASE_URL: url }, folder);

      expect(read).toThrow("DATABASE_URL must begin with mysql://, postgres:// or sqlite:");
      expect(read).not.toThrow("hunter2");
    },
  );

  it("takes a Redis by its address, and does without", () => {
    expect(readConfig({}, folder).redisUrl).toBeNull();
    expect(readConfig({ REDIS_URL: "" }, folder).redisUrl).toBeNull();
    for (const url of ["redis://127.0.0.1:6379", "rediss://user:secret@redis.example:6380/1"])
      expect(readConfig({ REDIS_URL: url }, folder).redisUrl).toBe(url);
  });

  it.each(["http://user:hunter2@host", "127.0.0.1:6379", "redis"])(
    "refuses the Redis %s without repeating it",
    (url) => {
      const read = () => readConfig({ REDIS_URL: url }, folder);

      expect(read).toThrow(/^REDIS_URL must begin with redis:\/\/ or rediss:\/\/\.$/);
    },
  );

  it.each([
    ["PORT", "http"],
    ["PORT", "65536"],
    ["PORT", "-1"],
    ["LATCHKEY_PEPPER", "short"],
    ["SESSION_SECRET", "short"],
    ["ADMIN_EMAIL", "nobody"],
    ["ADMIN_PASSWORD", "short"],
  ])("refuses %s=%s and says what it must be", (name, value) => {
    expect(() => readConfig({ ...SECRETS, [name]: value }, folder)).toThrow(new RegExp(`^${name} must be `));
  });

  it("refuses a damaged file of secrets instead of making new ones", () => {
    writeFileSync(join(folder, "secrets.json"), '{ "LATCHKEY_PEP');

    expect(() => readConfig({}, folder)).toThrow(
      "secrets.json is damaged. Restore it, or set LATCHKEY_PEPPER",
    );
  });
});
