import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { bcryptDigest } from "@latchkey/core/bcrypt";
import type { ForeignTokens } from "@latchkey/core";

import type { Progress } from "../../src/terminal/progress.js";
import { testApp, type TestApp } from "../support/test-app.js";
import { containing } from "../support/texts.js";

const OLD: ForeignTokens = {
  name: "old",
  match: (token) => /^old\.([0-9a-z]+)\.[0-9a-f]+$/.exec(token)?.[1] ?? null,
  lookup: "public",
};

function oldToken(number: number): string {
  return `old.p${number}.${createHash("sha256").update(`key ${number}`).digest("hex").slice(0, 40)}`;
}

const CSV = ["--foreign", "old", "--map", "token=api_key", "--map", "name=label", "--set", "role=reader"];
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe("latchkey import", () => {
  let app: TestApp;

  beforeEach(async () => {
    app = await testApp({
      foreign: [OLD],
      digests: [bcryptDigest()],
      policy: { maxKeysPerProject: null },
    });
  });
  afterEach(() => app.drop());

  function write(name: string, text: string): string {
    writeFileSync(join(app.folder, name), text);
    return name;
  }

  function csvOf(rows: readonly string[]): string {
    return write("keys.csv", `${["api_key,label", ...rows].join("\n")}\n`);
  }

  async function accepted(token: string): Promise<boolean> {
    const { keyring } = app.open();
    const { ok } = await keyring.verify(token);
    await keyring.close();
    return ok;
  }

  it("brings keys of a CSV file along, whose tokens go on working", async () => {
    const file = csvOf(numbers(3).map((number) => `${oldToken(number)},Key ${number}`));
    const { exit, out } = await app.runWords(["import", file, ...CSV, "--json"]);
    expect(exit).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ dry_run: false, rows: 3, imported: 3, refused: 0 });
    for (const number of numbers(3)) expect(await accepted(oldToken(number))).toBe(true);
    expect(await accepted(oldToken(4))).toBe(false);
    expect((await app.run("keys list")).out).toContain("Key 2");
  });

  it("writes nothing in a dry run, and says what would become of each row", async () => {
    const file = csvOf([`${oldToken(1)},One`, `not-of-that-kind-canary,Two`, `${oldToken(1)},Again`]);
    const { exit, out, errors } = await app.runWords(["import", file, ...CSV, "--dry-run"]);
    expect(exit).toBe(1);
    expect(out).toMatch(/Would be imported +1/);
    expect(out).toMatch(/Duplicates +1/);
    expect(out).toMatch(/Refused +1/);
    expect(out).toMatch(/│ 3 +│/);
    expect(errors).toContain("Nothing was written");
    expect(out + errors).not.toContain("canary");
    expect((await app.run("keys list")).out).toContain("No keys.");
  });

  it("imports the good rows around bad ones, names their lines, and ends with 1", async () => {
    const file = csvOf([`${oldToken(1)},One`, "broken", `"${oldToken(2)},Two`, `${oldToken(3)},Three`]);
    const { exit, out } = await app.runWords(["import", file, ...CSV, "--json"]);
    expect(exit).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ imported: 2, refused: 2, refusals: [{ line: 3 }, { line: 4 }] });
    expect(await accepted(oldToken(3))).toBe(true);
  });

  it("can be run again: what is in is a duplicate", async () => {
    const file = csvOf(numbers(5).map((number) => `${oldToken(number)},Key ${number}`));
    await app.runWords(["import", file, ...CSV, "--from-line", "5"]);
    expect(await accepted(oldToken(1))).toBe(false);
    const { exit, out } = await app.runWords(["import", file, ...CSV, "--json"]);
    expect(exit).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ imported: 3, duplicates: 2 });
  });

  it("counts tokens that could be guessed", async () => {
    const file = csvOf(["old.p1.abcdef,Weak"]);
    const { out } = await app.runWords(["import", file, ...CSV, "--json"]);
    expect(JSON.parse(out)).toMatchObject({ imported: 1, weak: 1 });
    expect(await accepted("old.p1.abcdef")).toBe(true);
  });

  it("reads JSON lines from stdin, with hashes and a mapping of a file", async () => {
    const mapping = {
      foreign: "old",
      map: { hash: "h", public_part: "p", created_at: "made" },
      set: { permissions: "a:b" },
    };
    write("map.json", JSON.stringify(mapping));
    const hash = createHash("sha256").update(oldToken(7)).digest("hex");
    const stdin = `${JSON.stringify({ h: hash, p: "p7", made: "2020-01-31" })}\n`;
    const { exit } = await app.run("import - --format jsonl --mapping map.json", { stdin });
    expect(exit).toBe(0);
    expect(await accepted(oldToken(7))).toBe(true);
    expect((await app.run("keys show 1 --json")).out).toContain('"created_at": "2020-01-31T00:00:00.000Z"');
  });

  it("reads a table of the app's own database, and a query of another's", async () => {
    const { db } = app.open();
    await db.schema.createTable("api_keys", (table) => {
      table.integer("id").primary();
      table.string("api_key");
      table.string("label");
    });
    const rows = numbers(1_203).map((number) => ({
      id: number,
      api_key: oldToken(number),
      label: `Key ${number}`,
    }));
    await db.batchInsert("api_keys", rows, 100);
    const whole = await app.runWords(["import", "--table", "api_keys", ...CSV, "--json"]);
    expect(JSON.parse(whole.out)).toMatchObject({ rows: 1_203, imported: 1_203 });

    const query = ["--query", "select * from api_keys where id <= 2", "--source", "OLD_URL"];
    const again = await app.runWords(["import", ...query, ...CSV, "--json"], {
      environment: { OLD_URL: app.file },
    });
    expect(JSON.parse(again.out)).toMatchObject({ rows: 2, duplicates: 2 });
    const unset = await app.runWords(["import", ...query, ...CSV]);
    expect(unset).toMatchObject({ exit: 3, errors: containing("OLD_URL") });
  });

  it("says on stderr how far it is: a line for each batch, or a bar on a terminal", async () => {
    const file = csvOf(numbers(1_100).map((number) => `${oldToken(number)},Key`));
    const { errors } = await app.runWords(["import", file, ...CSV, "--dry-run"]);
    expect(errors.match(/^\d+ rows: /gm)).toHaveLength(3);

    const shares: number[] = [];
    const bar: Progress = { advanceTo: (share) => void shares.push(share), end: jest.fn() };
    const onTerminal = await app.runWords(["import", file, ...CSV, "--dry-run"], { progress: () => bar });
    expect(onTerminal.errors).not.toContain("rows:");
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
    expect(bar.end).toHaveBeenCalledTimes(1);
  });

  it.each([
    ["nothing to import", [...CSV], "one file"],
    ["two things", ["a.csv", "--table", "b", ...CSV], "one file"],
    ["a file of no known kind", ["latchkey.config.js", ...CSV], "--format"],
    [
      "a delimiter of two",
      ["latchkey.config.js", "--format", "csv", "--delimiter", ";;", ...CSV],
      "delimiter",
    ],
  ])("refuses %s", async (_, words, message) => {
    expect(await app.runWords(["import", ...words])).toMatchObject({
      exit: 2,
      errors: containing(message),
    });
  });

  it("refuses a file that is not there", async () => {
    expect(await app.runWords(["import", "none.csv", ...CSV])).toMatchObject({ exit: 3 });
  });

  it("shows no token anywhere", async () => {
    const file = csvOf([`${oldToken(1)},One`, `${oldToken(2)}`, `"${oldToken(3)},x`, `!${oldToken(4)},x`]);
    for (const mode of [["--dry-run"], [], ["--json"]]) {
      const { out, errors } = await app.runWords(["import", file, ...CSV, ...mode]);
      for (const number of numbers(4)) expect(out + errors).not.toContain(oldToken(number).slice(-12));
    }
  });
});
