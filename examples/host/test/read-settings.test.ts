import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

import type { Environment } from "../src/environment.js";
import { readSettings } from "../src/read-settings.js";
import { ed25519Key } from "../src/secrets/ed25519-key.js";
import { randomSecret } from "../src/secrets/random-secret.js";
import { temporary } from "./support/temporary-folder.js";

const secrets = { PEPPER: randomSecret, OTHER: randomSecret, KEY: ed25519Key };
const SET = { PEPPER: "p".repeat(32), OTHER: "o".repeat(32), KEY: ed25519Key.generate() };
const SERVERS = [
  "mysql://root@127.0.0.1/latchkey",
  "postgres://127.0.0.1/latchkey",
  "postgresql://127.0.0.1/latchkey",
];

function read(environment: Environment, folder = "data") {
  const dataFolder = pathToFileURL(temporary(folder) + "/");
  return readSettings({ dataFolder, secrets }, environment);
}

describe("readSettings", () => {
  it("needs nothing at all: SQLite in the data folder, and secrets made once, for this user's eyes only", async () => {
    const first = await read({});

    expect(first.port).toBe(3000);
    expect(first.database).toEqual({ engine: "sqlite", file: temporary("data", "latchkey.sqlite") });
    expect(first.fileOf("PEPPER")).toBe(temporary("data", "secrets.json"));
    expect(statSync(temporary("data", "secrets.json")).mode & 0o777).toBe(0o600);
    expect(statSync(temporary("data")).mode & 0o777).toBe(0o700);
    expect((await read({})).secrets).toEqual(first.secrets);
    expect((await read({}, "other")).secrets.PEPPER).not.toBe(first.secrets.PEPPER);
  });

  it("prefers what is set to what was generated", async () => {
    const generated = await read({});

    const settings = await read({ OTHER: SET.OTHER, PORT: "8080" });

    expect(settings.port).toBe(8080);
    expect(settings.secrets).toEqual({ ...generated.secrets, OTHER: SET.OTHER });
    expect(generated.secrets.OTHER).not.toBe(SET.OTHER);
    expect(settings.fileOf("OTHER")).toBeNull();
    expect(settings.fileOf("PEPPER")).toBe(temporary("data", "secrets.json"));
  });

  it("writes no file when everything is set", async () => {
    const settings = await read(SET);

    expect(settings.secrets).toEqual(SET);
    expect(settings.fileOf("PEPPER")).toBeNull();
    expect(existsSync(temporary("data"))).toBe(false);
  });

  it("keeps generated secrets beside the SQLite file", async () => {
    const file = temporary("with space", "my.sqlite");

    const { database, fileOf } = await read({ DATABASE_URL: `sqlite:${file}` });

    expect(database).toEqual({ engine: "sqlite", file });
    expect(fileOf("KEY")).toBe(temporary("with space", "secrets.json"));
  });

  it("takes a variable that is set to nothing as not set", async () => {
    const { port, secrets, environment } = await read({ PORT: "", DATABASE_URL: "", PEPPER: "", MODE: "" });

    expect(port).toBe(3000);
    expect(secrets.PEPPER).toHaveLength(43);
    expect(environment).toEqual({});
  });

  it.each(SERVERS)(
    "names every secret that is missing with %s, and how one is made",
    async (DATABASE_URL) => {
      await expect(read({ DATABASE_URL })).rejects.toThrow(
        "With a database server, PEPPER, OTHER, KEY must be set, the same for every process.\n" +
          "A secret is made by: openssl rand -base64 32\n" +
          "An Ed25519 key is made by: openssl genpkey -algorithm ed25519",
      );
      await expect(read({ ...SET, PEPPER: "", DATABASE_URL })).rejects.toThrow(
        /^With a database server, PEPPER must be set, the same for every process\.\nA secret .*$/,
      );
      expect((await read({ ...SET, DATABASE_URL })).database).toMatchObject({ url: DATABASE_URL });
      expect(existsSync(temporary("data"))).toBe(false);
    },
  );

  it.each([
    ["PORT", "http"],
    ["PORT", "65536"],
    ["PORT", "-1"],
    ["PEPPER", "hunter2"],
    ["KEY", "hunter2"],
  ])("refuses %s=%s and says what it must be, without showing it", async (name, value) => {
    const refused = read({ ...SET, [name]: value });

    await expect(refused).rejects.toThrow(new RegExp(`^${name} must be .*\\.$`));
    await expect(refused).rejects.not.toThrow("hunter2");
  });

  it("refuses a damaged file of secrets instead of making new ones", async () => {
    await read({});
    writeFileSync(temporary("data", "secrets.json"), '{ "PEP');

    await expect(read({})).rejects.toThrow("secrets.json is damaged. Restore it, or set PEPPER, OTHER, KEY.");
    expect(readFileSync(temporary("data", "secrets.json"), "utf8")).toBe('{ "PEP');
  });
});
